"""From the states of a bilingual encoder to the likeness of words, after SimAlign (Jalili Sabet et al. 2020)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.align.words.attention import membership
from pipeline.types import Span, States

Floats = NDArray[np.float64]

TEMPERATURE = 0.04
"""Of the softmax over cosines; set with the constants of ``aligner``."""


def word_likeness(source: States, target: States, left: Sequence[Span], right: Sequence[Span]) -> Floats:
    """Return (n, m), source words by target words: cosines of the words' vectors, -1..1.

    A word's vector is the mean of its pieces, less the mean of its text: what all words of a text share, its language
    and topic, would make them all alike. Text of a single word keeps its vector.
    """
    return np.asarray(_vectors(source, left) @ _vectors(target, right).T)


def _vectors(states: States, tokens: Sequence[Span]) -> Floats:
    inside = membership(states.spans, tokens)
    made = (inside / np.maximum(inside.sum(0), 1e-9)).T @ states.vectors
    if len(tokens) > 1:
        made = made - made.mean(0)
    return np.asarray(made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9))


def shares(likeness: Floats) -> tuple[Floats, Floats]:
    """Return the softmax of (n, m) cosines over the source words, and over the target words."""
    sharp = np.exp((likeness - 1) / TEMPERATURE)
    return sharp / sharp.sum(0, keepdims=True), sharp / sharp.sum(1, keepdims=True)
