"""Batches of piece ids without end: sample, augment, segment, link, sort by length, pad."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import count
from pathlib import Path
from typing import Protocol

import numpy as np
import sentencepiece as spm
from numpy.typing import NDArray
from torch.multiprocessing import get_context

from .augment import Augmenter
from .data import Batch, Sampler, cut, padded
from .settings import TrainSettings

SPAWN = get_context("spawn")
"""A forked process would inherit autograd's and the GPU's state as locks that nobody opens."""


class Links(Protocol):
    """What ``align.Linker`` offers."""

    def links(self, source: list[str], target: list[str]) -> NDArray[np.float32]:
        """Attention that each target piece should pay to each source piece, ``</s>`` included."""
        ...


class Maker:
    """Makes the batches of pool 0, 1, 2 ...: the same ones for the same settings, whoever asks."""

    def __init__(
        self, sampler: Sampler, folder: Path, settings: TrainSettings, augment: Augmenter, linker: Links | None
    ) -> None:
        self.sampler, self.settings, self.augment, self.linker = sampler, settings, augment, linker
        self.processor = spm.SentencePieceProcessor(model_file=str(folder / "source.spm"))
        self.pad = len(self.processor)

    def __call__(self, number: int, short: bool) -> list[Batch]:
        """The batches of pool ``number``, of short sentences only where ``short``."""
        rng = np.random.default_rng([self.settings.seed, 11, number])
        pairs = self.augment(self.sampler.pool(number), rng)
        source, target = ([[*ids, 0] for ids in self.processor.encode([p[side] for p in pairs])] for side in (0, 1))
        rules = self.settings.cleaning
        cuts = cut(
            [(len(s), len(t)) for s, t in zip(source, target, strict=True)],
            self.settings.schedule.batch_tokens,
            rules.first_pieces if short else rules.max_pieces,
            rng,
        )
        return [self._batch([source[i] for i in c], [target[i] for i in c]) for c in cuts]

    def _batch(self, source: list[list[int]], target: list[list[int]]) -> Batch:
        arrays = padded(source, self.pad), padded(target, self.pad)
        if self.linker is None:
            return Batch(*arrays)
        links = np.zeros((len(source), arrays[1].shape[1], arrays[0].shape[1]), np.float32)
        names = self.processor.id_to_piece
        for row, (s, t) in enumerate(zip(source, target, strict=True)):
            links[row, : len(t), : len(s)] = self.linker.links(names(s[:-1]), names(t[:-1]))
        return Batch(*arrays, links)


_maker: Maker | None = None


def _adopt(maker: Maker) -> None:
    global _maker  # noqa: PLW0603 (a process of the pool keeps its maker between calls)
    _maker = maker


def _make(number: int, short: bool) -> list[Batch]:
    if _maker is None:
        raise RuntimeError("the process was started without _adopt")
    return _maker(number, short)


class Stream:
    """The batches of one worker: worker ``w`` of ``n`` takes the pools w, w + n, w + 2n, ...

    ``pool`` is the place to save and to resume from. With ``stream_processes`` the pools are made in that many
    processes: a GPU outruns one thread.
    """

    def __init__(self, maker: Maker, worker: int, workers: int) -> None:
        self.maker, self.worker, self.workers, self.pool = maker, worker, workers, 0

    def batches(self) -> Iterator[Batch]:
        """Padded batches, pool after pool, made ahead of need; what goes wrong there is raised here."""
        ready: queue.Queue[list[Batch] | Exception] = queue.Queue(2)
        threading.Thread(target=self._fill, args=(ready,), daemon=True).start()
        while True:
            made = ready.get()
            if isinstance(made, Exception):
                raise made
            yield from made
            self.pool += 1

    def _fill(self, ready: queue.Queue[list[Batch] | Exception]) -> None:
        try:
            self._make(ready)
        except Exception as error:
            ready.put(error)

    def _make(self, ready: queue.Queue[list[Batch] | Exception]) -> None:
        processes = self.maker.settings.hardware.stream_processes
        if not processes:
            for number in count(self.pool):
                ready.put(self.maker(*self._own(number)))
        with ProcessPoolExecutor(processes, SPAWN, initializer=_adopt, initargs=(self.maker,)) as executor:
            waiting: deque[Future[list[Batch]]] = deque()
            for number in count(self.pool):
                waiting.append(executor.submit(_make, *self._own(number)))
                if len(waiting) > 2 * processes:
                    ready.put(waiting.popleft().result())

    def _own(self, number: int) -> tuple[int, bool]:
        return number * self.workers + self.worker, number < self.maker.settings.cleaning.first_pools
