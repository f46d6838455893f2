"""``report.html``: one self-contained page, source and English side by side, flagged words marked on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pipeline.report.templates import template
from pipeline.types import Span

_RANK = {"notice": 0, "warning": 1, "error": 2}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters under the same flags; ``severity`` is the gravest of them, "" where there is none."""

    text: str
    flags: tuple[str, ...]
    severity: str


def pieces(text: str, marks: Sequence[tuple[Span, str, str]]) -> list[Piece]:
    """Cut ``text`` where a mark begins or ends; a mark is (span, flag id, severity). The pieces join to ``text``."""
    cuts = sorted({0, len(text), *(c for span, _, _ in marks for c in span)})
    made = []
    for start, end in pairwise(cuts):
        over = [(flag, severity) for span, flag, severity in marks if span.start <= start and end <= span.end]
        worst = max((severity for _, severity in over), key=_RANK.__getitem__, default="")
        made.append(Piece(text[start:end], tuple(flag for flag, _ in over), worst))
    return made


def article_view(
    number: int, article: dict[str, Any], segments: Sequence[dict[str, Any]], flags: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """Return what the template shows of one article: rows of paragraphs with marked pieces and their flags."""
    named = [{**flag, "id": f"f{number}-{n}"} for n, flag in enumerate(flags)]
    rows: list[dict[str, Any]] = []
    for segment in segments:
        mine = [flag for flag in named if flag["segment"] == segment["index"]]
        if not rows or rows[-1]["paragraph"] != segment["paragraph"]:
            rows.append({"paragraph": segment["paragraph"], "kind": segment["kind"], "segments": [], "flags": []})
        elif segment["kind"] == "body":  # a dateline opens its paragraph, but does not make it one
            rows[-1]["kind"] = "body"
        rows[-1]["flags"] += mine
        rows[-1]["segments"].append(
            {
                **segment,
                "source_pieces": pieces(segment["source"], _marks(mine, "source")),
                "target_pieces": pieces(segment["target"], _marks(mine, "target")),
            }
        )
    return {**article, "number": number, "rows": rows, "flags": len(named)}


def _marks(flags: Sequence[dict[str, Any]], side: str) -> list[tuple[Span, str, str]]:
    return [
        (Span(f[f"{side}_start"], f[f"{side}_end"]), f["id"], f["severity"])
        for f in flags
        if f[f"{side}_start"] is not None
    ]


def render(
    views: Iterable[dict[str, Any]],
    listing: Sequence[dict[str, Any]],
    failures: Sequence[dict[str, Any]],
    counts: dict[str, int],
    checks: Sequence[tuple[str, str]],
    signature: str,
    made: str,
) -> Iterable[str]:
    """Yield the page in parts.

    ``views``: articles as made by ``article_view``; ``listing``: records of all articles with their counts, of which
    those with a ``number`` are shown in full; ``checks``: (id, first line of the manual page) of the checks that fired.
    """
    return template("report.html.j2").generate(
        views=views,
        listing=listing,
        failures=failures,
        counts=counts,
        checks=checks,
        signature=signature,
        made=made,
        shown=sum("number" in record for record in listing),
    )
