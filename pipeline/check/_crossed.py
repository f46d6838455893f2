"""Two opposites that changed places between clauses: rain in the north and sun in the south; for opposite-word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from pipeline.check._negated import ENGLISH_LIGHT, GERMAN_LIGHT
from pipeline.knowledge.lexicon import Lexicon
from pipeline.knowledge.opposites import Opposites, Stand
from pipeline.text.stems import cognate_key, english_stem
from pipeline.text.wordforms import Word, word_forms
from pipeline.types import Span

_CUTS: Final = {
    "de": re.compile(r"[,;:–—()]\s|\s(?:und|aber|während|sondern|wogegen)\s"),
    "en": re.compile(r"[,;:–—()]\s|\s(?:and|but|while|whereas)\s"),
}
_SAID: Final = 0.1  # strength from which an English word renders a German one


def crossed(source: str, target: str, opposites: Opposites, lexicon: Lexicon) -> Iterator[tuple[Stand, Stand]]:
    """Yield a German word with the English one of its pole that stands in the clause of the other pole.

    Both languages must have one word on each pole, in clauses of their own; what else the clauses say must belong to
    the other one, on both sides, and nothing to its own.
    """
    left, right = opposites.find(source, "de"), opposites.find(target, "en")
    for axis in dict.fromkeys(stand.axis for stand in left):
        german, english = _poles(left, axis), _poles(right, axis)
        if german is None or english is None:
            continue
        here, there = (_clauses(source, "de", german), _clauses(target, "en", english))
        if here is None or there is None:
            continue
        said = [[_shared(de, en, lexicon) for en in there] for de in here]
        if said[0][0] == said[1][1] == 0 and min(said[0][1], said[1][0]) > 0:
            yield german[0], english[0]


def _poles(stands: Sequence[Stand], axis: str) -> tuple[Stand, Stand] | None:
    """Return the one word on each pole of an axis; None where there are none, or more."""
    found: list[Stand] = []
    for pole in "ab":
        mine = [s for s in stands if (s.axis, s.pole) == (axis, pole)]
        sure = [s for s in mine if s.sure]
        if not sure or len({s.span for s in mine}) != 1:
            return None
        found.append(sure[0])
    return found[0], found[1]


def _clauses(text: str, language: str, stands: Sequence[Stand]) -> list[list[Word]] | None:
    """Return the words of the two clauses, but for the poles; None if they stand in one."""
    edges = [0, *(cut.end() for cut in _CUTS[language].finditer(text)), len(text)]
    spans = [Span(start, end) for start, end in pairwise(edges)]
    homes = [next(i for i, span in enumerate(spans) if s.span.start < span.end) for s in stands]
    if homes[0] == homes[1]:
        return None
    light = GERMAN_LIGHT if language == "de" else ENGLISH_LIGHT
    words = [w for w in word_forms(text) if w.fold not in light and not any(w.span.overlaps(s.span) for s in stands)]
    return [[w for w in words if spans[home].start <= w.span.start < spans[home].end] for home in homes]


def _shared(german: Sequence[Word], english: Sequence[Word], lexicon: Lexicon) -> int:
    """Count the German words that an English word renders or repeats."""
    stems = {english_stem(w.fold) for w in english}
    keys = {cognate_key(w.fold) for w in english}
    return sum(
        cognate_key(w.fold) in keys or any(lexicon.translations(w.fold).get(stem, 0.0) >= _SAID for stem in stems)
        for w in german
    )
