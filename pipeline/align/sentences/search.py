"""The best chain of blocks: dynamic programming inside a band, found coarse to fine.

The texts are first aligned in pieces of many sentences, then in pieces half as long inside a band around the last
path, and so on down to sentences (Salvador and Chan 2007, as Vecalign, Thompson and Koehn 2019, applies it), so that
time and memory grow linearly with the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.align.sentences.bags import Floats, Ints, Side
from pipeline.align.sentences.embed import Likeness
from pipeline.align.sentences.likelihood import Text, block_ratios
from pipeline.align.sentences.tables import WordTable

Block = tuple[int, int, int, int]  # source start, source end, target start, target end (ends excluded)
Band = list[tuple[int, int]]  # for each number of source units taken, the least and most target units taken

COARSEST = 48  # units on the longer side at the top level; small enough to search in full
MARGIN = 8  # units searched on either side of the coarser path
ROWS = 64  # source units scored at once
WORDLESS_ALONE = 0.2  # prior of a sentence without a word standing alone

_COARSE_SHAPES = {(1, 1): 0.7, (1, 2): 0.08, (2, 1): 0.08, (1, 0): 0.07, (0, 1): 0.07}


@dataclass(frozen=True, slots=True)
class Model:
    """What blocks are scored with.

    ``shapes``: prior probability of each block shape (source sentences, target sentences). ``ratio``: target
    characters per source character; ``variance``: of the target length, per source character (Gale and Church 1993,
    6.8). ``share``: of the words, how many have a partner in a true block. ``lexical``: weight of the word evidence,
    below 1 because both directions count the same words. ``bonus``: log ratio for lengths that fit exactly.
    """

    shapes: Mapping[tuple[int, int], float]
    ratio: float = 1.0
    variance: float = 6.8
    share: float = 0.8
    lexical: float = 0.5
    bonus: float = 1.0
    length: float = 1.0

    @property
    def reach(self) -> int:
        """The most sentences on one side of a block."""
        return max(max(shape) for shape in self.shapes)


class Channel(NamedTuple):
    """One reading of the source, itself or a draft of its translation, with the words that join it to the target."""

    side: Side
    table: WordTable
    weight: float = 1.0


def best_chain(
    channels: Sequence[Channel],
    target: Side,
    model: Model,
    likeness: Likeness | None = None,
    near: Sequence[tuple[Block, float]] = (),
) -> list[tuple[Block, float]]:
    """Return the blocks of the best alignment in order, each with its log ratio against leaving both sides alone.

    ``channels``: the source first, then its drafts; the same words are counted by each, so their weights sum to 1.
    ``likeness``: evidence from embeddings, used for the sentences themselves. ``near``: an earlier chain; only its
    neighbourhood is searched.
    """
    source = channels[0].side
    if near:
        around = _widen(near, len(source), len(target), 1)
        return _search(_read(channels, 1, model), _text(target, 1, model), model, around, likeness)
    steps = [1]
    while max(len(source), len(target)) / steps[-1] > COARSEST:
        steps.append(2 * steps[-1])
    band: Band | None = None
    chain: list[tuple[Block, float]] = []
    for step in reversed(steps):
        level = model if step == 1 else _coarse(model)
        first, second = _read(channels, step, level), _text(target, step, level)
        if band is None:
            band = [(0, len(second))] * (len(first[0].text) + 1)
        chain = _search(first, second, level, band, likeness if step == 1 else None)
        if step > 1:
            band = _widen(chain, *(-(-len(side) // (step // 2)) for side in (source, target)))
    return chain


class _Heard(NamedTuple):
    """A channel at one level of coarseness."""

    text: Text
    table: WordTable
    weight: float


def _read(channels: Sequence[Channel], step: int, level: Model) -> list[_Heard]:
    return [_Heard(_text(side, step, level), table, weight) for side, table, weight in channels]


def _text(side: Side, step: int, level: Model) -> Text:
    offsets, ends = side.coarsen(step)
    alone = np.full(len(offsets) - 1, np.log(level.shapes[1, 0]))
    if step == 1:
        alone[side.wordless] = np.log(WORDLESS_ALONE)
    return Text(side.tokens, offsets, ends, side.unigram, alone)


def _coarse(model: Model) -> Model:
    return Model(_COARSE_SHAPES, model.ratio, model.variance * 4, model.share, model.lexical, model.bonus)


def _widen(chain: Sequence[tuple[Block, float]], rows: int, columns: int, finer: int = 2) -> Band:
    """Return for each number of source units taken, ``finer`` times finer, the least and most target units taken."""
    low, high = np.full(rows + 1, columns), np.zeros(rows + 1, dtype=np.int64)
    for (a, b, c, d), _ in chain:
        rows_here = slice(max(0, finer * a - MARGIN), finer * b + MARGIN + 1)
        low[rows_here] = np.minimum(low[rows_here], max(0, finer * c - MARGIN))
        high[rows_here] = np.maximum(high[rows_here], min(columns, finer * d + MARGIN))
    low[0], high[-1] = 0, columns
    low = np.minimum.accumulate(low[::-1])[::-1]
    high = np.maximum.accumulate(high)
    return list(zip(low.tolist(), high.tolist(), strict=True))


def _search(
    heard: Sequence[_Heard], target: Text, model: Model, band: Band, likeness: Likeness | None
) -> list[tuple[Block, float]]:
    """Return the best chain of blocks through ``band``."""
    shapes = sorted(model.shapes, key=lambda shape: -model.shapes[shape])
    rows: list[_Row] = []
    scored = None
    for i in range(len(band)):
        if i > 0 and (scored is None or i >= scored.first_row + ROWS):
            last = min(len(heard[0].text), i + ROWS - 1)
            scored = _score(heard, target, model, (i, last), (band[i][0], band[last][1]))
            if likeness:
                _add_likeness(scored, likeness)
        rows.append(_best_row(rows, band, scored, shapes, target, i))
    return _trace(rows, band, shapes)


class _Row(NamedTuple):
    """For each number of target units taken (inside the band): the best total, and the number of the last shape."""

    total: Floats
    shape: NDArray[np.int8]


class _Scored(NamedTuple):
    """Log ratio of each shape for blocks that end after ``first_row + i`` source, ``first_column + j`` target units."""

    first_row: int
    first_column: int
    by_shape: Mapping[tuple[int, int], Floats]


def _score(
    heard: Sequence[_Heard], target: Text, model: Model, rows: tuple[int, int], columns: tuple[int, int]
) -> _Scored:
    """Score the blocks that end in ``rows`` x ``columns`` (numbers of units taken, first and last)."""
    source = heard[0].text
    reach = model.reach
    top, left = max(0, rows[0] - reach), max(0, columns[0] - reach)
    spans = range(top, rows[1]), range(left, max(columns[1], left + 1))
    forward, backward = _ratios(heard, target, *spans, model)
    i, j = np.arange(rows[0], rows[1] + 1), np.arange(columns[0], columns[1] + 1)
    made = {}
    for (a, b), prior in model.shapes.items():
        score = np.full((len(i), len(j)), np.log(prior), dtype=np.float32)
        if b == 0:
            score[:] = source.alone[i - 1, None]
        elif a:
            for back in range(b):
                score += model.lexical * _taken(forward[a - 1], i - 1 - top, j - 1 - back - left)
            for back in range(a):
                score += model.lexical * _taken(backward[b - 1], i - 1 - back - top, j - 1 - left)
            score += _length_ratio(source, target, model, (a, b), i, j)
        made[a, b] = score
    return _Scored(rows[0], columns[0], made)


def _ratios(heard: Sequence[_Heard], target: Text, rows: range, columns: range, model: Model) -> tuple[Floats, Floats]:
    """Return the likelihood ratios of ``block_ratios``, the channels' weighted and added."""
    made = [block_ratios(text, target, table, rows, columns, model.share, model.reach) for text, table, _ in heard]
    if len(heard) == 1:
        return made[0]
    weighted = [(h.weight * forward, h.weight * backward) for h, (forward, backward) in zip(heard, made, strict=True)]
    return sum(f for f, _ in weighted), sum(b for _, b in weighted)  # type: ignore[return-value]


