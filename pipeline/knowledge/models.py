"""What the YAML files may hold: pydantic models, and their conversion to the records in ``records.py``."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from pipeline.knowledge.records import Form, Gender, Office, Organisation, PartialDate, Person, Place, Role

_OFFICE = re.compile(r"((?:[a-z-]+ )*?)([a-z][a-z0-9-]*) (\S+) ([\d?][\d-]*)\.\.([\d-]*)")
MODIFIERS = ("deputy", "former", "acting", "designate", "shadow", "honorary")
# Name particles that belong to the family name (von der Leyen, Le Pen, bin Salman, de la Rue).
_PARTICLES = frozenset(
    {"von", "van", "vom", "zu", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "du", "la", "le"}
    | {"el", "al", "bin", "ibn", "ben", "ter", "ten", "af", "abu"}
)


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Strict(BaseModel):
    """Base of all entries: unknown keys are errors, so that a misspelt key cannot pass silently."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# Letters that Unicode does not take apart.
_UNMARKED = str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ə": "e"})


def slug(name: str) -> str:
    """Return the id made from a name: ``Volodymyr Zelenskyy`` gives ``volodymyr-zelenskyy``."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_UNMARKED))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@lru_cache(maxsize=8192)
def parse_office(text: str) -> Office:
    """Read ``[modifier ...] role where start..end``, e.g. ``deputy chancellor DE 2021-12-08..2025-05-06``.

    Raises:
        ValueError: the text has another form.
    """
    match = _OFFICE.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{text!r} is no office; write 'role place start..end', e.g. 'chancellor DE 2025-05-06..'")
    modifiers = frozenset(match[1].split())
    if modifiers - set(MODIFIERS):
        raise ValueError(f"{text!r}: a word before the role must be one of {', '.join(MODIFIERS)}")
    start = None if match[4] == "?" else PartialDate.parse(match[4])
    end = PartialDate.parse(match[5]) if match[5] else None
    return Office(match[2], match[3], start, end, modifiers)


def split_name(name: str, family_first: bool = False) -> tuple[str, str]:
    """Return (given, family); name particles go with the family name.

    ``family_first`` is for Korean, Chinese and Hungarian order: the first word is the family name.
    """
    words = name.split()
    if len(words) == 1:
        return "", name
    if family_first:
        return " ".join(words[1:]), words[0]
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].lower() in _PARTICLES:
        cut -= 1
    return " ".join(words[:cut]), " ".join(words[cut:])


def _unique(items: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for i in items if i))


class PersonEntry(Strict):
    """One person; ``en`` defaults to ``de``, ``id`` to the slug of ``en``, ``family`` to the last word."""

    de: str
    en: str = ""
    id: str = ""
    gender: Gender
    family: Names = ()  # one spelling for both languages, or [German, English]
    family_first: bool = False
    country: str = ""
    variants: Names = ()
    native: str = ""
    offices: Names = ()
    source: str = ""
    checked: date | None = None

    @field_validator("offices")
    @classmethod
    def _readable(cls, offices: tuple[str, ...]) -> tuple[str, ...]:
        for office in offices:
            parse_office(office)
        return offices

    def _split(self, name: str, given_family: str | None) -> tuple[str, str]:
        if given_family and name.endswith(given_family) and not self.family_first:
            return name[: -len(given_family)].strip(), given_family
        if given_family and name.startswith(given_family):
            return name[len(given_family) :].strip(), given_family
        return split_name(name, self.family_first)

    def record(self, group: Group) -> Person:
        """Return the person, with the group's country, source and date where the entry gives none."""
        en = self.en or self.de
        given_de, family_de = self._split(self.de, self.family[0] if self.family else None)
        given_en, family_en = self._split(en, self.family[-1] if self.family else None)
        names = _unique([self.de, en, *self.variants, self.native])
        variants = [v for v in self.variants if " " in v or v not in names]
        families = [family_de, family_en]
        for variant in variants:
            known = next((f for f in self.family if f in variant), None)
            families.append(variant if " " not in variant else self._split(variant, known)[1])
        offices = tuple(sorted(map(parse_office, self.offices), key=lambda o: o.start or PartialDate.parse("1900")))
        return Person(
            id=self.id or slug(en),
            de=self.de,
            en=en,
            given_de=given_de,
            family_de=family_de,
            given_en=given_en,
            family_en=family_en,
            gender=self.gender,
            country=self.country or group.country,
            names=names,
            families=_unique(families),
            variants=self.variants,
            native=self.native,
            offices=offices,
            source=self.source or group.source,
            checked=self.checked or group.checked or date.min,
        )


