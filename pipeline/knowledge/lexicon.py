"""A bilingual lexicon: which English words may stand for a German one, learnt from parallel text.

``configs/knowledge/lexicon.tsv.xz`` has a line per German stem, then, divided by tabs, its words, commonest first: the
folded word, how often it was seen, in how many of a hundred good translations it has no counterpart, how many of a
hundred uses within a sentence have a capital, and its English words with their strength in hundredths, strongest first
(``landkreis 73 12 98 district:15 county:6``). Strength is the geometric mean of p(en|de) and p(de|en).
``english.tsv.xz`` has, for English words, the word and the same three figures.

The probabilities come from IBM model 1 with the diagonal prior of fast_align (Dyer, Chahuneau & Smith, NAACL 2013), six
iterations of EM over 289,000 pairs of news, commentary, parliament and everyday sentences, 2026-11; pairs of words
expected fewer than 1.2 times are left out. The rates without counterpart were counted on 96,000 of these pairs.
``configs/knowledge/README.md`` names the texts and the command.
"""

from __future__ import annotations

import lzma
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pipeline.resources import damage, root
from pipeline.text.stems import english_stem, german_stem

_UNSEEN = (0, 32, 50, "")  # words seen once were missed 32 % (German) and 43 % (English) of the time
_MUCH = 5  # times as common: Amt and samt, but not Teig and Steig
_NOTHING: Mapping[str, float] = {}


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Translations of single words; every word is folded (``text.wordforms.fold``), every answer goes by stems."""

    lines: Mapping[
        str, tuple[int, int, int, str]
    ]  # German word: times seen, per cent missed, per cent capital, "english:strength ..."
    stems: Mapping[str, tuple[str, ...]]  # German stem: its words, commonest first
    english: Mapping[str, tuple[int, int, int]]  # English word: times seen, per cent missed, per cent capital
    _cache: dict[str, Mapping[str, float]] = field(default_factory=dict)

    def seen(self, german: str) -> int:
        """Return how often the German word stood in the training text."""
        return self.lines.get(german, _UNSEEN)[0]

    def seen_english(self, english: str) -> int:
        """Return how often the English word stood in the training text."""
        return self.english.get(english, _UNSEEN)[0]

    def missed(self, german: str) -> float:
        """Return how often (0..1) the German word has no counterpart in a good translation."""
        return self.lines.get(german, _UNSEEN)[1] / 100

    def missed_english(self, english: str) -> float:
        """Return how often (0..1) the English word has no counterpart in the German of a good translation."""
        return self.english.get(english, _UNSEEN)[1] / 100

    def capital(self, german: str) -> float:
        """Return how often (0..1) the German word has a capital within a sentence: nouns and names near 1."""
        return self.lines.get(german, _UNSEEN)[2] / 100

    def capital_english(self, english: str) -> float:
        """Return how often (0..1) the English word has a capital within a sentence: names near 1."""
        return self.english.get(english, _UNSEEN)[2] / 100

    def translations(self, german: str) -> Mapping[str, float]:
        """Return the English stems for a German word, with strengths in 0..1; empty for an unknown word.

        They are those of the ``renderings``.
        """
        found = self._cache.get(german)
        if found is None:
            made: dict[str, float] = {}
            for word, strength in self.renderings(german).items():
                stem = english_stem(word)
                made[stem] = max(made.get(stem, 0.0), strength)
            found = self._cache[german] = made or _NOTHING
        return found

    def renderings(self, german: str) -> dict[str, float]:
        """Return the English words for a German word with strengths in 0..1; empty for an unknown word.

        An unknown form is looked up by its stem, then as a compound by its parts, at half strength.
        """
        made = self.words(german)
        if self.seen(german) < 30:
            for other in self.stems.get(german_stem(german), ())[:6]:
                for word, strength in self.words(other).items():
                    made[word] = max(made.get(word, 0.0), strength)
        if made and (self.seen(german) >= 300 or len(german) < 8):
            return made
        for part in self.parts(german):
            for word, strength in self.renderings(part).items():
                made[word] = max(made.get(word, 0.0), strength / 2)
        return made

    def words(self, german: str) -> dict[str, float]:
        """Return the English words for a German word, not their stems, with strengths in 0..1; of this form alone."""
        items = (item.rpartition(":") for item in self.lines.get(german, _UNSEEN)[3].split())
        return {word: int(strength) / 100 for word, _, strength in items}

    def parts(self, german: str) -> tuple[str, ...]:
        """Return the known first and last part of a compound, or of a hyphenated word all parts; empty if it has none.

        The last part is the longest known one; the first part may be followed by letters that are not known. An *s*
        that both parts could have goes to the first if only that leaves a noun: Gouverneurs-amt, not -samt.
        """
        if "-" in german:
            whole = [p for p in german.split("-") if len(p) > 1]
            return tuple(part for p in whole for part in ((p,) if self._known(p) else self.parts(p) or (p,)))
        for cut in range(3, len(german) - 2):
            if self._known(german[cut:]):
                cut += self._joint(german, cut)
                head = self._first_part(german[:cut])
                return (head, german[cut:]) if head else ()
        return ()

    def _joint(self, german: str, cut: int) -> int:
        """Return 1 if the *s* at ``cut`` joins the parts (Duden 4, 2022, "Fugenelemente"), else 0."""
        longer, shorter = german[cut:], german[cut + 1 :]
        if longer[0] != "s" or not self._known(shorter):
            return 0
        noun = self.capital(shorter) > 0.5 >= self.capital(longer)
        return int(noun and self.seen(shorter) > _MUCH * self.seen(longer))

    def _first_part(self, head: str) -> str:
        for end in range(len(head), 2, -1):
            if self._known(head[:end]):
                return head[:end]
        return ""

    def _known(self, word: str) -> bool:
        return (self.seen(word) >= 5 and len(word) >= 4) or (self.seen(word) >= 50 and len(word) >= 3)


def read_lexicon(folder: Path) -> Lexicon:
    """Read ``lexicon.tsv.xz`` and ``english.tsv.xz`` in ``folder``.

    Raises:
        ConfigError: a file is missing or damaged.
    """
    lines: dict[str, tuple[int, int, int, str]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    english: dict[str, tuple[int, int, int]] = {}
    with damage(path := folder / "lexicon.tsv.xz", "a lexicon"):
        for group in _read(path):
            stem, *entries = group.split("\t")
            for entry in entries:
                word, seen, missed, capital, items = entry.split(" ", 4)
                lines[word] = (int(seen), int(missed), int(capital), items)
            stems[stem] = tuple(entry.partition(" ")[0] for entry in entries)
    with damage(path := folder / "english.tsv.xz", "a lexicon"):
        for line in _read(path):
            word, seen, missed, capital = line.split("\t")
            english[word] = (int(seen), int(missed), int(capital))
    return Lexicon(lines, stems, english)


def _read(path: Path) -> list[str]:
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        return stream.read().splitlines()


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon that ships in ``configs/knowledge``; read once."""
    return read_lexicon(root() / "configs" / "knowledge")
