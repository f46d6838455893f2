from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.negation import english_negators, german_negators


@pytest.mark.parametrize(
    "text, count",
    [
        ("Das ist nicht wahr.", 0),
        ("Er kam nie und sagte nichts.", 2),
        ("Ob er kommt oder nicht.", 0),
        ("nicht selten", 0),
    ],
)
def test_german(text: str, count: int) -> None:
    assert len(german_negators(text)) == count


@pytest.mark.parametrize(
    "text, count",
    [
        ("He didn't say no.", 2),
        ("He is No. 1.", 0),
        ("Neither he nor she.", 1),
        ("It is late, isn't it?", 0),
        ("or not", 0),
    ],
)
def test_english(text: str, count: int) -> None:
    assert len(english_negators(text)) == count


@given(st.text(alphabet="nichtoken' .,?kein", max_size=40))
def test_spans_slice_back(text: str) -> None:
    assert all(w.span.of(text) == w.text for w in (*german_negators(text), *english_negators(text)))
