"""Which target pieces may begin, or go on with, an English word for a German one, by the lexicon.

Each German word has a tree for each way its English word can stand: within a sentence, at its beginning (a capital),
right behind a bracket, quotation mark or hyphen (no space). A tree maps the pieces of a word so far to the pieces that
may come next, with their shares; the shares of the first pieces add up to 1 at most, but for names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.knowledge.lexicon import lexicon
from pipeline.text.stems import german_stem
from pipeline.text.wordforms import fold
from pipeline.translate.agreement import is_name
from pipeline.translate.pieces import Pieces
from pipeline.translate.places import english_name

SEEN_OFTEN, SEEN_ENOUGH = 30, 300
"""A word seen less often than the first is looked up by its stem too; less often than the second, as a compound."""
SHORTEST_COMPOUND = 8
RELATED_FORM, PART = 0.7, 0.5
"""What a translation of another form of the word, or of a part of it, is worth."""
COPIED, SURELY_COPIED = 0.7, 10.0
"""Share of the word itself where the lexicon does not know it, and where it is a name beyond doubt: so much more than 1
that the model gives way, which likes to make a common word of it."""
SHORTEST_PART = 4
"""A capitalised word that is not in the lexicon is no compound if it falls into shorter parts than this."""
ACRONYM = 5

Path = tuple[int, ...]
Tree = Mapping[Path, tuple[NDArray[np.intp], NDArray[np.float32]]]


class Place(Enum):
    """How a word stands: within a sentence, at its beginning, or glued to what comes before it."""

    WITHIN = 0
    FIRST = 1
    GLUED = 2


class WordTrees:
    """The trees for one vocabulary; made when first asked for."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self.of: Callable[[str, Place], Tree] = lru_cache(maxsize=65536)(self._make)

    def _make(self, word: str, place: Place) -> Tree:
        """Return the tree for a German word as written."""
        tree: dict[Path, dict[int, float]] = {}
        for english, share in surfaces(word).items():
            for written, part in _written(english, share, place).items():
                glued = place is Place.GLUED
                numbers = self._pieces.spelling(f'"{written}' if glued else written)[glued:]
                for depth, number in enumerate(numbers):
                    following = tree.setdefault(numbers[:depth], {})
                    following[number] = following.get(number, 0.0) + part
        return {path: _shares(following, whole=bool(path)) for path, following in tree.items()}


def _shares(following: Mapping[int, float], whole: bool) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    shares = np.array(list(following.values()), np.float32)
    return np.array(list(following), np.intp), shares / shares.sum() if whole else shares


@lru_cache(maxsize=65536)
def surfaces(german: str) -> Mapping[str, float]:
    """Return the English words for a German one as written, with shares that add up to 1 at most, but for names."""
    means = {} if _falls_apart(german) else _words(fold(german))
    if not means:
        return _copied(german) if german[:1].isupper() else {}
    total = max(1.0, sum(means.values()))
    made: dict[str, float] = {}
    for english, strength in means.items():
        capital = lexicon().capital_english(english)
        upper = english.upper() if german.isupper() and len(german) <= ACRONYM else english.title()
        for written, part in ((english, 1 - capital), (upper, capital)):
            if part > 0.2:
                made[written] = made.get(written, 0.0) + strength / total * part
    return made


def _copied(german: str) -> dict[str, float]:
    name, share = english_name(german), SURELY_COPIED if is_name(german) else COPIED
    if name == german and german.endswith("s"):
        return {german: share / 2, german[:-1]: share / 2}
    return {name: share}


def _falls_apart(german: str) -> bool:
    known, word = lexicon(), fold(german)
    if not german[:1].isupper() or known.seen(word) or german_stem(word) in known.stems:
        return False
    return min(map(len, known.parts(word)), default=0) < SHORTEST_PART


def _words(german: str) -> dict[str, float]:
    """Return the English words for a folded German one with their strengths: its own, its stem's, its parts'."""
    known = lexicon()
    made = known.words(german)
    if known.seen(german) < SEEN_OFTEN:
        for other in known.stems.get(german_stem(german), ())[:6]:
            _add(made, known.words(other), RELATED_FORM if known.seen(german) else 1.0)
    if not made or (known.seen(german) < SEEN_ENOUGH and len(german) >= SHORTEST_COMPOUND):
        for part in known.parts(german):
            _add(made, _words(part), PART)
    return made


def _add(made: dict[str, float], more: Mapping[str, float], worth: float) -> None:
    for word, strength in more.items():
        made[word] = max(made.get(word, 0.0), worth * strength)


def _written(english: str, share: float, place: Place) -> dict[str, float]:
    capital = english[:1].upper() + english[1:]
    if place is Place.FIRST or capital == english:
        return {capital: share}
    return {english: share / 2, capital: share / 2} if place is Place.GLUED else {english: share}
