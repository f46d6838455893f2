"""A word table learnt from the texts themselves: the second pass of Moore 2002 and of hunalign's ``-realign``.

IBM model 1 on the links of the first pass that look right, begun from the table at hand. Words that occur once learn
nothing: half a count is taken off every pair, so what only shares a sentence by chance is forgotten.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.align.sentences.bags import Floats, Ints, Side
from pipeline.align.sentences.search import Block
from pipeline.align.sentences.tables import WordTable, build, pack

ITERATIONS = 4
MOST_CELLS = 4_000_000  # word pairs looked at: about 10,000 sentence pairs, 200 MB
DISCOUNT = 0.5
LEAST = 0.03  # probabilities below this are noise
_START = 0.05  # weight of a pair the table at hand does not list


def learn(source: Side, target: Side, blocks: Sequence[Block], known: WordTable) -> WordTable:
    """Return the pairs learnt from ``blocks`` with their probabilities."""
    first, second, block = _cells(source, target, blocks)
    sizes = len(source.types), len(target.types)
    if not len(first):
        return build({}, sizes)
    width = len(target.types)
    keys, pair = np.unique(first * width + second, return_inverse=True)
    start = np.full(len(keys), _START)
    listed = known.first * width + known.second
    at = np.minimum(np.searchsorted(listed, keys), max(0, len(listed) - 1))
    if len(listed):
        hit = listed[at] == keys
        start[hit] += np.maximum(known.forward, known.backward)[at[hit]]
    pair_first, pair_second = keys // width, keys % width
    forward = _train(start, pair, block * width + second, pair_first)
    backward = _train(start, pair, block * len(source.types) + first, pair_second)
    keep = np.maximum(forward, backward) >= LEAST
    return pack(pair_first[keep], pair_second[keep], forward[keep], backward[keep], sizes)


def _cells(source: Side, target: Side, blocks: Sequence[Block]) -> tuple[Ints, Ints, Ints]:
    """Return first type, second type and block number of every word pair that shares a block."""
    first, second, owner, total = [], [], [], 0
    for number, (a, b, c, d) in enumerate(blocks):
        here = np.unique(source.tokens[source.offsets[a] : source.offsets[b]])
        there = np.unique(target.tokens[target.offsets[c] : target.offsets[d]])
        total += len(here) * len(there)
        if total > MOST_CELLS:
            break
        first.append(np.repeat(here, len(there)))
        second.append(np.tile(there, len(here)))
        owner.append(np.full(len(here) * len(there), number))
    empty = np.zeros(0, dtype=np.int64)
    return tuple(np.concatenate([empty, *column]) for column in (first, second, owner))  # type: ignore[return-value]


def _train(start: Floats, pair: Ints, explained: Ints, given_of_pair: Ints) -> Floats:
    """Return p(explained word | given word) of each pair.

    ``pair``: number of each cell's pair; ``explained``: which occurrence each cell explains; ``given_of_pair``: the
    type that explains it.
    """
    _, group = np.unique(explained, return_inverse=True)
    chance: Floats = start
    counts: Floats = start
    occurs: Floats = np.ones_like(start)
    for _ in range(ITERATIONS):
        weight = chance[pair]
        weight = weight / np.bincount(group, weight)[group]
        counts = np.asarray(np.bincount(pair, weight, minlength=len(start)), dtype=float)
        occurs = np.asarray(np.bincount(given_of_pair, counts)[given_of_pair], dtype=float)
        chance = counts / np.maximum(occurs, 1e-9)
    return np.asarray(np.maximum(counts - DISCOUNT, 0.0) / np.maximum(occurs, 1e-9), dtype=np.float32)
