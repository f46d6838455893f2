"""The house style in translations."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.knowledge.style import Style
from pipeline.translate.house import in_house_style
from pipeline.translate.plan import Draft

WHO: dict[str, Any] = {"source": "the desk", "checked": date(2026, 11, 23)}
BRITISH = Style(name="british", spelling="uk", percent="per cent", **WHO)
AMERICAN = Style(name="american", spelling="us", percent="%", date="month-day", time="2 p.m.", **WHO)
SHORT = Style(name="short", percent="percent", million="m", time="14:00", **WHO)


def styled(text: str, style: Style, source: str = "") -> str:
    return in_house_style(Draft(text, None, None), source, style).text


@pytest.mark.parametrize(
    ("text", "british", "american"),
    [
        ("A nearby center organised it.", "A nearby centre organised it.", "A nearby center organized it."),
        ("Labor costs rose.", "Labour costs rose.", "Labor costs rose."),
        ("2.5 percent, not ten per cent", "2.5 per cent, not ten per cent", "2.5%, not ten percent"),
        ("A 10% rise.", "A 10 per cent rise.", "A 10% rise."),
        ("a 10-percent stake", "a 10-percent stake", "a 10-percent stake"),
        ("On October 3, 2024 it began.", "On 3 October 2024 it began.", "On October 3, 2024 it began."),
        ("from the 3rd of October", "from 3 October", "from October 3"),
        ("from October 3 to 5", "from October 3 to 5", "from October 3 to 5"),
        ("since October 2024", "since October 2024", "since October 2024"),
        ("at 2.30 p.m. on Friday", "at 2.30pm on Friday", "at 2:30 p.m. on Friday"),
        ("It begins at 6pm.", "It begins at 6pm.", "It begins at 6 p.m."),
        ("It begins at 6 p.m.", "It begins at 6pm.", "It begins at 6 p.m."),
        ("$5m for 50 meters of cable", "$5 million for 50 metres of cable", "$5 million for 50 meters of cable"),
        ("two square meters, by the meter", "two square metres, by the meter", "two square meters, by the meter"),
    ],
)  # fmt: skip
def test_each_house_has_its_own_way(text: str, british: str, american: str) -> None:
    assert styled(text, BRITISH) == british
    assert styled(text, AMERICAN) == american


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It paid €1.5 billion and $3 million.", "It paid €1.5bn and $3m."),
        ("1.5 million people", "1.5 million people"),
        ("at 2.30pm", "at 14:30"),
        ("from 2 to 4pm", "from 2 to 4pm"),
        ("7 %", "7 percent"),
    ],
)
def test_short_forms(text: str, wanted: str) -> None:
    assert styled(text, SHORT) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "the Pearl Harbor base",
        "the World Health Organization",
        "see color.example.org/center, @center and info@center.example",
        "3 May, 4 March",
    ],
)
def test_names_and_addresses_stay(text: str) -> None:
    assert styled(text, BRITISH) == text


def test_a_german_noun_is_no_english_word() -> None:
    assert styled("A kilometer is long.", BRITISH, "Ein Kilometer ist lang.") == "A kilometre is long."


def test_what_stands_so_in_the_german_stays() -> None:
    assert styled('The film "my color" ran.', BRITISH, "Es lief „my color“.") == 'The film "my color" ran.'


@given(st.text(alphabet="abcolurezt 0123456789.,%$pm-", max_size=60))
def test_a_second_time_changes_nothing(text: str) -> None:
    for style in (BRITISH, AMERICAN, SHORT):
        once = styled(text, style)
        assert styled(once, style) == once
