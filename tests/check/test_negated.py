from __future__ import annotations

import pytest

from pipeline.check._negated import KINDS, english_focus, german_focus, judges, probability, suspects
from pipeline.knowledge.lexicon import lexicon
from pipeline.text.negation import english_negators, german_negators
from pipeline.text.wordforms import word_forms


def chance(source: str, target: str) -> float:
    return max((probability(s) for s in suspects(source, target, lexicon())), default=0.0)


def test_words_excuse_and_never_accuse() -> None:
    assert set(judges()) == set(KINDS)
    assert all(weight <= 0 for weights in judges().values() for name, weight in weights.items() if " " in name)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Der Verein hat den Spieler nicht verpflichtet, weil er teuer ist.", {"verpflichtet"}),
        ("Die Stadt bezahlt den Umbau nicht.", {"umbau", "bezahlt"}),
        ("Er will nicht erneut zur Wahl antreten.", {"erneut", "antreten"}),
    ],
)
def test_what_a_german_negator_is_about(text: str, about: set[str]) -> None:
    found = german_focus(text, word_forms(text), german_negators(text)[0])
    assert {w.fold for w in found} <= about and found


def test_what_an_english_negator_is_about() -> None:
    text = "The city has not yet been able to pay for it."
    found = english_focus(text, word_forms(text), english_negators(text)[0])
    assert found and found.fold == "pay"


def test_a_negation_gone_is_likelier_than_one_said_otherwise() -> None:
    source = "Der Minister wollte die Zahl nicht bestätigen."
    gone = chance(source, "The minister wanted to confirm the figure.")
    assert gone > 0.9 > chance(source, "The minister declined to confirm the figure.")


def test_equal_negations_raise_no_suspicion() -> None:
    assert chance("Er kam nicht.", "He did not come.") == 0.0
