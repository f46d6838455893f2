"""How much each word speaks for having no counterpart on the other side.

For each word two rates are known: how often it has no counterpart in a good translation (the lexicon's), and how often
it would find one by chance if it had been dropped (common words often, rare ones hardly ever). The logarithm of their
ratio is its weight; the stretch with the greatest sum (Kadane's maximum subarray) is the suspect.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from pipeline.knowledge.coverage import Coverage
from pipeline.knowledge.lexicon import Lexicon
from pipeline.text.wordforms import Word, wordset

_UNCOVERED = 0.02  # support up to which a word counts as without counterpart
# Figures, dates and units have checks of their own; a unit may be a sign on the other side (%, km), a month a figure.
_NUMBER_WORDS = wordset(
    "ein eine einen einem einer one two three four five six seven eight nine ten zwei drei vier fünf sechs sieben acht "
    "neun zehn million millionen milliarden billion hundert tausend hundred thousand "
    "prozent prozentpunkt prozentpunkte percent euro euros cent cents dollar dollars pfund pound pounds franken francs "
    "grad degrees uhr kilometer kilometern kilometers kilometres meter metern meters metres kilo kilogramm tonnen "
    "tonnes january february april june july august september october november december"
)


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
