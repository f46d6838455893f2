"""What verdicts say about the checks: precision with its interval, and which checks no longer keep their promise."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.check import ALL_CHECKS
from pipeline.store.events import Event

# The share of flags an editor must agree with for a check to stand at its severity. A desk stops reading a tool whose
# alarms are mostly false; errors stop the presses and so must be right most often.
PROMISE = {"error": 0.75, "warning": 0.5, "notice": 0.0}
LEAST = 10  # verdicts before a check is judged at all
_Z = 1.959964  # 95 %


@dataclass(frozen=True, slots=True)
class Precision:
    """How often editors agreed with a check (``rule`` empty) or one rule of it; ``low``, ``high`` in 0..1."""

    check: str
    rule: str
    severity: str
    agreed: int
    judged: int

    @property
    def low(self) -> float:
        return wilson(self.agreed, self.judged)[0]

    @property
    def high(self) -> float:
        return wilson(self.agreed, self.judged)[1]

    @property
    def promise(self) -> float:
        return PROMISE.get(self.severity, 0.0)

    @property
    def demoted(self) -> bool:
        """Tell whether even the best reading of the verdicts is under the promise."""
        return not self.rule and self.judged >= LEAST and self.high < self.promise

    def __str__(self) -> str:
        if not self.judged:
            return "no verdicts yet"
        return f"{self.agreed} of {self.judged}, {self.low * 100:.0f}–{self.high * 100:.0f} %"


def wilson(hits: int, trials: int, z: float = _Z) -> tuple[float, float]:
    """Return the Wilson score interval of a proportion (Wilson 1927, JASA 22:209); (0, 1) without trials."""
    if trials == 0:
        return 0.0, 1.0
    share, square = hits / trials, z * z
    middle = share + square / (2 * trials)
    half = z * math.sqrt((share * (1 - share) + square / (4 * trials)) / trials)
    whole = 1 + square / trials
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def precision(verdicts: Iterable[Event]) -> dict[tuple[str, str], Precision]:
    """Return precision by (check, "") and (check, rule).

    A dismissal as false alarm counts against the check; every other verdict agrees that something was wrong.
    """
    severities = {check.id: str(check.severity) for check in ALL_CHECKS}
    counts: dict[tuple[str, str], list[int]] = {}
    for event in verdicts:
        for key in {(event.chk, ""), (event.chk, event.rule)}:
            count = counts.setdefault(key, [0, 0])
            count[0] += event.act != "dismiss"
            count[1] += 1
    return {
        (check, rule): Precision(check, rule, severities.get(check, "warning"), agreed, judged)
        for (check, rule), (agreed, judged) in sorted(counts.items())
    }


def demoted(table: dict[tuple[str, str], Precision]) -> frozenset[str]:
    """Return the checks whose flags count as notices until editors agree with them again."""
    return frozenset(check for (check, rule), row in table.items() if not rule and row.demoted)
