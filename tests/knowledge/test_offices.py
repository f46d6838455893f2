"""Who held what when; the answers are facts, not made up."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.knowledge import Knowledge, PartialDate
from pipeline.knowledge.models import parse_office


@pytest.mark.parametrize(
    ("name", "day", "role", "where"),
    [
        ("Olaf Scholz", date(2024, 6, 1), "chancellor", "DE"),
        ("Olaf Scholz", date(2019, 6, 1), "finance-minister", "DE"),
        ("Friedrich Merz", date(2025, 6, 1), "chancellor", "DE"),
        ("Angela Merkel", date(2017, 3, 1), "chancellor", "DE"),
        ("Wolodymyr Selenskyj", date(2022, 2, 24), "president", "UA"),
        ("Volodymyr Zelensky", date(2022, 2, 24), "president", "UA"),
        ("Boris Johnson", date(2017, 1, 1), "foreign-minister", "GB"),
        ("Barack Obama", date(2016, 11, 9), "president", "US"),
        ("Donald Trump", date(2019, 1, 1), "president", "US"),
        ("Sergei Shoigu", date(2024, 1, 1), "defence-minister", "RU"),
        ("Sergei Shoigu", date(2024, 9, 1), "security-council-secretary", "RU"),
        ("Christine Lagarde", date(2016, 1, 1), "managing-director", "imf"),
        ("Christine Lagarde", date(2023, 1, 1), "central-bank-governor", "ecb"),
    ],
)
def test_offices_at(knowledge: Knowledge, name: str, day: date, role: str, where: str) -> None:
    (person,) = knowledge.person(name)
    assert (role, where) in {(h.office.role, h.office.where) for h in knowledge.offices_at(person, day) if h.certain}


@pytest.mark.parametrize(
    ("name", "day", "role", "where"),
    [
        ("Olaf Scholz", date(2026, 1, 20), "chancellor", "DE"),
        ("Donald Trump", date(2022, 5, 30), "president", "US"),
        ("Sergei Shoigu", date(2024, 9, 11), "defence-minister", "RU"),
        ("Dmytro Kuleba", date(2025, 1, 15), "foreign-minister", "UA"),
    ],
)
def test_no_longer_in_office(knowledge: Knowledge, name: str, day: date, role: str, where: str) -> None:
    (person,) = knowledge.person(name)
    assert (role, where) not in {(h.office.role, h.office.where) for h in knowledge.offices_at(person, day)}
    assert (role, where) in {(o.role, o.where) for o in person.offices if o.ended_by(day)}


@pytest.mark.parametrize(
    "day", [date(2013, 1, 1), date(2017, 9, 24), date(2021, 12, 7), date(2023, 1, 1), date(2025, 9, 1)]
)
@pytest.mark.parametrize(
    ("role", "where"),
    [("chancellor", "DE"), ("president", "US"), ("president", "RU"), ("president", "FR"), ("prime-minister", "GB")],
)
def test_a_unique_office_has_one_holder(knowledge: Knowledge, role: str, where: str, day: date) -> None:
    assert len(knowledge.holders(role, where, day)) == 1


def test_facts_after_the_check_are_uncertain(knowledge: Knowledge) -> None:
    (person,) = knowledge.person("Friedrich Merz")
    held = [h for h in knowledge.offices_at(person, date(2099, 1, 1)) if h.office.role == "chancellor"]
    assert [h.certain for h in held] == [False]


@pytest.mark.parametrize(
    ("office", "day", "answer"),
    [
        ("chancellor DE 2020-03..2021", date(2020, 2, 28), "no"),
        ("chancellor DE 2020-03..2021", date(2020, 3, 15), "unsure"),
        ("chancellor DE 2020-03..2021", date(2020, 3, 31), "yes"),
        ("chancellor DE 2020-03..2021", date(2021, 1, 1), "yes"),
        ("chancellor DE 2020-03..2021", date(2021, 6, 1), "unsure"),
        ("chancellor DE 2020-03..2021", date(2022, 1, 1), "no"),
        ("chancellor DE ?..2021", date(2019, 1, 1), "unsure"),
        ("chancellor DE 2020..", date(2030, 1, 1), "yes"),
    ],
)
def test_coarse_dates(office: str, day: date, answer: Literal["yes", "no", "unsure"]) -> None:
    assert parse_office(office).held_on(day) == answer


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_dates_round_trip(day: date) -> None:
    for text in (f"{day:%Y-%m-%d}", f"{day:%Y-%m}", f"{day:%Y}"):
        partial = PartialDate.parse(text)
        assert str(partial) == text
        assert partial.first <= day <= partial.last


def test_names_in_every_spelling(knowledge: Knowledge) -> None:
    (person,) = knowledge.person("WOLODYMYR SELENSKYJ")
    assert {"Selenskyj", "Zelenskyy", "Zelensky", "Zelenskiy"} <= set(person.families)
    assert {p.id for p in knowledge.family("Fedorow")} == {"mykhailo-fedorov", "ivan-fedorov"}
    assert (person.given_de, person.given_en) == ("Wolodymyr", "Volodymyr")


@pytest.mark.parametrize(
    ("role_a", "role_b", "where", "answer"),
    [
        ("chancellor", "head-of-government", "DE", True),
        ("president", "head-of-state", "UA", True),
        ("president", "head-of-government", "US", True),
        ("president", "head-of-government", "DE", False),
        ("president", "chancellor", "DE", False),
        ("foreign-minister", "minister", "FR", True),
        ("foreign-minister", "defence-minister", "FR", False),
        ("spokesperson", "foreign-ministry-spokesperson", "RU", True),
        ("foreign-ministry-spokesperson", "foreign-minister", "RU", False),
        ("mayor", "governor", "UA", False),
        ("party-leader", "general-secretary", "cdu", False),
        ("party-leader", "chief", "cdu", True),
        ("chief-executive", "supervisory-board-chair", "volkswagen", False),
        ("central-bank-governor", "president", "ecb", True),
        ("eu-council-president", "eu-commission-president", "EU", False),
        ("district-administrator", "mayor", "DE", False),
        ("mayor", "head-of-government", "DE-HH", True),
        ("mayor", "head-of-government", "munich", False),
        ("state-premier", "prime-minister", "DE-NI", True),
    ],
)
def test_compatible(knowledge: Knowledge, role_a: str, role_b: str, where: str, answer: bool) -> None:
    assert knowledge.compatible(role_a, role_b, where) is answer
    assert knowledge.compatible(role_b, role_a, where) is answer
