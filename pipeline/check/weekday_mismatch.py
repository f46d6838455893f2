"""Weekdays that changed, and weekdays that the date beside them contradicts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._moments import compare_moments
from pipeline.text.dates import ENGLISH_WEEKDAY_NAMES, DateMention, find_dates
from pipeline.types import Alignment, Flag, Severity, Span

_BETWEEN = re.compile(r",?\s(?:\(|dem\s|den\s|der\s)?")
_NIGHT_TO = re.compile(r"\bNacht (?:zu|zum|auf|auf den)\s$")
_HALF_YEAR = 183


@dataclass(frozen=True, slots=True)
class WeekdayMismatch:
    """A weekday is another one in the translation, or does not fall on the date that the source gives with it.

    Why: a reader plans by the weekday; and a wrong pair of weekday and date in the source passes through unseen.
    Flags: ``am Dienstag`` -> ``on Thursday``; ``Montag, 3. Oktober 2024`` (a Thursday; the source is wrong);
        ``Nacht zum Montag`` -> ``Monday night``
    Passes: ``Montagabend`` -> ``Monday evening``; ``Sonnabend`` -> ``Saturday``; ``heute`` -> ``on Tuesday``.
    Limits: a weekday on one side only is a notice; a date without a year is held against the year nearest to the
        article's date, and not at all if the article has none.
    """

    id: ClassVar[str] = "weekday-mismatch"
    severity: ClassVar[Severity] = Severity.ERROR

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair, found in zip(pairs, compare_moments(pairs, ("weekday",), _same), strict=True):
            yield from self._contradiction(pair)
            yield from self._night(pair)
            for a, b in found.changed:
                if _NIGHT_TO.search(pair.source[: a.span.start]) and (b.weekday + 1) % 7 == a.weekday:
                    continue  # in der Nacht zu Mittwoch: on Tuesday night
                right = ENGLISH_WEEKDAY_NAMES[a.weekday]
                message = f"“{a.span.of(pair.source)}” became “{b.span.of(pair.target)}”"
                yield flag(self, pair, message, a.span, b.span, suggestion=right, rule="changed", confidence=0.9)
            for a in found.missing:
                message = f"“{a.span.of(pair.source)}” is missing from the English"
                grade = Severity.NOTICE
                yield flag(self, pair, message, a.span, None, severity=grade, rule="missing", confidence=0.5)

    def _night(self, pair: Alignment) -> Iterator[Flag]:
        """Flag the night to a day that became the night that begins on it: Nacht zum Montag, Monday night."""
        for day in find_dates(pair.source, "de"):
            if day.kind != "weekday" or not _NIGHT_TO.search(pair.source[: day.span.start]):
                continue
            name, eve = ENGLISH_WEEKDAY_NAMES[day.weekday], ENGLISH_WEEKDAY_NAMES[day.weekday - 1]
            if wrong := re.search(rf"\b{name}\snight\b", pair.target):
                message, right = f"the night to {name} is that of {eve}", f"{eve} night"
                span = Span(*wrong.span())
                yield flag(self, pair, message, day.span, span, suggestion=right, rule="night", confidence=0.8)

    def _contradiction(self, pair: Alignment) -> Iterator[Flag]:
        """Flag a weekday that stands right before a date on which it does not fall."""
        mentions = find_dates(pair.source, "de")
        for day, when in itertools.pairwise(mentions):
            beside = _BETWEEN.fullmatch(pair.source, day.span.end, when.span.start)
            if day.kind != "weekday" or when.kind != "date" or len(when.days) != 1 or not beside:
                continue
            on = _nearest(when, pair.article.meta.published)
            if on and on.weekday() != day.weekday:
                span = Span(day.span.start, when.span.end)
                right = ENGLISH_WEEKDAY_NAMES[on.weekday()]
                message = f"{on.isoformat()} is a {right}, not a {ENGLISH_WEEKDAY_NAMES[day.weekday]}"
                more = {"blame": "source", "rule": "calendar", "confidence": 0.9 if when.year else 0.7}
                yield flag(self, pair, message, span, None, severity=Severity.WARNING, **more)


def _same(a: DateMention, b: DateMention) -> bool:
    return a.weekday == b.weekday


def _nearest(when: DateMention, published: date | None) -> date | None:
    """Return the calendar day of ``when``; without a year, the one within half a year of ``published``."""
    years = [when.year] if when.year else [published.year + i for i in (-1, 0, 1)] if published else []
    days = []
    for year in years:
        try:
            days.append(date(year, when.month, when.days[0]))
        except ValueError:
            continue
    if when.year or not published:
        return days[0] if days else None
    near = [day for day in days if abs((day - published).days) < _HALF_YEAR]
    return near[0] if near else None
