"""Telling German from other languages by function words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.language import foreign, shares


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Regierung hat am Montag erklärt, dass sie nicht mit der Opposition sprechen wird.", None),
        ("The government said on Monday that it would not talk to the opposition and its leader.", "English"),
        ("Le gouvernement a dit lundi que les discussions avec l’opposition ne sont pas dans son intérêt.", "French"),
        ("De regering zei maandag dat het niet met de oppositie zal praten, maar ook niet met een van hen.", "Dutch"),
        ("Уряд заявив у понеділок, що переговорів не буде.", "a language in another script"),
        ("Too short to tell.", None),
        ("Dax 18.518 Punkte, Euro 1,10 Dollar, Gold 2.550 Dollar, Brent 71,90 Dollar je Fass", None),
        ("Sie sagte: „This is not the time for that.“ Der Minister und die anderen schwiegen dazu.", None),
    ],
)
def test_foreign(text: str, expected: str | None) -> None:
    assert foreign(text) == expected


def test_english_is_wanted_where_it_is_asked_for() -> None:
    text = "The government said on Monday that it would not talk to the opposition and its leader."
    assert foreign(text, "en") is None
    assert foreign("Die Regierung hat erklärt, dass sie nicht mit der Opposition sprechen wird.", "en") == "German"


@given(st.text())
def test_shares_are_shares(text: str) -> None:
    assert all(0 <= share <= 1 for share in shares(text).values())
