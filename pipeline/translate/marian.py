"""The reference engine: MarianMTModel of Hugging Face transformers, on the CPU or a GPU."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import ModelError
from pipeline.translate.convert import quiet
from pipeline.translate.engine import Decoded, Search, batches
from pipeline.translate.model_folder import ModelFolder
from pipeline.translate.model_settings import read_settings
from pipeline.translate.pieces import END, UNKNOWN, Pieces

PRECISIONS = ("float32", "bfloat16", "float16")


class TransformersEngine:
    """A MarianMT folder run by transformers.

    Args:
        device: cpu, cuda or auto.
        precision: float32, bfloat16, float16 (GPU only), or auto: float32.
        threads: CPU threads of torch, for the whole process; 0 leaves torch's choice.
        batch_tokens: most source pieces in one batch.

    Raises:
        ModelError: the folder is damaged, the precision unknown, or the device not there.
    """

    def __init__(
        self,
        folder: ModelFolder,
        device: str = "auto",
        precision: str = "auto",
        threads: int = 0,
        batch_tokens: int = 2048,
    ) -> None:
        import torch

        if device == "auto":
            device = "cuda" if torch.cuda.is_available() else "cpu"
        if device == "cuda" and not torch.cuda.is_available():
            raise ModelError("device cuda: torch sees no GPU here; use device cpu or auto")
        if precision == "auto":
            precision = "float32"
        if precision not in PRECISIONS:
            raise ModelError(f"precision {precision}: the transformers engine has {', '.join(PRECISIONS)}")
        if threads:
            torch.set_num_threads(threads)
        self.label = folder.label
        self.kind = f"hf-{precision}"
        self.pieces = Pieces(folder.path)
        self.settings = read_settings(folder.path)
        self._device, self._budget, self._head = device, batch_tokens, self.settings.head
        self._model = _load(folder, getattr(torch, precision)).to(device).eval()

    def search(self, sources: Sequence[Sequence[str]], how: Search) -> list[list[Decoded]]:
        """See ``Engine.search``. Scores and attention come from a second, forced pass."""
        found: list[list[Decoded]] = [[] for _ in sources]
        for group in batches([(len(source),) for source in sources], self._budget):
            outputs = self._generate([sources[i] for i in group], how)
            for place, i in enumerate(group):
                targets = outputs[place * how.best : (place + 1) * how.best]
                found[i] = [Decoded(tuple(target), 0.0) for target in targets]
        places = [(i, k) for i, best in enumerate(found) for k in range(len(best))]
        forced = self.force([(sources[i], found[i][k].pieces) for i, k in places], how.attention)
        for (i, k), scored in zip(places, forced, strict=True):
            found[i][k] = scored
        return [sorted(best, key=lambda item: -item.score) for best in found]

    def _generate(self, sources: list[Sequence[str]], how: Search) -> list[list[str]]:
        import torch

        numbers = self._tensor([[*source, END] for source in sources])
        with torch.inference_mode():
            outputs = self._model.generate(
                input_ids=numbers,
                attention_mask=torch.ones_like(numbers),
                num_beams=how.beam,
                num_return_sequences=how.best,
                do_sample=False,
                length_penalty=how.length_penalty,
                repetition_penalty=how.repetition_penalty,
                no_repeat_ngram_size=how.no_repeat_ngram,
                max_length=how.limit(len(sources[0])) + 1,
                forced_eos_token_id=None,
                bad_words_ids=[[self._model.config.pad_token_id], [self.pieces.ids[UNKNOWN]]],
            )
        end = self.pieces.ids[END]
        texts = []
        for row in outputs.tolist():
            body = row[1:]  # the first is the decoder's start
            body = body[: body.index(end)] if end in body else body
            texts.append([self.pieces.pieces[number] for number in body])
        return texts

    def force(self, pairs: Sequence[tuple[Sequence[str], Sequence[str]]], attention: bool = False) -> list[Decoded]:
        """See ``Engine.force``."""
        found: list[Decoded | None] = [None] * len(pairs)
        for group in batches([(len(source), len(target)) for source, target in pairs], self._budget):
            scores, weights = self._forward([pairs[i] for i in group], attention)
            for place, i in enumerate(group):
                heat = weights[place] if attention else None
                chances = tuple(map(float, scores[place]))
                found[i] = Decoded(tuple(pairs[i][1]), float(np.mean(chances)), heat, chances=chances)
        return [item for item in found if item]

    def encode(self, rows: Sequence[Sequence[str]], end: bool = False) -> list[NDArray[np.float32]]:
        """See ``Engine.encode``."""
        import torch

        found: list[NDArray[np.float32]] = [np.zeros((0, 0), np.float32) for _ in rows]
        for group in batches([(len(row),) for row in rows], self._budget):
            numbers = self._tensor([[*rows[i], END] for i in group])
            with torch.inference_mode():
                states = self._model.model.encoder(input_ids=numbers, attention_mask=torch.ones_like(numbers))
            for i, state in zip(group, states.last_hidden_state.float().cpu().numpy(), strict=True):
                found[i] = state if end else state[:-1]
        return found

    def _forward(self, pairs: list[tuple[Sequence[str], Sequence[str]]], attention: bool) -> tuple[Any, Any]:
        """Return the log-probabilities (b, m + 1), and the attention (b, m + 1, n + 1) or None."""
        import torch

        sources = self._tensor([[*source, END] for source, _ in pairs])
        gold = self._tensor([[*target, END] for _, target in pairs])
        start = torch.full_like(gold[:, :1], self._model.config.decoder_start_token_id)
        with torch.inference_mode():
            output = self._model(
                input_ids=sources,
                attention_mask=torch.ones_like(sources),
                decoder_input_ids=torch.cat([start, gold[:, :-1]], 1),
                output_attentions=attention,
                use_cache=False,
            )
            chances = output.logits.float().log_softmax(-1).gather(2, gold[:, :, None])[:, :, 0]
            if not attention:
                return chances.cpu().numpy(), None
            heads = output.cross_attentions[self._head.layer].float()
            if self._head.heads:
                heads = heads[:, list(self._head.heads)]
            return chances.cpu().numpy(), heads.mean(1).cpu().numpy().astype(np.float32)

    def _tensor(self, rows: Sequence[Sequence[str]]) -> Any:
        import torch

        return torch.tensor([self.pieces.number(row) for row in rows], device=self._device)


def _load(folder: ModelFolder, dtype: Any) -> Any:
    from transformers import MarianMTModel

    try:
        with quiet():
            # Eager attention is the one that can return its weights.
            return MarianMTModel.from_pretrained(
                folder.path, dtype=dtype, attn_implementation="eager", local_files_only=True
            )
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise ModelError(f"{folder.path}: cannot be loaded as a MarianMT model ({error})") from error
