"""A name read in one scheme can be spelt in another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.romanisation import (
    english_of,
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


@pytest.mark.parametrize(
    ("one", "other", "english"),
    [
        ("Yusupov", "Jussupow", "Yusupov"),
        ("Dawit Gelaschwili", "David Gelashvili", "David Gelashvili"),
        ("Jussuf al-Chatib", "Yusuf al-Khatib", "Yusuf al-Khatib"),
        ("Igor Wasiljuk", "Ihor Wassyljuk", None),
        ("Tae-shik", "Tae-sik", None),
        ("Ketevan", "Ketevan Tsereteli", None),
    ],
)
def test_which_of_two_spellings_is_the_english_one(one: str, other: str, english: str | None) -> None:
    assert english_of(one, other) == english_of(other, one) == english
