"""The shipped opposites are consistent, and a sentence is accused only where nothing clears it."""

from __future__ import annotations

import pytest

from pipeline.knowledge import Knowledge
from pipeline.knowledge.opposites import Axis, Opposites, Words

AXIS = Axis(
    id="war",
    check="opposite",
    a=Words(de=("krieg*",), en=("war", "wars"), excuse_en=("conflict*",)),
    b=Words(de=("frieden*",), en=("peace", "peaceful times")),
)


def test_no_word_stands_on_both_poles_of_an_axis(knowledge: Knowledge) -> None:
    for axis in knowledge.opposites.axes:
        for language in ("de", "en"):
            a, b = getattr(axis.a, language), getattr(axis.b, language)
            assert a and b, axis.id
            assert not set(a) & set(b), axis.id


@pytest.mark.parametrize(
    ("source", "target", "accused"),
    [
        ("Es ist Krieg", "It is peace", ["peace"]),
        ("Der Krieg endet", "These are peaceful times", ["peaceful times"]),
        ("Es ist Krieg", "It is war", []),
        ("Es ist Krieg", "A conflict without peace", []),
        ("Krieg und Frieden", "War and peace", []),
        ("Krieg und Frieden", "Peace and peace", ["peace"]),
        ("Es ist Krieg", "It is less peace", []),
        ("Es ist Krieg", "A post-peace order", []),
        ("Es ist Herbst", "It is peace", []),
    ],
)
def test_reversals(source: str, target: str, accused: list[str]) -> None:
    found = Opposites((AXIS,)).reversals(source, target)
    assert [there.span.of(target) for _, _, there in found] == accused


@pytest.mark.parametrize(
    ("source", "pole"),
    [
        ("Wir lehnen das Gesetz ab.", ["lehnen"]),
        ("„Wir lehnen das Gesetz ab“, sagte er.", ["lehnen"]),
        ("Wir lehnen an der Wand.", []),
    ],
)
def test_a_verb_has_the_particle_that_ends_its_clause(knowledge: Knowledge, source: str, pole: list[str]) -> None:
    found = knowledge.opposites.find(source, "de")
    assert [stand.span.of(source) for stand in found if stand.axis == "approve"] == pole
