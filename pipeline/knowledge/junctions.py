"""Where an English word seems to have been cut out: how often its neighbours meet, and how often across a lost word.

``configs/knowledge/junctions.tsv.xz`` holds, divided by tabs, first ``w``, a word and its class (common words are
classes of their own, the others fall into some 160 of like neighbours, as parts of speech do), then ``j``, the classes
of two to four tokens and a log-odds in tenths: how much likelier they are to have come together because a content word
between the middle two was taken out than to stand there as written. It was counted by ``scripts/build_junctions.py``.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.resources import damage, root

FILE = Path("configs") / "knowledge" / "junctions.tsv.xz"
NUMBER = "<n>"
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|['’](?:s|re|ve|ll|d|m|t)\b|\d[\d.,:]*|[^\w\s]")
_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|ly|tion|ment|ness|ity|ance|ence|ous|ive|able|ful|al|er|est|s)$")
_MARKS = dict.fromkeys("“”„«»", '"') | dict.fromkeys("’‘`", "'")
Classes = Sequence[str]


@dataclass(frozen=True, slots=True)
class Junction:
    """A place between two tokens: ``at`` is where the second begins; ``odds``: log-odds that a word was lost there."""

    at: int
    odds: float


@dataclass(frozen=True, slots=True, eq=False)
class Junctions:
    """The table, by classes of tokens."""

    classes: Mapping[str, str]
    odds: Mapping[tuple[str, ...], float]
    words: Lexicon

    def class_of(self, token: str) -> str:
        """Return the class of a token as ``tokens`` gives it."""
        known = self.classes.get(token)
        if known is not None:
            return known
        if not token[0].isalpha():
            return "#mark"
        if token[0].isupper():
            return "#name"
        if "-" in token:
            return self.class_of(token.rpartition("-")[2])
        ending = _ENDING.search(token)
        return f"#{ending.group()}" if ending else "#word"

    def between(self, left: Classes, right: Classes) -> float:
        """Return the log-odds that a word was lost between two classes and two more (``^`` before, ``$`` after all)."""
        (a, b), (c, d) = left, right
        known = self.odds.get((a, b, c, d))
        if known is not None:
            return known
        two = self.odds.get((b, c), 0.0)
        return self.odds.get((a, b, c), two) + self.odds.get(("", b, c, d), two) - two

    def of(self, text: str) -> list[Junction]:
        """Return the junctions of a text, one before each of its tokens."""
        found = tokens(text, self.words)
        classes = ["^", "^", *(self.class_of(token) for _, token in found), "$", "$"]
        starts = [at for at, _ in found]
        return [Junction(at, self.between(classes[i : i + 2], classes[i + 2 : i + 4])) for i, at in enumerate(starts)]


def tokens(text: str, words: Lexicon) -> list[tuple[int, str]]:
    """Return where each token of an English text begins, and its form: figures as one sign, no capital that only the
    beginning of a sentence explains."""
    made: list[tuple[int, str]] = []
    opening = True
    for match in _TOKEN.finditer(text):
        token = _form(match.group(), opening, words)
        made.append((match.start(), token))
        opening = token in '.:"?!' or (opening and not token[0].isalpha() and token != NUMBER)
    return made


def _form(word: str, opening: bool, words: Lexicon) -> str:
    if word[0].isdigit():
        return NUMBER
    if not word[0].isupper():
        return _MARKS.get(word, word.lower().replace("’", "'"))
    lower = word.lower()
    usual = words.seen_english(lower) > 0 and words.capital_english(lower) < 0.5
    return lower if lower == "i" or (opening and usual) else word[0] + lower[1:]


def read_junctions(path: Path, words: Lexicon) -> Junctions:
    """Read the table.

    Raises:
        ConfigError: the file is missing or damaged.
    """
    classes: dict[str, str] = {}
    odds: dict[tuple[str, ...], float] = {}
    with damage(path, "a table of junctions"), lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            kind, key, value = line.rstrip("\n").split("\t")
            if kind == "w":
                classes[key] = value or key
            else:
                odds[tuple(key.split(" "))] = int(value) / 10
    return Junctions(classes, odds, words)


@lru_cache(maxsize=1)
def junctions() -> Junctions:
    """Return the table that ships in ``configs/knowledge``; read once."""
    return read_junctions(root() / FILE, lexicon())
