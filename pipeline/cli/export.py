"""``wiredesk export``: a finished run in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import UsageError
from pipeline.export import FORMATS, export_run


def export(
    run_dir: Annotated[Path, typer.Argument(metavar="RUN_DIR", help="a run directory")],
    format_: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help=f"one of {', '.join(FORMATS)}")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="the file; standard output where none")
    ] = None,
) -> None:
    """Write the segments or flags of a run in another format."""
    if format_ not in FORMATS:
        raise UsageError(f"--format {format_}: there are {', '.join(FORMATS)}")
    export_run(run_dir, format_, out)
