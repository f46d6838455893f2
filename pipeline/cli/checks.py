"""``wiredesk checks``: the list of checks, and the manual page of one."""

from __future__ import annotations

import inspect
from difflib import get_close_matches
from typing import Annotated

import typer

from pipeline.check import ALL_CHECKS
from pipeline.errors import UsageError


def checks(check: Annotated[str | None, typer.Argument(help="the id of one check")] = None) -> None:
    """List the checks, or show the manual page of one."""
    if check is None:
        width = max(len(c.id) for c in ALL_CHECKS)
        for c in sorted(ALL_CHECKS, key=lambda c: c.id):
            typer.echo(f"{c.id:{width}}  {c.severity:8} {(c.__doc__ or '').strip().splitlines()[0]}")
        return
    for c in ALL_CHECKS:
        if c.id == check.replace("_", "-"):
            typer.echo(f"{c.id} ({c.severity})\n\n{inspect.getdoc(c)}")
            return
    near = get_close_matches(check, [c.id for c in ALL_CHECKS], 1)
    perhaps = f", perhaps {near[0]}" if near else ""
    raise UsageError(f"no check {check!r}{perhaps}; wiredesk checks lists them")
