"""Turns Wikidata into people entries: JSON dumps (one entity per line) and SPARQL query results.

Reads position held (P39) with its qualifiers start time (P580), end time (P582) and of (P642), the labels and aliases
in German and English, and sex or gender (P21). A position becomes a role and a place through the wordings in
``roles.yaml``: "Minister of Foreign Affairs of Estonia" is foreign-minister EE. Formats:
https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html and https://www.w3.org/TR/sparql11-results-json/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.knowledge.edit import render
from pipeline.knowledge.knowledge import Knowledge
from pipeline.knowledge.models import slug

Json = dict[str, Any]

GENDERS = {"Q6581097": "m", "Q6581072": "f"}  # male, female; all others: x
_DAY, _MONTH, _YEAR = 11, 10, 9  # Wikibase time precisions

QUERY = """\
SELECT ?person ?de ?en ?gender ?position ?positionLabel ?ofLabel ?start ?startPrecision ?end ?endPrecision WHERE {
  VALUES ?position { wd:Q11696 }          # the positions wanted, e.g. President of the United States
  ?person p:P39 ?held . ?held ps:P39 ?position .
  MINUS { ?held wikibase:rank wikibase:DeprecatedRank }
  OPTIONAL { ?person wdt:P21 ?gender }
  OPTIONAL { ?held pqv:P580 [ wikibase:timeValue ?start ; wikibase:timePrecision ?startPrecision ] }
  OPTIONAL { ?held pqv:P582 [ wikibase:timeValue ?end ; wikibase:timePrecision ?endPrecision ] }
  OPTIONAL { ?held pq:P642 ?of . ?of rdfs:label ?ofLabel . FILTER(LANG(?ofLabel) = "en") }
  OPTIONAL { ?person rdfs:label ?de . FILTER(LANG(?de) = "de") }
  OPTIONAL { ?person rdfs:label ?en . FILTER(LANG(?en) = "en") }
  ?position rdfs:label ?positionLabel . FILTER(LANG(?positionLabel) = "en")
}"""


@dataclass(slots=True)
class Import:
    """What an import gave: ``people`` by country, and ``skipped``: a reason per person or position left out."""

    people: dict[str, list[Json]] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Found:
    number: str
    de: str
    en: str
    gender: str
    aliases: list[str]
    offices: list[tuple[str, str, str]]  # position and place as text, start, end as "start..end"


def read(path: Path, known: Knowledge, keep_known: bool = False) -> Import:
    """Read a dump (``.json``, one entity per line) or a SPARQL result; people already known are skipped.

    Raises:
        UsageError: the file cannot be read, or is neither.
    """
    try:
        text = path.read_text(encoding="utf-8")
        people = list(_from_sparql(json.loads(text)) if _is_sparql(text) else _from_dump(text.splitlines()))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path}: neither a Wikidata dump nor a SPARQL JSON result: {error!r}") from error
    result = Import()
    for person in people:
        if not keep_known and (known.person(person.de) or known.person(person.en)):
            result.skipped.append(f"{person.number} {person.de}: already known")
            continue
        _take(person, known, result)
    return result


def to_yaml(result: Import, checked: date) -> str:
    """Return the people as the text of a file for ``configs/knowledge/people``."""
    lines = ["groups:"]
    for country, people in sorted(result.people.items()):
        lines += [f'  - country: "{country}"', "    source: Wikidata", f"    checked: {checked}", "    people:"]
        lines += [f"      - {render(entry)}" for entry in people]
    return "\n".join(lines) + "\n"


def _take(person: _Found, known: Knowledge, result: Import) -> None:
    offices: list[str] = []
    country = ""
    for position, of, term in person.offices:
        office = resolve(position, of, known)
        if office is None:
            result.skipped.append(f"{person.number} {person.de}: no role or place for {position!r} {of!r}".rstrip())
            continue
        offices.append(f"{office} {term}")
        country = country or known.country_of(office.split()[-1])
    if not offices:
        return
    entry: Json = {"de": person.de or person.en}
    if person.en and person.en != person.de:
        entry["en"] = person.en
    if slug(person.en or person.de) in known.people:
        entry["id"] = f"{slug(person.en or person.de)}-{person.number.lower()}"
    entry["gender"] = person.gender
    if person.aliases:
        entry["variants"] = person.aliases
    entry |= {"offices": sorted(offices), "source": f"Wikidata {person.number} P39"}
    result.people.setdefault(country, []).append(entry)


def resolve(position: str, of: str, known: Knowledge) -> str | None:
    """Return ``[modifier ...] role place`` of an English position label; None where role or place is not known."""
    text = f"{position} of {of}" if of and of.casefold() not in position.casefold() else position
    # labels are lower-case nouns or title case; both are matched without regard to case
    mentions = [m for m in known.find_roles(text, "en") if m.where]
    if len(mentions) != 1:
        return None
    mention = mentions[0]
    return " ".join([*sorted(mention.modifiers), mention.roles[0], mention.where])


def _is_sparql(text: str) -> bool:
    head = text.lstrip()[:4000]
    return head.startswith("{") and '"head"' in head and '"bindings"' in text


def _from_sparql(content: Json) -> Iterator[_Found]:
    people: dict[str, _Found] = {}
    for row in content["results"]["bindings"]:
        number = _number(_cell(row, "person"))
        person = people.setdefault(
            number,
            _Found(
                number,
                _cell(row, "de"),
                _cell(row, "en"),
                GENDERS.get(_number(_cell(row, "gender")), "x"),
                [],
                [],
            ),
        )
        start = when(_cell(row, "start"), int(_cell(row, "startPrecision") or _DAY))
        end = when(_cell(row, "end"), int(_cell(row, "endPrecision") or _DAY))
        office = (_cell(row, "positionLabel"), _cell(row, "ofLabel"), f"{start or '?'}..{end}")
        if office not in person.offices:
            person.offices.append(office)
    yield from people.values()


def _cell(row: Json, name: str) -> str:
    return str(row[name]["value"]) if name in row else ""


def _number(uri: str) -> str:
    return uri.rsplit("/", 1)[-1]


def when(value: str, precision: int) -> str:
    """Return YYYY, YYYY-MM or YYYY-MM-DD of a Wikibase time (``+2021-12-08T00:00:00Z``); empty: none or too coarse."""
    text = value.lstrip("+")
    if not text or text.startswith("-") or precision < _YEAR:
        return ""
    return {_YEAR: text[:4], _MONTH: text[:7]}.get(precision, text[:10])


def _from_dump(lines: Iterable[str]) -> Iterator[_Found]:
    entities = [json.loads(line) for raw in lines if (line := raw.strip().rstrip(",")) and line not in "[]"]
    labels = {e["id"]: _label(e, "en") or _label(e, "de") for e in entities}
    for entity in entities:
        if "P39" in entity.get("claims", {}):
            yield _person(entity, labels)


def _person(entity: Json, labels: dict[str, str]) -> _Found:
    claims = entity["claims"]
    gender = next((GENDERS.get(number, "x") for number in map(_item, claims.get("P21", []))), "x")
    offices = []
    for claim in claims["P39"]:
        if claim.get("rank") == "deprecated":
            continue
        qualifiers = claim.get("qualifiers", {})
        of = next((labels.get(_snak_item(s), "") for s in qualifiers.get("P642", [])), "")
        term = f"{_time(qualifiers, 'P580') or '?'}..{_time(qualifiers, 'P582')}"
        offices.append((labels.get(_item(claim), _item(claim)), of, term))
    names = {_label(entity, "de"), _label(entity, "en")}
    aliases = [a["value"] for lang in ("de", "en") for a in entity.get("aliases", {}).get(lang, [])]
    return _Found(
        entity["id"],
        _label(entity, "de"),
        _label(entity, "en"),
        gender,
        [a for a in dict.fromkeys(aliases) if a not in names and " " in a],
        offices,
    )


def _label(entity: Json, language: str) -> str:
    return str(entity.get("labels", {}).get(language, {}).get("value", ""))


def _item(claim: Json) -> str:
    return _snak_item(claim["mainsnak"])


def _snak_item(snak: Json) -> str:
    # "novalue" and "somevalue" snaks have no datavalue
    return str(snak["datavalue"]["value"]["id"]) if snak.get("snaktype") == "value" else ""


def _time(qualifiers: Json, key: str) -> str:
    for snak in qualifiers.get(key, []):
        if snak.get("snaktype") == "value":
            value = snak["datavalue"]["value"]
            return when(value["time"], value["precision"])
    return ""
