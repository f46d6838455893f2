"""``wiredesk names``: the name ledger of a run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from pipeline.drift import run_ledger
from pipeline.export import open_run
from pipeline.knowledge import Knowledge


def names(
    run_dir: Annotated[Path, typer.Argument(metavar="RUN_DIR", help="a run directory")],
    drift: Annotated[
        bool, typer.Option("--drift", help="only people whose English name is spelt in several ways")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines, one per spelling")] = False,
    style: Annotated[
        str | None, typer.Option("--style", metavar="NAME", help="the house style whose forms are shown")
    ] = None,
) -> None:
    """List the people of a run in every spelling.

    With how often each stands there, where first and last, and the form of the house.
    """
    with open_run(run_dir) as store:
        ledger = run_ledger(store, Knowledge.load(style=style))
    wanted = {entry.name for entry in ledger.entries() if entry.drifts() or not drift}
    rows = [row for row in ledger.rows() if row["name"] in wanted]
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    table = Table(box=None, pad_edge=False)
    for head in ("name", "house form", "side", "spelling", "count", "first", "last"):
        table.add_column(head, justify="right" if head == "count" else "left")
    before = ""
    for row in rows:
        name = row["name"] if row["name"] != before else ""
        before = row["name"]
        cells = (row["side"], row["spelling"], str(row["count"]), row["first"], row["last"])
        table.add_row(name, row["house"] if name else "", *cells)
    Console(highlight=False, soft_wrap=True, width=200).print(table, markup=False)
