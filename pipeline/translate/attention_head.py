"""Which cross-attention of the decoder says best which word came from which.

Chosen per model by measuring against hand-made word links and kept beside the weights in ``attention.yaml``::

    layer: 1        # counted from 0
    heads: [3]      # averaged; empty: all heads
    shift: true     # true: the step that consumes a piece; false: the step that produces it

Without that file the last layer but one is averaged over its heads, the best layer of the six-layer Transformers in
Garg et al. 2019, "Jointly Learning to Align and Translate with Transformer Models", and in Chen et al. 2020,
"Accurate Word Alignment Induction from Neural Machine Translation".
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import ModelError


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


def read_head(folder: Path) -> AttentionHead:
    """Return the choice kept in ``folder``, or the default for its number of layers.

    Raises:
        ModelError: ``attention.yaml`` or ``config.json`` is not what it should be.
    """
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        layers, heads = int(config["decoder_layers"]), int(config["decoder_attention_heads"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{folder / 'config.json'}: not the configuration of a MarianMT model ({error})") from error
    path = folder / "attention.yaml"
    if not path.is_file():
        return AttentionHead(max(0, layers - 2))
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        chosen = AttentionHead(
            int(data["layer"]), tuple(int(h) for h in data.get("heads", ())), bool(data.get("shift"))
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise ModelError(f"{path}: must hold `layer: N` and `heads: [N, ...]` ({error})") from error
    if not 0 <= chosen.layer < layers or any(not 0 <= head < heads for head in chosen.heads):
        raise ModelError(f"{path}: the model has layers 0..{layers - 1} and heads 0..{heads - 1}, not {chosen}")
    return chosen
