"""A name read in one scheme can be spelt in another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.romanisation import (
    english_press_form,
    english_press_forms,
    fold,
    readings,
    strip_marks,
)


@pytest.mark.parametrize(
    ("german", "language", "english"),
    [
        ("Rjabych", "uk", "Ryabykh"),
        ("Tschernyschow", "ru", "Chernyshov"),
        ("Schtscherbak", "uk", "Shcherbak"),
        ("Sergej Lasarew", "ru", "Sergei Lazarev"),
        ("Chmelnyzkyj", "uk", "Khmelnytsky"),
        ("Jewgeni", "ru", "Yevgeni"),
        ("Meier", "de", "Meier"),
    ],
)
def test_english_press_form(german: str, language: str, english: str) -> None:
    assert english_press_form(german, language) == english


def test_the_voiced_reading_is_among_the_forms() -> None:
    assert "Zhukov" in english_press_forms("Schukow")


def test_schemes_meet_in_one_reading() -> None:
    assert set(readings("Rjabych")) & set(readings("Ryabykh")) & set(readings("Рябых"))


@given(st.text())
def test_folding_never_fails_and_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert strip_marks(strip_marks(text)) == strip_marks(text)


@given(st.from_regex(r"[A-Za-zÀ-žА-я]{1,12}", fullmatch=True))
def test_every_word_has_a_reading(word: str) -> None:
    assert readings(word)
