"""What a knowledge folder holds, read from its YAML files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pipeline.errors import ConfigError
from pipeline.knowledge import load as loading
from pipeline.knowledge.false_friends import FalseFriends, FalseFriendsFile
from pipeline.knowledge.glossary import Glossary, GlossaryFile, Term
from pipeline.knowledge.models import ModifierEntry, OrganisationsFile, PeopleFile, PlacesFile, RolesFile
from pipeline.knowledge.opposites import Opposites, OppositesFile
from pipeline.knowledge.records import Organisation, Person, Place, Role
from pipeline.knowledge.style import Style

DEFAULT_STYLE = "default"


@dataclass(frozen=True)
class Facts:
    """All facts and word lists, without the questions that ``Knowledge`` answers from them.

    A new word list gets a pydantic model in its own file, a field here, and one line in ``read_facts``.
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


F = TypeVar("F", bound=Facts)


def read_facts(kind: type[F], folder: Path, style: str) -> F:
    """Return the facts of ``folder`` and the house style of that name, or of that YAML file, as a ``kind``.

    Raises:
        ConfigError: with every problem in every file.
    """
    problems: list[str] = []
    if not folder.is_dir():
        raise ConfigError(f"{folder}: no such folder; give one laid out like configs/knowledge")
    roles = loading.read(folder / "roles.yaml", RolesFile, problems)
    organisations = loading.read(folder / "organisations.yaml", OrganisationsFile, problems)
    friends = loading.read(folder / "false_friends.yaml", FalseFriendsFile, problems)
    opposites = loading.read(folder / "opposites.yaml", OppositesFile, problems)
    facts = kind(
        people=_people(folder / "people", problems),
        roles={key: entry.record(key) for key, entry in roles.roles.items()} if roles else {},
        modifiers=roles.modifiers if roles else {},
        equivalents=frozenset(frozenset(pair) for pair in roles.equivalents) if roles else frozenset(),
        lookalikes=roles.lookalikes if roles else (),
        places=_places(folder / "places", problems),
        organisations={k: e.record(k) for k, e in organisations.organisations.items()} if organisations else {},
        style=loading.read(_style_path(folder, style), Style, problems),
        false_friends=FalseFriends(friends.records() if friends else ()),
        opposites=Opposites(opposites.axes if opposites else ()),
        glossary=Glossary(_terms(folder / "glossary", problems)),
    )
    if not problems:
        problems += _loose_ends(facts, folder)
    if problems:
        raise ConfigError(problems)
    return facts


def _people(folder: Path, problems: list[str]) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for path in sorted(folder.glob("*.yaml")):
        file = loading.read(path, PeopleFile, problems)
        for person in file.records() if file else ():
            if person.id in people:
                line = loading.line_of(path, person.de)
                problems.append(f"{path}:{line}: {person.de}: the id {person.id!r} is taken; give the entry an own id")
            people[person.id] = person
    return people


def _places(folder: Path, problems: list[str]) -> dict[str, Place]:
    files = [loading.read(path, PlacesFile, problems) for path in sorted(folder.glob("*.yaml"))]
    return {key: entry.record(key) for file in files if file for key, entry in file.places.items()}


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


def _loose_ends(known: Facts, folder: Path) -> list[str]:
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
