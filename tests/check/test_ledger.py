"""Names that drift across a batch are flagged where they depart from the usual form."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from pipeline.check._ledger import name_drift, name_ledger
from pipeline.knowledge import Knowledge
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


def test_drift_across_articles(knowledge: Knowledge) -> None:
    german = ["Der Imker Oleh Schtscherbak verkauft Honig.", "Schtscherbak hat zwölf Völker."]
    batch = {
        "a": article("a", german, ["Beekeeper Oleh Shcherbak sells honey.", "Shcherbak has twelve colonies."]),
        "b": article("b", german, ["Beekeeper Oleh Shcherbak sells honey.", "Shcherbak has twelve colonies."]),
        "c": article("c", german, ["Beekeeper Oleg Scherbak sells honey.", "Scherbak has twelve colonies."]),
    }
    ledger = name_ledger(batch.values(), knowledge)
    (flag,) = name_drift(batch, ledger)
    assert (flag.segment.article.id, flag.target_text, flag.suggestion) == ("c", "Oleg Scherbak", "Oleh Shcherbak")


def test_no_drift_no_flag(knowledge: Knowledge) -> None:
    german, english = ["Der Imker Ruben Waldhoff verkauft Honig."], ["Beekeeper Ruben Waldhoff sells honey."]
    batch = {name: article(name, german, english) for name in ("a", "b")}
    assert not list(name_drift(batch, name_ledger(batch.values(), knowledge)))
