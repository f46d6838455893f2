"""How likely a name was lost, altered or added, from the cues of ``_name_cues``: a logistic regression for each.

Their weights stand in ``configs/check/name_gaps.yaml``, made by ``scripts/fit_name_gaps.py`` from good translations and
from slips planted into them. A probability holds where about one sentence in ten has a slip; what counts is where the
thresholds of the checks lie: the script prints which alarms and finds each one means. A network with a hidden layer was
no better on sentences that it had not seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from pipeline.check._logistic import Weights, chance, read_weights

FILE: Final = "configs/check/name_gaps.yaml"
KINDS: Final = ("lost", "altered", "added")


def probability(kind: str, cues: Mapping[str, float]) -> float:
    """Return the probability, 0..1, that ``cues`` come from a slip of ``kind``; a cue without a weight says nothing."""
    return chance(judges()[kind], cues)


@lru_cache(maxsize=1)
def judges() -> Mapping[str, Weights]:
    """Return the weights that ship, by kind and cue."""
    return read_weights(FILE, KINDS, "lost names")
