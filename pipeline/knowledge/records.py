"""The facts in memory: people with dated offices, roles, places, organisations. All frozen."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Language = Literal["de", "en"]
Gender = Literal["m", "f", "x"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class PartialDate(NamedTuple):
    """A date known to the day, the month or the year: it lies between ``first`` and ``last``, both included."""

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        Raises:
            ValueError: any other form, or a day that does not exist.
        """
        match = _DATE.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else 0 for part in match.groups())
        try:
            first = date(year, month or 1, day or 1)
        except ValueError as error:
            raise ValueError(f"{text!r} is no date: {error}") from error
        if day:
            return cls(first, first)
        if month:
            return cls(first, date(year, month, calendar.monthrange(year, month)[1]))
        return cls(first, date(year, 12, 31))

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        return str(self.first.year) if self.first.month != self.last.month else f"{self.first:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Office:
    """One term: ``role`` (id) at ``where`` (place or organisation id), with ``modifiers`` (deputy, acting ...).

    ``start`` None: began at a date not recorded. ``end`` None: held when last checked.
    """

    role: str
    where: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    modifiers: frozenset[str] = frozenset()

    def __str__(self) -> str:
        words = [*sorted(self.modifiers), self.role, self.where]
        return f"{' '.join(words)} {self.start or '?'}..{self.end or ''}"

    def held_on(self, day: date) -> Literal["yes", "no", "unsure"]:
        """Tell whether the term covers ``day``; ``unsure`` where the recorded dates are too coarse to say."""
        if (self.start and day < self.start.first) or (self.end and day > self.end.last):
            return "no"
        started = self.start is not None and day >= self.start.last
        lasting = self.end is None or day <= self.end.first
        return "yes" if started and lasting else "unsure"

    def ended_by(self, day: date) -> bool:
        """Tell whether the term was surely over before ``day``."""
        return self.end is not None and self.end.last < day


class Held(NamedTuple):
    """An office on a given day; ``certain`` is False for coarse dates and for days after the fact was checked."""

    office: Office
    certain: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in the news. ``de`` and ``en`` are full names as German agencies and the English press print them.

    ``families`` and ``names`` hold every known spelling (German, English, variants), most usual first.
    """

    id: str
    de: str
    en: str
    given_de: str
    family_de: str
    given_en: str
    family_en: str
    gender: Gender
    country: str
    names: tuple[str, ...]
    families: tuple[str, ...]
    variants: tuple[str, ...] = ()
    native: str = ""
    offices: tuple[Office, ...] = ()
    source: str = ""
    checked: date = date.min


@dataclass(frozen=True, slots=True)
class Form:
    """One wording of a role.

    ``only``: holds just there (empty: everywhere); ``implies``: the place it names; ``capital``: needs one.
    """

    text: str
    only: frozenset[str] = frozenset()
    implies: str = ""
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of office. ``parents``: (role id, places where it counts as that; empty: everywhere)."""

    id: str
    de: tuple[Form, ...]
    en: tuple[Form, ...]
    parents: tuple[tuple[str, frozenset[str]], ...] = ()
    unique: bool = False  # at most one holder per place at a time
    kind: str = ""
    compounds: bool = True  # names a role at the end of any German compound


@dataclass(frozen=True, slots=True)
class Place:
    """A country, city, region ... ``de`` and ``en``: names, the preferred one first.

    ``adjectives_*`` (ukrainisch / Ukrainian) and ``people_*`` (Ukrainer / Ukrainian) in the base form.
    ``keep``: English phrases in which another spelling is right (chicken Kiev).
    """

    id: str
    de: tuple[str, ...]
    en: tuple[str, ...]
    kind: str = "city"
    country: str = ""
    adjectives_de: tuple[str, ...] = ()
    adjectives_en: tuple[str, ...] = ()
    people_de: tuple[str, ...] = ()
    people_en: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """A party, authority, alliance, company ... ``de`` and ``en``: names and acronyms, the preferred one first."""

    id: str
    de: tuple[str, ...]
    en: tuple[str, ...]
    kind: str = ""
    country: str = ""
    compounds: tuple[str, ...] = ()  # German first halves: Ratspräsident -> "Rats"
    acronyms_en: tuple[str, ...] = field(default=())
