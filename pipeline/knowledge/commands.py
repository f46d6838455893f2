"""What ``wiredesk knowledge add | show | lint`` does; the command line only passes arguments on and prints."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast, get_args

import yaml

from pipeline.errors import ConfigError, UsageError
from pipeline.knowledge import edit
from pipeline.knowledge import lint as linting
from pipeline.knowledge.glossary import Term
from pipeline.knowledge.knowledge import Knowledge, forget, resources_folder
from pipeline.knowledge.models import parse_office, slug
from pipeline.knowledge.records import Gender, Office, Organisation, Person, Place, Role


@dataclass(frozen=True, slots=True)
class NewFact:
    """A person, or offices and spellings to add to one already known by ``de``, ``en`` or id."""

    de: str
    source: str
    offices: Sequence[str] = ()
    en: str = ""
    gender: Gender | None = None
    country: str = ""
    variants: Sequence[str] = ()
    checked: date | None = None
    ends: Sequence[str] = ()  # offices that ended: "role place start..end", matched by role, place and start


def add(fact: NewFact, folder: Path | None = None) -> str:
    """Write the fact into the people files; return one line that says what was written where.

    Raises:
        UsageError: no source, or a new person without gender or country.
        ConfigError: an unknown role, place or organisation, or an invalid date; nothing is written.
    """
    folder = folder or resources_folder()
    if not fact.source.strip():
        raise UsageError("a fact needs a source: name the official site, or Wikidata with its number")
    known = Knowledge.load(folder)
    _check_offices(known, [*fact.offices, *fact.ends])
    found = edit.find_entry(folder, fact.de) or (edit.find_entry(folder, fact.en) if fact.en else None)
    path = _extend(known, found, fact) if found else _create(known, fact, folder)
    forget()
    Knowledge.load(folder)
    return f"{path}: {'extended' if found else 'added'} {fact.de}"


def show(name: str, folder: Path | None = None, style: str | None = None) -> str:
    """Return all that is known under a name, id, role or place, as text for the terminal.

    Raises:
        UsageError: nothing goes by that name; the message offers similar ones.
    """
    known = Knowledge.load(folder, style)
    parts = [_person(p, known) for p in _people(known, name)]
    parts += [_role(r) for r in known.roles.values() if name == r.id or _has_form(r, name)]
    parts += [_place(p) for p in known.places.values() if name == p.id or name in p.de or name in p.en]
    parts += [_organisation(o) for o in known.organisations.values() if name == o.id or name in (*o.de, *o.en)]
    parts += [_term(t) for t in known.glossary.named(name)]
    if not parts:
        raise UsageError(f"nothing is known as {name!r}{_similar(known, name)}")
    return "\n\n".join(parts)


def lint(folder: Path | None = None) -> list[str]:
    """Return every problem and doubt of the knowledge files, one line each; an empty list is good news."""
    try:
        return [str(finding) for finding in linting.lint(Knowledge.load(folder))]
    except ConfigError as error:
        return list(error.problems)


def as_gender(text: str | None) -> Gender | None:
    """Return the gender a user typed.

    Raises:
        UsageError: it is none of m, f, x.
    """
    for gender in get_args(Gender):
        if text == gender:
            return cast(Gender, gender)
    if text is None:
        return None
    raise UsageError(f"gender {text!r}: m, f or x")


def as_day(text: str | None) -> date | None:
    """Return the day a user typed.

    Raises:
        UsageError: it is not YYYY-MM-DD.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"{text!r} is no day; write YYYY-MM-DD") from error


def _check_offices(known: Knowledge, offices: Sequence[str]) -> None:
    problems = []
    for text in offices:
        try:
            office = parse_office(text)
        except ValueError as error:
            problems.append(str(error))
            continue
        if office.role not in known.roles:
            problems.append(f"{text}: unknown role {office.role!r}{_similar(known, office.role)}")
        if office.where not in known.places and office.where not in known.organisations:
            problems.append(f"{text}: unknown place or organisation {office.where!r}{_similar(known, office.where)}")
    if problems:
        raise ConfigError(problems)


def _extend(known: Knowledge, found: tuple[Path, yaml.MappingNode, edit.Entry], fact: NewFact) -> Path:
    path, node, entry = found
    offices = [_ended(text, fact.ends) for text in entry.get("offices", [])]
    entry["offices"] = [*(o for o in fact.offices if o not in offices), *offices]
    variants = entry.get("variants", [])
    variants = [variants] if isinstance(variants, str) else variants
    new = [v for v in fact.variants if v not in variants]
    if variants or new:
        entry["variants"] = [*variants, *new]
    # the group's source stays the source of the older facts
    older = {person.source for person in known.person(entry["de"]) if fact.source not in person.source}
    entry["source"] = "; ".join([*older, fact.source]) if older else entry.get("source", fact.source)
    entry["checked"] = fact.checked or date.today()
    edit.replace_entry(path, node, entry)
    return path


