"""Finds doubtful facts: two holders of one office, dates out of order, one spelling of two people, missing sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from pipeline.knowledge.glossary import Term
from pipeline.knowledge.knowledge import Knowledge
from pipeline.knowledge.records import Office, PartialDate, Person

_FOREVER = PartialDate(date.max, date.max)
_EVER = PartialDate(date.min, date.min)
# Roles that several people hold at one place by law: two co-leaders of a party, the three-headed presidency of Bosnia.
_SHARED = frozenset({("president", "BA"), ("president", "SM")})


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt: ``kind`` names the rule, ``subject`` the id of a person, role, place or organisation."""

    kind: str
    subject: str
    message: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.message}"


def lint(known: Knowledge) -> list[Finding]:
    """Return every doubt, by rule. References and syntax are checked when loading, not here."""
    found: list[Finding] = []
    for rule in (_dates, _overlaps, _two_holders, _shared_names, _unsourced, _shared_forms, _countries, _terms):
        found += rule(known)
    return found


def _dates(known: Knowledge) -> Iterator[Finding]:
    for person in known.people.values():
        for office in person.offices:
            if office.start and office.end and office.end.last < office.start.first:
                yield Finding("dates", person.id, f"{person.de}: {office}: ends before it starts")
            if office.start and office.start.first > person.checked and "designate" not in office.modifiers:
                yield Finding("dates", person.id, f"{person.de}: {office}: starts after it was checked")


def _overlaps(known: Knowledge) -> Iterator[Finding]:
    for person in known.people.values():
        terms: dict[tuple[object, ...], list[Office]] = defaultdict(list)
        for office in person.offices:
            terms[office.role, office.where, office.modifiers].append(office)
        for same in terms.values():
            for one, other in pairwise(sorted(same, key=lambda o: o.start or _EVER)):
                if surely_together(one, other):
                    yield Finding("overlap", person.id, f"{person.de}: {one} and {other} overlap")


def _two_holders(known: Knowledge) -> Iterator[Finding]:
    terms: dict[tuple[str, str], list[tuple[Person, Office]]] = defaultdict(list)
    for person in known.people.values():
        for office in person.offices:
            if not office.modifiers and known.roles[office.role].unique:
                terms[office.role, office.where].append((person, office))
    for key, held in terms.items():
        if key in _SHARED:
            continue
        for (person, one), (rival, other) in combinations(held, 2):
            if person is not rival and surely_together(one, other):
                yield Finding("two-holders", person.id, f"{person.de} ({one}) and {rival.de} ({other}) at one time")


def surely_together(one: Office, other: Office) -> bool:
    """Tell whether two terms share more than the day of the handover, whatever the coarse dates hide."""
    start = max((one.start or _EVER).last, (other.start or _EVER).last)
    end = min((one.end or _FOREVER).first, (other.end or _FOREVER).first)
    return start < end


def _shared_names(known: Knowledge) -> Iterator[Finding]:
    owners: dict[str, set[str]] = defaultdict(set)
    for person in known.people.values():
        for name in person.names:
            if " " in name:
                owners[name.casefold()].add(person.id)
    for name, ids in owners.items():
        if len(ids) > 1:
            yield Finding("shared-name", min(ids), f"{name!r} is a name of {', '.join(sorted(ids))}")


def _unsourced(known: Knowledge) -> Iterator[Finding]:
    for person in known.people.values():
        if not person.source or person.checked == date.min:
            yield Finding("source", person.id, f"{person.de}: no source or no date of the check")
        if not person.offices:
            yield Finding("no-office", person.id, f"{person.de}: no office")


def _shared_forms(known: Knowledge) -> Iterator[Finding]:
    places: dict[str, set[str]] = defaultdict(set)
    for place in known.places.values():
        for name in place.en:
            places[name.casefold()].add(place.id)
    for name, ids in places.items():
        if len(ids) > 1:
            yield Finding("shared-place", min(ids), f"{name!r} names {', '.join(sorted(ids))}")
    for role in known.roles.values():
        if not role.de or not role.en:
            yield Finding("role-forms", role.id, f"{role.id}: no German or no English wording")


def _countries(known: Knowledge) -> Iterator[Finding]:
    for kind, items in (("people", known.people), ("places", known.places), ("organisations", known.organisations)):
        for item in items.values():
            if item.country and item.country not in known.places:
                yield Finding("country", item.id, f"{kind}: {item.id}: unknown country {item.country!r}")
    for role in known.roles.values():
        used = [o for _, only in role.parents for o in only] + [o for f in (*role.de, *role.en) for o in f.only]
        used += [f.implies for f in (*role.de, *role.en) if f.implies]
        for where in used:
            if where not in known.places and where not in known.organisations:
                yield Finding("role-place", role.id, f"{role.id}: unknown place or organisation {where!r}")


def _terms(known: Knowledge) -> Iterator[Finding]:
    owners: dict[str, Term] = {}
    for term in known.glossary.terms:
        name = term.de[0]
        for german in term.de:
            other = owners.setdefault(german.casefold(), term)
            if other is not term and set(other.en).isdisjoint(term.en):
                yield Finding("two-terms", name, f"{german} is {other.en[0]} ({other.source}) and {term.en[0]}")
        if clash := [words for words in term.avoid if term.wanted_in(words)]:
            yield Finding("wanted-unwanted", name, f"{name}: {', '.join(clash)}: both wanted and not wanted")
        if not term.source.strip():
            yield Finding("source", name, f"{name}: no source")
