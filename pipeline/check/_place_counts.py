"""Places told apart by how often each side names them: "die russisch-ukrainische Grenze", "the Russian-Chinese border",
where Ukraine stands elsewhere in both texts, so that no name is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Final

from pipeline.check._name_cues import middle
from pipeline.check._name_place import places
from pipeline.check._name_side import Side
from pipeline.knowledge import Knowledge
from pipeline.knowledge.whereabouts import WhereMention
from pipeline.text.units import find_units

_NEAR: Final = 0.3  # share of the sentence by which the one may stand from where the other should
_TOGETHER: Final = 0.5  # share of its neighbours that must stand by it if it is farther away


def swapped(german: Side, english: Side) -> Iterator[tuple[WhereMention, WhereMention]]:
    """Yield a German place and the English one in its stead, where each stands more often on its own side.

    A place counts for its country, since English writes Moscow for Russland; so do its people.
    """
    if not german.where or not english.where:
        return
    knowledge = german.knowledge
    mine, theirs = ([(m, _country(m, knowledge)) for m in _countries(side)] for side in (german, english))
    said, stood = Counter(c for _, c in mine), Counter(c for _, c in theirs)
    where = places(german.text, english.text)
    taken: set[str] = set()
    for (one, here), (other, there) in product(mine, theirs):
        if said[here] <= stood[here] or stood[there] <= said[there] or {here, there} & taken:
            continue
        if _all(one, knowledge) & _all(other, knowledge):
            continue  # Georgia is a country and a state of the USA
        near = abs(where.expected(one.span) - middle(english, other.span)) <= _NEAR
        if (near and where.beside(one.span, other.span)) or where.together(one.span, other.span) >= _TOGETHER:
            taken |= {here, there}
            yield one, other


def _countries(side: Side) -> list[WhereMention]:
    """Return the mentions but for bodies and money: Franken, Swiss francs."""
    money = [unit.span for unit in find_units(side.text, side.language) if unit.unit.dimension == "currency"]
    return [m for m in side.where if m.how != "organisation" and not any(m.span.overlaps(span) for span in money)]


def _country(mention: WhereMention, knowledge: Knowledge) -> str:
    return knowledge.country_of(mention.ids[0]) or mention.ids[0]


def _all(mention: WhereMention, knowledge: Knowledge) -> set[str]:
    return {place for i in mention.ids for place in (i, knowledge.country_of(i)) if place}
