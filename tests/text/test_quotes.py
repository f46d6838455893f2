from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.quotes import Side, marks, quotations, unpaired

TEXTS = st.text(alphabet="„“”\"'«»‚‘ abc.,5")


@given(TEXTS)
def test_marks_slice_back_to_marks(text: str) -> None:
    assert all(not m.span.of(text).isalnum() and m.span.of(text).strip() for m in marks(text))


@given(st.lists(st.tuples(TEXTS, st.integers(0, 3)), max_size=4))
def test_unpaired_marks_belong_to_their_text(texts: list[tuple[str, int]]) -> None:
    assert all(u.mark in marks(texts[u.text][0]) for u in unpaired(texts))


@pytest.mark.parametrize("left, right", ["„“", "“”", '""', "«»", "»«", "„”"])
def test_a_closed_quotation_is_balanced(left: str, right: str) -> None:
    text = f"Er sagte: {left}Wir gehen nach Hause.{right}"
    assert not unpaired([(text, 0)])
    assert [s.of(text) for s in quotations(text)] == [f"{left}Wir gehen nach Hause.{right}"]


@pytest.mark.parametrize("mark", ["„", '"', "“", "«", "»"])
def test_an_opening_mark_alone_is_open(mark: str) -> None:
    assert [u.side for u in unpaired([(f"{mark}Wir gehen.", 0)])] == [Side.OPEN]


def test_an_apostrophe_opens_no_quotation() -> None:
    assert quotations("The players' union and Hans' dog don't agree.") == []
