"""British and American spellings."""

from __future__ import annotations

import pytest

from pipeline.knowledge.spelling import respelt


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("neighbouring", "neighboring"),
        ("organisations", "organizations"),
        ("cancelled", "canceled"),
        ("centred", "centered"),
        ("fulfilment", "fulfillment"),
        ("offences", "offenses"),
        ("catalogues", "catalogs"),
        ("cataloguing", "cataloging"),
        ("paediatric", "pediatric"),
    ],
)
def test_each_spelling_gives_the_other(british: str, american: str) -> None:
    assert respelt("us")[british] == american
    assert respelt("uk")[american] == british


def test_words_with_another_meaning_are_left_alone() -> None:
    others = {"check", "story", "tire", "curb", "program", "meter", "practice", "license", "humorous", "laborious"}
    assert not others & respelt("uk").keys()
    assert respelt("uk", units=True) == {"meter": "metre", "meters": "metres"}


def test_no_word_is_respelt_twice() -> None:
    for spelling in ("uk", "us"):
        words = respelt(spelling)
        assert not words.keys() & set(words.values())
