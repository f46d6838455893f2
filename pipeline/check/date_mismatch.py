"""Dates and months that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._moments import compare_moments
from pipeline.text.dates import ENGLISH_MONTH_NAMES, DateMention
from pipeline.types import Alignment, Flag, Severity

# Months that have an abbreviation before a day (AP Stylebook, "months"); the others are written in full.
_SHORT = {"January": "Jan.", "February": "Feb.", "August": "Aug.", "September": "Sept.", "October": "Oct.",
          "November": "Nov.", "December": "Dec."}  # fmt: skip
_ABBREVIATED = re.compile(r"\b(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\b")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b")


@dataclass(frozen=True, slots=True)
class DateMismatch:
    """A date or a month is another one in the translation, is missing, or came in; or yesterday became tomorrow.

    Why: day and month trade places easily (6.12. is June 12 to an American), and nothing in the sentence objects.
    Flags: ``8. Mai`` -> ``August 5``; ``Mitte Januar`` -> ``mid-June``; ``gestern`` -> ``tomorrow``.
    Passes: ``3.10.2024`` -> ``October 3, 2024`` or ``3 October``; ``1. bis 3. Mai`` -> ``May 1-3``; ``11. September``
        -> ``9/11``; ``heute`` -> ``on Monday``.
    Limits: years are numbers (number-mismatch); a date or month on one side only is a warning, because editors add
        and drop them.
    """

    id: ClassVar[str] = "date-mismatch"
    severity: ClassVar[Severity] = Severity.ERROR

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair, found in zip(pairs, compare_moments(pairs, ("date", "month"), _same), strict=True):
            for a, b in found.changed:
                message = f"“{a.core.of(pair.source)}” became “{b.core.of(pair.target)}”"
                rule = "date" if a.days else "month"
                yield flag(
                    self,
                    pair,
                    message,
                    a.core,
                    b.core,
                    suggestion=_english(a, b.core.of(pair.target)),
                    rule=rule,
                    confidence=0.9,
                )
            for a in found.missing:
                message = f"“{a.core.of(pair.source)}” is missing from the English"
                yield flag(self, pair, message, a.core, None, severity=_grade(a), rule="missing", confidence=0.6)
            for b in found.added:
                message = f"“{b.core.of(pair.target)}” is not in the German"
                grade = Severity.NOTICE if _only_the_day(b, pair.source) else _grade(b)
                yield flag(self, pair, message, None, b.core, severity=grade, rule="added", confidence=0.5)
        yield from self._relative(pairs)

    def _relative(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        moments = compare_moments(pairs, ("relative",), lambda a, b: a.offset == b.offset)
        for pair, found in zip(pairs, moments, strict=True):
            for a, b in found.changed:
                message = f"“{a.span.of(pair.source)}” became “{b.span.of(pair.target)}”"
                yield flag(self, pair, message, a.span, b.span, rule="relative", confidence=0.7)


def _same(a: DateMention, b: DateMention) -> bool:
    """Tell whether two mentions can be one date: equal, day and month in the other order, or one names fewer days."""
    if a.month == b.month:
        days, others = set(a.days), set(b.days)
        return not days or not others or days <= others or others <= days
    return b.swapped and b.days == (a.month,) and a.days == (b.month,)


def _grade(mention: DateMention) -> Severity:
    return Severity.WARNING if mention.days else Severity.NOTICE


def _only_the_day(mention: DateMention, source: str) -> bool:
    """Tell whether the German has the day without its month: ab dem 11."""
    return bool(mention.days) and all(re.search(rf"(?<![\d.,]){day}\.(?!\d)", source) for day in mention.days)


def _english(mention: DateMention, like: str) -> str | None:
    """Return an English date without the year, in the style of the wrong one; None for lists of days.

    ``like``: "June 18", "18 June", "18th of June", "Sept. 18" or "June".
    """
    name = ENGLISH_MONTH_NAMES[mention.month - 1]
    month = _SHORT.get(name, name) if _ABBREVIATED.search(like) else name
    if len(mention.days) > 1:
        return None
    if not mention.days:
        return month
    ordinal = _ORDINAL.search(like)
    day = f"{mention.days[0]}{_ending(mention.days[0]) if ordinal else ''}"
    if not like[:1].isdigit():
        return f"{month} {day}"
    return f"{day} of {month}" if " of " in like else f"{day} {month}"


def _ending(day: int) -> str:
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
