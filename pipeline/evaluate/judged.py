"""Real translations that people judged, and pairs of names: what the checks say of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.evaluate.checks import Run, translations
from pipeline.evaluate.data import load_rows
from pipeline.evaluate.figures import Figure
from pipeline.types import Alignment, Severity

Scores = Sequence[float] | NDArray[np.float64]
DRIFTS = ("repetitions", "strong-unsupport", "full-unsupport")
"""The labels that make an output a hallucination (Guerreiro et al., EACL 2023)."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A segment and its translation, ``wrong`` or not; ``kind``: what it was judged for."""

    name: str
    kind: str
    source: str
    target: str
    wrong: bool


@dataclass(slots=True)
class Verdicts:
    """Translations that raise an error or a warning, of the wrong ones and of the right ones; the wrong ones missed."""

    wrong: int = 0
    found: int = 0
    right: int = 0
    raised: int = 0
    missed: list[Judged] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Wrong translations found, in percent; 0 where there is none."""
        return 100.0 * self.found / self.wrong if self.wrong else 0.0

    @property
    def per_100(self) -> float:
        """Right translations that raise something, per 100."""
        return 100.0 * self.raised / self.right if self.right else 0.0

    @property
    def mcc(self) -> float:
        """Matthews correlation coefficient (Matthews 1975), -1 to 1; 0 where a margin is empty."""
        flagged, silent = self.found + self.raised, self.wrong + self.right - self.found - self.raised
        margins = math.sqrt(float(self.wrong * self.right * flagged * silent))
        hits = self.found * (self.right - self.raised) - self.raised * (self.wrong - self.found)
        return hits / margins if margins else 0.0

    def add(self, case: Judged, raised: bool) -> None:
        """Count one translation."""
        if case.wrong:
            self.wrong, self.found = self.wrong + 1, self.found + raised
            self.missed += [] if raised else [case]
        else:
            self.right, self.raised = self.right + 1, self.raised + raised


def critical(folder: Path) -> Iterator[Judged]:
    """Yield the news translations of the critical error task of WMT22 (Zerva et al. 2022), their sides swapped."""
    for row in load_rows(str(folder / "critical_ced22_dev.jsonl.xz")):
        yield Judged(str(row["id"]), "critical", row["translation_de"], row["source_en"], row["label"] == "BAD")


def phenomena(folder: Path) -> Iterator[Judged]:
    """Yield outputs judged for one phenomenon each, in categories (Macketanz et al. 2022)."""
    for number, row in enumerate(load_rows(str(folder / "judged_dfki.jsonl.xz"))):
        yield Judged(f"{row['item']}-{number}", row["category"], row["source"], row["target"], row["label"] == "wrong")


def measure_judged(run: Run, cases: Iterable[Judged]) -> dict[str, Verdicts]:
    """Return by kind how many wrong and right translations raise an error or a warning."""
    made: dict[str, Verdicts] = {}
    for case in cases:
        flags = run(translations(case.name, (case.source,), (case.target,)))
        made.setdefault(case.kind, Verdicts()).add(case, any(flag.severity is not Severity.NOTICE for flag in flags))
    return made


def together(verdicts: Iterable[Verdicts]) -> Verdicts:
    """Return the sum of some kinds."""
    made = Verdicts()
    for one in verdicts:
        made.wrong, made.found = made.wrong + one.wrong, made.found + one.found
        made.right, made.raised = made.right + one.right, made.raised + one.raised
        made.missed += one.missed
    return made


def names_figure(folder: Path, same: Callable[[str, str], bool]) -> Figure:
    """Return F1 of ``same`` in telling which pairs of spellings can be one person's name."""
    pairs = [(bool(row["same"]), same(row["a"], row["b"])) for row in load_rows(str(folder / "own_names.dev.jsonl.xz"))]
    hits = sum(wanted and said for wanted, said in pairs)
    either = sum(wanted for wanted, _ in pairs) + sum(said for _, said in pairs)
    return Figure("checks.F1[own_names]", 200.0 * hits / either if either else 0.0, len(pairs))


def drift_figure(folder: Path, measure: Callable[[Alignment], float]) -> Figure:
    """Return the AUROC of ``measure`` in telling hallucinations from other outputs, in percent."""
    drifts: list[float] = []
    others: list[float] = []
    for row in load_rows(str(folder / "hallucination_deepspin.jsonl.xz")):
        pair = Alignment(translations(str(row["id"]), (row["source"],), (row["target"],))[0])
        (drifts if any(row[label] for label in DRIFTS) else others).append(measure(pair))
    return Figure("checks.AUROC[hallucination_deepspin]", 100.0 * auroc(drifts, others), len(drifts) + len(others))


def auroc(high: Scores, low: Scores) -> float:
    """Return how often one of ``high`` is above one of ``low``, ties counted half: 0 to 1 (Hanley and McNeil 1982)."""
    above, below = np.asarray(high)[:, None], np.asarray(low)[None]
    return float((above > below).mean() + 0.5 * (above == below).mean())
