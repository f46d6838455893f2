"""Thresholds that were set by measuring: the value stands in the check, and beside it how it was come by.

``configs/thresholds.yaml`` is generated from these (``make docs``), so that no figure stands twice.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from pipeline.protocols import Check

_KEY = "calibrated"
DEV = "three fifths, by a hash of the German, of wmt14, wmt18 and flores-dev: references, google, microsoft"
ALL = "wmt14, wmt18 and flores-dev: references, google, microsoft"
SPIN = "hallucination_deepspin; alarms on wmt14, wmt18 and flores-dev"


@dataclasses.dataclass(frozen=True, slots=True)
class Calibration:
    """How a threshold was set.

    ``unit``: of the value. ``data``: what it was set on. ``date``: when, ISO. ``measured``: what came out on data it
    was not set on, by name: ``alarms_per_100`` good sentences, ``found`` and ``of`` planted slips, ``precision``.
    """

    unit: str
    data: str
    date: str
    measured: dict[str, float]


def calibrated(value: float, unit: str, data: str, date: str, **measured: float) -> Any:
    """Return a dataclass field with the default ``value`` and its ``Calibration``."""
    return dataclasses.field(default=value, metadata={_KEY: Calibration(unit, data, date, measured)})


def calibrations(checks: Iterable[type[Check]]) -> dict[str, dict[str, dict[str, Any]]]:
    """Return, by check and option, the default value and what is known about it, as plain values for YAML."""
    made: dict[str, dict[str, dict[str, Any]]] = {}
    for check in checks:
        for option in dataclasses.fields(check):  # type: ignore[arg-type]
            if known := option.metadata.get(_KEY):
                facts = {"value": option.default, "unit": known.unit, "data": known.data, "date": known.date}
                made.setdefault(check.id, {})[option.name] = {**facts, "measured": known.measured}
    return made
