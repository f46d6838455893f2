"""Word links for guided alignment (Chen et al. 2016, "Guided alignment training for topic-aware neural MT").

A statistical aligner (hidden Markov model in both directions, symmetrised; package ``sil-thot``, LGPL-3.0, needed for
training only) learns from a sample of the pairs and then links each augmented pair on the fly. Its words are runs of
pieces, cut short and lower-cased so that few forms stand for many.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from thot.alignment import HmmAlignmentModel, Ibm1AlignmentModel, SymmetrizationHeuristic, SymmetrizedAligner

from .wordpieces import identical, keys, same_pieces, words

RARE = "<rare>"
LONGEST = 90
log = logging.getLogger(__name__)


class Linker:
    """Links the pieces of a pair; make it with ``Linker.load`` or ``Linker.train``."""

    def __init__(self, direct: HmmAlignmentModel, inverse: HmmAlignmentModel, folder: Path) -> None:
        self.folder = folder
        self.aligner = SymmetrizedAligner(direct, inverse)
        self.aligner.heuristic = SymmetrizationHeuristic.GROW_DIAG
        self.models = (direct, inverse)

    @classmethod
    def train(cls, pairs: Sequence[tuple[Sequence[str], Sequence[str]]], folder: Path) -> Linker:
        """Learn from (source pieces, target pieces) and keep the models in ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        rows = [(keys(s, words(s)), keys(t, words(t))) for s, t in pairs]
        rows = [(s, t) for s, t in rows if len(s) <= LONGEST and len(t) <= LONGEST]
        common = [{w for w, n in Counter(w for r in rows for w in r[side]).items() if n > 1} for side in (0, 1)]
        trained = []
        for name, order in (("direct", (0, 1)), ("inverse", (1, 0))):
            first = Ibm1AlignmentModel()
            for row in rows:
                sides = [[w if w in common[side] else RARE for w in row[side]] for side in order]
                first.add_sentence_pair(sides[0], sides[1])
            iterate(first, 4)
            model = HmmAlignmentModel(first)
            iterate(model, 4)
            model.print(str(folder / name))
            trained.append(model)
            log.info("aligner, %s: %d pairs", name, len(rows))
        return cls(trained[0], trained[1], folder)

    @classmethod
    def load(cls, folder: Path) -> Linker:
        """Read what ``train`` kept."""
        models = []
        for name in ("direct", "inverse"):
            model = HmmAlignmentModel()
            if not model.load(str(folder / name)):
                raise FileNotFoundError(f"no aligner model in {folder}; remove the folder to train it again")
            models.append(model)
        return cls(models[0], models[1], folder)

    def __reduce__(self) -> tuple[object, ...]:
        return Linker.load, (self.folder,)

    def links(self, source: Sequence[str], target: Sequence[str]) -> NDArray[np.float32]:
        """(target pieces + 1, source pieces + 1); rows sum to 1 or are 0; ``</s>``, the last, is linked to itself."""
        source_words, target_words = words(source), words(target)
        forms = keys(source, source_words), keys(target, target_words)
        matrix = np.zeros((len(target) + 1, len(source) + 1), np.float32)
        matrix[-1, -1] = 1
        if max(len(forms[0]), len(forms[1])) > LONGEST:
            return matrix
        found = self.aligner.get_best_alignment(*(self.known(f, m) for f, m in zip(forms, self.models, strict=True)))[1]
        linked = set(zip(*(side.tolist() for side in np.nonzero(found.to_numpy())), strict=True))
        partners: dict[int, list[int]] = {}
        for i, j in sorted(linked | identical(forms, linked)):
            partners.setdefault(j, []).extend(source_words[i])
        for j, choice in partners.items():
            for t, own in zip(target_words[j], same_pieces(source, choice, target, target_words[j]), strict=True):
                matrix[t, own] = 1
        return np.asarray(matrix / np.maximum(matrix.sum(1, keepdims=True), 1), np.float32)

    @staticmethod
    def known(forms: Sequence[str], model: HmmAlignmentModel) -> list[str]:
        """Words that the model has not seen stand together as one rare word."""
        return [w if model.src_word_exists(w) else RARE for w in forms]


def iterate(model: Ibm1AlignmentModel, times: int) -> None:
    """Expectation-maximisation."""
    model.start_training()
    for _ in range(times):
        model.train()
    model.end_training()
