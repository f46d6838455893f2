"""How much better one stretch of text explains another than chance does: IBM model 1 as a likelihood ratio.

For a block of source sentences S and target sentences T (Moore 2002, "Fast and accurate sentence alignment of
bilingual corpora", without his word-length model)::

    forward(S, T) = sum over t in T of log(1 - share + share * (mean over s in S of p(t|s)) / p(t))

and the same backwards. Forward is a sum over target sentences, so all blocks of up to four sentences on a side come
from four matrices a direction: that is what makes n:m alignment as cheap as 1-1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pipeline.align.sentences.bags import Floats, Ints
from pipeline.align.sentences.tables import WordTable

CEILING = 7.0  # one word's evidence (natural log), so that no single rare coincidence outweighs a sentence


@dataclass(frozen=True, slots=True)
class Text:
    """One side at one level of coarseness: units of one or more sentences (see ``bags.Side``).

    ``alone``: log prior of each unit having no partner.
    """

    tokens: Ints
    offsets: Ints
    ends: Ints
    unigram: Floats
    alone: Floats

    def __len__(self) -> int:
        return len(self.offsets) - 1


def block_ratios(
    source: Text, target: Text, table: WordTable, rows: range, columns: range, share: float, most: int
) -> tuple[Floats, Floats]:
    """Return the likelihood ratios of all blocks that end in ``rows`` x ``columns``.

    ``forward[a - 1, i, j]``: target unit ``columns[j]`` given the ``a`` source units that end with ``rows[i]``;
    ``backward[b - 1, i, j]``: source unit ``rows[i]`` given the ``b`` target units that end with ``columns[j]``.
    Blocks that begin before ``rows`` or ``columns`` count only what is inside.
    """
    here, there = _bag(source, rows), _bag(target, columns)
    pairs = table.rows(here.types)
    where = np.full(len(target.unigram), -1, dtype=np.int64)
    where[there.types] = np.arange(len(there.types))
    pairs = pairs[where[table.second[pairs]] >= 0]
    first = np.searchsorted(here.types, table.first[pairs])
    second = where[table.second[pairs]]
    ones_here, ones_there = np.ones(len(here.types)), np.ones(len(there.types))
    explained_t = _project(here.counts, first, second, table.forward[pairs], len(there.types))
    explained_s = _project(there.counts, second, first, table.backward[pairs], len(here.types))
    said = _Given(explained_t, here.sums(ones_here), here.sums(table.forward_mass[here.types]))
    forward = _directed(said, target.unigram[there.types], there, share, most)
    said = _Given(explained_s, there.sums(ones_there), there.sums(table.backward_mass[there.types]))
    backward = _directed(said, source.unigram[here.types], here, share, most)
    return forward, backward.transpose(0, 2, 1)


@dataclass(frozen=True, slots=True)
class _Bag:
    """The words of some units: ``types`` (sorted), ``local`` (type of each token), ``starts`` of the units' tokens."""

    types: Ints
    local: Ints
    starts: Ints

    @property
    def counts(self) -> Floats:
        """(units, types): how often each type stands in each unit."""
        units, types = len(self.starts) - 1, len(self.types)
        owner = np.repeat(np.arange(units), np.diff(self.starts))
        return np.bincount(owner * types + self.local, minlength=units * types).reshape(units, types).astype(np.float32)

    def sums(self, values: Floats) -> Floats:
        """Return for each unit (the last axis) the sum of ``values`` (..., types) over its tokens."""
        # No matrix product: it would be no faster here, and rounds differently with each number of threads.
        rows = np.ascontiguousarray(np.moveaxis(values, -1, 0), dtype=np.float32)[self.local]
        full = np.flatnonzero(np.diff(self.starts))
        made = np.zeros((len(self.starts) - 1, *rows.shape[1:]), dtype=np.float32)
        if len(full):
            made[full] = np.add.reduceat(rows, self.starts[full], axis=0)
        return np.moveaxis(made, 0, -1)


def _bag(text: Text, units: range) -> _Bag:
    offsets = text.offsets[units.start : units.stop + 1]
    types, local = np.unique(text.tokens[offsets[0] : offsets[-1]], return_inverse=True)
    return _Bag(types, local, offsets - offsets[0])


def _project(counts: Floats, given: Ints, wanted: Ints, values: Floats, types: int) -> Floats:
    """Return (units, types): for each wanted type the summed probability from each unit's words."""
    result = np.zeros((len(counts), types), dtype=np.float32)
    if not len(given):
        return result
    order = np.argsort(wanted, kind="stable")
    given, wanted, values = given[order], wanted[order], values[order]
    starts = np.flatnonzero(np.r_[True, wanted[1:] != wanted[:-1]])
    result[:, wanted[starts]] = np.add.reduceat(counts[:, given] * values, starts, axis=1)
    return result


class _Given(NamedTuple):
    """What each unit says about the other side: (units, types) summed probabilities, words, and summed mass."""

    explained: Floats
    words: Floats
    mass: Floats


def _directed(given: _Given, unigram: Floats, wanted: _Bag, share: float, most: int) -> Floats:
    """Return (most, given units, wanted units): the log ratio of each wanted unit given 1 ... most units."""
    made = np.empty((most, len(given.words), len(wanted.starts) - 1), dtype=np.float32)
    total = [column.copy() for column in given]
    for size in range(most):
        if size:
            for column, single in zip(total, given, strict=True):
                column[size:] += single[:-size]
        explained, words, mass = total
        words = np.maximum(words, 1.0)
        ratio = explained / (words[:, None] * unigram)
        ratio += (1.0 - mass / words)[:, None]
        made[size] = wanted.sums(np.minimum(np.log(1.0 - share + share * ratio), CEILING))
    return made
