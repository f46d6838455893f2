"""``wiredesk evaluate``: measure translation, segmentation, alignment and checks; hold the gate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from pipeline.cli._shared import ConfigFile, Set, configure
from pipeline.errors import ConfigError, GateFailed, UsageError
from pipeline.evaluate import gate as gates
from pipeline.evaluate.figures import Figure
from pipeline.evaluate.measure import SUITES, Measurement, measure_gate, measure_suite
from pipeline.resources import shipped
from pipeline.runner import Pipeline


def evaluate(
    suite: Annotated[
        str | None, typer.Option("--suite", help=f"{', '.join(SUITES)}, or all (without --gate: all; with it: none)")
    ] = None,
    data: Annotated[list[str] | None, typer.Option("--data", help="test sets for mt: files or hub names")] = None,
    gate: Annotated[
        Path | None, typer.Option("--gate", help="rules (configs/gate.yaml): fail when quality drops")
    ] = None,
    ratchet: Annotated[
        bool, typer.Option("--ratchet", help="with --gate: raise the floors, write the baseline")
    ] = False,
    config: ConfigFile = None,
    set_: Set = None,
) -> None:
    """Measure translation, alignment and checks; hold the gate.

    With --gate, the figures are compared with the baseline and the floors; exit code 5 where the gate fails.
    """
    console = Console(highlight=False, soft_wrap=True, width=160)
    if ratchet and gate is None:
        raise UsageError("--ratchet needs --gate FILE")
    if data and suite not in ("mt", "all") and (suite or gate):
        raise UsageError("--data names test sets of the suite mt: add --suite mt")
    if suite not in (None, "all", *SUITES):
        raise UsageError(f"--suite {suite}: there are {', '.join(SUITES)}, all")
    pipeline_ = Pipeline(configure(config, set_ or []))
    chosen = SUITES if suite == "all" or (suite is None and gate is None) else (suite,) if suite else ()
    for name in chosen:
        result = measure_suite(name, pipeline_, data or [])
        _show(console, name, result.figures)
        for line in result.notes:
            console.print(line, markup=False)
    if chosen:
        console.print(pipeline_.signature(with_model="mt" in chosen), markup=False)
    if gate is not None:
        _hold(console, pipeline_, gate, ratchet)


def _hold(console: Console, pipeline_: Pipeline, path: Path, ratchet: bool) -> None:
    path = path if ratchet else shipped(path)
    rules = gates.load_rules(path)
    place = path.parent / rules.baseline
    now = measure_gate(pipeline_)
    if ratchet:
        gates.ratchet(path, rules, now.figures)
        gates.write_baseline(place, pipeline_.signature(), now.figures, now.hypotheses)
        console.print(f"baseline written to {place}, floors raised in {path}", markup=False)
        return
    baseline = gates.load_baseline(place)
    rows = gates.judge(rules, now.figures, baseline, now.hypotheses, now.references)
    _gate_table(console, rows)
    if failed := [row for row in rows if row.fails]:
        _losses(console, now, baseline)
        names = ", ".join(f"{row.figure.name} {row.verdict.lower()}" for row in failed)
        raise GateFailed(f"the gate failed: {names}")
    if baseline is None:
        raise ConfigError(f"{place}: no baseline yet; make one with --gate {path} --ratchet")
    console.print(f"the gate holds ({pipeline_.signature()})", markup=False)


def _gate_table(console: Console, rows: Sequence[gates.Row]) -> None:
    table = Table(box=None, pad_edge=False)
    for head in ("figure", "limit", "baseline", "now", "delta", "95 % interval", "p", "verdict"):
        table.add_column(head, justify="left" if head in ("figure", "verdict") else "right", no_wrap=True)
    for row in rows:
        change = row.change
        cells = ("", "", "", "")
        if change:
            interval = f"{change.low:+.2f} to {change.high:+.2f}"
            cells = (f"{change.before:.2f}", f"{change.delta:+.2f}", interval, f"{change.p:.3f}")
        limit = "" if row.limit is None else f"{row.limit:g}"
        table.add_row(row.figure.name, limit, cells[0], f"{row.figure.value:.2f}", *cells[1:], row.verdict)
    console.print(table, markup=False)


def _losses(console: Console, now: Measurement, baseline: gates.Baseline | None) -> None:
    if baseline is None:
        return
    before = now.rescore(baseline.hypotheses)
    for key, old, new in gates.lost_most(now.segments, before):
        console.print(f"{key}: chrF2++ {old:.1f} -> {new:.1f}", markup=False)
        console.print(f"  source    {now.sources[key]}\n  baseline  {baseline.hypotheses[key]}", markup=False)
        console.print(f"  now       {now.hypotheses[key]}", markup=False)


def _show(console: Console, name: str, figures: Sequence[Figure]) -> None:
    table = Table(box=None, pad_edge=False, title=name, title_justify="left")
    for head in ("figure", "value", "over", "signature"):
        table.add_column(head, justify="right" if head in ("value", "over") else "left")
    for figure in figures:
        table.add_row(figure.name, f"{figure.value:.2f}", str(figure.n), figure.signature)
    console.print(table, markup=False)