def _ended(text: str, ends: Sequence[str]) -> str:
    office = parse_office(text)
    for end in ends:
        other = parse_office(end)
        if (other.role, other.where, other.start, other.modifiers) == (
            office.role,
            office.where,
            office.start,
            office.modifiers,
        ):
            return end
    return text


def _create(known: Knowledge, fact: NewFact, folder: Path) -> Path:
    if fact.gender is None or fact.country not in known.places:
        raise UsageError(f"{fact.de} is new: give the gender (m, f, x) and the country (ISO code such as DE)")
    identity = slug(fact.en or fact.de)
    entry: edit.Entry = {"de": fact.de, "gender": fact.gender}
    if fact.en and fact.en != fact.de:
        entry = {"de": fact.de, "en": fact.en, "gender": fact.gender}
    if identity in known.people:
        entry["id"] = f"{identity}-{fact.country.lower()}"
    if fact.variants:
        entry["variants"] = list(fact.variants)
    entry |= {"offices": list(fact.offices), "source": fact.source}
    checked = fact.checked or date.today()
    entry["checked"] = checked
    return edit.append_entry(folder, fact.country, entry, {"source": fact.source, "checked": checked})


def _people(known: Knowledge, name: str) -> list[Person]:
    by_id = [known.people[name]] if name in known.people else []
    return list(dict.fromkeys([*by_id, *known.person(name), *known.family(name)]))


def _person(person: Person, known: Knowledge) -> str:
    lines = [f"{person.de} / {person.en} ({person.id}, {person.gender}, {person.country})"]
    if person.variants:
        lines.append(f"  also: {', '.join(person.variants)}")
    if person.native:
        lines.append(f"  native: {person.native}")
    lines += [f"  {_when(o)}  {_title(o, known)}" for o in reversed(person.offices)]
    lines.append(f"  source: {person.source}; checked {person.checked}")
    if known.style and person.id in known.style.people:
        lines.append(f"  {known.style.name}: {known.style.people[person.id].use}")
    return "\n".join(lines)


def _when(office: Office) -> str:
    return f"{office.start or '?'!s:>10} .. {office.end or ''!s:10}"


def _title(office: Office, known: Knowledge) -> str:
    role = known.roles[office.role]
    return " ".join([*sorted(office.modifiers), role.en[0].text if role.en else role.id, office.where])


def _has_form(role: Role, name: str) -> bool:
    return any(name.casefold() == form.text.split("(")[0].casefold() for form in (*role.de, *role.en))


def _role(role: Role) -> str:
    lines = [f"role {role.id}{' (one holder at a time)' if role.unique else ''}"]
    lines.append(f"  de: {', '.join(f.text for f in role.de)}")
    lines.append(f"  en: {', '.join(f.text for f in role.en)}")
    if role.parents:
        lines.append(f"  is: {', '.join(parent for parent, _ in role.parents)}")
    return "\n".join(lines)


def _place(place: Place) -> str:
    lines = [f"place {place.id} ({place.kind}{', ' + place.country if place.country else ''})"]
    lines += [f"  de: {', '.join(place.de)}", f"  en: {', '.join(place.en)}"]
    if place.avoid:
        lines.append(f"  not: {', '.join(place.avoid)}{'; but ' + ', '.join(place.keep) if place.keep else ''}")
    return "\n".join(lines)


def _organisation(organisation: Organisation) -> str:
    head = f"organisation {organisation.id} ({organisation.kind}"
    country = f", {organisation.country}" if organisation.country else ""
    return f"{head}{country})\n  de: {', '.join(organisation.de)}\n  en: {', '.join(organisation.en)}"


def _term(term: Term) -> str:
    lines = [f"term {', '.join(term.de)}{' (also at the end of compounds)' if term.compounds else ''}"]
    lines += [f"  en: {', '.join(term.en)}", f"  not: {', '.join(term.avoid) or 'anything else'}"]
    lines += [f"  {term.note}"] if term.note else []
    return "\n".join([*lines, f"  source: {term.source}; checked {term.checked}"])


def _similar(known: Knowledge, name: str) -> str:
    pool = [*known.roles, *known.places, *known.organisations, *known.people]
    pool += [n for p in known.people.values() for n in (p.de, p.en)]
    pool += [n for t in known.glossary.terms for n in t.de]
    close = difflib.get_close_matches(name, dict.fromkeys(pool), n=3, cutoff=0.75)
    return f"; similar: {', '.join(close)}" if close else ""
