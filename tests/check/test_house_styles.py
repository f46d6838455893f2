"""The house styles that ship, as the check house-style-name reads them."""

from __future__ import annotations

import pytest

from pipeline.check.house_style_name import HouseStyleName
from pipeline.knowledge import Knowledge
from tests.records import pair


@pytest.mark.parametrize(
    ("style", "english", "wanted"),
    [
        ("ap", "The USA and Nato named an advisor.", ["U.S.", "NATO", "adviser"]),
        ("bbc", "The U.S. and NATO named two advisors.", ["US", "Nato", "advisers"]),
        ("guardian", "The USA named an adviser.", ["US"]),
        ("reuters", "The USA named two advisors.", ["U.S.", "advisers"]),
        ("default", "The USA named an advisor.", []),
    ],
)
def test_words_of_a_style_are_asked_for(style: str, english: str, wanted: list[str]) -> None:
    check = HouseStyleName(Knowledge.load(style=style))
    flags = list(check.find([pair("Die USA und die Nato ernannten einen Berater.", english)]))
    assert sorted(flag.suggestion or "" for flag in flags) == sorted(wanted)
    assert all(flag.safe for flag in flags)
