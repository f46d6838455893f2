"""A finished run in another format: ``FORMATS`` maps each name to the function that writes it."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TextIO

import pipeline
from pipeline.check import ALL_CHECKS
from pipeline.check._ledger import DRIFT, name_drift
from pipeline.errors import UsageError
from pipeline.report.bitext import from_records
from pipeline.report.files import atomic
from pipeline.report.hosts import github_annotations, github_summary, gitlab
from pipeline.report.jsonl import FLAG_FIELDS
from pipeline.report.junit import junit
from pipeline.report.places import Place, locate
from pipeline.report.sarif import sarif
from pipeline.report.table import table
from pipeline.report.tmx import tmx
from pipeline.report.xliff import xliff
from pipeline.rundir import write_html
from pipeline.store.run import RunStore


def export_run(folder: Path, name: str, out: Path | None) -> None:
    """Write the run in ``folder`` as format ``name`` to ``out``, whole or not at all; to standard output where None.

    Raises:
        UsageError: ``folder`` is not a run directory.
    """
    with open_run(folder) as store, atomic(out) if out else nullcontext(sys.stdout) as file:
        FORMATS[name](store, file)


def open_run(folder: Path) -> RunStore:
    """Open the database of a finished run.

    Raises:
        UsageError: ``folder`` is not a run directory.
    """
    if not (folder / "run.db").is_file():
        raise UsageError(f"{folder}: not a run directory (no run.db); make one with wiredesk translate or check")
    return RunStore(folder)


def signature(store: RunStore) -> str:
    """Return the signature of the run, or "" where the run has not ended."""
    try:
        record: dict[str, Any] = json.loads((store.path.parent / "run.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ""
    return str(record["signature"])


def _jsonl(store: RunStore, file: TextIO) -> None:
    for flag in store.flags():
        file.write(json.dumps(flag, ensure_ascii=False) + "\n")


def _csv(store: RunStore, file: TextIO) -> None:
    file.writelines(table(FLAG_FIELDS, store.flags()))


def _html(store: RunStore, file: TextIO) -> None:
    write_html(store, file, signature(store), sys.maxsize)


def _located(store: RunStore) -> list[tuple[dict[str, Any], dict[str, Any], Place]]:
    return list(locate(store.articles(), store.segments(), store.flags()))


def _sarif(store: RunStore, file: TextIO) -> None:
    pages = [(c.id, str(c.severity), inspect.getdoc(c) or "") for c in ALL_CHECKS]
    pages.append((DRIFT, "warning", inspect.getdoc(name_drift) or ""))
    checks = [(name, severity, page.splitlines()[0], page) for name, severity, page in pages]
    json.dump(sarif(_located(store), checks, pipeline.__version__), file, ensure_ascii=False, indent=1)
    file.write("\n")


def _junit(store: RunStore, file: TextIO) -> None:
    file.write(junit(store.articles(), _located(store), store.failures()))


def _github(store: RunStore, file: TextIO) -> None:
    file.writelines(f"{line}\n" for line in github_annotations(_located(store)))


def _summary(store: RunStore, file: TextIO) -> None:
    file.write(github_summary(store.counts(), _located(store), store.failures(), signature(store)))


def _gitlab(store: RunStore, file: TextIO) -> None:
    file.write(gitlab(_located(store)))


def _tmx(store: RunStore, file: TextIO) -> None:
    file.write(tmx(from_records(store.segments())))


def _xliff(store: RunStore, file: TextIO) -> None:
    file.write(xliff(from_records(store.segments())))


FORMATS: dict[str, Callable[[RunStore, TextIO], None]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "html": _html,
    "sarif": _sarif,
    "junit": _junit,
    "github": _github,
    "markdown": _summary,
    "gitlab": _gitlab,
    "tmx": _tmx,
    "xliff": _xliff,
}
