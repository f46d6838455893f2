"""Places told apart by how often each side names them: "die russisch-ukrainische Grenze", "the Russian-Chinese border",
where Ukraine stands elsewhere in both texts, so that no name is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from pipeline.check._name_place import places
from pipeline.knowledge import Knowledge
from pipeline.knowledge.records import Language
from pipeline.knowledge.whereabouts import WhereMention
from pipeline.text.units import find_units

_NEAR: Final = 0.3  # share of the sentence by which the one may stand from where the other should
_TOGETHER: Final = 0.5  # share of its neighbours that must stand by it if it is farther away


def swapped(
    source: str,
    german: Sequence[WhereMention],
    target: str,
    english: Sequence[WhereMention],
    knowledge: Knowledge,
) -> Iterator[tuple[WhereMention, WhereMention]]:
    """Yield a German place and the English one in its stead, where each stands more often on its own side.

    A place counts for its country, since English writes Moscow for Russland; so do its people.
    """
    mine = [(m, _country(m, knowledge)) for m in _countries(source, german, "de")]
    theirs = [(m, _country(m, knowledge)) for m in _countries(target, english, "en")]
    said, stood = Counter(c for _, c in mine), Counter(c for _, c in theirs)
    where = places(source, target)
    taken: set[str] = set()
    for (one, here), (other, there) in product(mine, theirs):
        if said[here] <= stood[here] or stood[there] <= said[there] or {here, there} & taken:
            continue
        if _all(one, knowledge) & _all(other, knowledge):
            continue  # Georgia is a country and a state of the USA
        at = (other.span.start + other.span.end) / 2 / max(len(target), 1)
        near = abs(where.expected(one.span) - at) <= _NEAR
        if (near and where.beside(one.span, other.span)) or where.together(one.span, other.span) >= _TOGETHER:
            taken |= {here, there}
            yield one, other


def _countries(text: str, mentions: Sequence[WhereMention], language: Language) -> list[WhereMention]:
    """Return the mentions but for bodies and money: Franken, Swiss francs."""
    money = [unit.span for unit in find_units(text, language) if unit.unit.dimension == "currency"]
    return [m for m in mentions if m.how != "organisation" and not any(m.span.overlaps(span) for span in money)]


def _country(mention: WhereMention, knowledge: Knowledge) -> str:
    return knowledge.country_of(mention.ids[0]) or mention.ids[0]


def _all(mention: WhereMention, knowledge: Knowledge) -> set[str]:
    return {place for i in mention.ids for place in (i, knowledge.country_of(i)) if place}
