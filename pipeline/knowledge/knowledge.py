"""The object the checks are given: all facts, indexed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pipeline import resources
from pipeline.knowledge import load as loading
from pipeline.knowledge.facts import DEFAULT_STYLE, Facts, read_facts
from pipeline.knowledge.mentions import RoleIndex, RoleMention
from pipeline.knowledge.records import Held, Language, Organisation, Person, Place
from pipeline.knowledge.whereabouts import WhereIndex, WhereMention
from pipeline.text.namekeys import name_key, same_name
from pipeline.text.romanisation import strip_marks

_MEMORY = 20_000  # answers remembered
T = TypeVar("T")


@dataclass(frozen=True)
class Knowledge(Facts):
    """All facts and word lists the checks may use; ``Knowledge()`` knows nothing, ``Knowledge.load()`` what ships."""

    @staticmethod
    def load(folder: Path | None = None, style: str | None = None) -> Knowledge:
        """Read ``folder`` (default: the ``configs/knowledge`` that ships) and the house style of that name.

        ``style`` is a name under ``configs/styles`` or the path of a YAML file. Cached per process.

        Raises:
            ConfigError: with every problem in every file.
        """
        return _load(folder or resources_folder(), style or DEFAULT_STYLE)

    def person(self, name: str) -> tuple[Person, ...]:
        """Return the people whose full name, in any known spelling, is ``name`` (any case)."""
        return tuple(self.people[i] for i in self._by_name.get(name.casefold(), ()))

    def family(self, name: str) -> tuple[Person, ...]:
        """Return the people whose family name, in any known spelling, is ``name`` (any case)."""
        return tuple(self.people[i] for i in self._by_family.get(name.casefold(), ()))

    def named(self, name: str) -> tuple[Person, ...]:
        """Return the people whose full name is ``name`` in any diacritics or romanisation (``text.namekeys``)."""
        exact = self.person(name) or tuple(self.people[i] for i in self._by_letters.get(_letters(name), ()))
        if exact or " " not in name.strip():
            return exact
        near = self._by_key.get(name_key(name), ())
        return tuple(
            self.people[i] for i in near if any(same_name(name, n) > 0.92 for n in self.people[i].names if " " in n)
        )

    def offices_at(self, person: Person, day: date) -> tuple[Held, ...]:
        """Return what ``person`` held on ``day``; not certain: coarse dates, or ``day`` after the fact was checked."""
        held = []
        for office in person.offices:
            answer = office.held_on(day)
            if answer != "no":
                late = office.end is None and day > person.checked
                held.append(Held(office, answer == "yes" and not late))
        return tuple(held)

    def holders(self, role: str, where: str, day: date) -> tuple[Person, ...]:
        """Return who held ``role`` (without modifier) at ``where`` on ``day``, as far as recorded."""
        return tuple(
            person
            for person in self._by_office.get((role, where), ())
            if any(
                (h.office.role, h.office.where) == (role, where) and not h.office.modifiers
                for h in self.offices_at(person, day)
            )
        )

    def country_of(self, where: str) -> str:
        """Return the country (ISO 3166-1) of a place or organisation id; empty where it has none."""
        if where in self.places:
            return self.places[where].country
        return self.organisations[where].country if where in self.organisations else ""

    def within(self, where: str, only: frozenset[str]) -> bool:
        """Tell whether ``where``, or its country, is in ``only``; an empty set or an unknown place always is."""
        return not only or not where or where in only or self.country_of(where) in only

    def ancestors(self, role: str, where: str = "") -> frozenset[str]:
        """Return ``role`` and all its hypernyms that hold at ``where`` (empty: anywhere)."""
        found, todo = {role}, [role]
        while todo:
            entry = self.roles.get(todo.pop())
            for parent, only in entry.parents if entry else ():
                if parent not in found and self.within(where, only):
                    found.add(parent)
                    todo.append(parent)
        return frozenset(found)

    def compatible(self, role_a: str, role_b: str, where: str = "") -> bool:
        """Tell whether one person can rightly be called both at ``where``: same, hypernym, or listed as equivalent."""
        above_a, above_b = self.ancestors(role_a, where), self.ancestors(role_b, where)
        if role_a in above_b or role_b in above_a:
            return True
        return any(frozenset((a, b)) in self.equivalents for a in above_a for b in (role_b,)) or any(
            frozenset((role_a, b)) in self.equivalents for b in above_b
        )

    def find_roles(self, text: str, language: Language) -> list[RoleMention]:
        """Return the role phrases of a German or English text, in order, without overlap."""
        return self.remember(("roles", text, language), lambda: self._role_index[language].find(text))

    def find_where(self, text: str, language: Language) -> tuple[WhereMention, ...]:
        """Return the places and organisations a German or English text names, in order, without overlap."""
        return self.remember(("where", text, language), lambda: self._where_index[language].find(text))

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` gave for ``key`` before, or make it; for what several checks ask of one text.

        Holds the last few thousand answers; ``make`` must be pure.
        """
        if key not in self._memory:
            if len(self._memory) >= _MEMORY:
                self._memory.clear()
            self._memory[key] = make()
        made: T = self._memory[key]
        return made

    @cached_property
    def _memory(self) -> dict[Hashable, Any]:
        return {}

    def place(self, name: str, language: Language) -> tuple[Place, ...]:
        """Return the places called ``name`` in that language (any case)."""
        return tuple(self.places[i] for i in self._place_names[language].get(name.casefold(), ()))

    def organisation(self, name: str, language: Language) -> tuple[Organisation, ...]:
        """Return the organisations called ``name`` in that language (any case)."""
        return tuple(self.organisations[i] for i in self._organisation_names[language].get(name.casefold(), ()))

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        return _index((name, p.id) for p in self.people.values() for name in p.names)

    @cached_property
    def _by_letters(self) -> dict[str, list[str]]:
        return _index((_letters(name), p.id) for p in self.people.values() for name in p.names)

    @cached_property
    def _by_key(self) -> dict[str, list[str]]:
        return _index((name_key(family), p.id) for p in self.people.values() for family in p.families)

    @cached_property
    def _by_family(self) -> dict[str, list[str]]:
        return _index((name, p.id) for p in self.people.values() for name in p.families)

    @cached_property
    def _by_office(self) -> dict[tuple[str, str], list[Person]]:
        index: dict[tuple[str, str], list[Person]] = defaultdict(list)
        for person in self.people.values():
            for key in {(o.role, o.where) for o in person.offices}:
                index[key].append(person)
        return index

    @cached_property
    def _place_names(self) -> dict[Language, dict[str, list[str]]]:
        items = self.places.values()
        return {
            "de": _index((name, p.id) for p in items for name in p.de),
            "en": _index((name, p.id) for p in items for name in p.en),
        }

    @cached_property
    def _organisation_names(self) -> dict[Language, dict[str, list[str]]]:
        items = self.organisations.values()
        return {
            "de": _index((name, o.id) for o in items for name in o.de),
            "en": _index((name, o.id) for o in items for name in o.en),
        }

    @cached_property
    def _where_index(self) -> dict[Language, WhereIndex]:
        return {
            language: WhereIndex(language, self.places.values(), self.organisations.values())
            for language in ("de", "en")
        }

    @cached_property
    def _role_index(self) -> dict[Language, RoleIndex]:
        return {
            language: RoleIndex(
                language,
                self.roles.values(),
                self.modifiers,
                self.places.values(),
                self.organisations.values(),
                self.within,
                self.lookalikes,
            )
            for language in ("de", "en")
        }


def _letters(name: str) -> str:
    """Return the letters of a name without marks, points and spaces: J. D. Vance, JD Vance."""
    return re.sub(r"[\W_]", "", strip_marks(name).casefold())


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for name, item in pairs:
        if item not in index[name.casefold()]:
            index[name.casefold()].append(item)
    return dict(index)


@lru_cache(maxsize=8)
def _load(folder: Path, style: str) -> Knowledge:
    return read_facts(Knowledge, folder, style)


def resources_folder() -> Path:
    """Return the folder of the knowledge that ships."""
    return resources.root() / "configs" / "knowledge"


def forget() -> None:
    """Drop what was read before, so that the next ``Knowledge.load`` sees a changed file."""
    _load.cache_clear()
    loading.line_of.cache_clear()
