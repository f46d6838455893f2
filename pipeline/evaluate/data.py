"""Test sets: local JSONL, TSV or Parquet files (also .xz), or a name on the Hugging Face hub, through ``datasets``."""

from __future__ import annotations

import csv
import json
import lzma
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline import resources
from pipeline.errors import ConfigError

# What test sets call the same field.
_NAMES = {
    "source": ("source", "source_de", "de"),
    "reference": ("reference", "reference_en", "en"),
    "target": ("target", "translation_en"),
}


def bench_folder() -> Path | None:
    """Return the folder of development data, ``WIREDESK_BENCH`` or ``../shared/bench``; None where there is none."""
    folder = Path(os.environ.get("WIREDESK_BENCH") or resources.root().parent / "shared" / "bench")
    return folder if folder.is_dir() else None


def load_rows(name: str, split: str = "test") -> Iterator[dict[str, Any]]:
    """Yield the rows of a local file, or of ``split`` of the data set ``name`` on the hub.

    The fields for the German, the reference and the English under test are called ``source``, ``reference`` and
    ``target`` whatever the file calls them.

    Raises:
        ConfigError: there is no such file, or the hub cannot be reached.
    """
    path = Path(name)
    if path.exists():
        rows = _local(path)
    elif path.suffix or name.startswith((".", "/")):
        raise ConfigError(f"{name}: no such test set")
    else:
        rows = _hub(name, split)
    for row in rows:
        yield {**row, **{field: row[n] for field, names in _NAMES.items() for n in names if n in row}}


def _local(path: Path) -> Iterator[Mapping[str, Any]]:
    kind = path.with_suffix("").suffix if path.suffix == ".xz" else path.suffix
    if kind == ".parquet":
        from datasets import load_dataset  # slow to import

        yield from load_dataset("parquet", data_files=str(path), split="train", streaming=True)
        return
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        if kind == ".tsv":
            yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            return
        for number, line in enumerate(file, 1):
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise ConfigError(f"{path}:{number}: not JSON ({error.msg})") from error


def _hub(name: str, split: str) -> Iterator[Mapping[str, Any]]:
    from datasets import load_dataset  # slow to import

    try:
        yield from load_dataset(name, split=split, streaming=True)
    except Exception as error:  # the hub's client raises a dozen kinds
        raise ConfigError(f"{name}: not a file here, and not to be had from the hub ({error})") from error
