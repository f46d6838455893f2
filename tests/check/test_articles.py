"""Whole articles of good English stay silent, and a slip planted into one of them is found in its segment."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.check import ALL_CHECKS
from pipeline.check.checker import Checker, build
from pipeline.knowledge import Knowledge
from pipeline.types import Flag, Severity
from tests.records import pairs

ARTICLES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "articles.yaml").read_text(encoding="utf-8"))
# These judge free English by measures that are expected to be wrong now and then; their own tests bound how often.
MEASURED = frozenset({"clause-dropped", "content-added", "meaning-drift", "name-missing", "untranslated-words"})


@pytest.fixture(scope="module")
def checker(knowledge: Knowledge) -> Checker:
    return Checker([build(check, knowledge) for check in ALL_CHECKS if check.id not in MEASURED])


def raised(checker: Checker, article: dict[str, Any], target: list[str]) -> list[Flag]:
    source = [german for german, _ in article["pairs"]]
    flags = checker.article(pairs(source, target, date.fromisoformat(str(article["published"]))))
    return [f for f in flags if f.severity is not Severity.NOTICE]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: str(a["name"]))
def test_good_english_is_left_alone(checker: Checker, article: dict[str, Any]) -> None:
    found = raised(checker, article, [english for _, english in article["pairs"]])
    assert [f"{f.check} {f.rule}: {f.message} | {f.pair.target}" for f in found] == []


@pytest.mark.parametrize(
    ("article", "slip"),
    [
        pytest.param(
            a,
            s,
            id=f"{a['name']} {s['at']} {s['is'][:30]}",
            marks=pytest.mark.xfail(reason=s["limit"], strict=True) if "limit" in s else (),
        )
        for a in ARTICLES
        for s in a["slips"]
    ],
)
def test_a_planted_slip_is_found(checker: Checker, article: dict[str, Any], slip: dict[str, Any]) -> None:
    target = [english for _, english in article["pairs"]]
    assert slip["was"] in target[slip["at"]]
    target[slip["at"]] = target[slip["at"]].replace(slip["was"], slip["is"])
    assert [f.check for f in raised(checker, article, target) if f.segment.index == slip["at"]]
