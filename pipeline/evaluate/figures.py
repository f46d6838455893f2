"""Figures and what they were made of, so that two measurements can be compared item by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.metrics.base import Metric as SacreMetric
from sacrebleu.significance import PairedTest

RESAMPLES = 1000  # sacreBLEU's default for the paired bootstrap
_CORPUS: dict[str, tuple[type[SacreMetric], dict[str, Any]]] = {
    "mt.BLEU": (BLEU, {}),
    "mt.chrF2++": (CHRF, {"word_order": 2}),
    "mt.TER": (TER, {}),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value.

    ``items``: what it is the mean of (times 100), by case id, so that two measurements can be paired; empty for corpus
    metrics, which are compared through the hypotheses. ``better`` says which way is up.
    """

    name: str
    value: float
    n: int
    better: Literal["higher", "lower"] = "higher"
    signature: str = ""
    items: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure changed against a baseline: ``low`` to ``high`` is the 95 % interval of ``delta``."""

    figure: Figure
    before: float
    delta: float
    low: float
    high: float
    p: float

    @property
    def is_worse(self) -> bool:
        """Tell whether the figure moved the wrong way at all."""
        return self.delta < 0 if self.figure.better == "higher" else self.delta > 0


def share(name: str, outcomes: Mapping[str, float], better: Literal["higher", "lower"] = "higher") -> Figure:
    """Return the figure "mean of ``outcomes`` in percent"."""
    values = list(outcomes.values())
    return Figure(name, 100.0 * sum(values) / len(values) if values else 0.0, len(values), better, "", dict(outcomes))


def compare_items(now: Figure, before: Mapping[str, float]) -> Change | None:
    """Compare a figure with a baseline's items by the paired bootstrap (Koehn 2004) over the cases both have.

    None where they have no case in common. ``p`` is two-sided: the share of centred resamples that differ at least as
    much as the two measurements do, with one added to both counts (as sacreBLEU does).
    """
    common = [key for key in now.items if key in before]
    if not common:
        return None
    a = np.array([before[key] for key in common], float)
    b = np.array([now.items[key] for key in common], float)
    delta = 100 * float(b.mean() - a.mean())
    if np.array_equal(a, b):
        return Change(now, 100 * float(a.mean()), 0.0, 0.0, 0.0, 1.0)
    picks = np.random.default_rng(12345).integers(len(common), size=(RESAMPLES, len(common)))
    deltas = 100 * (b - a)[picks].mean(axis=1)
    low, high = np.quantile(deltas, [0.025, 0.975])
    extreme = int((np.abs(deltas - deltas.mean()) >= abs(delta)).sum())
    return Change(now, 100 * float(a.mean()), delta, float(low), float(high), (extreme + 1) / (RESAMPLES + 1))


def corpus_figures(hypotheses: Sequence[str], references: Sequence[str]) -> list[Figure]:
    """Return BLEU, chrF2++ and TER with sacreBLEU's signatures."""
    made = []
    for name, (kind, options) in _CORPUS.items():
        metric = kind(**options)
        value = metric.corpus_score(list(hypotheses), [list(references)]).score
        better: Literal["higher", "lower"] = "lower" if kind is TER else "higher"
        made.append(Figure(name, value, len(references), better, str(metric.get_signature())))
    return made


def compare_corpus(
    figures: Sequence[Figure], hypotheses: Sequence[str], before: Sequence[str], references: Sequence[str]
) -> list[Change]:
    """Compare corpus metrics with sacreBLEU's own paired bootstrap; ``before`` are the baseline's hypotheses."""
    changes = []
    for figure in figures:
        kind, options = _CORPUS[figure.name]
        if list(hypotheses) == list(before):
            changes.append(Change(figure, figure.value, 0.0, 0.0, 0.0, 1.0))
            continue
        metric = kind(**options)
        systems = [("baseline", list(before)), ("now", list(hypotheses))]
        _, scores = PairedTest(systems, {figure.name: metric}, [list(references)], "bs", RESAMPLES)()
        old, new = next(values for key, values in scores.items() if key != "System")
        low, high = _interval(metric, before, hypotheses, references)
        changes.append(Change(figure, old.score, new.score - old.score, low, high, float(new.p_value)))
    return changes


def _interval(
    metric: SacreMetric, before: Sequence[str], now: Sequence[str], references: Sequence[str]
) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the difference; sacreBLEU only gives one per system."""
    old, new = (np.array(metric._extract_corpus_statistics(list(h), [list(references)]), float) for h in (before, now))
    picks = np.random.default_rng(12345).integers(len(references), size=(RESAMPLES, len(references)))
    deltas = [
        metric._compute_score_from_stats(list(new[p].sum(0))).score
        - metric._compute_score_from_stats(list(old[p].sum(0))).score
        for p in picks
    ]
    low, high = np.quantile(deltas, [0.025, 0.975])
    return float(low), float(high)
