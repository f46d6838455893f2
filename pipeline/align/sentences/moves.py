"""Sentences that were moved to another place of the text: pairs among what the chain left alone."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np

from pipeline.align.sentences.bags import Floats, Side
from pipeline.align.sentences.likelihood import Text, block_ratios
from pipeline.align.sentences.search import Block, Model
from pipeline.align.sentences.tables import WordTable

LEAST = 2.5  # log ratio above that of the best of so many chance pairs (Bonferroni)
MARGIN = 2.0  # by which a partner must be better than any other
MOST = 2000  # loose sentences looked at on a side, so that unrelated texts do not cost quadratic time
_ROWS = 64

log = logging.getLogger(__name__)


def find_moves(
    source: Side, target: Side, table: WordTable, model: Model, chain: Sequence[tuple[Block, float]]
) -> list[tuple[Block, float]]:
    """Return the 1-1 blocks out of order, each with its log ratio.

    Candidates are sentences that stand alone or in a link that words and lengths speak against, and, as partners of
    those, sentences that share a link with others: a moved sentence is often taken for a part of its neighbour.
    """
    weak = [
        block
        for block, gain in chain
        if min(shape(block)) == 0 or gain - np.log(model.shapes[shape(block)]) < 0 or max(shape(block)) > 1
    ]
    weak.sort(key=lambda block: max(shape(block)) > 1)
    rows = sorted([i for a, b, _, _ in weak for i in range(a, b)][:MOST])
    columns = sorted([j for _, _, c, d in weak for j in range(c, d)][:MOST])
    if not rows or not columns:
        return []
    if MOST in (len(rows), len(columns)):
        log.info("more than %d sentences without a partner: only the first are looked for elsewhere", MOST)
    score = _all_pairs(_pick(source, rows), _pick(target, columns), table, model)
    best = score.argmax(axis=1)
    least = LEAST + np.log(score.size)
    home = _homes(weak)
    found = []
    for i, j in enumerate(best):
        if not _may_move(home[0][rows[i]], home[1][columns[j]]):
            continue
        top = score[i, j]
        rival = max(_second(score[i], int(j)), _second(score[:, j], i))
        if top >= least and top - rival >= MARGIN:
            found.append(((rows[i], rows[i] + 1, columns[j], columns[j] + 1), float(top)))
    return found


def _homes(blocks: Sequence[Block]) -> tuple[dict[int, Block], dict[int, Block]]:
    """Return the block of each source and of each target sentence."""
    return (
        {i: block for block in blocks for i in range(block[0], block[1])},
        {j: block for block in blocks for j in range(block[2], block[3])},
    )


def _may_move(one: Block, other: Block) -> bool:
    """Tell whether a sentence of ``one`` may belong to one of ``other``: not both are settled among neighbours."""
    return one != other and (max(shape(one)) == 1 or max(shape(other)) == 1)


def shape(block: Block) -> tuple[int, int]:
    """Return the number of sentences on either side."""
    a, b, c, d = block
    return b - a, d - c


def _second(row: Floats, best: int) -> float:
    return float(np.delete(row, best).max(initial=-np.inf))


def _pick(side: Side, sentences: Sequence[int]) -> Text:
    pieces = [side.tokens[side.offsets[i] : side.offsets[i + 1]] for i in sentences]
    offsets = np.cumsum([0, *map(len, pieces)])
    ends = np.cumsum([0, *(int(side.ends[i + 1] - side.ends[i]) for i in sentences)])
    return Text(np.concatenate(pieces), offsets, ends, side.unigram, np.zeros(len(pieces)))


def _all_pairs(source: Text, target: Text, table: WordTable, model: Model) -> Floats:
    """Return (source sentences, target sentences): the log ratio of each pair."""
    made = np.empty((len(source), len(target)))
    columns = range(len(target))
    for start in range(0, len(source), _ROWS):
        rows = range(start, min(len(source), start + _ROWS))
        forward, backward = block_ratios(source, target, table, rows, columns, model.share, 1)
        made[rows.start : rows.stop] = model.lexical * (forward[0] + backward[0])
    long = np.diff(source.ends)[:, None] * model.ratio
    wide = np.diff(target.ends)[None, :]
    delta = (wide - long) ** 2 / (np.maximum((wide + long) / 2, 1.0) * model.variance)
    return np.asarray(made - np.minimum(delta / 2, 12.0))
