"""The lexicon tells a complete translation from one that lacks, invents or doubles a word; the ladder heeds it."""

from __future__ import annotations

import dataclasses

import pytest

from pipeline.translate.adequacy import adequacy
from pipeline.translate.engine import Search
from pipeline.translate.ladder import Ladder
from pipeline.translate.plan import Unit
from tests.translate.fake import FakeEngine

SOURCE = "Die Regierung lehnt den Vorschlag der Opposition ab."
GOOD = "The government rejects the opposition's proposal."


@pytest.mark.parametrize(
    "worse",
    [
        pytest.param("The government rejects the proposal.", id="a word is missing"),
        pytest.param("The government rejects the opposition's proposal in the hospital.", id="a word is added"),
        pytest.param("The government rejects the opponition's proposal.", id="a word is made up"),
        pytest.param("The government rejects the the opposition's proposal.", id="a word is doubled"),
    ],
)
def test_a_slip_costs(worse: str) -> None:
    assert adequacy(SOURCE, worse) < adequacy(SOURCE, GOOD) <= 2


def test_texts_without_words_are_whole() -> None:
    assert adequacy("", "") == adequacy("3.000", "3,000") == 2


@pytest.mark.parametrize(("weight", "chosen"), [(0.0, 0), (1.0, 1)])
def test_the_ladder_chooses_by_the_lexicon_where_the_model_asks_for_it(weight: float, chosen: int) -> None:
    answers = ["The government rejects the hospital.", GOOD]
    engine = FakeEngine(lambda text, how: answers)
    engine.settings = dataclasses.replace(engine.settings, lexicon_weight=weight)
    outcome = Ladder(engine, Search(beam=2, best=2)).run([Unit(0, SOURCE)])[0]
    assert " ".join(outcome.parts[0][1].pieces) == answers[chosen]
