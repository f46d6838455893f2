"""Seeded slips: deterministic, one change each, and every check has a mutator or a reason to have none."""

from __future__ import annotations

import random

import pytest

from pipeline.check import ALL_CHECKS
from pipeline.evaluate.slips import ALL_MUTATORS, Mutator, plant
from pipeline.evaluate.slips.mutator import Good
from pipeline.evaluate.suites import wire_clean, wire_planted

# Checks that no mutator of a good pair can reach, and why.
WITHOUT = {
    "stray-word": "a slip of the German itself",
    "memory-match": "needs a translation memory beside the pair",
    "low-confidence": "needs a model's score",
    "guessed-word": "needs the model that made the English; measured by scripts/measure_guesses.py",
    "wire-line": "needs bylines and datelines of their own, which a list of sentences has not",
    "roles-swapped": "needs a parse of who does what; measured on planted pairs of the development data",
}


def test_every_check_has_a_mutator() -> None:
    reached = {check for mutator in ALL_MUTATORS for check in mutator.checks}
    reached |= {case.kind for case in wire_planted()}
    ids = {check.id for check in ALL_CHECKS}
    assert ids - reached == set(WITHOUT) & ids


def test_mutators_name_checks_that_exist() -> None:
    ids = {check.id for check in ALL_CHECKS}
    assert {check for mutator in ALL_MUTATORS for check in mutator.checks} <= ids
    assert len({mutator.kind for mutator in ALL_MUTATORS}) == len(ALL_MUTATORS)


def test_the_same_seed_plants_the_same_slips() -> None:
    first, again = (list(plant(ALL_MUTATORS, wire_clean(), seed=3, most=3)) for _ in range(2))
    other = list(plant(ALL_MUTATORS, wire_clean(), seed=4, most=3))
    assert first == again
    assert first != other


def test_what_is_planted_does_not_depend_on_the_other_mutators() -> None:
    alone = list(plant(ALL_MUTATORS[:1], wire_clean(), most=5))
    together = [case for case in plant(ALL_MUTATORS, wire_clean(), most=5) if case.kind == ALL_MUTATORS[0].kind]
    assert alone == together


def test_every_case_differs_from_its_good_article_in_one_segment() -> None:
    good = {article.name: article.target for article in wire_clean()}
    for case in plant(ALL_MUTATORS, wire_clean(), most=4):
        target = good[case.name.split(":")[1].rsplit("#", 1)[0]]
        assert [i for i, (a, b) in enumerate(zip(target, case.target, strict=True)) if a != b] == [case.at]


def test_another_sentence_is_one_of_the_same_data() -> None:
    mutator = next(m for m in ALL_MUTATORS if m.kind == "other-sentence")
    long = "The council met for six hours on Monday night."
    good = Good("Es regnete den ganzen Tag.", "It rained all day long in the whole city.", [("Der Rat tagte.", long)])
    assert mutator.mutate(good, random.Random(1)).target == long  # type: ignore[union-attr]
    assert mutator.mutate(Good(good.source, good.target), random.Random(1)) is None


def mutate(kind: str, source: str, target: str) -> str | None:
    mutator: Mutator = next(m for m in ALL_MUTATORS if m.kind == kind)
    slip = mutator.mutate(Good(source, target), random.Random(1))
    return slip.target if slip else None


@pytest.mark.parametrize(
    ("kind", "source", "target", "planted"),
    [
        ("bound-lost", "Es kamen mehr als 300 Gäste.", "More than 300 guests came.", None),
        ("bound-lost", "Es kamen mehr als 300 Gäste.", "There were more than 300 guests.", "There were 300 guests."),
        ("bound-lost", "Es kamen 300 Gäste.", "There were more than 300 guests.", None),
        ("score", "Bern gewann 3:1.", "Bern won 3-1.", "Bern won 1-3."),
        ("score", "Bern verlor 1:3.", "Bern lost 1-3.", None),
        ("separator", "Es waren 12.500 Euro.", "It was 12,500 euros.", "It was 12.500 euros."),
        ("magnitude", "Drei Milliarden Euro.", "Three billion euros.", "Three million euros."),
        ("magnitude", "Drei Euro.", "Three billion euros.", None),
        ("negation-lost", "Er kommt nicht.", "He will not come.", "He will come."),
        ("negation-lost", "Nicht er, kein anderer.", "Not him, not another.", None),
        ("negation-added", "Er kommt.", "He will come.", "He will not come."),
        ("percent-points", "0,5 Prozentpunkte", "0.5 percentage points", "0.5 per cent"),
        (
            "end-mark-lost",
            "Das ist ein ganz langer Satz.",
            "That is quite a long sentence.",
            "That is quite a long sentence",
        ),
        ("address-altered", "Mehr: info@hafen.de", "More: info@hafen.de", "More: info@hafen.x"),
        ("role", "Der Präsident sprach.", "The president spoke.", "The chancellor spoke."),
        ("role", "Der Gast sprach.", "The president spoke.", None),
    ],
)
def test_a_slip_is_only_planted_where_it_is_one(kind: str, source: str, target: str, planted: str | None) -> None:
    assert mutate(kind, source, target) == planted
