"""What an engine must offer: beam search and forced decoding over pieces, for one MarianMT model.

Both engines work on batches of segments of *equal length*: without padding no segment sees how long its neighbours are,
which is what keeps the output the same whatever the batch size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.translate.pieces import Pieces

if TYPE_CHECKING:
    from pipeline.translate.model_settings import ModelSettings

MAX_PIECES = 512
"""Most source pieces a MarianMT model takes (``max_position_embeddings`` of every OPUS-MT model), ``</s>`` included."""


@dataclass(frozen=True, slots=True)
class Search:
    """Beam search settings; ``best`` hypotheses are returned. A repetition penalty of 1 and an n-gram of 0 are off."""

    beam: int = 4
    best: int = 1
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram: int = 0
    attention: bool = True

    def limit(self, pieces: int) -> int:
        """Return the most target pieces for a source of ``pieces``: German-English pairs seldom pass a ratio of 2."""
        return min(MAX_PIECES - 1, 2 * pieces + 20)


@dataclass(frozen=True, slots=True, eq=False)
class Decoded:
    """One hypothesis: target pieces without ``</s>``.

    ``score``: mean log-probability per target piece with ``</s>``, natural log. ``attention``: (m + 1, n + 1)
    float32, or None; row t belongs to the step that produces piece t (m: ``</s>``), column s to source piece s (n:
    ``</s>``). ``merit``: by what the search ranked it, where that is not the score. ``chances``: natural log of the
    probability of each piece, ``</s>`` last; of forced decoding alone.
    """

    pieces: tuple[str, ...]
    score: float
    attention: NDArray[np.float32] | None = None
    merit: float | None = None
    chances: tuple[float, ...] = ()


class Engine(Protocol):
    """One MarianMT model, loaded. ``label``: name@revision; ``kind``: for the signature, such as ``ct2-int8``;
    ``settings``: what is known about the model."""

    @property
    def label(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def pieces(self) -> Pieces: ...

    @property
    def settings(self) -> ModelSettings: ...

    def search(self, sources: Sequence[Sequence[str]], how: Search) -> list[list[Decoded]]:
        """Return ``how.best`` hypotheses for each source (pieces without ``</s>``), best first."""
        ...

    def force(self, pairs: Sequence[tuple[Sequence[str], Sequence[str]]], attention: bool = False) -> list[Decoded]:
        """Score given targets; with their attention if asked for."""
        ...

    def encode(self, rows: Sequence[Sequence[str]], end: bool = False) -> list[NDArray[np.float32]]:
        """Return the encoder's last states of each row of pieces, (pieces, width), with that of ``</s>`` if ``end``."""
        ...


def batches(lengths: Sequence[tuple[int, ...]], budget: int) -> Iterator[list[int]]:
    """Yield the indices of ``lengths`` in groups of equal length, longest first, of at most ``budget`` pieces each.

    An item of ``lengths`` is the length of one segment, or a pair of lengths (source, target); the first counts.
    """
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i], -i), reverse=True)
    group: list[int] = []
    for i in order:
        if group and (lengths[i] != lengths[group[0]] or (len(group) + 1) * (lengths[i][0] + 1) > budget):
            yield group
            group = []
        group.append(i)
    if group:
        yield group