def _add_likeness(scored: _Scored, likeness: Likeness) -> None:
    for shape, score in scored.by_shape.items():
        if min(shape):
            i, j = scored.first_row + np.arange(len(score)), scored.first_column + np.arange(score.shape[1])
            score += likeness.ratio(shape, i, j)


def _taken(matrix: Floats, rows: Ints, columns: Ints) -> Floats:
    """Return ``matrix[rows][:, columns]``; what lies outside is never chosen, so any value does."""
    return matrix[np.clip(rows, 0, len(matrix) - 1)][:, np.clip(columns, 0, matrix.shape[1] - 1)]


def _length_ratio(source: Text, target: Text, model: Model, shape: tuple[int, int], i: Ints, j: Ints) -> Floats:
    """Return Gale and Church's length evidence, as a log ratio with the density at an exact fit set to ``bonus``."""
    long = (source.ends[i] - source.ends[np.maximum(i - shape[0], 0)])[:, None] * model.ratio
    wide = (target.ends[j] - target.ends[np.maximum(j - shape[1], 0)])[None, :]
    delta = (wide - long) / np.sqrt(np.maximum((wide + long) / 2, 1.0) * model.variance)
    return (model.length * np.maximum(model.bonus - delta**2 / 2, -12.0)).astype(np.float32)


