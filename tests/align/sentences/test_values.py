"""Numbers and clock times get the same name in both languages."""

from __future__ import annotations

import pytest

from pipeline.align.sentences.values import language_of, values


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("zwölf Boote", "12 boats"),
        ("3.000 Euro", "3,000 euros"),
        ("1,5 Millionen Menschen", "1.5m people"),
        ("um 18.30 Uhr", "at 6:30 p.m."),
        ("anderthalb Jahre", "one and a half years"),
        ("der erste Preis", "the first prize"),
        ("Hunderte kamen nachts", "hundreds came at night"),
    ],
)
def test_both_languages_name_a_value_alike(german: str, english: str) -> None:
    assert [name for _, name in values(german, "de")] == [name for _, name in values(english, "en")]


def test_a_value_lies_where_it_is_written() -> None:
    assert [(span.of("Es kamen zwölf Boote."), name) for span, name in values("Es kamen zwölf Boote.", "de")] == [
        ("zwölf", "#12")
    ]


def test_only_german_and_english_have_values() -> None:
    assert language_of(["Das ist nicht der Fall und auch kein Problem."]) == "de"
    assert language_of(["This is not the case and not a problem."]) == "en"
    assert language_of(["Ce n'est pas le cas et ce ne sont pas les mêmes."]) is None
    assert language_of(["12.", "34."]) is None
