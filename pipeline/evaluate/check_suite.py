"""The suite "checks": slips found, false alarms on good translations, and what is said of judged ones, as figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from pipeline.evaluate.checks import Alarms, Clean, Planted, Recall, Run, measure_alarms, measure_recall
from pipeline.evaluate.figures import Figure, share
from pipeline.evaluate.judged import Verdicts, critical, measure_judged, phenomena, together
from pipeline.evaluate.slips import ALL_MUTATORS, plant
from pipeline.evaluate.suites import demetr, good_translations, own_roles, own_slips, wire_clean, wire_planted


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the checks found and what they raised for nothing, by test set; ``judged``: outputs that people judged."""

    recalls: dict[str, dict[str, Recall]]
    alarms: dict[str, Alarms]
    judged: dict[str, dict[str, Verdicts]] = field(default_factory=dict)


def measure(run: Run, bench: Path | None = None, most: int = 0) -> CheckResult:
    """Measure on the committed test set and, where ``bench`` is given, on the development data there.

    ``most`` > 0 takes only the first that many sentences of the large sets.
    """
    seeded = plant(ALL_MUTATORS, wire_clean(), most=40)
    recalls = {"wire": measure_recall(run, wire_planted()), "seeded": measure_recall(run, seeded)}
    alarms = {"wire": measure_alarms(run, wire_clean())}
    if bench is None:
        return CheckResult(recalls, alarms)
    for name, make in (("demetr", demetr), ("own-slips", own_slips), ("own-roles", own_roles)):
        items = list(make(bench))
        recalls[name] = measure_recall(run, [item for item in items if isinstance(item, Planted)])
        alarms[name] = measure_alarms(run, [item for item in items if isinstance(item, Clean)])
    for name in ("mt_wmt14", "mt_wmt18", "mt_flores_dev"):
        for system in ("reference", "google", "microsoft"):
            alarms[f"{name} {system}"] = measure_alarms(run, good_translations(bench, name, system, most))
    sets = (("critical_ced22", critical), ("judged_dfki", phenomena))
    judged = {name: measure_judged(run, islice(load(bench), most or None)) for name, load in sets}
    return CheckResult(recalls, alarms, judged)


def figures(result: CheckResult) -> list[Figure]:
    """Return recall per kind and in all, and false alarms per 100 sentences, with their items."""
    made: list[Figure] = []
    for name, recalls in result.recalls.items():
        for kind, recall in recalls.items():
            made.append(Figure(f"checks.recall[{name} {kind}]", _percent(recall.found, recall.total), recall.total))
        found, total = (sum(getattr(r, side) for r in recalls.values()) for side in ("found", "total"))
        made.append(Figure(f"checks.recall[{name}]", _percent(found, total), total))
    for name, alarms in result.alarms.items():
        made.append(Figure(f"checks.alarms[{name}]", alarms.per_100, alarms.segments, "lower"))
    for name, kinds in result.judged.items():
        made += _judged_figures(name, kinds)
    return made


def _judged_figures(name: str, kinds: Mapping[str, Verdicts]) -> Iterator[Figure]:
    for kind, verdicts in kinds.items():
        if len(kinds) > 1:
            yield Figure(f"checks.recall[{name} {kind}]", verdicts.recall, verdicts.wrong)
    every = together(kinds.values())
    yield Figure(f"checks.recall[{name}]", every.recall, every.wrong)
    yield Figure(f"checks.alarms[{name}]", every.per_100, every.right, "lower")
    yield Figure(f"checks.MCC[{name}]", 100.0 * every.mcc, every.wrong + every.right)


def recall_figures(run: Run, name: str, cases: Sequence[Planted]) -> list[Figure]:
    """Return recall in all and per kind, with an outcome per case."""
    recalls = measure_recall(run, cases)
    missed = {case.name for recall in recalls.values() for case in recall.missed}
    made = [share(f"checks.recall[{name}]", {case.name: float(case.name not in missed) for case in cases})]
    for kind in sorted(recalls):
        outcomes = {case.name: float(case.name not in missed) for case in cases if case.kind == kind}
        made.append(share(f"checks.recall[{name} {kind}]", outcomes))
    return made


def gate_figures(run: Run, slips: int = 12) -> list[Figure]:
    """Return the figures of the committed test set with an outcome per case, for pairing with a baseline.

    ``slips``: seeded slips planted per kind, besides those planted by hand.
    """
    good = list(wire_clean())
    made = recall_figures(run, "wire", list(wire_planted()))
    made += recall_figures(run, "seeded", list(plant(ALL_MUTATORS, good, most=slips)))
    raised = measure_alarms(run, good).flags
    per_segment = {f"{case.name}#{i}": 0.0 for case in good for i in range(len(case.source))}
    for flag in raised:
        per_segment[flag.segment.key] += 1.0
    made.append(share("checks.alarms[wire]", per_segment, "lower"))
    return made


def worst(result: CheckResult, most: int = 10) -> Iterator[str]:
    """Yield lines naming the worst misses and the worst false alarms."""
    for name, recalls in result.recalls.items():
        missed: Iterable[Planted] = chain.from_iterable(recall.missed for recall in recalls.values())
        for case in list(missed)[:most]:
            yield f"missed [{name}] {case.kind}: {case.source[case.at]} -> {case.target[case.at]}"
    for name, kinds in result.judged.items():
        for judged in together(kinds.values()).missed[:most]:
            yield f"missed [{name}] {judged.kind}: {judged.source} -> {judged.target}"
    for name, alarms in result.alarms.items():
        for flag in alarms.flags[:most]:
            words = f"{flag.source_text or '-'} | {flag.target_text or '-'}"
            yield f"false alarm [{name}] {flag.check}: {flag.message} ({words}) in: {flag.pair.target}"


def table(result: CheckResult) -> Sequence[tuple[str, str, str]]:
    """Return rows (what, figure, over what) for the console."""
    rows = []
    for name, recalls in result.recalls.items():
        for kind, recall in sorted(recalls.items()):
            share_ = f"{_percent(recall.found, recall.total):.0f} %"
            rows.append((f"recall {name} {kind}", share_, f"{recall.found} of {recall.total}, words {recall.exact}"))
    for name, alarms in result.alarms.items():
        by = ", ".join(f"{check} {n}" for check, n in alarms.by_check()[:6])
        silent = f"{alarms.silent} of {alarms.articles} silent"
        rows.append((f"alarms {name}", f"{alarms.per_100:.2f} per 100", f"{silent}; {by}"))
    for name, kinds in result.judged.items():
        for kind, one in kinds.items():
            raised = f"{one.found} of {one.wrong} wrong, {one.raised} of {one.right} right, MCC {one.mcc:.2f}"
            rows.append((f"judged {name} {kind}", f"{one.recall:.0f} %", raised))
    return rows


def _percent(part: int, whole: int) -> float:
    return 100.0 * part / whole if whole else 0.0
