"""Models are averaged weight by weight; what has no mean is refused by name."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import torch
from safetensors.torch import load_file
from transformers import MarianMTModel

from tests.translate.tiny import make_tiny

SCRIPT = Path(__file__).parents[2] / "scripts" / "average_weights.py"


def run(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(SCRIPT), *map(str, words)], capture_output=True, text=True, check=False)


def test_the_mean_of_two_ends_loads_and_lies_between_them(tmp_path: Path) -> None:
    one, two = make_tiny(tmp_path / "one"), make_tiny(tmp_path / "two")
    other = MarianMTModel.from_pretrained(two)
    with torch.no_grad():
        for weight in other.parameters():
            weight.add_(1.0)
    other.save_pretrained(two)
    done = run(one, two, "--out", tmp_path / "mean")
    assert done.returncode == 0, done.stderr
    a, b, mean = (load_file(tmp_path / name / "model.safetensors") for name in ("one", "two", "mean"))
    for name in a:
        assert torch.allclose(mean[name], (a[name] + b[name]) / 2, atol=1e-5)
    MarianMTModel.from_pretrained(tmp_path / "mean")


def test_other_shapes_vocabularies_and_places_are_refused(tmp_path: Path) -> None:
    one = make_tiny(tmp_path / "one")
    wide = make_tiny(tmp_path / "wide", width=64)
    done = run(one, wide, "--out", tmp_path / "mean")
    assert done.returncode == 1
    assert "wide: the tensor" in done.stderr
    strange = make_tiny(tmp_path / "strange")
    (strange / "vocab.json").write_text(json.dumps({"a": 0}), encoding="utf-8")
    assert "strange: the vocabulary" in run(one, strange, "--out", tmp_path / "mean").stderr
    assert "not the folder of a MarianMT model" in run(tmp_path, one, "--out", tmp_path / "mean").stderr
    assert "exists already" in run(one, one, "--out", tmp_path / "wide").stderr
    assert not (tmp_path / "mean").exists()