def _best_row(
    rows: list[_Row],
    band: Band,
    scored: _Scored | None,
    shapes: list[tuple[int, int]],
    target: Text,
    i: int,
) -> _Row:
    """Return the best totals after ``i`` source units."""
    low, high = band[i]
    total = np.full(high - low + 1, -np.inf)
    choice = np.full(high - low + 1, -1, dtype=np.int8)
    if scored is None:
        total[0] = 0.0
    for number, (a, b) in enumerate(shapes):
        if scored is None or a == 0 or a > i:
            continue
        score = scored.by_shape[a, b][i - scored.first_row, low - scored.first_column : high - scored.first_column + 1]
        candidate = _window(rows[i - a].total, band[i - a], low - b, high - b) + score
        better = candidate > total
        total[better] = candidate[better]
        choice[better] = number
    # additions chain within the row: the best start for each end is a running maximum
    step = np.concatenate([[0.0], np.cumsum(target.alone[low:high])])
    run = np.maximum.accumulate(total - step) + step
    better = run > total + 1e-9
    total[better] = run[better]
    choice[better] = shapes.index((0, 1))
    return _Row(total, choice)


def _window(row: Floats, band: tuple[int, int], low: int, high: int) -> Floats:
    """Return ``row`` for ``low`` to ``high`` (included), minus infinity outside its band."""
    made = np.full(high - low + 1, -np.inf)
    begin, end = max(low, band[0]), min(high, band[1])
    if begin <= end:
        made[begin - low : end - low + 1] = row[begin - band[0] : end - band[0] + 1]
    return made


def _trace(rows: list[_Row], band: Band, shapes: list[tuple[int, int]]) -> list[tuple[Block, float]]:
    """Return the chain that ends with everything taken, each block with what it added to the total."""
    i, j = len(rows) - 1, band[-1][1]
    chain = []
    while i or j:
        a, b = shapes[rows[i].shape[j - band[i][0]]]
        gain = rows[i].total[j - band[i][0]] - rows[i - a].total[j - b - band[i - a][0]]
        chain.append(((i - a, i, j - b, j), float(gain)))
        i, j = i - a, j - b
    return chain[::-1]
