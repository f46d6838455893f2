"""All checks on names together, on wire copy full of names: silent on good pairs, awake on slips put into them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.check import ALL_CHECKS
from pipeline.check.checker import build
from pipeline.knowledge import Knowledge
from pipeline.types import Flag, Severity
from tests.records import pairs

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("names_wire.yaml").read_text(encoding="utf-8"))
SLIPS = [(case, *slip) for case in CASES for slip in case.get("slips", ())]
NAMES = {"name-missing", "name-altered", "name-variant", "place-altered", "organisation-altered", "house-style-name"}
NAMES.add("untranslated-words")


def raised(source: str, target: str, knowledge: Knowledge) -> list[Flag]:
    article = pairs([source], [target])
    found = [flag for check in ALL_CHECKS if check.id in NAMES for flag in build(check, knowledge).find(article)]
    return [flag for flag in found if flag.severity is not Severity.NOTICE]


@pytest.mark.parametrize("case", CASES, ids=[case["target"] for case in CASES])
def test_silent_on_good_pairs(case: dict[str, Any], knowledge: Knowledge) -> None:
    flags = raised(case["source"], case["target"], knowledge)
    assert not [f"{flag.check}: {flag.message}" for flag in flags]


@pytest.mark.parametrize(("case", "old", "new", "at"), SLIPS, ids=[f"{old} -> {new}" for _, old, new, _ in SLIPS])
def test_awake_on_slips(case: dict[str, Any], old: str, new: str, at: str, knowledge: Knowledge) -> None:
    assert old in case["target"]
    flags = raised(case["source"], case["target"].replace(old, new), knowledge)
    assert any(at in f"{flag.source_text} {flag.target_text}" for flag in flags), [flag.message for flag in flags]
