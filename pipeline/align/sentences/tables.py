"""Word tables: which word of one text stands for which word of the other, from several kinds of evidence."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from pipeline.align.sentences.bags import Floats, Ints

Sizes = tuple[int, int]  # types of the first and of the second side
Cells = Mapping[tuple[int, int], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class WordTable:
    """Pairs of word types (first side, second side), sorted, with the probabilities in both directions.

    ``forward[k]`` is p(second | first), ``backward[k]`` p(first | second). ``starts`` (number of first types + 1)
    says where the pairs of each first type begin. ``forward_mass``, ``backward_mass``: for each type of the first and
    of the second side, the sum of its probabilities; what is missing to 1 is left to any word.
    """

    first: Ints
    second: Ints
    forward: Floats
    backward: Floats
    starts: Ints
    forward_mass: Floats
    backward_mass: Floats

    def rows(self, firsts: Ints) -> Ints:
        """Return the numbers of all pairs whose first type is in ``firsts``."""
        begin, end = self.starts[firsts], self.starts[firsts + 1]
        size = end - begin
        within: Ints = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)
        return within + np.repeat(begin, size)

    def __len__(self) -> int:
        return len(self.first)


def build(cells: Cells, sizes: Sizes) -> WordTable:
    """Return ``{(first, second): (forward, backward)}`` as a table."""
    keys = sorted(cells)
    pairs = np.array(keys, dtype=np.int64).reshape(-1, 2)
    values = np.array([cells[key] for key in keys], dtype=np.float32).reshape(-1, 2)
    return pack(pairs[:, 0], pairs[:, 1], values[:, 0], values[:, 1], sizes)


def pack(first: Ints, second: Ints, forward: Floats, backward: Floats, sizes: Sizes) -> WordTable:
    """Return columns that are already sorted by first, then second type, as a table."""
    starts = np.searchsorted(first, np.arange(sizes[0] + 1)).astype(np.int64)
    forward_mass = np.bincount(first, forward, minlength=sizes[0]).astype(np.float32)
    backward_mass = np.bincount(second, backward, minlength=sizes[1]).astype(np.float32)
    return WordTable(first, second, forward, backward, starts, forward_mass, backward_mass)


def expect(table: WordTable, forward: Floats, backward: Floats) -> WordTable:
    """Return ``table`` with at least the given masses: of a common word the usual translation must be somewhere."""
    forward, backward = np.maximum(table.forward_mass, forward), np.maximum(table.backward_mass, backward)
    return dataclasses.replace(table, forward_mass=forward, backward_mass=backward)


def merge(tables: Iterable[WordTable], sizes: Sizes) -> WordTable:
    """Return one table with every pair of ``tables``; of two values the greater holds."""
    all_tables = [build({}, sizes), *tables]
    columns = [np.concatenate([getattr(t, name) for t in all_tables]) for name in WordTable.__slots__[:4]]
    first, second, forward, backward = columns
    order = np.lexsort((second, first))
    first, second, forward, backward = (column[order] for column in (first, second, forward, backward))
    new = np.ones(len(first), dtype=bool)
    new[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
    at = np.flatnonzero(new)
    if not len(at):
        return pack(first, second, forward, backward, sizes)
    forward, backward = np.maximum.reduceat(forward, at), np.maximum.reduceat(backward, at)
    return pack(first[at], second[at], forward, backward, sizes)
