"""From a flag to the knowledge base: what an editor knows becomes an entry with the editor as its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import ConfigError, UsageError
from pipeline.knowledge import Knowledge, edit, resources_folder
from pipeline.knowledge.commands import NewFact, add, as_gender
from pipeline.knowledge.knowledge import forget
from pipeline.knowledge.models import PlacesFile, slug
from pipeline.knowledge.new_term import NewTerm, add_term


@dataclass(frozen=True, slots=True)
class Fact:
    """What the form holds. ``office``: ``role place start..end``; ``gender``: m, f or x; ``country``: ISO code."""

    kind: str  # person, place or term
    de: str
    en: str = ""  # of a term also more than one, separated by commas
    avoid: str = ""  # English that a term must not have, separated by commas
    variants: str = ""  # separated by commas
    office: str = ""
    gender: str = ""
    country: str = ""
    source: str = ""


def save(fact: Fact, who: str, folder: Path | None = None) -> str:
    """Write the fact into the knowledge files, validated; return what was written where.

    Raises:
        UsageError, ConfigError: something is missing or wrong; the files are left as they were.
    """
    source = f"editor {who}, {datetime.now(UTC):%Y-%m-%d}" + (f": {fact.source.strip()}" if fact.source.strip() else "")
    de, en = " ".join(fact.de.split()), " ".join(fact.en.split())
    if not de:
        raise UsageError("the German is missing")
    if fact.kind == "term":
        return add_term(NewTerm(de, _listed(en), source, _listed(fact.avoid)), folder)
    if fact.kind == "place":
        return _place(de, en, fact, source, folder or resources_folder())
    if fact.kind != "person":
        raise UsageError("a fact is about a person, a place or a term")
    offices = [fact.office.strip()] if fact.office.strip() else []
    gender = as_gender(fact.gender) if fact.gender else None
    new = NewFact(de, source, offices, en, gender, fact.country.strip().upper(), _listed(fact.variants))
    return add(new, folder)


def _listed(text: str) -> list[str]:
    return [words for part in text.split(",") if (words := " ".join(part.split()))]


def _place(de: str, en: str, fact: Fact, source: str, folder: Path) -> str:
    known = Knowledge.load(folder)
    country = fact.country.strip().upper()
    if country not in known.places:
        raise UsageError("a new place needs its country (ISO code such as DE)")
    path = folder / "places" / "added.yaml"
    data: dict[str, Any] = {"source": "added on the editor's page", "checked": datetime.now(UTC).date(), "places": {}}
    if path.exists():
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    name = slug(en or de)
    if name in known.places:
        raise UsageError(f"{name} is known as a place already")
    data["places"][name] = {"de": [de], "en": [en or de], "country": country}
    data["source"] += f"; {name}: {source}"  # a place has no source of its own
    data["checked"] = datetime.now(UTC).date()
    edit.write(path, yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**9), PlacesFile)
    forget()
    try:
        Knowledge.load(folder)
    except ConfigError:
        del data["places"][name]
        edit.write(path, yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**9), PlacesFile)
        forget()
        raise
    return f"{path}: added {de}"
