"""The decoder of a MarianMT model in NumPy: for a search that looks at the attention while it searches.

CTranslate2 decodes faster but lets nobody in between two steps; ``fused`` needs to. Only what this takes is here: the
steps of a Transformer decoder (Vaswani et al. 2017) with post-normalisation and tied embeddings, as in
Marian (Junczys-Dowmunt et al. 2018). The encoder stays with CTranslate2.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import ModelError
from pipeline.translate.engine import MAX_PIECES
from pipeline.translate.model_settings import AttentionHead

Array = NDArray[np.float32]
_EPSILON = 1e-5  # of the layer norms, as in PyTorch
_PART = "model.decoder.layers.{}.{}"


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """What the decoder knows of ``S`` sources: keys (S, heads, width, n) and values (S, heads, n, width) of each layer,
    and ``hidden`` (S, 1, 1, n), 0 where a source has a piece and a large negative number where it is over."""

    keys: tuple[Array, ...]
    values: tuple[Array, ...]
    hidden: Array

    def keep(self, rows: NDArray[np.intp]) -> Memory:
        """Return the memory of some of the sources."""
        return Memory(tuple(k[rows] for k in self.keys), tuple(v[rows] for v in self.values), self.hidden[rows])


class Cache:
    """Keys and values of the pieces produced so far, for each layer: (rows, heads, steps, width)."""

    def __init__(self, layers: int, rows: int, heads: int, steps: int, width: int) -> None:
        self.parts = [np.empty((2, rows, heads, steps, width), np.float32) for _ in range(layers)]

    def reorder(self, rows: NDArray[np.intp], steps: int) -> None:
        """Make row i what row ``rows[i]`` was; only the first ``steps`` steps count."""
        for i, part in enumerate(self.parts):
            if len(rows) == part.shape[1]:
                part[:, :, :, :steps] = part[:, rows, :, :steps]
            else:
                fresh = np.empty((2, len(rows), *part.shape[2:]), np.float32)
                fresh[:, :, :, :steps] = part[:, rows, :, :steps]
                self.parts[i] = fresh


class Decoder:
    """The decoder of the model in ``folder``; attention is that of ``head``.

    Raises:
        ModelError: the folder holds another kind of network, or none.
    """

    def __init__(self, folder: Path, head: AttentionHead) -> None:
        config, weights = _read(folder)
        self._head, self.start = head, int(config["decoder_start_token_id"])
        self._heads, self._size = int(config["decoder_attention_heads"]), int(config["d_model"])
        self._activate = _activation(str(config["activation_function"]), folder)
        self._scale = math.sqrt(self._size) if config.get("scale_embedding") else 1.0
        try:
            self.embeddings = weights["model.shared.weight"]
            self.bias = weights["final_logits_bias"][0]
            self._positions = weights.get("model.decoder.embed_positions.weight", _waves(MAX_PIECES, self._size))
            self._layers = [_layer(weights, i) for i in range(int(config["decoder_layers"]))]
        except KeyError as error:
            raise ModelError(f"{folder}: lexicon_bias needs {error}, which the weights lack; leave it out") from error

    def remember(self, states: Sequence[Array]) -> Memory:
        """Return the memory for encoded sources, each (n, size) with ``</s>``."""
        longest = max(len(state) for state in states)
        padded = np.zeros((len(states), longest, self._size), np.float32)
        hidden = np.full((len(states), 1, 1, longest), -1e9, np.float32)
        for i, state in enumerate(states):
            padded[i, : len(state)] = state
            hidden[i, ..., : len(state)] = 0
        keys, values = [], []
        for layer in self._layers:
            made = [layer(f"encoder_attn.{part}_proj", padded) for part in "kv"]
            split = [x.reshape(len(states), longest, self._heads, -1).transpose(0, 2, 1, 3) for x in made]
            keys.append(np.ascontiguousarray(split[0].transpose(0, 1, 3, 2)))
            values.append(np.ascontiguousarray(split[1]))
        return Memory(tuple(keys), tuple(values), hidden)

    def cache(self, rows: int, steps: int) -> Cache:
        """Return an empty cache."""
        return Cache(len(self._layers), rows, self._heads, steps, self._size // self._heads)

    def step(self, numbers: NDArray[np.intp], at: int, cache: Cache, memory: Memory) -> tuple[Array, Array]:
        """Take step ``at`` for rows whose last pieces are ``numbers``; each source has as many rows, in order.

        Returns:
            The states that predict the next pieces (rows, size), and the attention for them (rows, n).
        """
        rows, sources = len(numbers), len(memory.hidden)
        width = self._size // self._heads
        x = self.embeddings[numbers] * self._scale + self._positions[at]
        attention = x[:, :0]
        for i, layer in enumerate(self._layers):
            mine = cache.parts[i]
            for k, part in enumerate("kv"):
                mine[k, :, :, at] = layer(f"self_attn.{part}_proj", x).reshape(rows, self._heads, width)
            query = layer("self_attn.q_proj", x).reshape(rows, self._heads, 1, width) * width**-0.5
            shares = _softmax(query @ mine[0, :, :, : at + 1].transpose(0, 1, 3, 2))
            seen = (shares @ mine[1, :, :, : at + 1]).reshape(rows, self._size)
            x = layer.norm("self_attn_layer_norm", x + layer("self_attn.out_proj", seen))
            query = layer("encoder_attn.q_proj", x).reshape(sources, -1, self._heads, width).transpose(0, 2, 1, 3)
            shares = _softmax(query @ memory.keys[i] * width**-0.5 + memory.hidden)
            if i == self._head.layer:
                heads = shares[:, list(self._head.heads)] if self._head.heads else shares
                attention = heads.mean(1).reshape(rows, -1)
            seen = (shares @ memory.values[i]).transpose(0, 2, 1, 3).reshape(rows, self._size)
            x = layer.norm("encoder_attn_layer_norm", x + layer("encoder_attn.out_proj", seen))
            x = layer.norm("final_layer_norm", x + layer("fc2", self._activate(layer("fc1", x))))
        return x, attention


class _Layer(dict[str, tuple[Array, Array]]):
    """Matrices (in, out) and biases by name."""

    def __call__(self, name: str, x: Array) -> Array:
        weight, bias = self[name]
        return x @ weight + bias

    def norm(self, name: str, x: Array) -> Array:
        weight, bias = self[name]
        x = x - x.mean(-1, keepdims=True)
        spread = np.einsum("ij,ij->i", x, x)[:, None] / x.shape[-1]
        made: Array = x / np.sqrt(spread + _EPSILON) * weight + bias
        return made


def _layer(weights: dict[str, Array], number: int) -> _Layer:
    attention = [f"{which}_attn.{part}_proj" for which in ("self", "encoder") for part in ("q", "k", "v", "out")]
    norms = ["self_attn_layer_norm", "encoder_attn_layer_norm", "final_layer_norm"]
    made = _Layer()
    for name in (*attention, "fc1", "fc2", *norms):
        weight = weights[_PART.format(number, f"{name}.weight")]
        made[name] = np.ascontiguousarray(weight.T), weights[_PART.format(number, f"{name}.bias")]
    return made


def _waves(length: int, size: int) -> Array:
    """Return the positions of Vaswani et al. 2017, sines before cosines as Marian has them: (length, size)."""
    angles = np.arange(length)[:, None] / 10000 ** (np.arange(0, size, 2) / size)
    return np.concatenate([np.sin(angles), np.cos(angles)], 1).astype(np.float32)


def _read(folder: Path) -> tuple[dict[str, Any], dict[str, Array]]:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        weights = load_file(folder / "model.safetensors")
    except (OSError, ValueError, SafetensorError) as error:
        raise ModelError(f"{folder}: lexicon_bias needs config.json and model.safetensors ({error})") from error
    if config.get("normalize_before") or not config.get("share_encoder_decoder_embeddings", True):
        raise ModelError(f"{folder}: lexicon_bias needs post-normalisation and shared embeddings; leave it out")
    return config, {name: weight.astype(np.float32) for name, weight in weights.items() if ".encoder.l" not in name}


def _activation(name: str, folder: Path) -> Callable[[Array], Array]:
    known: dict[str, Callable[[Array], Array]] = {"gelu": _gelu, "relu": _relu, "swish": _swish, "silu": _swish}
    if name not in known:
        raise ModelError(f"{folder}: lexicon_bias knows the activations {', '.join(known)}, not {name}; leave it out")
    return known[name]


def _gelu(x: Array) -> Array:
    # erf by Abramowitz & Stegun 7.1.26, off by 1.5e-7 at most.
    z = np.abs(x) * math.sqrt(0.5)
    t = 1 / (1 + 0.3275911 * z)
    tail = np.zeros_like(t)
    for factor in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail = (tail + factor) * t
    tail *= np.exp(-z * z)
    return np.asarray(x * np.where(x < 0, tail, 2 - tail) / 2, np.float32)


def _relu(x: Array) -> Array:
    return np.maximum(x, 0)


def _swish(x: Array) -> Array:
    made: Array = x / (1 + np.exp(-x))
    return made


def _softmax(x: Array) -> Array:
    made: Array = np.exp(x - x.max(-1, keepdims=True))
    made /= made.sum(-1, keepdims=True)
    return made
