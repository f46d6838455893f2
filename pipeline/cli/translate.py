"""``wiredesk translate``: German articles in, a run directory out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli._shared import Accepted, ConfigFile, Desk, FailOn, Out, Set, configure, work
from pipeline.errors import ArticleError
from pipeline.read import read
from pipeline.runner import Job


def translate(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="files, folders, globs; - for standard input")],
    out: Out = Path("out"),
    config: ConfigFile = None,
    set_: Set = None,
    model: Annotated[
        str | None, typer.Option("--model", metavar="NAME", help="a folder, a name under models/, or a hub name")
    ] = None,
    fail_on: FailOn = None,
    accepted: Accepted = None,
    desk: Desk = None,
    fix: Annotated[bool | None, typer.Option("--fix", help="apply the suggestions that are safe")] = None,
) -> None:
    """Translate German articles and check the English.

    Reads plain text, Markdown, HTML, NITF, NewsML, RSS, Atom and mail (.eml), and JSON lines, JSON, CSV and Parquet
    with a row per article. Writes segments.jsonl, flags.jsonl, failures.jsonl, one .en.txt per article, report.html
    and run.json into --out. A second run does only what is new or changed. Exit codes: 0 fine, 1 flags at or above
    --fail-on, 2 usage or configuration, 3 model, 4 some articles failed.
    """
    settings = configure(config, set_ or [], translate__model=model, run__fail_on=fail_on, run__fix=fix)
    articles = read(paths, language=settings.read.language)
    items = (item if isinstance(item, ArticleError) else Job(item) for item in articles)
    work(settings, items, out, accepted, desk)
