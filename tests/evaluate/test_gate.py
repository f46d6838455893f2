"""The gate fails for a reason: below a floor, or worse than the baseline by more than chance; never for luck."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import resources
from pipeline.config import load_config
from pipeline.errors import ConfigError
from pipeline.evaluate import gate
from pipeline.evaluate.check_suite import recall_figures
from pipeline.evaluate.figures import Figure, compare_items, corpus_figures, share
from pipeline.evaluate.gate import Baseline, GateRules
from pipeline.evaluate.measure import runner
from pipeline.evaluate.slips import ALL_MUTATORS, plant
from pipeline.evaluate.suites import wire_clean, wire_rows
from pipeline.runner import Pipeline

REFERENCES = {f"s{n}": row["reference"] for n, row in enumerate(wire_rows())}


def baseline(figures: list[Figure], hypotheses: dict[str, str]) -> Baseline:
    values = {figure.name: figure.value for figure in figures}
    return Baseline("sig", values, {f.name: f.items for f in figures if f.items}, hypotheses)


def verdicts(rules: GateRules, now: dict[str, str], before: dict[str, str]) -> dict[str, str]:
    references = list(REFERENCES.values())
    old = corpus_figures(list(before.values()), references)
    new = corpus_figures(list(now.values()), references)
    return {r.figure.name: r.verdict for r in gate.judge(rules, new, baseline(old, before), now, REFERENCES)}


RULES = GateRules(baseline="b.json", no_worse=("mt.BLEU", "mt.chrF2++"))


def worn(every: int) -> dict[str, str]:
    """Return the references with the last words of every n-th sentence gone: a system that drops things."""
    return {
        key: " ".join(text.split()[: len(text.split()) * 2 // 3]) if n % every == 0 else text
        for n, (key, text) in enumerate(REFERENCES.items())
    }


def test_a_worse_system_fails() -> None:
    assert verdicts(RULES, worn(3), dict(REFERENCES)) == {"mt.BLEU": "WORSE", "mt.chrF2++": "WORSE"}


def test_the_same_system_passes() -> None:
    assert set(verdicts(RULES, worn(3), worn(3)).values()) == {"ok"}


def test_a_difference_within_chance_passes() -> None:
    now, before = worn(4), worn(4)
    now["s0"], before["s5"] = now["s0"] + " indeed", before["s5"] + " x"
    now["s1"] = now["s1"] + " then"
    found = verdicts(RULES, now, before)
    assert not any(verdict.isupper() for verdict in found.values()), found


def test_a_better_system_is_said_to_be_better() -> None:
    assert set(verdicts(RULES, dict(REFERENCES), worn(3)).values()) == {"better"}


def test_floors_and_ceilings_need_no_baseline() -> None:
    rules = GateRules(baseline="b", floors={"a": 90, "b": 10}, ceilings={"c": 3})
    figures = [Figure("a", 80.0, 5), Figure("b", 80.0, 5), Figure("c", 4.0, 5, "lower")]
    rows = gate.judge(rules, figures, None, {}, {})
    assert [(r.figure.name, r.verdict, r.fails) for r in rows] == [
        ("a", "BELOW FLOOR", True),
        ("b", "ok", False),
        ("c", "ABOVE CEILING", True),
    ]


def test_a_rule_for_a_figure_that_was_not_measured_is_an_error() -> None:
    with pytest.raises(ConfigError, match="names nothing; measured were a"):
        gate.judge(GateRules(baseline="b", no_worse=("nothing",)), [Figure("a", 1.0, 1)], None, {}, {})


def test_items_are_compared_case_by_case() -> None:
    before = {str(n): 1.0 for n in range(100)}
    broken = share("recall", {**before, **{str(n): 0.0 for n in range(15)}})
    change = compare_items(broken, before)
    assert change is not None and change.is_worse and change.p < 0.01 and change.delta == pytest.approx(-15)
    alarms = share("alarms", {str(n): float(n < 15) for n in range(100)}, "lower")
    worse = compare_items(alarms, {str(n): 0.0 for n in range(100)})
    assert worse is not None and worse.is_worse and worse.p < 0.01


def test_the_ratchet_only_tightens_and_keeps_the_comments(tmp_path: Path) -> None:
    path = tmp_path / "gate.yaml"
    path.write_text("baseline: b.json  # kept\nfloors:\n  a: 50   # kept too\n  b: 90\nceilings:\n  c: 5\n")
    figures = [Figure("a", 80.0, 5), Figure("b", 60.0, 5), Figure("c", 1.0, 5, "lower")]
    rules = gate.ratchet(path, gate.load_rules(path), figures)
    assert rules.floors == {"a": 78.4, "b": 90} and rules.ceilings == {"c": 1.07}
    assert path.read_text().count("# kept") == 2


def test_a_baseline_survives_the_file(tmp_path: Path) -> None:
    figures = [share("recall", {"x": 1.0, "y": 0.0})]
    gate.write_baseline(tmp_path / "b.json", "sig", figures, {"s": "text"})
    read = gate.load_baseline(tmp_path / "b.json")
    assert read is not None and read.items["recall"] == {"x": 1.0, "y": 0.0} and read.hypotheses == {"s": "text"}
    (tmp_path / "b.json").write_text("{}")
    with pytest.raises(ConfigError, match="not a baseline"):
        gate.load_baseline(tmp_path / "b.json")


def test_unknown_keys_of_the_rules_are_named(tmp_path: Path) -> None:
    path = tmp_path / "gate.yaml"
    path.write_text("baseline: b\nflors: {}\n")
    with pytest.raises(ConfigError, match="flors"):
        gate.load_rules(path)


def test_the_shipped_rules_and_baseline_belong_together() -> None:
    path = resources.root() / "configs" / "gate.yaml"
    rules = gate.load_rules(path)
    known = gate.load_baseline(path.parent / rules.baseline)
    assert known is not None
    assert set(rules.floors) | set(rules.ceilings) | set(rules.no_worse) <= set(known.values)


def test_a_check_broken_on_purpose_is_caught() -> None:
    cases = [c for c in plant(ALL_MUTATORS, wire_clean(), most=6) if c.kind in ("number", "negation-lost", "repeated")]
    whole = recall_figures(runner(Pipeline(load_config())), "seeded", cases)[0]
    blind = Pipeline(load_config(None, ["check.number_mismatch.enabled=false", "check.repeated_phrase.enabled=false"]))
    change = compare_items(recall_figures(runner(blind), "seeded", cases)[0], whole.items)
    assert change is not None and change.is_worse and change.p < 0.05
