"""How sure a link is, as a probability."""

from __future__ import annotations

import math

import numpy as np

from pipeline.align.sentences.bags import Side
from pipeline.align.sentences.moves import shape
from pipeline.align.sentences.search import Block, Model

# Fitted on news with planted faults (900 links): a true link brings about 1.7 nats of evidence per word, the wrong ones
# less than 0.3. Without a lexicon a true link brings about 0.75 (Text+Berg dev, 390 links).
EXPECTED = 1.5
EXPECTED_WITHOUT_LEXICON = 0.7
_TURN = 0.12  # of what is expected: an even chance
_SLOPE = 12.0


def confidence(source: Side, target: Side, block: Block, gain: float, model: Model, expected: float) -> float:
    """Return the probability, 0..1, that a link is right, from its evidence per word.

    ``gain``: log ratio of the block, prior included; ``expected``: evidence per word of a true link. Of a sentence
    that stands alone it is the chance that this is right, which rests on the search only.
    """
    a, b, c, d = block
    if a == b or c == d:
        return 0.9
    words = (source.offsets[b] - source.offsets[a] + target.offsets[d] - target.offsets[c]) / 2
    density = (gain - math.log(model.shapes[shape(block)])) / max(1.0, float(words))
    return float(1.0 / (1.0 + np.exp(-_SLOPE * (density / expected - _TURN))))
