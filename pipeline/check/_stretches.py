"""How likely a stretch of one side has nothing on the other side; shared by clause-dropped and content-added.

The stretch whose words weigh most (``_weights``) is the suspect. A paraphrase leaves unexplained words on both sides at
about the same place, and its words are linked to something; a true omission leaves them on one side only and makes the
text shorter; what is made up stands at the end of a clause more often than not. A network with one hidden layer weighs
these; ``scripts/fit_stretches.py`` learns it from good translations out of which phrases were taken on either side, or
to which they were added, and sets it so that 0 is the odds beyond which a flag is a warning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from pipeline.check._network import Judge, read_judges
from pipeline.check._sides import Side, sides
from pipeline.check._weights import heaviest
from pipeline.check.length_outlier import deviation
from pipeline.knowledge.lexicon import Lexicon
from pipeline.types import Alignment, Span

FILE = "configs/check/stretches.yaml"
Kind = Literal["dropped", "added"]
KINDS: tuple[Kind, ...] = ("dropped", "added")
NOTHING = -20.0
"""Odds where every word has a counterpart."""
_OPEN = 0.3  # weight from which a word counts as unexplained
_NEAR = 0.25  # share of the text's length to either side in which a paraphrase is looked for
_RARE = 600  # times a word was seen by the lexicon
_MARKS = '.,;:!?)"”–-'


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch that seems to have no counterpart: where, its unexplained words, its odds (0: warn; ``notice``: those
    that make a notice)."""

    span: Span
    words: int
    odds: float
    notice: float


@lru_cache(maxsize=1)
def judges() -> Mapping[str, Judge]:
    """Return the judges that ship, by kind.

    Raises:
        ConfigError: the file is missing or damaged.
    """
    return read_judges(FILE, KINDS, "dropped and added stretches")


def stretch(pair: Alignment, lexicon: Lexicon, kind: Kind) -> Stretch | None:
    """Return the stretch of the German (dropped) or the English (added) that most likely has no counterpart.

    None where every word has one.
    """
    found = suspect(pair, lexicon, kind)
    if found is None:
        return None
    span, words, figures = found
    judge = judges()[kind]
    return Stretch(span, words, float(judge.odds(np.array([figures]))[0]), judge.likely)


def suspect(pair: Alignment, lexicon: Lexicon, kind: Kind) -> tuple[Span, int, list[float]] | None:
    """Return the heaviest stretch, its unexplained words, and the figures the judge reads; None where there is none."""
    german, english = sides(pair, lexicon)
    here, there = (german, english) if kind == "dropped" else (english, german)
    weight, first, last = heaviest(here.weights)
    if not weight or not there.words:
        return None
    while last - first > 1 and here.weights[last - 1] < _OPEN:
        last -= 1
    while last - first > 1 and here.weights[first] < _OPEN:
        first += 1
    words = sum(weight >= _OPEN for weight in here.weights[first:last])
    span = Span(here.words[first].span.start, here.words[last - 1].span.end)
    sign = -1 if kind == "dropped" else 1
    text = pair.source if kind == "dropped" else pair.target
    seen = lexicon.seen if kind == "dropped" else lexicon.seen_english
    figures = [
        weight,
        *_opposite(span, here, there),
        sign * deviation(pair.source, pair.target),
        min(8.0, words),
        float(last - first),
        sum(here.words[i].text[0].isupper() for i in range(max(1, first), last)) / (last - first),
        *_ending(text[span.end :].lstrip()),
        sum(i in here.links for i in range(first, last)) / (last - first),
        min(4.0, sum(seen(word.fold) < _RARE for word in here.words[first:last])),
    ]
    return span, words, figures


def _opposite(span: Span, here: Side, there: Side) -> tuple[float, float]:
    """Return the weight of the unexplained words of the other side, about there and in all."""
    low, high = span.start / here.length - _NEAR, span.end / here.length + _NEAR
    near = sum(weight for j, weight in enumerate(there.weights) if weight > 0 and low <= there.place(j) <= high)
    return min(8.0, near), min(12.0, sum(weight for weight in there.weights if weight > 0))


def _ending(rest: str) -> tuple[float, float]:
    """Tell whether a clause ends after the stretch, and whether the sentence does."""
    return float(not rest or rest[0] in _MARKS), float(not any(sign.isalnum() for sign in rest))
