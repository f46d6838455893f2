"""Runs of capitalised words are found where names may stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.names import capital_runs, genitive_of, without_possessive


@pytest.mark.parametrize(
    ("text", "language", "runs"),
    [
        ("Der Tenor Jan van der Berg sang in Ulm.", "de", ["Tenor Jan van der Berg", "Ulm"]),
        ("Peter Weil sprach, weil Anna fehlte.", "de", ["Peter Weil", "Anna"]),
        ("The tenor Jan van der Berg's voice filled New Ulm.", "en", ["Jan van der Berg's", "New Ulm"]),
        ("J. D. Reed met Omar al-Khatib.", "en", ["J. D. Reed", "Omar al-Khatib"]),
        ("“He sang,” Reed said on Monday.", "en", ["Reed"]),
    ],
)
def test_capital_runs(text: str, language: str, runs: list[str]) -> None:
    assert [r.span.of(text) for r in capital_runs(text, language)] == runs


def test_a_sentence_initial_word_is_marked() -> None:
    first, second = capital_runs("Green sang. They heard Green.", "en")
    assert (first.initial, second.initial) == (True, False)


@given(st.text(), st.sampled_from(["de", "en"]))
def test_runs_hold_their_words_in_order(text: str, language: str) -> None:
    for run in capital_runs(text, language):
        assert run.span.start == run.words[0].start
        assert run.span.end == run.words[-1].end
        assert all(w.of(text).strip() for w in run.words)


@pytest.mark.parametrize(
    ("word", "base", "is_one"),
    [("Reeds", "Reed", True), ("Reed's", "Reed", True), ("Fritz'", "Fritz", True), ("Reeder", "Reed", False)],
)
def test_genitive_of(word: str, base: str, is_one: bool) -> None:
    assert genitive_of(word, base) is is_one


def test_without_possessive() -> None:
    assert [without_possessive(w) for w in ("Reed's", "Reeds'", "Reeds")] == ["Reed", "Reeds", "Reeds"]
