"""An engine that answers from a table: pieces are words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.translate.engine import Decoded, Search
from pipeline.translate.model_settings import AttentionHead, ModelSettings
from pipeline.translate.pieces import Pieces
from pipeline.types import Span


class WordPieces(Pieces):
    """Every word is a piece."""

    def __init__(self) -> None:
        pass

    def source(self, text: str) -> tuple[list[str], list[Span]]:
        found = list(re.finditer(r"\S+", text))
        return [m[0] for m in found], [Span(*m.span()) for m in found]

    def target(self, text: str) -> tuple[list[str], list[Span]]:
        return self.source(text)

    def length(self, text: str) -> int:
        return len(text.split())

    def cost(self, word: str) -> float:
        return 0.0

    def text(self, pieces: Sequence[str]) -> tuple[str, list[Span]]:
        text = " ".join(pieces)
        return text, self.source(text)[1]


class FakeEngine:
    """``answer`` gives, for a German text and the search settings, the English hypotheses, best first."""

    label, kind, settings = "fake@0", "fake", ModelSettings(AttentionHead(0))

    def __init__(self, answer: Callable[[str, Search], Sequence[str]]) -> None:
        self.pieces: Pieces = WordPieces()
        self._answer = answer
        self.asked: list[tuple[str, Search]] = []

    def search(self, sources: Sequence[Sequence[str]], how: Search) -> list[list[Decoded]]:
        made = []
        for source in sources:
            text = " ".join(source)
            self.asked.append((text, how))
            answers = self._answer(text, how)[: how.best]
            made.append([Decoded(tuple(a.split()), -0.1 * (k + 1)) for k, a in enumerate(answers)])
        return made

    def force(self, pairs: Sequence[tuple[Sequence[str], Sequence[str]]], attention: bool = False) -> list[Decoded]:
        return [Decoded(tuple(target), -0.5, chances=(-0.5,) * (len(target) + 1)) for _, target in pairs]

    def encode(self, rows: Sequence[Sequence[str]], end: bool = False) -> list[NDArray[np.float32]]:
        return [np.ones((len(row) + end, 2), np.float32) for row in rows]
