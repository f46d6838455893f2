"""Dates and times are read by value in both languages, however they are printed."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.dates import Language, find_dates

CASES = yaml.safe_load((Path(__file__).parent / "dates.yaml").read_text(encoding="utf-8"))
DAYS = st.dates(date(1900, 1, 1), date(2090, 12, 31))
WORDS = "3. 10. 2024 Oktober Mai May am 14.30 Uhr bis und halb drei Montag 5 Oct. , - / pm a.m. at noon 3rd of 9/11"
PIECES = st.sampled_from(WORDS.split())


@pytest.mark.parametrize(
    ("language", "case"), [pytest.param(lang, c, id=c["text"][:40]) for lang in CASES for c in CASES[lang]]
)
def test_case(language: Language, case: dict[str, Any]) -> None:
    found = find_dates(case["text"], language)
    assert [m.span.of(case["text"]) for m in found] == [wanted["words"] for wanted in case["dates"]]
    for mention, wanted in zip(found, case["dates"], strict=True):
        for key in wanted.keys() - {"words"}:
            value = getattr(mention, key)
            assert (list(value) if isinstance(value, tuple) else value) == wanted[key], (key, wanted)


@given(st.lists(PIECES, max_size=9).map(" ".join) | st.text(), st.sampled_from(["de", "en"]))
def test_spans_lie_in_the_text_in_order_without_overlap(text: str, language: Language) -> None:
    found = find_dates(text, language)
    assert all(0 <= m.span.start <= m.core.start < m.core.end <= m.span.end <= len(text) for m in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


@given(DAYS, st.sampled_from(["long", "full", "medium"]))
def test_a_printed_date_reads_back(day: date, style: Any) -> None:
    for language, locale in (("de", "de_DE"), ("en", "en_US"), ("en", "en_GB")):
        found = [m for m in find_dates(format_date(day, style, locale=locale), language) if m.kind == "date"]
        assert [(m.days, m.month, m.year) for m in found] == [((day.day,), day.month, day.year)], locale


@given(DAYS)
def test_a_printed_weekday_reads_back(day: date) -> None:
    for language, locale in (("de", "de"), ("en", "en")):
        found = find_dates(f"am/on {format_date(day, 'EEEE', locale=locale)}", language)
        assert [m.weekday for m in found] == [day.weekday()]


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_printed_time_reads_back(hour: int, minute: int) -> None:
    minutes = hour * 60 + minute
    twelve, half = (hour - 1) % 12 + 1, "p" if hour >= 12 else "a"
    for text in (f"um {hour}.{minute:02} Uhr", f"um {hour}:{minute:02} Uhr", f"gegen {hour} Uhr {minute:02}"):
        assert [m.minutes for m in find_dates(text, "de")] == [minutes], text
    for text in (
        f"at {twelve}.{minute:02}{half}m",
        f"at {twelve}:{minute:02} {half}.m.",
        f"at {twelve}:{minute:02} {half}m",
    ):
        assert [m.minutes for m in find_dates(text, "en")] == [minutes], text
