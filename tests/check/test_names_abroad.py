"""All checks on names together, on people whom no list knows: silent on good pairs, awake on slips."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.check import ALL_CHECKS
from pipeline.check.checker import build
from pipeline.knowledge import Knowledge
from pipeline.types import Severity
from tests.records import pairs

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("names_abroad.yaml").read_text(encoding="utf-8"))
NAMES = {"name-missing", "name-altered", "name-variant", "place-altered", "organisation-altered", "house-style-name"}


@pytest.mark.parametrize("case", CASES, ids=[f"{'slip' if 'wrong' in c else 'good'}: {c['target']}" for c in CASES])
def test_names_abroad(case: dict[str, Any], knowledge: Knowledge) -> None:
    article = pairs([case["source"]], [case["target"]])
    flags = [flag for check in ALL_CHECKS if check.id in NAMES for flag in build(check, knowledge).find(article)]
    flags = [flag for flag in flags if flag.severity is not Severity.NOTICE]
    said = [f"{flag.check}: {flag.message}" for flag in flags]
    if "wrong" not in case:
        assert not said
    else:
        assert any(case["wrong"] in f"{flag.source_text} {flag.target_text}" for flag in flags), said
