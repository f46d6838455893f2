"""Percent for percentage points and the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._quantities import compare_article
from pipeline.text.numbers import Number
from pipeline.text.numbers_digits import english
from pipeline.types import Alignment, Flag, Severity


@dataclass(frozen=True, slots=True)
class PercentPoints:
    """Percentage points became percent, or percent became percentage points.

    Why: a rise from 10 to 12 percent is two percentage points, but 20 percent.
    Flags: ``vier Prozentpunkte mehr`` -> ``up 4%``; ``stieg um 12 Prozent`` -> ``rose 12 percentage points``.
    Passes: ``drei Prozentpunkte`` -> ``three points``; ``21 Prozent`` -> ``21 per cent``.
    Limits: needs the same figure on both sides; a changed figure is number-mismatch.
    """

    id: ClassVar[str] = "percent-points"
    severity: ClassVar[Severity] = Severity.ERROR

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair, comparison in zip(pairs, compare_article(pairs), strict=True):
            for a, b in comparison.same:
                if {a.kind, b.kind} == {"percent", "percent_point"}:
                    yield self._flag(pair, a, b)

    def _flag(self, pair: Alignment, a: Number, b: Number) -> Flag:
        points = a.kind == "percent_point"
        figure = b.figure.of(pair.target) if b.digits else english(a.value)
        right = f"{figure} percentage point{'s' if a.value != 1 else ''}" if points else f"{figure} percent"
        message = f"“{a.span.of(pair.source)}” became “{b.span.of(pair.target)}”"
        return flag(self, pair, message, a.span, b.span, suggestion=right, confidence=0.95, rule=a.kind)
