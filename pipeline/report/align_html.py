"""An alignment as a picture: two columns of sentences, bands between those that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.report.bitext import Bitext
from pipeline.report.templates import template


@dataclass(frozen=True, slots=True)
class Box:
    """One side of a unit: ``unit`` is its number, ``numbers`` its sentence numbers from 1 as a reader writes them."""

    unit: int
    numbers: str
    text: str
    status: str
    score: float | None


def columns(bitext: Bitext) -> tuple[list[Box], list[Box]]:
    """Return the boxes of the source in order, and those of the target in the order of the target."""
    source = [
        Box(i, _numbers(u.sources), u.source, u.status, u.score) for i, u in enumerate(bitext.units) if len(u.sources)
    ]
    ordered = sorted((u.targets.start, i, u) for i, u in enumerate(bitext.units) if len(u.targets))
    target = [Box(i, _numbers(u.targets), u.target, u.status, u.score) for _, i, u in ordered]
    return source, target


def align_html(bitexts: Sequence[Bitext]) -> str:
    """Return one page that opens offline: a picture per text, doubtful, missing, added and moved units marked."""
    views = []
    for bitext in bitexts:
        source, target = columns(bitext)
        counts: dict[str, int] = {}
        for unit in bitext.units:
            counts[unit.status] = counts.get(unit.status, 0) + 1
        views.append({"bitext": bitext, "source": source, "target": target, "counts": counts})
    return template("align.html.j2").render(views=views)


def _numbers(numbers: range) -> str:
    return str(numbers.start + 1) if len(numbers) == 1 else f"{numbers.start + 1}–{numbers.stop}"
