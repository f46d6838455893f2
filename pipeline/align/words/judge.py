"""Which pairs of words are links, when everything that is known about them is taken together.

A network with one hidden layer, a few hundred weights, reads one row of figures per pair of words and gives the
probability of a link. Its weights stand in ``configs/align/words.yaml``, one set per set of evidence; they were learnt
from hand-made links by ``scripts/fit_word_links.py``. The thought is that of Ayan and Dorr 2006, "A Maximum Entropy
Approach to Combining Word Alignments": the posteriors of both directions, what stands beside and against a link, and
what kind of words they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from pipeline.knowledge.lexicon import Lexicon
from pipeline.resources import damage, root
from pipeline.text.wordforms import fold

Floats = NDArray[np.float64]
FILE = "configs/align/words.yaml"
_DIAGONAL, _BESIDE, _ABOVE = ((-1, -1), (1, 1)), ((0, -1), (0, 1)), ((-1, 0), (1, 0))


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """The network: (hidden, figures) weights, (hidden) bias, (hidden) out, last; ``least`` probability of a link."""

    hidden: Floats
    bias: Floats
    out: Floats
    last: float
    least: float

    def probability(self, figures: Floats) -> Floats:
        """Return (n, m) probabilities of links for (n, m, figures)."""
        inner = np.tanh(figures @ self.hidden.T + self.bias)
        return np.asarray(1 / (1 + np.exp(-(inner @ self.out + self.last))))

    def links(self, figures: Floats) -> set[tuple[int, int]]:
        """Return the pairs (source word, target word) that are links."""
        found = self.probability(figures) >= self.least
        return {(int(i), int(j)) for i, j in zip(*np.nonzero(found), strict=True)}


@lru_cache(maxsize=1)
def judges() -> dict[str, Judge]:
    """Return the judges that ship, by the evidence they need: words, attention, encoder.

    Raises:
        ConfigError: the file is missing or damaged.
    """
    path = root() / FILE
    with damage(path, "the weights of word links"):
        data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        return {name: _judge(one) for name, one in data.items()}


def _judge(data: dict[str, Any]) -> Judge:
    hidden, bias, out = (np.array(data[key], float) for key in ("hidden", "bias", "out"))
    return Judge(hidden, bias, out, float(data["last"]), float(data["least"]))


def beside(forward: Floats, backward: Floats) -> list[Floats]:
    """Return figures of the posteriors, each (n, m): both, their agreement, its neighbours and its best rivals."""
    both = np.sqrt(forward * backward)
    padded = np.pad(both, 1)
    n, m = both.shape
    moved = {(a, b): padded[1 + a : 1 + a + n, 1 + b : 1 + b + m] for a, b in (*_DIAGONAL, *_BESIDE, *_ABOVE)}
    near = [np.maximum(moved[pair[0]], moved[pair[1]]) for pair in (_DIAGONAL, _BESIDE, _ABOVE)]
    return [_logit(forward), _logit(backward), both, *near, _rival(both), _rival(both.T).T]


def _logit(chance: Floats) -> Floats:
    inside = np.clip(chance, 1e-3, 1 - 1e-3)
    return np.asarray(np.log(inside / (1 - inside)))


def _rival(scores: Floats) -> Floats:
    """Return the best of the other scores of each column."""
    if len(scores) < 2:
        return np.zeros_like(scores)
    second, best = np.partition(scores, -2, axis=0)[-2:]
    return np.asarray(np.where(scores == best, second, best))


def kinds(left: Sequence[str], right: Sequence[str], words: Lexicon) -> list[Floats]:
    """Return figures of the words themselves: (n, 1) and (1, m) how often they are left out, how common they are."""
    sources, targets = [fold(word) for word in left], [fold(word) for word in right]
    missed = [words.missed(w) if w[0].isalnum() else 1.0 for w in sources]
    omitted = [words.missed_english(w) if w[0].isalnum() else 1.0 for w in targets]
    seen = np.log1p([words.seen(w) for w in sources])
    known = np.log1p([words.seen_english(w) for w in targets])
    return [np.array(missed)[:, None], np.array(omitted)[None, :], seen[:, None], known[None, :]]
