"""What the commands that work through a batch share: options, progress, the summary, and the exit code."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import TimeRemainingColumn as Eta
from rich.table import Table

import pipeline
from pipeline import resources
from pipeline.batch import Batch
from pipeline.config import Config, load_config
from pipeline.drift import write_drift
from pipeline.errors import ArticleError, UsageError
from pipeline.report.files import write_text
from pipeline.report.text import counted
from pipeline.rundir import write_files
from pipeline.runner import Job, Pipeline
from pipeline.store.desk import DeskMemory, DeskStore, default_path
from pipeline.store.run import RunStore, alone
from pipeline.types import Severity

logger = logging.getLogger(__name__)

Out = Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="the run directory")]
ConfigFile = Annotated[
    Path | None, typer.Option("--config", "-c", metavar="FILE", help="YAML; configs/default.yaml shows every key")
]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="override one key: check.spacing.enabled=false; repeatable"),
]
Accepted = Annotated[
    Path | None, typer.Option("--accepted", metavar="FILE", help="flags that stay away: a flags.jsonl, or fingerprints")
]
FailOn = Annotated[
    str | None, typer.Option("--fail-on", metavar="error|warning|never", help="exit code 1 from this severity; error")
]

Desk = Annotated[
    Path | None,
    typer.Option("--desk", metavar="FILE", help="the desk's database (wiredesk review); else the usual one, if any"),
]

_SHOWN = 20  # failures on the screen; a batch may have thousands
_FILES_OF_A_RUN = {"run.db", "run.json"}


def configure(config: Path | None, overrides: list[str], **options: str | bool | None) -> Config:
    """Read the configuration; ``options`` (section__key=value, None for not given) win over it."""
    given = [f"{key.replace('__', '.')}={json.dumps(value)}" for key, value in options.items() if value is not None]
    return load_config(config, [*overrides, *given])


def work(
    config: Config,
    items: Iterable[Job | ArticleError],
    out: Path,
    accepted: Path | None = None,
    desk: Path | None = None,
    model: bool = True,
) -> None:
    """Work through ``items`` into ``out``, write the files, print the summary, and end with the exit code.

    What editors approved and dismissed is taken from ``desk``, or from the desk's usual database where there is one.
    """
    _prepare(out)
    with open_desk(config, desk) as memory:
        pipeline_ = Pipeline(config, memory, accepted=read_accepted(accepted) if accepted else frozenset())
        _work(config, items, out, pipeline_, model)


def _work(config: Config, items: Iterable[Job | ArticleError], out: Path, pipeline_: Pipeline, model: bool) -> None:
    started, console = time.monotonic(), Console(stderr=True, highlight=False)
    if model:
        with console.status("loading the model"):
            signature = pipeline_.signature()
    else:
        signature = pipeline_.signature(with_model=False)
    with RunStore(out) as store, alone(out):
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, TimeElapsedColumn(), Eta(), console=console, transient=True) as progress:
            task = progress.add_task("articles", total=None)
            shown = (lambda _: progress.advance(task)) if console.is_terminal else counting(console)
            batch = Batch(pipeline_, store, shown)
            batch.run(items)
        write_drift(store, pipeline_.knowledge)
        write_files(store, out, signature, config.report.html_articles if config.report.html else None)
        seconds = time.monotonic() - started
        counts = store.counts()
        _write_run(out, config, signature, counts, batch, seconds)
        _summary(Console(highlight=False), store, out, batch, seconds)
    raise typer.Exit(_exit_code(config, counts))


def counting(console: Console, seconds: float = 60) -> Callable[[str], None]:
    """Return what is called after every article and says how many there were, now and then: for logs, not screens."""
    done, said = 0, time.monotonic()

    def count(_: str) -> None:
        nonlocal done, said
        done += 1
        if time.monotonic() >= said + seconds:
            said = time.monotonic()
            console.print(f"{counted(done, 'article')} done", soft_wrap=True)

    return count


@contextmanager
def open_desk(config: Config, desk: Path | None) -> Iterator[DeskMemory | None]:
    """Give the decisions of ``desk``, or of the usual place if it exists, else None.

    Raises:
        UsageError: ``desk`` is given and is not there, or is something else.
    """
    path = desk or default_path()
    if not path.is_file():
        if desk:
            wrong = "is a folder: name the file in it" if path.is_dir() else "does not exist; wiredesk review makes one"
            raise UsageError(f"--desk {desk}: {wrong}")
        yield None
        return
    with DeskStore(path) as store:
        logger.info("decisions of the desk: %s, %d approved sentences", path, store.memory.size())
        yield DeskMemory(store, config.translate.memory, config.translate.memory_least)


def read_accepted(path: Path) -> frozenset[str]:
    """Return the fingerprints in ``path``: JSON lines with a field fingerprint, or one a line (# begins a comment).

    Raises:
        UsageError: the file cannot be read, or a line is neither.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UsageError(f"--accepted {path}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"--accepted {path}: byte {error.start + 1} is not UTF-8: save it as UTF-8") from error
    found = set()
    for number, line in enumerate(lines, 1):
        try:
            name = str(json.loads(line)["fingerprint"]) if line.startswith("{") else line.split("#")[0].strip()
        except (json.JSONDecodeError, KeyError) as error:
            raise UsageError(f"--accepted {path}:{number}: no field fingerprint") from error
        if name and not re.fullmatch(r"[0-9a-f]{16}", name):
            raise UsageError(f"--accepted {path}:{number}: {name!r} is not a fingerprint (16 hex digits)")
        found.add(name)
    return frozenset(found - {""})


def _prepare(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: is a file; --out names a folder")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"--out {out}: cannot be made ({error.strerror or error}); name another folder") from error
    if any(out.iterdir()) and not any((out / name).exists() for name in _FILES_OF_A_RUN):
        raise UsageError(f"{out}: holds files that are not a run of wiredesk; choose an empty or new folder for --out")


def _write_run(out: Path, config: Config, signature: str, counts: dict[str, int], batch: Batch, seconds: float) -> None:
    record: dict[str, Any] = {
        "signature": signature,
        "version": pipeline.__version__,
        "code": resources.digest("pipeline"),
        "knowledge": resources.digest("configs"),
        "home": str(resources.root()),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 2),
        "counts": counts,
        "redone": batch.redone,
        "skipped": batch.skipped,
        "config": config.model_dump(mode="json"),
    }
    write_text(out / "run.json", json.dumps(record, ensure_ascii=False, indent=1) + "\n")


def _summary(console: Console, store: RunStore, out: Path, batch: Batch, seconds: float) -> None:
    counts = store.counts()
    table = Table(box=None, pad_edge=False)
    for head in ("check", "error", "warning", "notice"):
        table.add_column(head, justify="left" if head == "check" else "right")
    rows: dict[str, dict[str, int]] = {}
    for check, severity, number in store.flag_counts():
        rows.setdefault(check, {})[severity] = number
    for check, numbers in rows.items():
        table.add_row(check, *(str(numbers.get(s, "")) for s in (Severity.ERROR, Severity.WARNING, Severity.NOTICE)))
    if rows:
        console.print(table)
    failures = store.failures()
    for failure in failures[:_SHOWN]:
        console.print(f"failed: {failure['path']}: {failure['reason']}", style="red", markup=False, soft_wrap=True)
    if len(failures) > _SHOWN:
        console.print(
            f"failed: {len(failures) - _SHOWN} more, all in {out / 'failures.jsonl'}", style="red", soft_wrap=True
        )
    rest = [counted(counts[f"{noun}s"], noun) for noun in ("segment", "error", "warning", "notice")]
    again = f" ({batch.skipped} unchanged, kept from the last run)" if batch.skipped else ""
    articles = f"{counted(counts['articles'], 'article')}{again}"
    console.print(
        f"{', '.join([articles, *rest])}, {counts['failures']} failed; {seconds:.1f} s",
        soft_wrap=True,
    )
    report = out / "report.html"
    console.print(f"report: {report if report.exists() else out}", markup=False, soft_wrap=True)


def _exit_code(config: Config, counts: dict[str, int]) -> int:
    if counts["failures"]:
        return ArticleError.exit_code
    grave = {"error": counts["errors"], "warning": counts["errors"] + counts["warnings"], "never": 0}
    return int(grave[config.run.fail_on] > 0)
