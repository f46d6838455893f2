"""Sentence splitting: cases as data in sentences_*.yaml, and what holds for every text."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.sentences import Language, split


def cases(language: str) -> list[str]:
    data = yaml.safe_load((Path(__file__).parent / f"sentences_{language}.yaml").read_text(encoding="utf-8"))
    return [case for group in data.values() for case in group]


def check(case: str, language: Language) -> None:
    expected = [part.strip() for part in case.split("|")]
    text = " ".join(expected)
    assert [span.of(text) for span in split(text, language)] == expected


@pytest.mark.parametrize("case", cases("de"))
def test_german(case: str) -> None:
    check(case, "de")


@pytest.mark.parametrize("case", cases("en"))
def test_english(case: str) -> None:
    check(case, "en")


# Strings rich in what the rules look at, so that random texts reach them.
PIECES = st.sampled_from(
    [*'„“"»«()…', ". ", ".", "? ", "! ", " ", "\n", " – ", "3", "19.", "Dr.", "z. B.", "Mio.", "Der ", "Haus ", "ist "]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)), st.sampled_from(["de", "en"]))
def test_sentences_cover_the_text_in_order(text: str, language: Language) -> None:
    spans = split(text, language)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


def test_a_long_paragraph_without_stops_is_one_sentence_and_quick() -> None:
    text = "wort " * 200_000
    assert len(split(text)) == 1
