"""Numbers whose value changed, got lost or came in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._quantities import SOFT, compare_article, is_magnitude, show, suggest
from pipeline.text.dates import find_dates
from pipeline.text.numbers import Number
from pipeline.types import Alignment, Flag, Severity

_SUPERLATIVE_DE = re.compile(r"t\w{2,}(?:st|ßt)e[nrsm]?$")
_SUPERLATIVE_EN = re.compile(r"\b(?:most|best|\w+est)\b")
_BELOW_EN = re.compile(
    r"[-−–](?=\d)|\b(?:below|minus|sub|negative|under|loss|deficit|shortfall|down|fell|fall|drop\w*|declin\w*|less)\b"
)
_FROST_EN = re.compile(r"[-−–](?=\d)|\b(?:below|minus|sub|negative|frost|freez\w*)\b")
_BELOW_DE = re.compile(
    r"\b(?:minus|unter|negativ\w*|Verlust\w*|Defizit\w*|Rückgang\w*|Frost\w*|sank|fiel)", re.IGNORECASE
)
_BIG = 12  # above it English desks print digits, and a figure is a fact rather than a way of speaking


@dataclass(frozen=True, slots=True)
class NumberMismatch:
    """A number has another value in the translation, is missing from it, or is not in the source.

    Why: a wrong figure is the slip that a reader of news is least able to notice.
    Flags: ``57 Anträge`` -> ``75 applications``; ``vervierfacht`` -> ``doubled``; ``jeder vierte`` -> ``four``.
    Passes: ``1.234,5 Tonnen`` -> ``1,234.5 tonnes``; ``anderthalb Jahre`` -> ``18 months``; ``beide`` -> ``the two``;
        ``Mitte 50`` -> ``mid-50s``; ``15 Meter`` -> ``50-foot (15-metre)``.
    Limits: figures below 13 in words and ordinals that are only left out or only added are notices or silent: good
        translators rephrase them. What differs by a power of ten is left to magnitude-mismatch.
    """

    id: ClassVar[str] = "number-mismatch"
    severity: ClassVar[Severity] = Severity.ERROR

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair, comparison in zip(pairs, compare_article(pairs), strict=True):
            for a, b in comparison.changed:
                if not is_magnitude(a, b) and not _one_in(pair, a, b):
                    yield self._changed(pair, a, b)
            yield from self._signs(pair, comparison.same)
            for n in comparison.missing:
                yield from self._missing(pair, n)
            for n in comparison.added:
                grade = _grade(n)
                if grade:
                    message = f"{show(n, pair.target)} is not in the source"
                    yield flag(self, pair, message, None, n.span, severity=grade, rule="added", confidence=0.6)

    def _changed(self, pair: Alignment, a: Number, b: Number) -> Flag:
        message = f"{show(a, pair.source)} became {show(b, pair.target)}"
        vague = "vague" in (a.kind, b.kind)
        converted = a.unit and b.unit and a.unit.id != b.unit.id and a.unit.dimension == "currency"
        more: dict[str, object] = {"rule": a.kind if a.kind == b.kind else "changed", "confidence": 0.9}
        if vague or converted:
            more |= {"severity": Severity.WARNING, "confidence": 0.5}
        return flag(self, pair, message, a.span, b.span, suggestion=suggest(a, b, pair.target), **more)

    def _signs(self, pair: Alignment, same: Sequence[tuple[Number, Number]]) -> Iterator[Flag]:
        """Flag a minus that stands on one side only, where the other says it in no other way."""
        for a, b in same:
            warm = a.unit is not None and a.unit.dimension == "temperature"
            below = _FROST_EN if warm else _BELOW_EN  # temperatures drop to two degrees
            if a.below_zero and not b.below_zero and not below.search(_near(pair.target, b)):
                message = f"minus {show(a, pair.source)} lost its minus"
                yield flag(self, pair, message, a.span, b.span, rule="minus", confidence=0.8)
            if b.below_zero and not a.below_zero and not _BELOW_DE.search(_near(pair.source, a)):
                message = f"{show(b, pair.target)} has a minus that is not in the source"
                yield flag(self, pair, message, a.span, b.span, rule="minus", confidence=0.8)

    def _missing(self, pair: Alignment, n: Number) -> Iterator[Flag]:
        grade = _grade(n)
        word = n.span.of(pair.source)
        if n.kind == "ordinal" and _SUPERLATIVE_DE.search(word):
            top = _SUPERLATIVE_EN.search(pair.target)
            if top:
                message = f"„{word}“ became “{top[0]}”: the rank {n.value} is missing"
                yield flag(self, pair, message, n.span, pair.to_target(n.span), rule="rank", confidence=0.8)
        elif grade and not _is_day(n, pair) and not _in_name(n, pair):
            message = f"{show(n, pair.source)} is missing from the translation"
            yield flag(self, pair, message, n.span, None, severity=grade, rule="missing", confidence=0.7)


def _near(text: str, n: Number) -> str:
    return text[max(0, n.span.start - 50) : n.span.end + 30]


def _one_in(pair: Alignment, a: Number, b: Number) -> bool:
    """Tell whether "jeder achte" became "one in eight"."""
    every = re.search(r"\bjede[rmns]?\s$", pair.source[: a.span.start])
    said = re.search(r"\b(?:one|1)\s(?:[\w-]+\s){0,3}in\s$", pair.target[: b.span.start], re.IGNORECASE)
    return bool(every and a.value == b.value and said)


def _is_day(n: Number, pair: Alignment) -> bool:
    """Tell whether ``n`` is a day without its month (ab dem 11.) that English gives with the month."""
    if not pair.source.startswith(".", n.span.end):
        return False
    return any(n.value in m.days for m in find_dates(pair.target, "en"))


# Parties and clubs that have a number for a part of their name, which English often leaves out (their statutes).
_NUMBERED = re.compile(r"\bBündnis $|\b(?:Schalke|Mainz|Hannover|Darmstadt|Bayer|TSV|Ulm|FC|Leverkusen|Sportfreunde) $")


def _in_name(n: Number, pair: Alignment) -> bool:
    """Tell whether ``n`` is part of the name of a party or a club: Bündnis 90, Mainz 05."""
    return n.digits and bool(_NUMBERED.search(pair.source[: n.span.start]))


def _grade(n: Number) -> Severity | None:
    """Return how much it matters that ``n`` stands on one side only; None: not at all."""
    if n.kind in SOFT or n.value == 1 or (n.value == 0 and not n.digits):
        return None
    if n.digits or n.scale > 1 or n.value > _BIG:
        return Severity.WARNING if n.kind != "vague" else Severity.NOTICE
    return Severity.NOTICE if n.kind == "cardinal" else None
