"""List the models of ``models/`` with the checksums of their files in models/manifest.yaml: ``make_manifest.py``.

A model's revision is the first twelve hexadecimal digits of the SHA-256 of its weights; name, licence and what it does
stand in the head of its README.md, between two lines ``---``, as in the model cards of the Hugging Face hub.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

import yaml

MODELS = Path(__file__).parents[1] / "models"
WEIGHTS = "model.safetensors"
HEAD = "# Made by scripts/make_manifest.py; `sha256sum` of each file, revision = start of the weights' sum.\n"


def sha256(path: Path) -> str:
    """The checksum of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def described(folder: Path) -> dict[str, Any]:
    """The entry of one model.

    Raises:
        ValueError: its README.md has no head with ``license``.
    """
    card = folder / "README.md"
    parts = card.read_text(encoding="utf-8").split("---\n", 2) if card.exists() else []
    head = yaml.safe_load(parts[1]) if len(parts) == 3 else {}
    if "license" not in head:
        raise ValueError(f"{card}: begin the model card with a head between lines of ---, with license: in it")
    files = {f.name: sha256(f) for f in sorted(folder.iterdir()) if f.is_file() and f.name != card.name}
    return {
        "name": folder.name,
        "revision": files[WEIGHTS][:12],
        "license": head["license"],
        "languages": head.get("language", []),
        "files": files,
    }


def manifest(models: Path) -> dict[str, list[dict[str, Any]]]:
    """All models with weights under a folder."""
    return {"models": [described(weights.parent) for weights in sorted(models.glob(f"*/{WEIGHTS}"))]}


def main() -> int:
    """Write the file."""
    text = yaml.safe_dump(manifest(MODELS), allow_unicode=True, sort_keys=False)
    (MODELS / "manifest.yaml").write_text(HEAD + text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
