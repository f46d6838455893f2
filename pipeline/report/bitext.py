"""Two texts and which of their sentences belong together: what TMX, XLIFF, TSV and the picture are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

# Characters XML 1.0 cannot hold (section 2.2).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """Source sentences and their translation. ``sources``, ``targets``: the sentences' numbers from 0.

    ``status``: good, doubtful, missing (no target), added (no source) or moved; ``score``: 0..1, None where not judged.
    """

    source: str
    target: str
    sources: range
    targets: range
    status: str = "good"
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Bitext:
    """One text with its translation; the units are in the order of the source."""

    name: str
    units: tuple[Unit, ...]
    source_language: str = "de"
    target_language: str = "en"


def from_records(segments: Iterable[dict[str, Any]]) -> Iterable[Bitext]:
    """Yield the articles of a run as bitexts; ``segments`` are its segment records, article by article."""
    name, units = "", list[Unit]()
    for record in segments:
        if units and record["article"] != name:
            yield Bitext(name, tuple(units))
            units = []
        name, number = record["article"], len(units)
        status = record["origin"] if record["origin"] in ("missing", "added") else "good"
        sources, targets = (range(number, number + bool(record[side])) for side in ("source", "target"))
        units.append(Unit(record["source"], record["target"], sources, targets, status, record["pair_score"]))
    if units:
        yield Bitext(name, tuple(units))


def xml_text(text: str) -> str:
    """Return ``text`` with the characters XML cannot hold replaced by U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def rows(bitexts: Sequence[Bitext]) -> Iterable[dict[str, Any]]:
    """Yield one record per unit: article, status, score, sentence numbers (from 1) and texts of both sides."""
    for bitext in bitexts:
        for unit in bitext.units:
            yield {
                "article": bitext.name,
                "status": unit.status,
                "score": None if unit.score is None else round(unit.score, 3),
                "source_sentences": [number + 1 for number in unit.sources],
                "target_sentences": [number + 1 for number in unit.targets],
                "source": unit.source,
                "target": unit.target,
            }