class Group(Strict):
    """People of one country or field, with what they share."""

    country: str
    source: str
    checked: date
    people: tuple[PersonEntry, ...]


class PeopleFile(Strict):
    """``configs/knowledge/people/*.yaml``."""

    groups: tuple[Group, ...]

    def records(self) -> list[Person]:
        """Return all people of the file."""
        return [entry.record(group) for group in self.groups for entry in group.people]


def parse_form(text: str) -> Form:
    """Read one wording: ``foreign secretary@GB+PH`` (only there), ``Kremlchef=RU`` (names the place), ``major!``."""
    words, _, only = text.partition("@")
    words, _, implies = words.partition("=")
    capital, text = words.rstrip().endswith("!"), words.strip().rstrip("!")
    return Form(text, frozenset(only.split("+")) if only else frozenset(), implies.strip(), capital)


def _parent(text: str) -> tuple[str, frozenset[str]]:
    role, _, only = text.partition("@")
    return role, frozenset(only.split("+")) if only else frozenset()


class RoleEntry(Strict):
    """One role; wordings as ``parse_form`` reads them; ``is`` lists hypernyms (``head-of-government@US+BR``)."""

    de: Names = ()
    en: Names = ()
    parents: Names = Field(default=(), alias="is")
    unique: bool = False
    kind: str = ""
    compounds: bool = True

    def record(self, role_id: str) -> Role:
        """Return the role under its id."""
        return Role(
            role_id,
            tuple(map(parse_form, self.de)),
            tuple(map(parse_form, self.en)),
            tuple(map(_parent, self.parents)),
            self.unique,
            self.kind,
            self.compounds,
        )


class ModifierEntry(Strict):
    """Words that change a role: deputy, former ... (``prefix``: German first halves, Vize- in Vizekanzler)."""

    de: Names = ()
    prefix: Names = ()
    en: Names = ()
    suffix: Names = ()  # English, after the role: -elect, -designate


class RolesFile(Strict):
    """``configs/knowledge/roles.yaml``."""

    source: str
    modifiers: dict[str, ModifierEntry]
    equivalents: tuple[tuple[str, str], ...] = ()
    lookalikes: Names = ()  # German words that end like a role and are none (Begleiter)
    roles: dict[str, RoleEntry]


class PlaceEntry(Strict):
    """One place."""

    de: Names
    en: Names = ()
    kind: str = "city"
    country: str = ""
    adj: Names = ()  # German adjective stem(s)
    adj_en: Names = ()
    people: Names = ()  # German demonym(s), masculine singular
    people_en: Names = ()
    avoid: Names = ()
    keep: Names = ()

    def record(self, place_id: str) -> Place:
        """Return the place under its id."""
        return Place(
            place_id,
            self.de,
            self.en or self.de,
            self.kind,
            self.country or (place_id if self.kind == "country" else ""),
            self.adj,
            self.adj_en,
            self.people,
            self.people_en or self.adj_en,
            self.avoid,
            self.keep,
        )


class PlacesFile(Strict):
    """``configs/knowledge/places/*.yaml``."""

    source: str
    checked: date
    places: dict[str, PlaceEntry]


class OrganisationEntry(Strict):
    """One organisation."""

    de: Names
    en: Names = ()
    kind: str = ""
    country: str = ""
    compounds: Names = ()

    def record(self, org_id: str) -> Organisation:
        """Return the organisation under its id; a name of capitals without spaces counts as an acronym."""
        en = self.en or self.de
        return Organisation(
            org_id,
            self.de,
            en,
            self.kind,
            self.country,
            self.compounds,
            tuple(n for n in en if " " not in n and len(n) <= 8),
        )


class OrganisationsFile(Strict):
    """``configs/knowledge/organisations.yaml``."""

    source: str
    checked: date
    organisations: dict[str, OrganisationEntry]
