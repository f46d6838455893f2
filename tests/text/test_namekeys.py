"""Spellings of one name are found alike, names of different people are not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.text.namekeys import name_distance, name_key, same_name

NAME = st.from_regex(r"[A-Z][a-z]{2,9}( [A-Z][a-z]{2,9})?", fullmatch=True)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Rjabych", "Ryabykh"),
        ("Rjabych", "Riabych"),
        ("Rjabych", "Rjabychs"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Tschernyschow", "Chernyshov"),
        ("Schdanowitsch", "Zhdanovich"),
        ("Żeleźniakow", "Schelesnjakow"),
        ("Жданович", "Schdanowitsch"),
        ("Mohammed al-Chatib", "Muhammad al-Khatib"),
        ("Abd ar-Rahman Nuri", "Abdulrahman Nuri"),
        ("Weißmüller", "Weissmueller"),
        ("Müller, Änne", "Änne Müller"),
        ("Prof. Dr. Änne Müller", "Ä. Müller"),
        ("Deng Xiaolan", "Teng Hsiao-lan"),
        ("Jung Sung-min", "Jeong Seong-min"),
        ("Oleh Schtscherbak", "Oleg Shcherbak"),
        ("Wolodymyr Tkatsch", "Vladimir Tkach"),
        ("Đorđević", "Djordjevic"),
    ],
)
def test_one_name(a: str, b: str) -> None:
    assert same_name(a, b) > 0.5, name_distance(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Rjabych", "Rjabkow"),
        ("Waleri Rjabych", "Waleri Akimow"),
        ("Schmidt", "Schmitz"),
        ("Berger", "Bergmann"),
        ("Kim Jong Un", "Kim Yo Jong"),
        ("Wang Hai", "Wang Min"),
        ("Oleh Tkatsch", "Olena Tkatsch"),
        ("Peter H. Lang", "Peter M. H. Lang"),
        ("Petrow", "Petrenko"),
        ("Anna Fink", "Antje Fink"),
    ],
)
def test_different_people(a: str, b: str) -> None:
    assert same_name(a, b) < 0.5, name_distance(a, b)


@given(NAME)
@example("Anna Mis")  # Mis's without its mark is a title
def test_a_name_is_itself_and_its_genitive(name: str) -> None:
    assert same_name(name, name) > 0.95
    assert same_name(name, name + "'s") > 0.9


@given(NAME, NAME)
def test_same_name_is_symmetric_and_a_probability(a: str, b: str) -> None:
    assert 0.0 <= same_name(a, b) <= 1.0
    assert same_name(a, b) == pytest.approx(same_name(b, a), abs=0.15)


@pytest.mark.parametrize("nothing", ["", ",", " ", "al-"])
def test_what_has_no_words_is_nobodys_name(nothing: str) -> None:
    assert same_name("Marianne Hoeger", nothing) < 0.01


def test_name_key_groups_schemes() -> None:
    assert name_key("Tschernyschow") == name_key("Chernyshov")
    assert name_key("Tschernyschow") != name_key("Petrow")
