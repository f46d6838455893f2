"""The name ledger of a batch: every person with every spelling, where each stands, when it came first and last.

Pure data: ``Ledger.add`` takes sightings in reading order, ``entries`` gives people, ``rows`` plain values for JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.text.namekeys import name_key, same_name
from pipeline.text.names import genitive_of
from pipeline.text.romanisation import fold

Side = Literal["de", "en"]
_ONE_PERSON = 0.9  # same_name from which two full names of different articles are taken for one person


@dataclass(frozen=True, slots=True)
class Sighting:
    """One use of a person's name: ``name`` is the fullest form the article gives them, ``text`` what stands there.

    ``article`` and ``segment`` say where; ``start`` and ``end`` count characters of the segment (German) or of its
    translation (English); ``person`` is the id of a known person, else empty.
    """

    text: str
    name: str
    side: Side
    article: str
    segment: int
    start: int
    end: int
    person: str = ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of a person on one side: ``count`` uses, the ``first`` and the ``last`` of them."""

    text: str
    side: Side
    count: int
    first: Sighting
    last: Sighting


@dataclass(frozen=True, slots=True)
class Entry:
    """A person of the batch; ``house``: the form the house style wants, empty where it has no rule."""

    name: str
    person: str
    house: str
    spellings: tuple[Spelling, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that name the person, in the order of their first and last uses."""
        return tuple(dict.fromkeys(s.article for p in self.spellings for s in (p.first, p.last)))

    def full_forms(self, side: Side = "en") -> tuple[Spelling, ...]:
        """Return the spellings of the full name on one side, the most frequent first."""
        forms = [s for s in self.spellings if s.side == side and " " in s.text]
        return tuple(sorted(forms, key=lambda s: -s.count))

    def drifts(self) -> bool:
        """Tell whether the English full name is spelt in more than one way, capitals and possessives aside."""
        return len({fold(s.text) for s in self.full_forms()}) > 1


@dataclass(slots=True)
class _Person:
    names: list[str]
    person: str
    sightings: dict[tuple[str, Side], list[Sighting]] = field(default_factory=dict)


class Ledger:
    """Collects sightings, article by article; people of different articles are one when their full names agree."""

    def __init__(self, house: Mapping[str, str] | None = None) -> None:
        self.house = dict(house or {})  # person id -> form
        self._people: list[_Person] = []
        self._by_key: dict[str, list[_Person]] = {}

    def add(self, sightings: Iterable[Sighting]) -> None:
        """Enter the sightings of one article, in reading order."""
        for sighting in sightings:
            person = self._find(sighting)
            person.sightings.setdefault((sighting.text, sighting.side), []).append(sighting)
            if sighting.name not in person.names:
                person.names.append(sighting.name)
                self._by_key.setdefault(name_key(sighting.name), []).append(person)

    def _find(self, sighting: Sighting) -> _Person:
        for person in self._by_key.get(name_key(sighting.name), ()):
            if person.person and sighting.person:
                if person.person == sighting.person:
                    return person
            elif any(fold(n) == fold(sighting.name) or _alike(n, sighting.name) for n in person.names):
                return person
        known = next((p for p in self._people if sighting.person and p.person == sighting.person), None)
        if known:
            return known
        made = _Person([], sighting.person)
        self._people.append(made)
        return made

    def entries(self) -> tuple[Entry, ...]:
        """Return the people by family name."""
        made = []
        for person in self._people:
            spellings = tuple(
                Spelling(text, side, len(seen), seen[0], seen[-1]) for (text, side), seen in person.sightings.items()
            )
            plain = [n for n in person.names if not any(n != m and genitive_of(n, m) for m in person.names)]
            name = max(plain, key=lambda n: (" " in n, len(n)))
            made.append(Entry(name, person.person, self.house.get(person.person, ""), spellings))
        return tuple(sorted(made, key=lambda e: fold(e.name.split()[-1])))

    def rows(self) -> list[dict[str, Any]]:
        """Return one row per spelling, of plain values: name, person, house, spelling, side, count, first and last."""
        return [
            {
                "name": entry.name,
                "person": entry.person,
                "house": entry.house,
                "spelling": spelling.text,
                "side": spelling.side,
                "count": spelling.count,
                "first": f"{spelling.first.article}#{spelling.first.segment}",
                "last": f"{spelling.last.article}#{spelling.last.segment}",
            }
            for entry in self.entries()
            for spelling in entry.spellings
        ]


def _alike(a: str, b: str) -> bool:
    return " " in a and " " in b and same_name(a, b) >= _ONE_PERSON
