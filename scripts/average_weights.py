"""Average the weights of MarianMT folders of one training: ``average_weights.py FOLDER FOLDER... --out NEW``.

The ends of two stretches of one training, each with its rate brought down to 0, lie in one valley, and their mean
translates better than either (Izmailov et al. 2018, "Averaging Weights Leads to Wider Optima and Better
Generalization"). Everything but the weights is taken from the first folder. Folders of different trainings have nothing
to do with each other, even when their shapes agree: their mean is noise.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

WEIGHTS = "model.safetensors"
VOCABULARY = "vocab.json"


def average(states: Sequence[Mapping[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Return the mean of each tensor, in its own type; whole numbers are those of the first."""
    first = states[0]
    return {
        name: torch.stack([state[name].double() for state in states]).mean(0).to(tensor.dtype)
        if tensor.is_floating_point()
        else tensor
        for name, tensor in first.items()
    }


def different(first: Path, other: Path, a: Mapping[str, torch.Tensor], b: Mapping[str, torch.Tensor]) -> str:
    """Return in what two folders differ so that they have no mean; empty if in nothing."""
    if (first / VOCABULARY).read_bytes() != (other / VOCABULARY).read_bytes():
        return "the vocabulary"
    names = a.keys() ^ b.keys() or {name for name in a if a[name].shape != b[name].shape}
    return f"the tensor {min(names)}" if names else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, help="MarianMT folders")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write; must not exist")
    given = parser.parse_args()
    if given.out.exists():
        sys.exit(f"{given.out}: exists already; name another folder")
    try:
        states = [load_file(folder / WEIGHTS) for folder in given.folders]
        for folder, state in zip(given.folders[1:], states[1:], strict=True):
            if why := different(given.folders[0], folder, states[0], state):
                sys.exit(
                    f"{folder}: {why} is another one than in {given.folders[0]}; average only ends of one training"
                )
    except (OSError, SafetensorError) as error:
        sys.exit(f"not the folder of a MarianMT model with {WEIGHTS} and {VOCABULARY} ({error})")
    mean = average(states)
    shutil.copytree(given.folders[0], given.out, ignore=shutil.ignore_patterns(WEIGHTS))
    save_file(mean, given.out / WEIGHTS, metadata={"format": "pt"})


if __name__ == "__main__":
    main()
