"""The CTranslate2 engine: int8 on the CPU, float16 on a GPU."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import ModelError
from pipeline.translate.convert import converted
from pipeline.translate.engine import Decoded, Search, batches
from pipeline.translate.model_folder import ModelFolder
from pipeline.translate.model_settings import read_settings
from pipeline.translate.pieces import END, Pieces

log = logging.getLogger(__name__)


class CTranslate2Engine:
    """A MarianMT folder run by CTranslate2.

    Args:
        device: cpu, cuda or auto (cuda where CTranslate2 sees a GPU).
        precision: a CTranslate2 type, or auto: int8 on the CPU, float16 on a GPU.
        threads: CPU threads, each working on a batch of its own; 0 takes all cores.
        batch_tokens: most source pieces in one batch.

    Raises:
        ModelError: the model cannot be converted or loaded, or the device is not there.
    """

    def __init__(
        self,
        folder: ModelFolder,
        device: str = "auto",
        precision: str = "auto",
        threads: int = 0,
        batch_tokens: int = 2048,
    ) -> None:
        import ctranslate2

        if device == "auto":
            device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
        if precision == "auto":
            precision = "float16" if device == "cuda" else "int8"
        self.label = folder.label
        self.kind = f"ct2-{precision}"
        self.pieces = Pieces(folder.path)
        self.settings = read_settings(folder.path)
        self._budget, self._folder, self._precision = batch_tokens, folder, precision
        place = converted(folder, precision)
        # One batch per thread: faster than several threads on one batch, and no sum depends on the number of threads.
        workers = (threads or os.cpu_count() or 1) if device == "cpu" else 1
        self._how = {"device": device, "compute_type": precision, "inter_threads": workers, "intra_threads": 1}
        self._model = _load(ctranslate2.Translator, place, self._how)

    @cached_property
    def _encoder(self) -> Any:
        import ctranslate2

        return _load(ctranslate2.Encoder, converted(self._folder, self._precision, encoder=True), self._how)

    def search(self, sources: Sequence[Sequence[str]], how: Search) -> list[list[Decoded]]:
        """See ``Engine.search``."""
        found: list[list[Decoded]] = [[] for _ in sources]
        running: list[tuple[list[int], Any]] = []
        for group in batches([(len(source),) for source in sources], self._budget):
            running.append((group, self._start([sources[i] for i in group], how)))
        for group, results in running:
            for i, result in zip(group, results, strict=True):
                found[i] = _decoded(result.result(), how)
        self._rescore(sources, found, all_of_them=how.repetition_penalty != 1 or how.no_repeat_ngram > 0)
        return found

    def _start(self, sources: list[Sequence[str]], how: Search) -> Any:
        return self._model.translate_batch(
            [[*source, END] for source in sources],
            asynchronous=True,
            beam_size=how.beam,
            num_hypotheses=how.best,
            length_penalty=how.length_penalty,
            repetition_penalty=how.repetition_penalty,
            no_repeat_ngram_size=how.no_repeat_ngram,
            disable_unk=True,
            max_input_length=0,
            max_decoding_length=how.limit(len(sources[0])),
            return_scores=True,
            return_attention=how.attention,
            return_end_token=True,
        )

    def _rescore(self, sources: Sequence[Sequence[str]], found: list[list[Decoded]], all_of_them: bool) -> None:
        """Force the hypotheses whose search score is not their mean log-probability: penalised or unfinished ones."""
        places = [(i, k) for i, best in enumerate(found) for k in range(len(best))]
        places = [(i, k) for i, k in places if all_of_them or np.isnan(found[i][k].score)]
        forced = self.force([(sources[i], found[i][k].pieces) for i, k in places])
        for (i, k), true in zip(places, forced, strict=True):
            found[i][k] = Decoded(found[i][k].pieces, true.score, found[i][k].attention)

    def force(self, pairs: Sequence[tuple[Sequence[str], Sequence[str]]], attention: bool = False) -> list[Decoded]:
        """See ``Engine.force``."""
        found: list[Decoded | None] = [None] * len(pairs)
        lengths = [(len(source), len(target)) for source, target in pairs]
        running = []
        for group in batches(lengths, self._budget):
            sources = [[*pairs[i][0], END] for i in group]
            targets = [[*pairs[i][1]] for i in group]
            scores = self._model.score_batch(sources, targets, max_input_length=0, asynchronous=True)
            running.append((group, scores, self._attend(sources, targets) if attention else [None] * len(group)))
        for group, scores, maps in running:
            for i, score, heat in zip(group, scores, maps, strict=True):
                chances = tuple(score.result().log_probs)
                weights = _forced_matrix(heat.result().attention[0], lengths[i]) if heat else None
                found[i] = Decoded(tuple(pairs[i][1]), float(np.mean(chances)), weights, chances=chances)
        return [item for item in found if item]

    def encode(self, rows: Sequence[Sequence[str]], end: bool = False) -> list[NDArray[np.float32]]:
        """See ``Engine.encode``."""
        import ctranslate2

        found: list[NDArray[np.float32]] = [np.zeros((0, 0), np.float32) for _ in rows]
        for group in batches([(len(row),) for row in rows], self._budget):
            states = self._encoder.forward_batch([[*rows[i], END] for i in group]).last_hidden_state
            states = states.to(ctranslate2.DataType.float32).to_device(ctranslate2.Device.cpu)
            for i, state in zip(group, np.array(states), strict=True):
                found[i] = state if end else state[:-1]
        return found

    def _attend(self, sources: list[list[str]], targets: list[list[str]]) -> Any:
        return self._model.translate_batch(
            sources,
            target_prefix=targets,
            asynchronous=True,
            beam_size=1,
            max_input_length=0,
            max_decoding_length=len(targets[0]) + 1,
            return_attention=True,
            return_end_token=True,
        )


def _load(kind: Any, place: Path, how: dict[str, Any]) -> Any:
    try:
        return kind(str(place), **how)
    except (RuntimeError, ValueError) as error:
        where = f"{how['device']} as {how['compute_type']}"
        raise ModelError(f"{place}: cannot be loaded on {where} ({error})") from error


def _decoded(result: Any, how: Search) -> list[Decoded]:
    made = []
    for k, pieces in enumerate(result.hypotheses):
        ended = bool(pieces) and pieces[-1] == END
        kept = tuple(pieces[:-1] if ended else pieces)
        weights = _matrix(result.attention[k]) if how.attention else None
        if weights is not None and not ended:  # the search hit its limit: there is no step for </s>
            weights = np.concatenate([weights, weights[-1:]])
        made.append(Decoded(kept, float(result.scores[k]) if ended else np.nan, weights))
    return made


def _forced_matrix(rows: Any, lengths: tuple[int, ...]) -> NDArray[np.float32]:
    """Return (m + 1, n + 1); for an empty target CTranslate2 may take no step at all, which gives a row of zeros."""
    made = np.zeros((lengths[1] + 1, lengths[0] + 1), np.float32)
    given = _matrix(rows).reshape(-1, lengths[0] + 1)[: lengths[1] + 1]
    made[: len(given)] = given
    return made


def _matrix(rows: Any) -> NDArray[np.float32]:
    return np.asarray(rows, np.float32)
