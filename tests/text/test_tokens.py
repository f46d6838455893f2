"""Tokens keep numbers, URLs and hyphenated names whole and cover all that is not white space."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.tokens import tokenize, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rund 3.000 Mann, 1,28 Mio.", ["rund", "3.000", "Mann", ",", "1,28", "Mio", "."]),
        ("Ulan-Ude wasn't z.B. here", ["Ulan-Ude", "wasn't", "z.B.", "here"]),
        ("Siehe https://example.org/a?b=1.", ["Siehe", "https://example.org/a?b=1", "."]),
        ("2:1 um 14.30 Uhr", ["2:1", "um", "14.30", "Uhr"]),
        ("„Nein“, sagte @anna", ["„", "Nein", "“", ",", "sagte", "@anna"]),
    ],
)
def test_tokenize(text: str, expected: list[str]) -> None:
    assert [s.of(text) for s in tokenize(text)] == expected


@given(st.text())
def test_tokens_cover_the_text_without_overlap(text: str) -> None:
    spans = tokenize(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert "".join(s.of(text) for s in spans) == "".join(text.split())
    assert set(words(text)) <= set(spans)
