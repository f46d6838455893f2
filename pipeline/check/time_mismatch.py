"""Clock times that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._moments import compare_moments
from pipeline.text.dates import DateMention
from pipeline.text.dates_clock import english_clock
from pipeline.text.numbers import find_numbers
from pipeline.types import Alignment, Flag, Severity, Span

_ZONE = re.compile(r"\b(?:GMT|UTC|CES?T|BST|E[DS]?T|P[DS]?T|MEZ|MESZ|Ortszeit|(?:local|[A-Z]\w+)\s[Tt]ime)\b")
# Parts of the day behind a weekday, and the English that cannot be meant. Night, noon and early hours are left out: the
# languages cut them differently.
_PARTS = tuple(
    (re.compile(german), re.compile(english), re.compile(right))
    for german, english, right in (
        (
            r"\b[A-Z]\w+tag(?:vormittag|morgen|früh)s?\b|\bam (?:Vormittag|Morgen)\b|"
            r"\b(?:[Hh]eute|[Gg]estern) Vormittag\b",
            r"\b(?:afternoon|evening)\b",
            r"\b(?:morning|a\.?m\.?|dawn|early|night|\d+am|breakfast|daybreak)\b",
        ),
        (
            r"\b[A-Z]\w+tagnachmittags?\b|\bam (?:frühen |späten )?Nachmittag\b",
            r"\bmorning\b",
            r"\b(?:afternoon|p\.?m\.?|evening|later|\d+pm)\b",
        ),
        (
            r"\b[A-Z]\w+tagabends?\b|\bam (?:frühen |späten )?Abend\b|\b(?:[Hh]eute|[Gg]estern) Abend\b",
            r"\b(?:morning|afternoon)\b",
            r"\b(?:evening|night|tonight|p\.?m\.?|late|later|overnight|dusk|dinner|\d+pm)\b",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class TimeMismatch:
    """A time of day is another one in the translation, or is missing.

    Why: 17 Uhr is 5 p.m.; taking the twelve hours off wrongly or leaving p.m. out moves an event by half a day or two.
    Flags: ``19 Uhr`` -> ``7 a.m.``; ``15.20 Uhr`` -> ``5.20pm``; ``18.45 Uhr`` -> ``in the evening``.
    Passes: ``14.30 Uhr`` -> ``2.30pm``; ``halb drei`` -> ``half past two`` or ``2:30 p.m.``; ``Mitternacht`` ->
        ``midnight``; ``12 Uhr`` -> ``noon``.
    Limits: where the two sides name different time zones, a changed time is only a notice.
    """

    id: ClassVar[str] = "time-mismatch"
    severity: ClassVar[Severity] = Severity.ERROR

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair, found in zip(pairs, compare_moments(pairs, ("time",), _same), strict=True):
            yield from self._part_of_day(pair)
            zones = len(_ZONE.findall(pair.source)) != len(_ZONE.findall(pair.target))
            for a, b in found.changed:
                message = f"“{a.span.of(pair.source)}” became “{b.span.of(pair.target)}”"
                grade = Severity.NOTICE if zones else Severity.ERROR
                suggestion = None if zones else english_clock(a.minutes, b.span.of(pair.target))
                yield flag(self, pair, message, a.span, b.span, severity=grade, suggestion=suggestion, confidence=0.9)
            for a in found.missing:
                if "Uhr" in a.span.of(pair.source) and not _as_number(a, pair.target):
                    message = f"“{a.span.of(pair.source)}” is missing from the English"
                    grade = Severity.WARNING
                    yield flag(self, pair, message, a.span, None, severity=grade, rule="missing", confidence=0.7)

    def _part_of_day(self, pair: Alignment) -> Iterator[Flag]:
        """Flag another part of the day: am Montagabend, on Monday morning."""
        for german, english, right in _PARTS:
            here, there = german.findall(pair.source), list(english.finditer(pair.target))
            if len(here) == 1 and len(there) == 1 and not right.search(pair.target):
                span = german.search(pair.source)
                if span and not any(g.search(pair.source) for g, _, _ in _PARTS if g is not german):
                    message = f"“{span[0]}” became “{there[0][0]}”"
                    yield flag(
                        self, pair, message, Span(*span.span()), Span(*there[0].span()), rule="part", confidence=0.75
                    )


def _same(a: DateMention, b: DateMention) -> bool:
    """Tell whether two times can be one; where a half of the day is open, both halves count."""
    if a.minutes == b.minutes:
        return True
    return (a.half_day or b.half_day) and a.minutes % 720 == b.minutes % 720


def _as_number(mention: DateMention, target: str) -> bool:
    """Tell whether the hour stands in ``target`` as a bare number (at five in the morning)."""
    hour, minute = divmod(mention.minutes, 60)
    spoken = {hour, hour % 12, hour + Fraction(minute, 100), hour % 12 + Fraction(minute, 100)}
    return any(n.value in spoken for n in find_numbers(target, "en"))
