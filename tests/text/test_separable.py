"""Where a particle ends its clause."""

from __future__ import annotations

import pytest

from pipeline.text.separable import ADVERBS, PARTICLES, PREPOSITIONS, ends_clause
from pipeline.types import Span


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Der Kurs gab nach.", True),
        ("Der Kurs gab nach und stieg", True),
        ("Der Kurs gab nach", True),
        ("„Der Kurs gab nach“, sagte er.", True),
        ("(Der Kurs gab nach)", True),
        ("Er suchte nach Gold.", False),
        ('Er suchte nach "Gold".', False),
        ("Er suchte nach „Gold“.", False),
        ("Er suchte nach (altem) Gold.", False),
    ],
)
def test_where_a_clause_ends(text: str, ends: bool) -> None:
    at = text.index("nach")
    assert ends_clause(text, Span(at, at + 4)) is ends


def test_each_particle_is_of_one_kind() -> None:
    assert not PARTICLES & ADVERBS
    assert not (PARTICLES | ADVERBS) & PREPOSITIONS
