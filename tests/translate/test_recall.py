"""Approved English for sentences that are almost the same; cases in ``recall.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.knowledge import Knowledge
from pipeline.translate.recall import Recalled, adapt, recall

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("recall.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["new"])
def test_case(case: dict[str, Any], knowledge: Knowledge) -> None:
    assert adapt(case["old"], case["english"], case["new"], knowledge) == case["made"]


def test_the_likest_that_fits_is_taken(knowledge: Knowledge) -> None:
    memory = [
        ("Der Zug fährt 12 Minuten.", "The train runs 12 minutes."),
        ("Der Zug hielt 9 Minuten.", "It stopped 9."),
    ]
    assert recall("Der Zug hielt 12 Minuten.", memory, knowledge) == Recalled("It stopped 12.", memory[1][0])
    assert recall("Der Bus hielt 12 Minuten.", memory, knowledge) is None


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_any_texts_can_be_asked(old: str, english: str, new: str) -> None:
    adapt(old, english, new, Knowledge())
    assert adapt(old, english, old, Knowledge()) == english
