"""How sure a link is, as a probability."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from pipeline.align.sentences.bags import Side
from pipeline.align.sentences.moves import shape
from pipeline.align.sentences.search import Block, Model

# Read off one development set each, news with planted faults (900 links) and Text+Berg dev (390): a true link brings
# about 1.7 nats of evidence per word, the wrong ones less than 0.3; without a lexicon about 0.75. The probabilities
# were set by these figures, not fitted, and never calibrated on other kinds of text.
EXPECTED = 1.5
EXPECTED_WITHOUT_LEXICON = 0.7
ALONE = 0.9  # of a sentence that stands alone; see ``SentenceLink.score``
_TURN = 0.12  # of what is expected: an even chance
_SLOPE = 12.0
_ODD = 3.0  # standard deviations below the text's median evidence
_LEAST_SPREAD = 0.3
_ENOUGH = 4  # links below which a text has no spread to speak of


def density(source: Side, target: Side, block: Block, gain: float, model: Model) -> float:
    """Return the evidence of a block per word, in nats; its prior is taken out of ``gain`` again."""
    a, b, c, d = block
    words = (source.offsets[b] - source.offsets[a] + target.offsets[d] - target.offsets[c]) / 2
    return float((gain - math.log(model.shapes[shape(block)])) / max(1.0, float(words)))


def odd_ones(source: Side, target: Side, chain: Sequence[tuple[Block, float]], model: Model) -> list[Block]:
    """Return the blocks that words speak against, far below what this text's links have: no translations.

    In a free translation, where many links are weak, none is odd.
    """
    full = [(block, density(source, target, block, gain, model)) for block, gain in chain if min(shape(block))]
    if len(full) < _ENOUGH:
        return []
    values = np.array([value for _, value in full])
    middle = float(np.median(values))
    spread = max(_LEAST_SPREAD, 1.4826 * float(np.median(np.abs(values - middle))))  # the normal's standard deviation
    return [block for block, value in full if value < min(0.0, middle - _ODD * spread)]


def confidence(source: Side, target: Side, block: Block, gain: float, model: Model, expected: float) -> float:
    """Return the probability, 0..1, that a link is right, from its evidence per word.

    ``gain``: log ratio of the block, prior included; ``expected``: evidence per word of a true link. Of a sentence
    that stands alone it is the chance that this is right, which rests on the search only.
    """
    a, b, c, d = block
    if a == b or c == d:
        return ALONE
    relative = density(source, target, block, gain, model) / expected
    return float(1.0 / (1.0 + np.exp(-_SLOPE * (relative - _TURN))))
