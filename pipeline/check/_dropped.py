"""How likely a stretch of one side has nothing on the other side; shared by clause-dropped and content-added.

For each word two rates are known: how often it has no counterpart in a good translation (the lexicon's), and how often
it would find one by chance if it had been dropped (common words often, rare ones hardly ever). The logarithm of their
ratio is its weight; the stretch with the greatest sum (Kadane's maximum subarray) is the suspect. A paraphrase leaves
unexplained words on both sides at about the same place, a true omission on one side only and makes the text shorter;
a logistic model weighs the three. It was fitted on 14,000 pairs of wmt08-17 and wire sentences, half of which had one
to eight words in a row taken out on one side, 2026-11; AUROC .88 both ways.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.check._coverage import Coverage, coverage
from pipeline.knowledge.lexicon import Lexicon
from pipeline.text.wordforms import Word, wordset
from pipeline.types import Span

_UNCOVERED = 0.02  # support up to which a word counts as without counterpart
# Figures and their units have checks of their own; a unit may be a sign (%, €, km) on the other side.
_NUMBER_WORDS = wordset(
    "ein eine einen einem einer one two three four five six seven eight nine ten zwei drei vier fünf sechs sieben acht "
    "neun zehn million millionen milliarden billion hundert tausend hundred thousand "
    "prozent prozentpunkt prozentpunkte percent euro euros cent cents dollar dollars pfund pound pounds franken francs "
    "grad degrees uhr kilometer kilometern kilometers kilometres meter metern meters metres kilo kilogramm tonnen "
    "tonnes"
)
_NEAR = 0.25  # share of the text's length to either side in which a paraphrase is looked for


@dataclass(frozen=True, slots=True)
class Suspect:
    """The most suspicious stretch of one side: where, its weight, the weight near it on the other side, its words."""

    span: Span
    weight: float
    opposite: float
    words: int  # unexplained words in it


@lru_cache(maxsize=2048)
def suspects(source: str, target: str, lexicon: Lexicon) -> tuple[Suspect, Suspect]:
    """Return the most suspicious stretch of the German and of the English."""
    found = coverage(source, target, lexicon)
    german, english = weights_of(found, lexicon)
    return (
        _suspect(found.source, german, len(source), found.target, english, len(target)),
        _suspect(found.target, english, len(target), found.source, german, len(source)),
    )


def unexplained(source: str, target: str, lexicon: Lexicon) -> float:
    """Return the weight of all German words without counterpart."""
    german, _ = weights_of(coverage(source, target, lexicon), lexicon)
    return sum(w for w in german if w > 0)


def weights_of(found: Coverage, lexicon: Lexicon) -> tuple[list[float], list[float]]:
    """Return, for the German and the English words, how much each speaks for (above 0) or against (below) the stretch
    it stands in having no counterpart."""
    return (
        _weights(found.source, found.source_support, lexicon.seen, lexicon.missed),
        _weights(found.target, found.target_support, lexicon.seen_english, lexicon.missed_english),
    )


def _weights(
    words: Sequence[Word], support: Sequence[float], seen: Callable[[str], int], missed: Callable[[str], float]
) -> list[float]:
    made = []
    for word, strength in zip(words, support, strict=True):
        if word.text[0].isdigit() or word.fold in _NUMBER_WORDS:
            made.append(0.0)
            continue
        often = seen(word.fold)
        chance = 0.85 if often >= 4000 else 0.35 if often >= 600 else 0.1
        rate = min(0.97, max(0.01, missed(word.fold)))
        if strength <= _UNCOVERED:
            made.append(max(0.0, math.log((1 - chance) / rate)))
        else:
            made.append(math.log(chance / (1 - rate)))
    return made


def _suspect(
    words: Sequence[Word],
    weights: Sequence[float],
    length: int,
    others: Sequence[Word],
    other_weights: Sequence[float],
    other_length: int,
) -> Suspect:
    weight, first, last = heaviest(weights)
    if not weight:
        return Suspect(Span(0, 0), 0.0, 0.0, 0)
    while last - first > 1 and weights[last - 1] < 0.3:
        last -= 1
    while last - first > 1 and weights[first] < 0.3:
        first += 1
    span = Span(words[first].span.start, words[last - 1].span.end)
    left, right = span.start / length - _NEAR, span.end / length + _NEAR
    opposite = sum(
        w
        for word, w in zip(others, other_weights, strict=True)
        if w > 0 and left <= word.span.start / other_length <= right
    )
    return Suspect(span, weight, opposite, sum(w >= 0.3 for w in weights[first:last]))


def heaviest(weights: Sequence[float]) -> tuple[float, int, int]:
    """Return the greatest sum of consecutive weights and its bounds."""
    best = (0.0, 0, 0)
    total, start = 0.0, 0
    for i, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, i
        total += weight
        if total > best[0]:
            best = (total, start, i + 1)
    return best
