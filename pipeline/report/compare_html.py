"""The page of ``wiredesk compare``: tables, a plot of the scores, every changed segment with its words marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from pipeline.report.templates import template

_BINS = 24


def word_diff(before: str, after: str) -> list[tuple[str, str]]:
    """Return the two texts as runs of words: ("same" | "gone" | "new", text)."""
    a, b = before.split(), after.split()
    made: list[tuple[str, str]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            made.append(("same", " ".join(a[i1:i2])))
            continue
        if i2 > i1:
            made.append(("gone", " ".join(a[i1:i2])))
        if j2 > j1:
            made.append(("new", " ".join(b[j1:j2])))
    return made


def histogram(scores: tuple[Sequence[float], Sequence[float]]) -> dict[str, Any] | None:
    """Return bars of both score distributions over common bins, heights in 0..1; None where there are no scores."""
    values = [*scores[0], *scores[1]]
    if not values:
        return None
    low, high = min(values), max(values)
    width = (high - low) / _BINS or 1.0
    counts = [[0] * _BINS, [0] * _BINS]
    for side, numbers in enumerate(scores):
        for value in numbers:
            counts[side][min(int((value - low) / width), _BINS - 1)] += 1
    top = max(max(side) for side in counts) or 1
    return {"low": low, "high": high, "bars": [[n / top for n in side] for side in counts]}


def render(
    names: tuple[str, str], summary: Mapping[str, Any], changed: Sequence[Mapping[str, Any]], most: int = 300
) -> str:
    """Return the page; ``summary`` holds what the template names, ``changed`` the segments, most changed first."""
    rows = [{**row, "diff": word_diff(row["before"], row["after"])} for row in changed[:most]]
    return template("compare.html.j2").render(
        names=names, changed=rows, left_out=max(0, len(changed) - most), **summary
    )
