"""The check untranslated-words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._names import proper
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.quotes import quotations
from pipeline.text.stems import english_stem, german_stem
from pipeline.text.wordforms import Word, word_forms, wordset
from pipeline.types import Alignment, Flag, Severity, Span

# Small words that stand inside names: Ursula von der Leyen, Neustadt an der Weinstraße, Bund und Länder (Duden 9).
_IN_NAMES = wordset("von vom der die das den dem des zu zum zur an am auf im in ob und für bei unter über aus van de")
# Determiners before a noun; before a name they are rare (Duden 4, 2022, "Artikelwörter").
_DETERMINERS = wordset(
    "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner im am vom zum zur beim "
    "ins ans diese dieser diesen diesem dieses jede jeder jeden jedem jedes mehrere viele alle seine seinen seiner "
    "seinem ihre ihren ihrer ihrem unsere unseren unserer"
)

_COUNTS = wordset("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig hundert tausend")
# Words that are German function words and English words of another meaning; alone they prove nothing.
_HOMOGRAPHS = wordset("die war hat bald fast man also was so will wird den gut her hier nun rat tag art not")
# Streets and squares keep their German names (The Economist Style Guide, 12th ed., "Foreign words and phrases").
_STREETS = (
    "straße",
    "strasse",
    "platz",
    "allee",
    "gasse",
    "ufer",
    "damm",
    "weg",
    "ring",
    "tor",
    "brücke",
    "hof",
    "heim",
    "heimer",
    "burg",
    "burger",
)
_INFLECTED = ("e", "en", "er", "es", "em", "te", "ten")
# Endings of abstract and female nouns, which no surname has (Fleischer & Barz, Wortbildung, 4th ed., 2.2).
_NOUN = ("ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "ismus", "innen", "erin", "chefin")
# Prepositions of place; a surname without its first name rarely follows one.
_PLACE_WORDS = wordset("in aus nach auf")
_NO_ADJECTIVES = wordset(
    "gegen unter über hinter neben zwischen wegen oder aber wenn denn wieder immer haben werden sein sollen wollen "
    "können müssen dürfen waren wurden hatten hätten wären würden"
)


@dataclass(frozen=True, slots=True)
class UntranslatedWords:
    """German words stand in the English.

    Why: the reader stumbles, and the word is often the one that mattered: the model did not know it.
    Flags: ``Der Landkreis hat gewählt.`` -> ``The Landkreis has voted.``
    Passes: ``Bundestag``, ``Angela Merkel``, ``Rothenburg ob der Tauber``; ``in``, ``Hand``, ``Winter``
    Limits: a word counts when it stands in the German sentence in the same form and the lexicon knows it, or its parts,
        as German and not as English. Titles in quotation marks and words explained in brackets pass. A word that
        English has taken over passes where English texts use it.
    """

    id: ClassVar[str] = "untranslated-words"
    severity: ClassVar[Severity] = Severity.ERROR

    lexicon: Lexicon = field(default_factory=lexicon)
    borrowed: float = 0.02  # uses in English per use in German from which a word counts as English too
    usual: int = 60  # uses from which a noun without determiner is taken for a noun and not a surname

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            german = _places(pair.source)
            words = word_forms(pair.target)
            self._add_heads(words, german)
            copied = [w.fold in german for w in words]
            left = [i for i, w in enumerate(words) if copied[i] and self._is_german(pair, words, i, german[w.fold])]
            for run in _runs([i for i in left if not _in_name(words, copied, i)]):
                if _explained(pair.target, words[run[-1]]) or self._is_title(pair.target, words, copied, run):
                    continue
                span = Span(words[run[0]].span.start, words[run[-1]].span.end)
                source = Span.cover(german[words[i].fold].span for i in run)
                message = f"“{span.of(pair.target)}” is German"
                yield flag(self, pair, message, source, span, confidence=0.9)

    def _add_heads(self, words: tuple[Word, ...], german: dict[str, Word]) -> None:
        """Let the first part of a German compound count as copied: ``Fleischbranche``, ``Fleisch industry``."""
        for word in words:
            if word.fold in german or len(word.fold) < 5 or not word.text.istitle():
                continue
            if self.lexicon.seen(word.fold) >= 20 and self.lexicon.capital(word.fold) > 0.9:
                whole = next((w for fold, w in german.items() if fold.startswith(word.fold)), None)
                if whole is not None and self.lexicon.parts(whole.fold)[:1] == (word.fold,):
                    german[word.fold] = Word(whole.span, whole.text[: len(word.text)], word.fold)

    def _is_german(self, pair: Alignment, words: tuple[Word, ...], i: int, original: Word) -> bool:
        """Tell whether a copied word is a German word and no name, by its form and its place on both sides."""
        fold = original.fold
        if not fold.replace("-", "").isalpha() or len(fold) < 3 or self._is_english(fold):
            return False
        known, capital = self.lexicon.seen(fold), self.lexicon.capital(fold)
        if original.text[:1].islower():
            return not fold.endswith("ive") and (known >= 2 or self._is_compound(fold))
        before = _before(pair.source, original)
        if before is None and self._is_small(fold):
            return True
        own = self.lexicon.translations(fold).get(english_stem(fold), 0.0) if known else 0.0
        if own >= 0.1 or original.text.isupper() or fold.endswith(_STREETS):
            return False
        if before is not None and (before.fold in _DETERMINERS or before.text[0].isdigit() or before.fold in _COUNTS):
            return (known >= 3 and not own) or self._is_compound(fold)
        if before is not None and (before.fold in _PLACE_WORDS or _is_adjective(before.text)):
            return capital > 0.5 and ((known >= 3 and not own) or self._is_compound(fold))
        if self._is_plain_noun(words, i, fold):
            return True
        return (
            before is None or before.text.islower() or self.lexicon.capital(before.fold) < 0.2
        ) and self._is_usual_noun(pair, words, i, original)

    def _is_small(self, fold: str) -> bool:
        """Tell whether the first word of the German is written small elsewhere, itself or its commonest form."""
        forms = self.lexicon.stems.get(german_stem(fold), ())[:1] if fold.endswith(_INFLECTED) else ()
        for word in (fold, *forms):
            if self.lexicon.seen(word) >= 5:
                return self.lexicon.capital(word) < 0.1
        return False

    def _is_usual_noun(self, pair: Alignment, words: tuple[Word, ...], i: int, original: Word) -> bool:
        """Tell whether a capital without determiner is a noun after all, and not the surname it might be."""
        if self.lexicon.seen(original.fold) < self.usual or self.lexicon.capital(original.fold) < 0.9:
            return False
        left, right = words[i - 1] if i else None, words[i + 1] if i + 1 < len(words) else None
        if pair.source[original.span.end :][:1] == ":":
            return False
        after_name = left is not None and left.text.istitle() and left.fold in _places(pair.source)
        before_name = right is not None and right.text.istitle()
        return not after_name and (before_name or (left is not None and left.text[:1].islower()))

    def _is_plain_noun(self, words: tuple[Word, ...], i: int, fold: str) -> bool:
        """Tell whether a word, wherever it stands, is a noun by its ending or last part, and no name."""
        left, right = words[i - 1] if i else None, words[i + 1] if i + 1 < len(words) else None
        if (left and left.text[:1].isupper() and i > 1) or (right and right.text[:1].isupper() and not left):
            return False
        if fold.endswith(_NOUN) and len(fold) >= 8:
            return self.lexicon.seen(fold) >= 3 or self._is_compound(fold)
        tail = self.lexicon.parts(fold)[-1:] if len(fold) >= 10 else ()
        if not tail or not self._is_part(tail[0]):
            return False
        options = self.lexicon.translations(tail[0])
        best = max(options, key=lambda stem: options[stem], default="")
        return (
            len(tail[0]) >= 4
            and self.lexicon.seen(tail[0]) >= 20
            and options.get(best, 0.0) >= 0.15
            and not proper(best)
        )

    def _is_english(self, fold: str) -> bool:
        english = self.lexicon.seen_english(fold)
        if english > max(1, self.borrowed * self.lexicon.seen(fold)) or fold in _HOMOGRAPHS:
            return True
        return "-" in fold and all(self.lexicon.seen_english(part) >= 5 for part in fold.split("-"))

    def _is_compound(self, fold: str) -> bool:
        """Tell whether an unknown word is made of known German words that English does not have."""
        parts = self.lexicon.parts(fold)
        return len(parts) > 1 and len(parts[0]) > 3 and len(fold) > 8 and all(self._is_part(p) for p in parts[-2:])

    def _is_part(self, fold: str) -> bool:
        seen = self.lexicon.seen(fold)
        same = self.lexicon.translations(fold).get(english_stem(fold), 0.0)
        return seen >= 5 and self.lexicon.seen_english(fold) <= seen / 4 and same < 0.1

    def _is_title(self, text: str, words: tuple[Word, ...], copied: list[bool], run: list[int]) -> bool:
        """Tell whether the run is a title: in quotation marks that hold nothing but copied words."""
        first, last = words[run[0]].span, words[run[-1]].span
        for quoted in quotations(text):
            if quoted.start <= first.start and last.end <= quoted.end:
                inside = [copied[i] for i, w in enumerate(words) if w.span.overlaps(quoted)]
                return all(inside) and len(inside) <= 6
        return False


def _places(source: str) -> dict[str, Word]:
    """Return the words of the German by their folded form, the parts of hyphenated ones too."""
    found: dict[str, Word] = {}
    for word in word_forms(source):
        found.setdefault(word.fold, word)
        if word.fold.endswith("s") and word.text[:1].isupper():  # a genitive loses its -s or -es
            found.setdefault(word.fold[:-1], Word(word.span, word.text[:-1], word.fold[:-1]))
            found.setdefault(word.fold[:-2], Word(word.span, word.text[:-2], word.fold[:-2]))
        start = word.span.start
        for part in word.text.split("-") if "-" in word.text else ():
            span = Span(start, start + len(part))
            found.setdefault(part.lower(), Word(span, part, part.lower()))
            start = span.end + 1
    return found


def _is_adjective(word: str) -> bool:
    """Tell whether a word in front of a noun is likely an inflected adjective (and no verb in the past: -te)."""
    if not word[:1].islower() or word in _NO_ADJECTIVES or len(word) < 5:
        return False
    return word.endswith(("en", "er", "es", "em")) or (word.endswith("e") and not word.endswith("te"))


def _before(source: str, word: Word) -> Word | None:
    """Return the word before ``word`` in its sentence, or None."""
    last = None
    for other in word_forms(source):
        if other.span.end >= word.span.start:
            break
        last = other
    if last is None or any(c in ".:!?" for c in source[last.span.end : word.span.start]):
        return None
    return last


def _runs(indices: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for i in indices:
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _in_name(words: tuple[Word, ...], copied: list[bool], i: int) -> bool:
    """Tell whether a small word leads to a copied capital: ``von der Leyen``."""
    if words[i].fold not in _IN_NAMES:
        return False
    for j in range(i + 1, min(i + 4, len(words))):
        if words[j].fold not in _IN_NAMES:
            if i and words[i].fold == "und" and copied[i - 1] and words[i - 1].text[:1].isupper():
                return words[j].text[:1].isupper()  # Hotel- und Gaststätten
            return copied[j] and words[j].text[:1].isupper()
    return False


def _explained(text: str, word: Word) -> bool:
    return text[word.span.end :].lstrip("\"”’' ")[:1] in ("(", "[")
