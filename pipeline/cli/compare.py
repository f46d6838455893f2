"""``wiredesk compare``: two runs side by side."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from pipeline.evaluate.compare import Comparison, compare
from pipeline.evaluate.figures import Change
from pipeline.export import open_run
from pipeline.report.compare_html import histogram, render
from pipeline.report.files import write_text


def compare_runs(
    run_a: Annotated[Path, typer.Argument(metavar="RUN_A", help="the run directory to compare with")],
    run_b: Annotated[Path, typer.Argument(metavar="RUN_B", help="the run directory that may be better or worse")],
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="write a page with plots and every changed segment")
    ] = None,
) -> None:
    """Show what differs between two runs.

    Scores with their intervals, changed segments, flags that appeared or vanished.
    """
    with open_run(run_a) as a, open_run(run_b) as b:
        result = compare((a.segments(), b.segments()), (a.flags(), b.flags()))
    if html:  # first, so that a closed pipe cannot cost the page
        changed = [dataclasses.asdict(change) for change in result.changed]
        write_text(html, render((str(run_a), str(run_b)), _page(result), changed))
    console = Console(highlight=False, soft_wrap=True)
    table = Table(box=None, pad_edge=False)
    for head in ("figure", "A", "B", "delta", "95 % interval", "p"):
        table.add_column(head, justify="left" if head == "figure" else "right")
    for row in map(_row, result.changes):
        table.add_row(*(str(row[key]) for key in ("name", "before", "after", "delta", "interval", "p")))
    for name, (before, after) in result.counts.items():
        table.add_row(name, str(before), str(after), f"{after - before:+d}")
    console.print(table, markup=False)
    lone = f"{result.only_a} only in A, {result.only_b} only in B"
    console.print(f"{result.segments} segments in both, {len(result.changed)} with other English; {lone}")
    console.print(f"{len(result.appeared)} flags appeared, {len(result.vanished)} vanished")
    if html:
        console.print(f"page: {html}", markup=False)
    for change in result.changed[:10]:
        console.print(f"{change.article}: {change.source}\n  A {change.before}\n  B {change.after}", markup=False)


def _row(change: Change) -> dict[str, Any]:
    return {
        "name": change.figure.name,
        "before": f"{change.before:.2f}",
        "after": f"{change.before + change.delta:.2f}",
        "delta": f"{change.delta:+.2f}",
        "interval": f"{change.low:+.2f} to {change.high:+.2f}",
        "p": f"{change.p:.3f}",
        "worse": change.is_worse,
    }


def _page(result: Comparison) -> dict[str, Any]:
    return {
        "segments": result.segments,
        "only_a": result.only_a,
        "only_b": result.only_b,
        "changed_total": len(result.changed),
        "figures": [_row(change) for change in result.changes],
        "plot": histogram(result.scores),
        "counts": result.counts,
        "appeared": result.appeared,
        "vanished": result.vanished,
    }
