"""Miles for kilometres, dollars for euros."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._quantities import Comparison, compare_article
from pipeline.text.numbers import Language, Number, find_numbers
from pipeline.text.units import UNITS, Unit, find_units, same_unit, share_dimension
from pipeline.types import Alignment, Flag, Severity, Span

_PER = re.compile(r"\b(?:pro|je|per)\s$")
_A = re.compile(r"(?:\d|\b(?:dollars?|euros?|cents?|pounds?|million|billion)) (?:an?|per) $")
_MEASURES = frozenset({"length", "mass", "volume", "area", "temperature", "energy"})
_BY_ID = {unit.id: unit for unit in UNITS}
_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}


@dataclass(frozen=True, slots=True)
class UnitMismatch:
    """A measure or a sum of money has another unit or currency in the translation.

    Why: the figure is right and so the eye passes over it, but 12 miles are not 12 kilometres.
    Flags: ``12 Kilometer`` -> ``12 miles``; ``49 Euro`` -> ``$49``; ``41 Grad`` -> ``41 degrees Fahrenheit``;
        ``je Hektar`` -> ``per acre``; ``in den letzten Tagen`` -> ``in recent weeks``.
    Passes: ``40 Kilometer`` -> ``25 miles``; ``12 Monate`` -> ``a year``; ``41 Grad`` -> ``41 degrees``;
        ``100 Pfund`` -> ``£100``.
    Limits: a ton is taken for a tonne, a dollar for any dollar, a crown for any krone. A unit without a number is
        compared only where each side has no other of its kind, a length without a number only behind "per".
    """

    id: ClassVar[str] = "unit-mismatch"
    severity: ClassVar[Severity] = Severity.ERROR

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair, comparison in zip(pairs, compare_article(pairs), strict=True):
            seen: list[Span] = []
            for found in (
                *self._counted(pair, comparison),
                *self._bare(pair),
                *self._prices(pair),
                *self._periods(pair),
            ):
                if found.target_span and not any(found.target_span.overlaps(span) for span in seen):
                    seen.append(found.target_span)
                    yield found

    def _counted(self, pair: Alignment, comparison: Comparison) -> Iterator[Flag]:
        """Flag units beside numbers of equal value."""
        for a, b in comparison.same:
            if "vague" in (a.kind, b.kind) and b.unit and b.unit.dimension != "currency":
                continue
            if a.unit and b.unit and a.unit_span and b.unit_span and a.value == b.value and _conflict(a.unit, b.unit):
                yield self._flag(pair, a.unit, a.unit_span, b.unit, b.unit_span, "number")
            elif a.digits and a.value == b.value and a.unit and a.unit_span and _other_kind(a, b):
                target = b.unit_span or b.span
                message = f"“{a.unit_span.of(pair.source)}” ({a.unit.english}) became “{target.of(pair.target)}”"
                yield flag(self, pair, message, a.unit_span, target, rule="kind", confidence=0.8)

    def _bare(self, pair: Alignment) -> Iterator[Flag]:
        """Flag units without a number that are the only ones of their kind on each side and differ."""
        left, right = _mentions(pair.source, "de"), _mentions(pair.target, "en")
        for b in right:
            rivals = [a for a in left if share_dimension(a.unit, b.unit)]
            if b.counted or any(_fits(a.unit, b.unit) for a in rivals):
                continue
            alone = [a for a in rivals if not a.counted and not any(_fits(a.unit, other.unit) for other in right)]
            if alone:
                yield self._flag(pair, alone[0].unit, alone[0].span, b.unit, b.span, "unit")

    def _prices(self, pair: Alignment) -> Iterator[Flag]:
        """Flag the measure of a price that became one of another kind: je Fass, a tonne."""
        left = [m for m in find_units(pair.source, "de") if _PER.search(pair.source, 0, m.span.start)]
        right = [m for m in find_units(pair.target, "en") if _A.search(pair.target, 0, m.span.start)]
        kinds = {m.unit.dimension for m in (*left, *right)}
        if len(left) == len(right) == 1 and len(kinds) == 2 and kinds <= _MEASURES:
            yield self._flag(pair, left[0].unit, left[0].span, right[0].unit, right[0].span, "unit")

    def _periods(self, pair: Alignment) -> Iterator[Flag]:
        """Flag a span of time without a number that became another one: in den letzten Tagen, in recent weeks."""
        left, every_left = _spans_of_time(pair.source, "de")
        right, every_right = _spans_of_time(pair.target, "en")
        lost = {unit: span for unit, span in left if unit not in every_right}
        came = {unit: span for unit, span in right if unit not in every_left}
        if len(lost) == len(came) == 1:
            (unit, source), (other, target) = *lost.items(), *came.items()
            yield self._flag(pair, unit, source, other, target, "period")

    def _flag(self, pair: Alignment, unit: Unit, source: Span, other: Unit, target: Span, rule: str) -> Flag:
        written = target.of(pair.target)
        right = _SIGNS.get(unit.id) if not written[0].isalpha() else _like(unit.english, written)
        message = f"“{source.of(pair.source)}” ({unit.english}) became “{written}” ({other.english})"
        confidence = 0.9 if rule == "number" else 0.8
        return flag(self, pair, message, source, target, suggestion=right, rule=rule, confidence=confidence)


def _conflict(a: Unit, b: Unit) -> bool:
    """Tell whether ``b`` cannot stand for ``a`` though it measures the same kind of thing."""
    return share_dimension(a, b) and not same_unit(a, b) and b.id != "degree"


def _other_kind(a: Number, b: Number) -> bool:
    """Tell whether ``b`` measures another kind of thing than ``a``: per cent for degrees, tonnes for cubic metres."""
    if not a.unit or a.unit.dimension not in _MEASURES or a.kind == "percent":
        return False
    return b.kind == "percent" or bool(b.unit and b.unit.dimension in _MEASURES - {a.unit.dimension})


def _fits(a: Unit, b: Unit) -> bool:
    return share_dimension(a, b) and not _conflict(a, b)


@dataclass(frozen=True, slots=True)
class _Bare:
    unit: Unit
    span: Span
    counted: bool  # a number stands beside it


def _mentions(text: str, language: Language) -> list[_Bare]:
    """Return the units that can be compared without a number.

    No times and no small change; a length without a number only behind "per", for "every kilometre" may be a mile.
    """
    counted = {n.unit_span for n in find_numbers(text, language)}
    found = []
    for mention in find_units(text, language):
        unit, beside = mention.unit, mention.span in counted
        if unit.dimension in ("time", "data") or unit.id in ("cent", "pence", "krone"):
            continue
        alone = not mention.needs_number and (unit.dimension != "length" or _PER.search(text, 0, mention.span.start))
        if beside or alone:
            found.append(_Bare(unit, mention.span, beside))
    return found


# How often: täglich, monthly. The adjectives that agencies print; closed.
_RHYTHMS: dict[Language, dict[str, str]] = {
    "de": {"stündlich": "hour", "täglich": "day", "wöchentlich": "week", "monatlich": "month", "jährlich": "year"},
    "en": {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "annual": "year", "yearly": "year"},
}


_IDIOM = re.compile(
    r"\b(?:win|won|wins|winning|save[ds]?|carr(?:y|ies|ied)|seize[ds]?|call(?:ed)? it a|make) (?:the )?day$"
)


def _spans_of_time(text: str, language: Language) -> tuple[list[tuple[Unit, Span]], set[Unit]]:
    """Return the units of time that stand without a number, and all units of time in ``text``."""
    counted = {n.unit_span for n in find_numbers(text, language)}
    mentions = [m for m in find_units(text, language) if m.unit.dimension == "time"]
    alone = [
        (m.unit, m.span)
        for m in mentions
        if not m.needs_number
        and m.span not in counted
        and not _IDIOM.search(text[: m.span.end])
        and not re.match(r"\s(?:1\d|20)\d\d\b", text[m.span.end :])  # im Jahr 2017
    ]
    for m in re.finditer("|".join(_RHYTHMS[language]), text.lower()):
        alone.append((_BY_ID[_RHYTHMS[language][m[0]]], Span(*m.span())))
    return alone, {m.unit for m in mentions} | {unit for unit, _ in alone}


def _like(english: str, written: str) -> str:
    """Return the unit in the number that ``written`` has: mile -> kilometre, miles -> kilometres."""
    plural = written.endswith("s") or written in ("feet", "yen", "yuan", "won", "francs")
    if plural or " " in english:
        return english
    return {"feet": "foot", "inches": "inch", "centuries": "century"}.get(english, english.removesuffix("s"))
