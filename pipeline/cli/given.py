"""``wiredesk check``: translations that exist already, human, agency or other MT."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli._shared import ConfigFile, FailOn, Out, Set, configure, work
from pipeline.given import jobs_from_files, jobs_from_pairs


def check(
    source: Annotated[Path, typer.Argument(help="German file or folder, or a PAIRS file (.jsonl, .tsv, .parquet)")],
    target: Annotated[Path | None, typer.Argument(help="English file or folder; none for a PAIRS file")] = None,
    out: Out = Path("out"),
    config: ConfigFile = None,
    set_: Set = None,
    fail_on: FailOn = None,
) -> None:
    """Check English that exists already against its German: two files, two folders paired by name, or a PAIRS file.

    PAIRS rows have the fields id, source, target, published; source and target are a text, or lists of segments
    paired 1-1. The English is aligned with the German sentence by sentence, so that dropped and added sentences
    become flags. Writes the same run directory as translate, with the same exit codes.
    """
    settings = configure(config, set_ or [], run__fail_on=fail_on)
    items = jobs_from_pairs(source) if target is None else jobs_from_files(source, target)
    work(settings, items, out, None, model=False)
