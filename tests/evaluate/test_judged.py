"""Judged outputs and pairs of names: counted right, whichever way they turn out."""

from __future__ import annotations

import json
import lzma
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.check.length_outlier import LengthOutlier
from pipeline.evaluate import judged
from pipeline.evaluate.checks import Run
from pipeline.types import Alignment, Flag, Severity, Translation


def write(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    path.write_bytes(lzma.compress("\n".join(json.dumps(row) for row in rows).encode()))


def flags_of(words: Mapping[str, Severity]) -> Run:
    """Return a run that flags a translation that has one of ``words``."""

    def run(given: Sequence[Translation]) -> list[Flag]:
        pair = Alignment(given[0])
        found = [severity for word, severity in words.items() if word in pair.target]
        return [Flag("a-check", severity, pair, "wrong") for severity in found]

    return run


def case(target: str, wrong: bool, kind: str = "k") -> judged.Judged:
    return judged.Judged(target, kind, "Ein Satz.", target, wrong)


def test_verdicts_count_both_sides() -> None:
    cases = [case("bad one", True), case("odd one", True), case("bad but right", False), case("right", False)]
    verdicts = judged.measure_judged(flags_of({"bad": Severity.ERROR, "odd": Severity.NOTICE}), cases)["k"]
    assert (verdicts.found, verdicts.wrong, verdicts.raised, verdicts.right) == (1, 2, 1, 2)
    assert (verdicts.recall, verdicts.per_100, verdicts.mcc) == (50.0, 50.0, 0.0)
    assert [missed.target for missed in verdicts.missed] == ["odd one"]


def test_mcc_is_one_for_perfect_and_minus_one_for_reversed() -> None:
    cases = [case("bad one", True), case("fine", False)]
    assert judged.measure_judged(flags_of({"bad": Severity.WARNING}), cases)["k"].mcc == 1
    assert judged.measure_judged(flags_of({"fine": Severity.WARNING}), cases)["k"].mcc == -1


def test_kinds_are_added_up() -> None:
    run = flags_of({"bad": Severity.ERROR})
    kinds = judged.measure_judged(run, [case("bad", True, "a"), case("missed", True, "b"), case("fine", False, "b")])
    every = judged.together(kinds.values())
    assert (every.found, every.wrong, every.raised, every.right) == (1, 2, 0, 1)


def test_sides_of_the_critical_errors_are_swapped(tmp_path: Path) -> None:
    row = {"id": 7, "source_en": "Nothing happened.", "translation_de": "Etwas geschah.", "label": "BAD"}
    write(tmp_path / "critical_ced22_dev.jsonl.xz", [row, {**row, "label": "OK"}])
    bad, good = judged.critical(tmp_path)
    assert (bad.source, bad.target, bad.wrong, good.wrong) == ("Etwas geschah.", "Nothing happened.", True, False)


def test_phenomena_are_read_by_category(tmp_path: Path) -> None:
    row = {"source_de": "Er ging.", "translation_en": "He goes.", "item": "1", "label": "wrong", "category": "Tense"}
    write(tmp_path / "judged_dfki.jsonl.xz", [row])
    assert next(judged.phenomena(tmp_path)) == judged.Judged("1-0", "Tense", "Er ging.", "He goes.", True)


def test_f1_of_pairs_of_names(tmp_path: Path) -> None:
    rows = [{"a": "A", "b": "A", "same": True}, {"a": "A", "b": "B", "same": True}, {"a": "C", "b": "C", "same": False}]
    write(tmp_path / "own_names.dev.jsonl.xz", rows)
    figure = judged.names_figure(tmp_path, lambda a, b: a == b)
    assert (figure.value, figure.n) == (50.0, 3)


def test_auroc_of_hallucinations(tmp_path: Path) -> None:
    row = {"source_de": "Die Sitzung wurde um zehn Uhr eröffnet.", "translation_en": "The sitting opened at ten."}
    none = dict.fromkeys(judged.DRIFTS, 0)
    rows = [
        {**row, **none, "id": 1},
        {**row, **none, "id": 2, "full-unsupport": 1, "translation_en": "Yes. " * 40},
    ]
    write(tmp_path / "hallucination_deepspin.jsonl.xz", rows)
    figure = judged.drift_figure(tmp_path, LengthOutlier().measure)
    assert (figure.value, figure.n) == (100.0, 2)


@pytest.mark.parametrize(
    ("high", "low", "wanted"), [([2.0], [1.0], 1.0), ([1.0], [1.0], 0.5), ([0.0, 3.0], [1.0], 0.5)]
)
def test_auroc_by_hand(high: list[float], low: list[float], wanted: float) -> None:
    assert judged.auroc(high, low) == wanted
