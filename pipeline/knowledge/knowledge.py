"""The object the checks are given: all facts, indexed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pipeline import resources
from pipeline.errors import ConfigError
from pipeline.knowledge import load as loading
from pipeline.knowledge.false_friends import FalseFriends, FalseFriendsFile
from pipeline.knowledge.glossary import Glossary, GlossaryFile, Term
from pipeline.knowledge.mentions import RoleIndex, RoleMention
from pipeline.knowledge.models import ModifierEntry, OrganisationsFile, PeopleFile, PlacesFile, RolesFile
from pipeline.knowledge.opposites import Opposites, OppositesFile
from pipeline.knowledge.records import Held, Language, Organisation, Person, Place, Role
from pipeline.knowledge.style import Style
from pipeline.knowledge.whereabouts import WhereIndex, WhereMention
from pipeline.text.namekeys import name_key, same_name
from pipeline.text.romanisation import strip_marks

DEFAULT_STYLE = "default"
_MEMORY = 20_000  # answers remembered
T = TypeVar("T")


@dataclass(frozen=True)
class Knowledge:
    """All facts and word lists the checks may use; ``Knowledge()`` knows nothing, ``Knowledge.load()`` what ships.

    A new word list gets a pydantic model in its own file, a field here, and one ``loading.read`` line in ``_read``.
    """

    people: Mapping[str, Person] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    modifiers: Mapping[str, ModifierEntry] = field(default_factory=dict)
    equivalents: frozenset[frozenset[str]] = frozenset()
    lookalikes: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    style: Style | None = None
    false_friends: FalseFriends = field(default_factory=FalseFriends)
    opposites: Opposites = field(default_factory=Opposites)
    glossary: Glossary = field(default_factory=Glossary)

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
    problems: list[str] = []
    known = _read(folder, style, problems)
    if not problems:
        problems += references(known, folder)
    if problems:
        raise ConfigError(problems)
    return known


def resources_folder() -> Path:
    """Return the folder of the knowledge that ships."""
    return resources.root() / "configs" / "knowledge"


def forget() -> None:
    """Drop what was read before, so that the next ``Knowledge.load`` sees a changed file."""
    _load.cache_clear()
    loading.line_of.cache_clear()


def _read(folder: Path, style: str, problems: list[str]) -> Knowledge:
    people: dict[str, Person] = {}
    for path in sorted((folder / "people").glob("*.yaml")):
        file = loading.read(path, PeopleFile, problems)
        for person in file.records() if file else ():
            if person.id in people:
                line = loading.line_of(path, person.de)
                problems.append(f"{path}:{line}: {person.de}: the id {person.id!r} is taken; give the entry an own id")
            people[person.id] = person
    places: dict[str, Place] = {}
    for path in sorted((folder / "places").glob("*.yaml")):
        found = loading.read(path, PlacesFile, problems)
        places |= {key: entry.record(key) for key, entry in found.places.items()} if found else {}
    roles = loading.read(folder / "roles.yaml", RolesFile, problems)
    organisations = loading.read(folder / "organisations.yaml", OrganisationsFile, problems)
    friends = loading.read(folder / "false_friends.yaml", FalseFriendsFile, problems)
    opposites = loading.read(folder / "opposites.yaml", OppositesFile, problems)
    return Knowledge(
        people=people,
        roles={key: entry.record(key) for key, entry in roles.roles.items()} if roles else {},
        modifiers=roles.modifiers if roles else {},
        equivalents=frozenset(frozenset(pair) for pair in roles.equivalents) if roles else frozenset(),
        lookalikes=roles.lookalikes if roles else (),
        places=places,
        organisations={k: e.record(k) for k, e in organisations.organisations.items()} if organisations else {},
        style=loading.read(_style_path(folder, style), Style, problems),
        false_friends=FalseFriends(friends.records() if friends else ()),
        opposites=Opposites(opposites.axes if opposites else ()),
        glossary=Glossary(_terms(folder / "glossary", problems)),
    )


def _terms(folder: Path, problems: list[str]) -> tuple[Term, ...]:
    """Return the terms of all files; what the desk added holds against what ships."""
    paths = sorted(folder.glob("*.yaml"), key=lambda path: (path.stem == "added", path.name))
    files = [loading.read(path, GlossaryFile, problems) for path in paths]
    return tuple(term for file in files if file for term in file.records())


def _style_path(folder: Path, style: str) -> Path:
    if style.endswith((".yaml", ".yml")):
        return Path(style)
    path = folder.parent / "styles" / f"{style}.yaml"
    if style != DEFAULT_STYLE and not path.is_file():
        there = ", ".join(sorted(p.stem for p in path.parent.glob("*.yaml")))
        raise ConfigError(f"no house style {style!r}; there are {there}; or give the path of a YAML file")
    return path


def references(known: Knowledge, folder: Path) -> list[str]:
    """Return a problem for each role, place or organisation id that is used but not defined."""
    problems = []
    for person in known.people.values():
        for office in person.offices:
            unknown_role = office.role not in known.roles
            if unknown_role or (office.where not in known.places and office.where not in known.organisations):
                what = f"role {office.role!r}" if unknown_role else f"place or organisation {office.where!r}"
                problems.append(f"{folder / 'people'}: {person.de}: {office}: unknown {what}")
    for role in known.roles.values():
        for parent, _ in role.parents:
            if parent not in known.roles:
                problems.append(f"{folder / 'roles.yaml'}: {role.id}: is: unknown role {parent!r}")
    for pair in known.equivalents:
        problems += [f"{folder / 'roles.yaml'}: equivalents: unknown role {r!r}" for r in pair if r not in known.roles]
    return problems
