"""a and an go by the sound of the next word, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.knowledge.wordlist import english_words
from pipeline.translate.articles import agree
from pipeline.translate.plan import Draft


def agreed(text: str) -> str:
    return agree(Draft(text, None, None)).text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("A analyst in a old house", "An analyst in an old house"),
        ('He gave a "open" answer', 'He gave an "open" answer'),
        ("an new law and an window", "a new law and a window"),
        ("within a hour, a honest man", "within an hour, an honest man"),
        ("a uninsured driver, a unimportant one", "an uninsured driver, an unimportant one"),
        ("an unit of an union, an unanimous vote", "a unit of a union, a unanimous vote"),
        ("an European, an one-off", "a European, a one-off"),
    ],
)
def test_articles_agree(wrong: str, right: str) -> None:
    assert agreed(wrong) == right


@pytest.mark.parametrize(
    "text",
    [
        "a European university, a one-off, a user, a uniform, a united party, a Ugandan, a Ukrainian, a once proud man",
        "an hour, an heir, an umbrella, an unidentified man, an uninvited guest, an only child, a ewe, an Uzbek",
        "an MP, a UN envoy, a EU law, an 80-year-old, a 50th, an historic day, a US plane, a urologist, a utopia",
        "Vitamin A is good. Plan A and plan B. Group A of the cup. It is an A or a B. grade-a eggs, U.S.A. interest",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert agreed(text) == text


@given(st.lists(st.sampled_from(sorted(english_words())), max_size=6).map(" a ".join))
def test_twice_is_once(text: str) -> None:
    once = agreed(text)
    assert agreed(once) == once
    assert once.replace(" an ", " a ") == text.replace(" an ", " a ")
