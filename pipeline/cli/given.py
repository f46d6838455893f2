"""``wiredesk check``: translations that exist already, human, agency or other MT."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli._shared import Accepted, ConfigFile, Desk, FailOn, Out, Set, configure, work
from pipeline.errors import UsageError
from pipeline.given import Earlier, changed_files, jobs_from_files, jobs_from_pairs
from pipeline.store.run import RunStore


def check(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="German file or folder, or a PAIRS file (.jsonl, .tsv, .parquet)")
    ],
    target: Annotated[
        Path | None, typer.Argument(metavar="TARGET", help="English file or folder; none for a PAIRS file")
    ] = None,
    out: Out = Path("out"),
    config: ConfigFile = None,
    set_: Set = None,
    fail_on: FailOn = None,
    accepted: Accepted = None,
    desk: Desk = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="REVISION", help="only files that changed since this git revision")
    ] = None,
    run: Annotated[
        Path | None,
        typer.Option(
            "--run", metavar="DIR", help="the run of ours that the English was edited from: only edits are redone"
        ),
    ] = None,
) -> None:
    """Check English that exists already against its German.

    Give two files, two folders paired by name, or a PAIRS file. PAIRS rows have the fields id, source, target,
    published; source and target are a text, or lists of segments paired 1-1. The English is aligned with the German
    sentence by sentence, so that dropped and added sentences become flags; with --run, sentences that an editor left
    as we made them keep their scores and word links. Writes the same run directory as translate, with the same exit
    codes.
    """
    settings = configure(config, set_ or [], run__fail_on=fail_on)
    if target is None:
        if since or run:
            raise UsageError(f"{'--since' if since else '--run'} needs SOURCE and TARGET, files or folders")
        items = jobs_from_pairs(source)
    else:
        earlier = _earlier(run, out) if run else None
        items = jobs_from_files(source, target, changed_files(since) if since else None, earlier)
    work(settings, items, out, accepted, desk, model=False)


def _earlier(run: Path, out: Path) -> Earlier:
    """Return what looks an article up in the run of ``run``."""
    if not (run / "run.db").is_file():
        raise UsageError(f"--run {run}: no run of wiredesk (it has no run.db)")
    if run.resolve() == out.resolve():
        raise UsageError(f"--run and --out are both {run}: choose another --out, or the run would be overwritten")

    def look_up(article: str) -> list[dict[str, Any]]:
        with RunStore(run) as store:
            return list(store.segments(article))

    return look_up
