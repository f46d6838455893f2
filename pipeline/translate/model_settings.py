"""What is known about a model besides its weights; kept in its folder as ``wiredesk.yaml``, all of it optional::

    max_pieces: 100     # longer segments are cut: the longest the model has learnt from
    lexicon_weight: 1.0 # hypotheses are chosen by log-probability plus this times ``adequacy``; 0: by log-probability
    lexicon_bias: 0.6   # the lexicon's say at every step of the search, see ``fused``; 0: none, nor in ``guesses``
    bilingual: true     # the encoder reads English too, so that its states tell which words are alike
    attention:          # the cross-attention that says best which word came from which
      layer: 1          # counted from 0
      heads: [3]        # averaged; empty: all heads
      shift: true       # true: the step that consumes a piece (Chen et al. 2020); false: the one that produces it

Without a choice the last layer but one is averaged over its heads, the best layer of six-layer Transformers in Garg et
al. 2019 ("Jointly Learning to Align and Translate with Transformer Models") and in Chen et al. 2020 ("Accurate Word
Alignment Induction from Neural Machine Translation"). ``scripts/choose_attention.py`` chooses by hand-made links.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import ModelError
from pipeline.translate.engine import MAX_PIECES

FILE = "wiredesk.yaml"
MOST_BIAS = 2.0


@dataclass(frozen=True, slots=True)
class AttentionHead:
    """A decoder layer, the heads of its cross-attention to average (empty: all), and which step stands for a piece."""

    layer: int
    heads: tuple[int, ...] = ()
    shift: bool = False

    @property
    def count(self) -> int:
        """How many of the first heads CTranslate2 averages once ``bring_forward`` is done; 0 is all."""
        return len(self.heads)

    @property
    def key(self) -> str:
        """A short text for cache keys."""
        return f"a{self.layer}" + "".join(f".{head}" for head in self.heads)

    def bring_forward(self, model: Any) -> None:
        """Reorder the heads of ``model`` (MarianMTModel) in place so that ``heads`` come first; its output is the same.

        CTranslate2 can only average the *first* heads of a layer. Attention heads are interchangeable as long as the
        rows of the three input projections and the columns of the output projection move together.
        """
        import torch

        if not self.heads:
            return
        attention = model.model.decoder.layers[self.layer].encoder_attn
        rest = [head for head in range(attention.num_heads) if head not in self.heads]
        width = attention.head_dim
        order = torch.cat([torch.arange(head * width, (head + 1) * width) for head in (*self.heads, *rest)])
        with torch.no_grad():
            for name in ("q_proj", "k_proj", "v_proj"):
                projection = getattr(attention, name)
                projection.weight.copy_(projection.weight[order].clone())
                projection.bias.copy_(projection.bias[order].clone())
            attention.out_proj.weight.copy_(attention.out_proj.weight[:, order].clone())


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """``max_pieces``: most source pieces of a segment, ``</s>`` not counted. ``bilingual``: the encoder reads
    English. ``lexicon_weight``: how much the lexicon has to say in the choice of a hypothesis, in nats a piece.
    ``lexicon_bias``: how much it has to say in every step of the search, 0..2; above 0 it replaces guessed words."""

    head: AttentionHead
    max_pieces: int = 200
    bilingual: bool = False
    lexicon_weight: float = 0.0
    lexicon_bias: float = 0.0


def read_settings(folder: Path) -> ModelSettings:
    """Return what ``wiredesk.yaml`` in ``folder`` says, with defaults for the rest.

    Raises:
        ModelError: ``wiredesk.yaml`` or ``config.json`` is not what it should be.
    """
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        layers, heads = int(config["decoder_layers"]), int(config["decoder_attention_heads"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{folder / 'config.json'}: not the configuration of a MarianMT model ({error})") from error
    path = folder / FILE
    usual = AttentionHead(max(0, layers - 2))
    if not path.is_file():
        return ModelSettings(usual)
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        given = data.get("attention") or {"layer": usual.layer}
        chosen = tuple(int(head) for head in given.get("heads", ()))
        head = AttentionHead(int(given["layer"]), chosen, bool(given.get("shift")))
        most = int(data.get("max_pieces", ModelSettings(usual).max_pieces))
        weight, bias = (float(data.get(name, 0.0)) for name in ("lexicon_weight", "lexicon_bias"))
        made = ModelSettings(head, most, data.get("bilingual") is True, weight, bias)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise ModelError(f"{path}: see pipeline/translate/model_settings.py for its form ({error})") from error
    if not 0 <= head.layer < layers or any(not 0 <= number < heads for number in head.heads):
        raise ModelError(f"{path}: the model has layers 0..{layers - 1} and heads 0..{heads - 1}, not {head}")
    if not 8 <= made.max_pieces < MAX_PIECES:
        raise ModelError(f"{path}: max_pieces must lie between 8 and {MAX_PIECES - 1}, not {made.max_pieces}")
    if not 0 <= made.lexicon_bias <= MOST_BIAS:
        raise ModelError(f"{path}: lexicon_bias must lie between 0 and {MOST_BIAS}, not {made.lexicon_bias}")
    if made.lexicon_bias and head.shift:
        raise ModelError(f"{path}: lexicon_bias needs attention with shift: false; run scripts/choose_attention.py")
    return made
