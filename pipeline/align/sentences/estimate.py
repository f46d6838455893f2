"""What a text's own links say of how freely it was translated: the second step of an EM over the search.

News is translated closely, sentence by sentence; books are not. One set of constants for both is wrong for each: a
higher prior for lone sentences costs a novel .03 of F1. So the share of the words that have a partner, the frequency of
each block shape and the variance of lengths are estimated anew for each text, with the constants as prior (Moore 2002
estimates his words this way, Gale and Church 1993 their shapes and variance by hand). Estimating the length ratio from
the links instead of the whole texts gained nothing.
"""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from pipeline.align.sentences.bags import Side
from pipeline.align.sentences.likelihood import Text, block_ratios
from pipeline.align.sentences.search import Block, Model
from pipeline.align.sentences.tables import WordTable

# No share above 0.8: .9 fits news better but then free sentences of it stand alone (Tom Sawyer val, planted WMT18).
SHARES = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
LENGTHS = 100  # pseudo-count: blocks of the usual variance
WORDS = 100  # pseudo-count: words of which the usual share has a partner
BLOCKS = 200  # pseudo-count: blocks of the usual shapes; articles keep nearly to them, a book finds its own
SAMPLE = 200  # 1-1 links looked at

Scored = tuple[Block, float]


def with_share(source: Side, target: Side, table: WordTable, model: Model, chain: Sequence[Scored]) -> Model:
    """Return ``model`` with the share of the words that have a partner, the likeliest on the 1-1 links of ``chain``."""
    pairs = [(a, c) for (a, b, c, d), _ in chain if b - a == d - c == 1]
    pairs = pairs[:: max(1, len(pairs) // SAMPLE)]
    first, second = _text(source), _text(target)

    def likelihood(share: float) -> float:
        total = WORDS * (model.share * math.log(share) + (1 - model.share) * math.log(1 - share))
        for a, c in pairs:
            forward, backward = block_ratios(first, second, table, range(a, a + 1), range(c, c + 1), share, 1)
            total += model.lexical * float(forward[0, 0, 0] + backward[0, 0, 0])
        return total

    return dataclasses.replace(model, share=max(SHARES, key=likelihood))


def with_shapes(model: Model, chain: Sequence[Scored]) -> Model:
    """Return ``model`` with the shapes as frequent as in ``chain``, smoothed by a Dirichlet prior."""
    counts = Counter((b - a, d - c) for (a, b, c, d), _ in chain)
    usual, found = sum(model.shapes.values()), sum(counts.values())
    shapes = {
        shape: (counts[shape] * usual + BLOCKS * prior) / (found + BLOCKS) for shape, prior in model.shapes.items()
    }
    return dataclasses.replace(model, shapes=shapes)


def with_variance(source: Side, target: Side, model: Model, chain: Sequence[Scored]) -> Model:
    """Return ``model`` with the variance of the target length that the blocks of ``chain`` with evidence show."""
    squares = 0.0
    linked = [block for block, gain in chain if gain > 0 and block[0] < block[1] and block[2] < block[3]]
    for a, b, c, d in linked:
        long, wide = model.ratio * float(source.ends[b] - source.ends[a]), float(target.ends[d] - target.ends[c])
        squares += (wide - long) ** 2 / ((wide + long) / 2)
    variance = (squares + LENGTHS * model.variance) / (len(linked) + LENGTHS)
    return dataclasses.replace(model, variance=variance)


def _text(side: Side) -> Text:
    return Text(side.tokens, side.offsets, side.ends, side.unigram, np.zeros(len(side)))
