from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.stems import cognate_key, english_stem, german_stem


@pytest.mark.parametrize(
    "one, other", [("country", "countries"), ("plan", "planned"), ("close", "closing"), ("minister", "ministers")]
)
def test_english_forms_meet(one: str, other: str) -> None:
    assert english_stem(one) == english_stem(other)


@pytest.mark.parametrize("one, other", [("haus", "häuser"), ("schön", "schönen"), ("regierung", "regierungen")])
def test_german_forms_meet(one: str, other: str) -> None:
    assert german_stem(one) == german_stem(other)


def test_cognates_meet() -> None:
    assert cognate_key("diktator") == cognate_key("dictator")


@given(st.text(alphabet="abcdeghilnorstuyäöüß'", max_size=14))
def test_stems_do_not_grow(word: str) -> None:
    assert len(german_stem(word)) <= len(word) + word.count("ß")
    assert len(english_stem(word)) <= len(word)
