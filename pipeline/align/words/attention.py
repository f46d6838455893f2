"""From attention between pieces to attention between words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.types import Attention, Span


def word_attention(
    attention: Attention, source_tokens: Sequence[Span], target_tokens: Sequence[Span]
) -> NDArray[np.float64]:
    """Return (n, m), source words by target words: the attention a target word pays to a source word, 0..1.

    A word's pieces add up on the source side and are averaged on the target side.
    """
    left = membership(attention.source_spans, source_tokens)
    right = membership(attention.target_spans, target_tokens)
    pieces = np.maximum(right.sum(0), 1)
    return np.asarray(left.T @ attention.weights.T.astype(np.float64) @ right / pieces)


def membership(pieces: Sequence[Span], tokens: Sequence[Span]) -> NDArray[np.float64]:
    """Return (pieces, tokens): 1 where a piece and a token share characters, shared out if there are several."""
    if not pieces or not tokens:
        return np.zeros((len(pieces), len(tokens)))
    a, b = np.array(pieces), np.array(tokens)
    shared = np.minimum(a[:, 1:], b[:, 1]) - np.maximum(a[:, :1], b[:, 0])
    inside = (shared > 0).astype(np.float64)
    return np.asarray(inside / np.maximum(inside.sum(1, keepdims=True), 1))
