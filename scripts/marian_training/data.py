"""Sentence pairs from local files or the ``datasets`` hub, sampled by corpus weight into pools and cut into batches."""

from __future__ import annotations

import gzip
import logging
import lzma
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from .settings import CleaningSettings, SourceSettings

Pair = tuple[str, str]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Batch:
    """Piece ids with ``</s>`` (0) at each end, padded: ``source`` and ``target`` are (pairs, longest) arrays.

    ``links`` is (pairs, target length, source length): the share of each target piece's attention that each source
    piece should have (rows sum to 1, or to 0 where nothing is known), or None.
    """

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    links: NDArray[np.float32] | None = None


def opened(path: Path) -> IO[str]:
    """A text file, compressed with xz or gzip, or plain."""
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8", newline="\n")
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="\n")
    return path.open(encoding="utf-8", newline="\n")


def read_source(source: SourceSettings, base: Path) -> Iterator[tuple[str, str, str]]:
    """(corpus, German, English) of one source; ``ValueError`` with file and line where a line has not three fields."""
    if source.hub:
        from datasets import load_dataset

        for row in load_dataset(source.hub, source.subset, split=source.split, streaming=True).take(source.limit):
            pair = row.get("translation", row)
            yield source.corpus or source.hub, str(pair["de"]), str(pair["en"])
        return
    taken: Counter[str] = Counter()
    path = (base / source.path).expanduser()
    with opened(path) as lines:
        for number, line in enumerate(lines, 1):
            fields = line.rstrip("\n").split("\t")
            if len(fields) != 3:
                raise ValueError(f"{path}:{number}: {len(fields)} fields; expected corpus<TAB>German<TAB>English")
            taken[fields[0]] += 1
            if taken[fields[0]] <= source.limit:
                yield fields[0], fields[1], fields[2]


def clean(pair: Pair, rules: CleaningSettings) -> bool:
    """Keep a pair: neither side empty or too long, lengths alike, the two sides not the same text."""
    german, english = pair
    shorter, longer = sorted((len(german), len(english)))
    if not shorter or longer > rules.max_characters or longer > rules.max_ratio * shorter + 20:
        return False
    return german != english or shorter < 30


def load(
    sources: Sequence[SourceSettings], weights: dict[str, float], rules: CleaningSettings, base: Path
) -> dict[str, list[Pair]]:
    """Clean, distinct pairs of each corpus that has a weight above 0."""
    corpora: dict[str, list[Pair]] = {}
    seen: set[Pair] = set()
    dropped = 0
    for source in sources:
        for corpus, german, english in read_source(source, base):
            if weights.get(corpus, weights.get("*", 0.0)) <= 0:
                continue
            pair = (german, english)
            if pair in seen or not clean(pair, rules):
                dropped += 1
                continue
            seen.add(pair)
            corpora.setdefault(corpus, []).append(pair)
    log.info("%d pairs of %d corpora, %d dropped as unclean or repeated", len(seen), len(corpora), dropped)
    return corpora


def held_out(corpora: dict[str, list[Pair]], counts: dict[str, int], seed: int) -> list[Pair]:
    """Take the last pairs of a seeded shuffle out of the corpora named, as development data."""
    taken: list[Pair] = []
    for corpus, count in counts.items():
        rng = np.random.default_rng([seed, 7])
        order = rng.permutation(len(corpora[corpus]))
        taken += [corpora[corpus][i] for i in order[:count]]
        corpora[corpus] = [corpora[corpus][i] for i in sorted(order[count:])]
    return taken


class Sampler:
    """Pools of pairs, each corpus in proportion to its weight times its size, without replacement within a pass."""

    def __init__(self, corpora: dict[str, list[Pair]], weights: dict[str, float], pool: int, seed: int) -> None:
        self.corpora, self.seed = corpora, seed
        self.orders: dict[str, tuple[int, NDArray[np.int64]]] = {}
        mass = {c: weights.get(c, weights.get("*", 0.0)) * len(p) for c, p in corpora.items()}
        total = sum(mass.values())
        self.share = {c: pool * m / total for c, m in mass.items()}

    def pool(self, number: int) -> list[Pair]:
        """The pairs of pool ``number`` (0, 1, ...): always the same for one seed."""
        taken: list[Pair] = []
        for corpus, share in self.share.items():
            pairs = self.corpora[corpus]
            for at in range(int(number * share), int((number + 1) * share)):
                turn, place = divmod(at, len(pairs))
                taken.append(pairs[self._order(corpus, turn)[place]])
        return taken

    def _order(self, corpus: str, turn: int) -> NDArray[np.int64]:
        """The permutation of a corpus in its pass ``turn``; the latest one is kept."""
        if self.orders.get(corpus, (None,))[0] != turn:
            rng = np.random.default_rng([self.seed, turn, *corpus.encode()])
            self.orders[corpus] = (turn, rng.permutation(len(self.corpora[corpus])))
        return self.orders[corpus][1]


def cut(lengths: Sequence[tuple[int, int]], tokens: int, longest: int, rng: np.random.Generator) -> list[list[int]]:
    """Indices of pairs of like length, at most ``tokens`` padded positions on the longer side, in random order."""
    usable = [i for i, (s, t) in enumerate(lengths) if 1 < s <= longest and 1 < t <= longest]
    usable.sort(key=lambda i: (lengths[i][1], lengths[i][0]))
    batches: list[list[int]] = []
    current: list[int] = []
    widest = 0
    for i in usable:
        widest = max(widest, *lengths[i])
        if current and (len(current) + 1) * widest > tokens:
            batches.append(current)
            current, widest = [], max(lengths[i])
        current.append(i)
    if current:
        batches.append(current)
    return [batches[i] for i in rng.permutation(len(batches))]


def padded(rows: Sequence[Sequence[int]], pad: int) -> NDArray[np.int64]:
    """One array of the rows, filled up with ``pad``."""
    array = np.full((len(rows), max(map(len, rows))), pad, np.int64)
    for i, row in enumerate(rows):
        array[i, : len(row)] = row
    return array
