"""SARIF, JUnit, GitHub and GitLab: the places are right, nothing of an article breaks the format."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree

from pipeline.report.hosts import github_annotations, github_summary, gitlab
from pipeline.report.jsonl import FLAG_FIELDS, flag_record
from pipeline.report.junit import junit
from pipeline.report.places import Place, locate
from pipeline.report.sarif import sarif
from pipeline.report.table import table
from pipeline.report.text import counted
from pipeline.types import Alignment, Article, Flag, Segment, Severity, Span, Translation

TEXT = "Titel\n\nDer Hafen ist zu.\nEr kostet 3.000 Euro."
ARTICLE = {"article": "hafen", "source": "wire/hafen.de.txt", "text": TEXT}
SEGMENTS = [
    {"article": "hafen", "index": 0, "start": 0, "end": 5},
    {"article": "hafen", "index": 1, "start": 7, "end": 24},
    {"article": "hafen", "index": 2, "start": 25, "end": 46},
]


def flag(segment: int, start: int | None, end: int | None, **more: Any) -> dict[str, Any]:
    base = {
        "article": "hafen", "segment": segment, "check": "number-mismatch", "severity": "error", "message": "wrong: 3",
        "suggestion": "3,000", "blame": "translation", "confidence": 0.9, "evidence": ["a, b\nc"],
        "fingerprint": "0123456789abcdef", "source_text": "3.000", "target_text": "3.0",
        "source_start": start, "source_end": end,
    }  # fmt: skip
    return {**base, **more}


def located(*flags: dict[str, Any], article: dict[str, Any] = ARTICLE) -> list[Any]:
    return list(locate([article], SEGMENTS, flags))


@pytest.mark.parametrize(
    ("segment", "start", "end", "place"),
    [
        (2, 10, 15, (4, 11, 4, 16)),
        (1, None, None, (3, 1, 3, 18)),
        (0, 0, 5, (1, 1, 1, 6)),
    ],
)
def test_a_flag_is_placed_by_line_and_column(
    segment: int, start: int | None, end: int | None, place: tuple[int, int, int, int]
) -> None:
    ((_, _, found),) = located(flag(segment, start, end))
    assert found == Place("wire/hafen.de.txt", *place)


def test_a_row_of_a_batch_is_a_line_of_its_file() -> None:
    ((_, _, found),) = located(flag(2, 10, 15), article={**ARTICLE, "source": "feed.jsonl:12"})
    assert found == Place("feed.jsonl", 12, 1, 12, 1)


def test_sarif_names_rule_level_region_and_fingerprint() -> None:
    checks = [("other", "error", "o", "O"), ("number-mismatch", "warning", "A number", "The page")]
    log = sarif(located(flag(2, 10, 15, severity="notice")), checks, "1.2.3")
    result = log["runs"][0]["results"][0]
    rule = log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (rule["id"], rule["defaultConfiguration"]["level"], result["level"]) == (result["ruleId"], "warning", "note")
    assert result["partialFingerprints"] == {"wiredesk/v1": "0123456789abcdef"}
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (4, 11, 16)
    assert json.loads(json.dumps(log)) == log


def test_junit_fails_per_flag_and_passes_quiet_articles() -> None:
    quiet = {"article": "still", "source": "s.txt", "text": ""}
    rows = located(flag(2, 10, 15, message="a\x00<b>"), flag(2, 0, 2, severity="notice"))
    failure = {"path": "x.txt", "reason": "is empty"}
    root = etree.fromstring(junit([ARTICLE, quiet], rows, [failure]).encode())
    suites = {suite.get("name"): suite for suite in root}
    assert suites["hafen"].get("failures") == "1"
    assert suites["hafen"][0][0].get("message").startswith("a\ufffd<b>")
    assert suites["still"].get("failures") == "0"
    assert suites["x.txt"].get("errors") == "1"


def test_github_annotations_escape_and_stop_at_ten_of_a_level() -> None:
    rows = located(*(flag(2, 10, 15, message=f"50 %\n{n}", confidence=n / 20) for n in range(12)))
    lines = list(github_annotations(rows))
    assert len(lines) == 10
    assert lines[0].startswith(
        "::error file=wire/hafen.de.txt,line=4,endLine=4,col=11,title=number-mismatch::50 %25%0A11"
    )


def test_the_summary_escapes_article_text() -> None:
    counts = {"errors": 1, "warnings": 0, "articles": 1}
    text = github_summary(counts, located(flag(2, 10, 15, message="*x* <img> [y](z)")), [], "sig")
    assert r"\*x\* &lt;img> \[y\](z)" in text
    assert "| number-mismatch | 1 |  |  |" in text


def test_gitlab_carries_fingerprint_severity_and_lines() -> None:
    (row,) = json.loads(gitlab(located(flag(2, 10, 15))))
    assert (row["fingerprint"], row["severity"]) == ("0123456789abcdef", "critical")
    assert row["location"] == {"path": "wire/hafen.de.txt", "lines": {"begin": 4, "end": 4}}


def test_a_table_has_its_header_though_there_is_nothing_and_no_formulas() -> None:
    assert list(table(("a", "b"), [])) == ["a,b\n"]
    assert list(table(("a", "b"), [{"a": "=1+1", "b": ["x", "y,z"]}]))[1] == '\'=1+1,"x; y,z"\n'


def test_the_fields_of_a_flag_are_all_in_the_table() -> None:
    pair = Alignment(Translation(Segment(Article("a", "", "Er kam."), 0, Span(0, 7)), "He came."))
    made = flag_record(Flag("c", Severity.ERROR, pair, "m"))
    assert tuple(made) == FLAG_FIELDS


def test_one_of_a_thing_is_not_several() -> None:
    assert [counted(n, "error") for n in (0, 1, 2)] == ["0 errors", "1 error", "2 errors"]
