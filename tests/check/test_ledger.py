"""Names that drift across a batch are flagged where they depart from the usual form."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from pipeline.check._ledger import house_forms, name_drift, sightings
from pipeline.knowledge import Knowledge
from pipeline.text.ledger import Ledger
from pipeline.types import Alignment
from tests.records import pairs


def article(name: str, source: Sequence[str], target: Sequence[str]) -> list[Alignment]:
    made = pairs(source, target)
    renamed = dataclasses.replace(made[0].article, id=name)
    return [
        dataclasses.replace(
            pair,
            translation=dataclasses.replace(
                pair.translation, segment=dataclasses.replace(pair.segment, article=renamed)
            ),
        )
        for pair in made
    ]


def fill(batch: Iterable[Sequence[Alignment]], knowledge: Knowledge) -> Ledger:
    ledger = Ledger(house_forms(knowledge))
    for pairs_ in batch:
        ledger.add(sightings(pairs_, knowledge))
    return ledger


def test_drift_across_articles(knowledge: Knowledge) -> None:
    german = ["Der Imker Oleh Schtscherbak verkauft Honig.", "Schtscherbak hat zwölf Völker."]
    batch = {
        "a": article("a", german, ["Beekeeper Oleh Shcherbak sells honey.", "Shcherbak has twelve colonies."]),
        "b": article("b", german, ["Beekeeper Oleh Shcherbak sells honey.", "Shcherbak has twelve colonies."]),
        "c": article("c", german, ["Beekeeper Oleg Scherbak sells honey.", "Scherbak has twelve colonies."]),
    }
    ledger = fill(batch.values(), knowledge)
    (flag,) = name_drift(batch, ledger)
    assert (flag.segment.article.id, flag.target_text, flag.suggestion) == ("c", "Oleg Scherbak", "Oleh Shcherbak")


def test_no_drift_no_flag(knowledge: Knowledge) -> None:
    german, english = ["Der Imker Ruben Waldhoff verkauft Honig."], ["Beekeeper Ruben Waldhoff sells honey."]
    batch = {name: article(name, german, english) for name in ("a", "b")}
    assert not list(name_drift(batch, fill(batch.values(), knowledge)))


def names(german: str, english: str, knowledge: Knowledge) -> list[str]:
    """Return the names of the people in one pair."""
    return [entry.name for entry in fill([article("a", [german], [english])], knowledge).entries()]


def test_two_people_side_by_side_are_two(knowledge: Knowledge) -> None:
    german = "In Wladiwostok empfing Kim Jong Un Wladimir Putin."
    assert names(german, "Kim Jong Un received Vladimir Putin in Vladivostok.", knowledge) == [
        "Wladimir Putin",
        "Kim Jong Un",
    ]
    german = "Im Juni heiratete Hanna Waldhoff Ruben Tkatschenko."
    english = "Hanna Waldhoff married Ruben Tkachenko in June."
    assert names(german, english, knowledge) == ["Ruben Tkatschenko", "Hanna Waldhoff"]


def test_a_noun_before_the_name_is_no_part_of_it(knowledge: Knowledge) -> None:
    german, english = "Den Preis bekam Herausforderer Ruben Waldhoff.", "The prize went to challenger Ruben Waldhoff."
    assert names(german, english, knowledge) == ["Ruben Waldhoff"]


def test_bodies_and_works_are_no_people(knowledge: Knowledge) -> None:
    for name in ("Waldhoff Verlag", "Brahms Institute", "LKW Waldhoff", "Blue Harbour"):
        assert not names(f"Das Fest bezahlt {name} in Graz.", f"{name} is paying for the party in Graz.", knowledge)
    german, english = "Er spielte im Rubin Waldhoff, einer Kneipe.", "He played in the Rubin Waldhoff, a pub."
    assert not names(german, english, knowledge)


def test_the_name_is_not_a_genitive(knowledge: Knowledge) -> None:
    german, english = "Ruben Waldhoffs Völker starben.", "Ruben Waldhoff's colonies died."
    assert names(german, english, knowledge) == ["Ruben Waldhoff"]
