"""What the judge of lost and altered names is told: letters, places, and how the English accounts for a word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.check._gaps import gaps, suspects
from pipeline.check._name_place import places
from pipeline.check._name_shape import groups, shape
from pipeline.knowledge import Knowledge
from pipeline.types import Span
from tests.records import pair


def test_shape_tells_names_from_nouns() -> None:
    names = ("gelaschwili", "hartmann", "thompson", "wisniewski", "yamamoto")
    nouns = ("verhandlungen", "genauigkeit", "unterlagen", "wirtschaftszweig", "beschaffung")
    assert min(map(shape, names)) > 0 > max(map(shape, nouns))


@given(st.text(max_size=40))
def test_shape_is_bounded(word: str) -> None:
    assert -1 <= shape(word) <= 1
    assert all(len(group) <= 5 for group in groups(word))


def test_a_name_is_expected_where_its_neighbours_stand() -> None:
    source, target = "Am Montag traf die Ministerin Brandt.", "The minister met Brandt on Monday."
    where = places(source, target)
    name, other = (Span(text.index("Brandt"), text.index("Brandt") + 6) for text in (source, target))
    assert where.beside(name, other)
    assert where.together(name, other) > 0.5
    assert 0 <= where.expected(name) <= 1


@given(st.text(max_size=60), st.text(max_size=60))
def test_places_take_any_text(source: str, target: str) -> None:
    where = places(source, target)
    assert 0 <= where.expected(Span(0, len(source))) <= 1
    assert 0 <= where.together(Span(0, len(source)), Span(0, len(target))) <= 1


def lost(source: str, target: str, knowledge: Knowledge) -> set[str]:
    return {s.source.span.of(source) for s in suspects(source, target, knowledge) if s.source}


def test_what_accounts_for_a_name(knowledge: Knowledge) -> None:
    assert lost("Der Skiclub lädt ein.", "The ski club invites guests.", knowledge) == set()
    assert lost("Der Preis fiel auf 80 USD.", "The price fell to $80.", knowledge) == set()
    said = "Die Bundesanleihen fielen.", "German government bonds fell."
    assert not [s for s in suspects(*said, knowledge) if s.target and not s.source]
    war = "Der zweite Weltkrieg endete.", "World War II ended."
    assert not [g for g in gaps(pair(*war), knowledge) if g.target]
