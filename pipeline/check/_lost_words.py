"""How likely a German word has nothing in the English: every sign of it taken together.

A word without counterpart by the lexicon is a suspect. What speaks for and against: how often a good translation leaves
it out, whether the English holds unexplained words that may paraphrase it (beside it, or at all), whether it is
linked and to what (a long German compound takes two English words), whether its neighbours are linked to neighbours,
how long the English is, and whether the English reads as if a word were cut out (``knowledge.junctions``). A network
with one hidden layer weighs these; ``scripts/fit_lost_words.py`` learns it from good translations out of which words
were taken, and sets it so that 0 is the odds beyond which a flag is a warning.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pipeline.check._network import Judge, read_judges
from pipeline.check._sides import Side, inverse, sides
from pipeline.check._weights import heaviest
from pipeline.check.length_outlier import deviation
from pipeline.knowledge.junctions import Junction, junctions
from pipeline.knowledge.lexicon import Lexicon
from pipeline.text.wordforms import Word, wordset
from pipeline.types import Alignment, Span

FILE, KIND = "configs/check/lost_words.yaml", "word"
_COMMON = 4000  # times a word was seen by the lexicon
_YEARS = wordset("jahr jahre jahren")
_KNOWN = 0.05  # support from which a neighbour tells where the lost word would stand
_NEAR = 0.2  # share of the text's length to either side in which a paraphrase is looked for
_AROUND = 14  # characters around the neighbours' counterparts in which the gap is looked for


Stretch = tuple[float, int, int]  # weight, first word, word after the last


@dataclass(frozen=True, slots=True)
class LostWord:
    """A word that seems to have no counterpart: where, its odds (0: warn; ``notice``: those that make a notice), the
    likeliest gap in the English, and the odds that a word was cut out there (``knowledge.junctions``)."""

    span: Span
    odds: float
    notice: float
    gap: Span | None
    torn: float


@lru_cache(maxsize=1)
def judge() -> Judge:
    """Return the judge that ships.

    Raises:
        ConfigError: the file is missing or damaged.
    """
    return read_judges(FILE, (KIND,), "lost words")[KIND]


def likeliest(pair: Alignment, lexicon: Lexicon) -> LostWord | None:
    """Return the German word most likely lost; None where none is suspect, or the pair has no word links."""
    found = suspects_of(pair, lexicon)
    if not found:
        return None
    odds = judge().odds(np.array([figures for _, figures, _ in found]))
    best = int(odds.argmax())
    span, figures, gap = found[best]
    return LostWord(span, float(odds[best]), judge().likely, gap, figures[-1])


def suspects_of(pair: Alignment, lexicon: Lexicon) -> list[tuple[Span, list[float], Span | None]]:
    """Return the German words without counterpart, the figures the judge reads, and the English gap."""
    if not pair.links:
        return []
    german, english = sides(pair, lexicon)
    if not german.words or not english.words:
        return []
    backward = inverse(german.links)
    gaps = junctions().of(pair.target)
    stretch = heaviest(german.weights)
    sentence = _sentence(pair, german, english, gaps)
    made = []
    for i, word in enumerate(german.words):
        common = lexicon.seen(word.fold) >= _COMMON  # they come and go with the construction
        if german.weights[i] <= 0 or common or _is_label(i, german.words, english.words, pair.source):
            continue
        gap = _gap(i, german, english, gaps)
        odds = max(-3.0, min(8.0, gap.odds)) if gap else 0.0
        figures = (
            _word(i, german, lexicon) + _around(i, german, english, stretch) + _linked(i, german, english, backward)
        )
        made.append((word.span, [*figures, *sentence, odds], _between(gap, english) if gap else None))
    return made


def _is_label(i: int, words: Sequence[Word], english: Sequence[Word], source: str) -> bool:
    """Tell whether a noun only says what a name or figure beside it is: ``Stadtteil Soho``, ``2:0-Endstand``, an age.

    Translators leave these out; figures and their units have checks of their own.
    """
    if not words[i].text[0].isupper():
        return False
    follower = words[i + 1].text if i + 1 < len(words) else ""
    named = follower[:1].isupper() and any(word.text.removesuffix("'s") == follower for word in english)
    return named or source[words[i].span.start - 1] == "-" or words[i].fold in _YEARS


def _sentence(pair: Alignment, here: Side, there: Side, gaps: Sequence[Junction]) -> tuple[float, ...]:
    """Return what is the same for all words: length, size, words unexplained here and there, the widest gap."""
    open_here = sum(weight > 0.3 for weight in here.weights) / len(here.words)
    open_there = min(12.0, sum(weight for weight in there.weights if weight > 0))
    widest = max((gap.odds for gap in gaps), default=0.0)
    size = math.log(len(here.words))
    return (-deviation(pair.source, pair.target), size, open_here, open_there, max(0.0, min(8.0, widest)))


def _word(i: int, here: Side, lexicon: Lexicon) -> tuple[float, ...]:
    """Return what is known about the word itself: how often it is left out, how common it is, its form."""
    word = here.words[i]
    rate = min(0.97, max(0.01, lexicon.missed(word.fold)))
    often = lexicon.seen(word.fold)
    common = math.log10(often + 1)
    return (
        here.weights[i],
        math.log(rate / (1 - rate)),
        common,
        common * common,
        20 * here.support[i],
        lexicon.capital(word.fold),
        float(i > 0 and word.text[0].isupper()),
        float(often < 3),
        min(len(word.fold), 18) / 10,
    )


def _around(i: int, here: Side, there: Side, stretch: Stretch) -> tuple[float, ...]:
    """Return the weights of the words beside it, of the stretch it lies in, and of what may paraphrase it."""
    beside = [0.0, 0.0]
    for distance in (1, 2):
        for k in (i - distance, i + distance):
            if 0 <= k < len(here.words):
                beside[distance - 1] += max(-1.0, min(3.0, here.weights[k]))
    total, first, last = stretch
    place = here.place(i)
    near = sum(
        weight
        for j, weight in enumerate(there.weights)
        if weight > 0 and place - _NEAR <= there.place(j) <= place + _NEAR
    )
    return (*beside, total if first <= i < last else 0.0, min(6.0, near))


def _linked(i: int, here: Side, there: Side, backward: Mapping[int, Sequence[int]]) -> tuple[float, ...]:
    """Return what the word and its neighbours are linked to."""
    partners = here.links.get(i, ())
    left = next((k for k in range(i - 1, -1, -1) if k in here.links and here.support[k] >= _KNOWN), None)
    right = next((k for k in range(i + 1, len(here.words)) if k in here.links and here.support[k] >= _KNOWN), None)
    adjacent, between, distance = 0.0, 0.0, 6
    if left is not None and right is not None:
        apart, low, high = min((abs(a - b), *sorted((a, b))) for a in here.links[left] for b in here.links[right])
        distance = min(6, apart)
        adjacent = float(apart <= 1 and right - left == 2)
        between = sum(max(0.0, weight) for weight in there.weights[low + 1 : high])
    return (
        float(bool(partners)),
        float(any(len(backward[j]) == 1 for j in partners)),
        max((there.support[j] for j in partners), default=0.0),
        max((len(there.words[j].fold) for j in partners), default=0) / 10,
        max((max(0.0, there.weights[j]) for j in partners), default=0.0),
        float(len(partners) > 1),
        float(left == i - 1) + float(right == i + 1),
        adjacent,
        distance / 6,
        min(4.0, between),
    )


def _gap(i: int, here: Side, there: Side, gaps: Sequence[Junction]) -> Junction | None:
    """Return the widest gap of the English near where the German neighbours of a word have their counterparts."""
    sides = (range(i - 1, -1, -1), range(i + 1, len(here.words)))
    known = [next((k for k in side if k in here.links and here.support[k] >= _KNOWN), None) for side in sides]
    places = [there.words[j].span.start for k in known if k is not None for j in here.links[k]]
    places = places or [round(here.place(i) * there.length)]
    low, high = min(places) - _AROUND, max(places) + _AROUND
    return max((gap for gap in gaps if low <= gap.at <= high), key=lambda gap: gap.odds, default=None)


def _between(gap: Junction, english: Side) -> Span:
    """Return the words on either side of a gap."""
    before = [word.span for word in english.words if word.span.end <= gap.at][-1:]
    after = [word.span for word in english.words if word.span.start >= gap.at][:1]
    return Span.cover([*before, *after])
