"""The test sets of the checks: the committed one, and the development data where it lies beside the checkout."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline import resources
from pipeline.evaluate.checks import Clean, Planted
from pipeline.evaluate.data import load_rows
from pipeline.read.clean import clean

WIRE = Path("configs") / "evaluate" / "wire.jsonl"


def wire_rows() -> list[dict[str, Any]]:
    """Return the rows of the committed test set."""
    return list(load_rows(str(resources.root() / WIRE)))


def wire_planted() -> Iterator[Planted]:
    """Yield each slip of the committed test set, planted alone into its otherwise good article."""
    for name, rows in _articles():
        for at, row in enumerate(rows):
            if "check" not in row:
                continue
            target = tuple(r["target"] if i == at else r["reference"] for i, r in enumerate(rows))
            source = tuple(r["source"] for r in rows)
            words = (row["source_text"], row["target_text"])
            yield Planted(f"{name}-{at}", row["check"], source, target, at, words, date.fromisoformat(row["published"]))


def wire_clean() -> Iterator[Clean]:
    """Yield the good articles of the committed test set."""
    for name, rows in _articles():
        source, target = (tuple(r[side] for r in rows) for side in ("source", "reference"))
        yield Clean(name, source, target, date.fromisoformat(rows[0]["published"]))


def _articles() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for name, rows in groupby(wire_rows(), key=lambda row: row["article"]):
        yield name, list(rows)


def demetr(folder: Path) -> Iterator[Planted | Clean]:
    """Yield DEMETR's seeded errors (Karpinska et al. 2022) and their clean twins."""
    for row in load_rows(str(folder / "slips_demetr.jsonl.xz")):
        source, good = (row["source"],), (row["clean_translation_en"],)
        if not row["category"].endswith("reference"):
            yield Planted(row["id"], f"demetr {row['category'].split('_', 2)[-1]}", source, (row["target"],))
        yield Clean(row["id"], source, good)


def own_slips(folder: Path) -> Iterator[Planted | Clean]:
    """Yield news sentences with one slip each, and their clean twins."""
    for row in load_rows(str(folder / "own_slips.dev.jsonl.xz")):
        words = (row["text"], row.get("missing_de", ""))
        yield Planted(row["id"], f"slip {row['kind']}", (row["source"],), (row["en_slip"],), 0, words)
        yield Clean(row["id"], (row["source"],), (row["en_clean"],))


def own_roles(folder: Path) -> Iterator[Planted | Clean]:
    """Yield mini-articles with wrong roles and name variants, and clean ones."""
    for row in load_rows(str(folder / "own_roles.dev.jsonl.xz")):
        source, target = tuple(row["source"]), tuple(row["reference"])
        day = date.fromisoformat(row["published"]) if row["published"] else None
        for flag in row["flags"]:
            words = (flag["text_de"] or "", flag["text_en"] or "")
            others = tuple(flag.get("also", ()))
            kind = f"roles {flag['kind']}"
            yield Planted(row["id"], kind, source, target, flag["sentence"], words, day, others)
        if not row["flags"]:
            yield Clean(row["id"], source, target, day)


def good_translations(folder: Path, name: str, system: str, most: int = 0) -> Iterator[Clean]:
    """Yield the sentences of ``name`` with their reference or the output of a good ``system``, the first ``most``."""
    for number, row in enumerate(load_rows(str(folder / f"{name}.jsonl.xz"))):
        if most and number >= most:
            return
        target = row["reference"] if system == "reference" else row["outputs"][system]
        yield Clean(f"{name}-{row['id']}", (row["source"],), (clean(target)[0],))
