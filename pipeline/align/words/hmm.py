"""Word links as the hidden states of a Markov model, in both directions.

After Vogel, Ney and Tillmann 1996, "HMM-Based Word Alignment in Statistical Translation": the words of one side are
states, those of the other observations, and the next word is most likely explained near the word that explained the
last one. Words without counterpart get the null states of Och and Ney 2003. Here the emissions are not learnt; they
are whatever evidence there is. The two directions are multiplied after Liang, Taskar and Klein 2006, "Alignment by
Agreement".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Jumps:
    """How alignment moves from word to word.

    A jump of ``d`` words has weight ``exp(-decay * |d - 1|) + floor``. ``null``: probability that a word has no
    counterpart; ``emission``: that of any such word, on the scale of the evidence.
    """

    decay: float = 0.315
    floor: float = 0.097
    null: float = 0.057
    emission: float = 0.011


def both_ways(emissions: Floats, jumps: Jumps) -> tuple[Floats, Floats]:
    """Return, for (n, m) emissions, the posteriors p(source i | target j) and p(target j | source i), both (n, m)."""
    return posteriors(emissions, jumps), posteriors(emissions.T, jumps).T


def posteriors(emissions: Floats, jumps: Jumps) -> Floats:
    """Return p(state i | all observations) at each observation: (states, observations), columns sum to at most 1.

    Args:
        emissions: (states, observations), each >= 0 and not all 0 in a column.
    """
    states, length = emissions.shape
    moves, before = _moves(states, jumps)
    linked = (1 - jumps.null) * np.ascontiguousarray(emissions.T)
    empty = jumps.null * jumps.emission
    forward, silent = np.empty((length, states)), np.empty((length, states))
    for j in range(length):
        reached = before if j == 0 else before @ moves
        np.multiply(reached, linked[j], out=forward[j])
        np.multiply(before, empty, out=silent[j])  # a null state remembers where the alignment stood
        before = forward[j] + silent[j]
        before /= before.sum()
    after = np.empty((length, states))
    after[-1] = 1.0
    for j in range(length - 1, 0, -1):
        left = moves @ (linked[j] * after[j])
        left += empty * after[j]
        np.divide(left, left.max(), out=after[j - 1])
    forward *= after
    silent *= after
    return np.asarray((forward / (forward.sum(1) + silent.sum(1))[:, None]).T)


@lru_cache(maxsize=512)
def _moves(states: int, jumps: Jumps) -> tuple[Floats, Floats]:
    """Return the probabilities of going from state to state (states, states), and of starting in each (states)."""
    places = np.arange(states)
    weights = np.exp(-jumps.decay * np.abs(places[None, :] - places[:, None] - 1)) + jumps.floor
    start = np.exp(-jumps.decay * places) + jumps.floor
    return weights / weights.sum(1, keepdims=True), start / start.sum()
