"""Slips in figures, magnitudes, units, dates and times."""

from __future__ import annotations

import calendar
import random
import re

from pipeline.evaluate.slips.mutator import Good, Mutator, Slip, one_of, put, swap
from pipeline.text.dates import find_dates
from pipeline.text.numbers import find_numbers
from pipeline.types import Span

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = list(calendar.day_name)


def _digit_spans(good: Good, least: int) -> list[Span]:
    """Return numbers in digits that are figures in their own right and that the German has with the same value."""
    there = {n.value for n in find_numbers(good.source, "de") if n.digits}
    return [
        n.span
        for n in find_numbers(good.target, "en")
        if n.digits and n.kind in ("cardinal", "percent") and n.value in there and n.value >= least
    ]


def _number(good: Good, rng: random.Random) -> Slip | None:
    spans = _digit_spans(good, 2)
    if not spans:
        return None
    span = rng.choice(spans)
    digits = [m.start() for m in re.finditer(r"\d", span.of(good.target))]
    place = span.start + rng.choice(digits)
    new = rng.choice([d for d in "123456789" if d != good.target[place]])
    slip = put(good.target, Span(place, place + 1), new)
    return Slip(slip.target, span.of(slip.target))


def _separator(good: Good, rng: random.Random) -> Slip | None:
    match = one_of(list(re.finditer(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.,]\d)", good.target)), rng)
    if match is None or match[0].replace(",", ".") not in good.source:
        return None
    return put(good.target, Span(*match.span()), match[0].replace(",", "."))


def _percent_points(good: Good, rng: random.Random) -> Slip | None:
    match = one_of(list(re.finditer(r"(?<=\d )(percentage points?|per ?cent\b(?! points?))", good.target)), rng)
    if match is None or "rozent" not in good.source:
        return None
    return put(good.target, Span(*match.span()), "per cent" if "point" in match[0] else "percentage points")


def _month(good: Good, rng: random.Random) -> Slip | None:
    match = one_of(list(re.finditer(rf"(?<=\d )(?:{'|'.join(_MONTHS)})\b", good.target)), rng)
    if match is None:
        return None
    return put(good.target, Span(*match.span()), rng.choice([m for m in _MONTHS if m != match[0]]))


def _weekday(good: Good, rng: random.Random) -> Slip | None:
    match = one_of(list(re.finditer(rf"\b(?:{'|'.join(_DAYS)})\b", good.target)), rng)
    if match is None or not any(d.weekday >= 0 for d in find_dates(good.source, "de")):
        return None
    return put(good.target, Span(*match.span()), rng.choice([d for d in _DAYS if d != match[0]]))


def _time(good: Good, rng: random.Random) -> Slip | None:
    spans = [
        d.span for d in find_dates(good.target, "en") if d.minutes >= 0 and re.search(r"\d", d.span.of(good.target))
    ]
    if not spans or "Uhr" not in good.source:
        return None
    span = rng.choice(spans)
    place = span.start + re.search(r"\d+", span.of(good.target)).start()  # type: ignore[union-attr]
    number = re.match(r"\d+", good.target[place:])
    old = int(number[0]) if number else 0
    slip = put(good.target, Span(place, place + len(str(old))), str(old + 1 if old < 11 else old - 1))
    return Slip(slip.target, span.of(slip.target))


# Words of a bound before a figure, by language; each is a bound in whatever sentence.
_BOUND = re.compile(r"\b(?:at least|more than|up to|at most|nearly|almost|over|fewer than|less than)\s(?=[\d$€£])")
_GERMAN_BOUND = re.compile(r"\b(?:mindestens|mehr als|bis zu|höchstens|knapp|fast|über|weniger als|wenigstens)\s(?=\d)")


def _bound(good: Good, rng: random.Random) -> Slip | None:
    found = list(_BOUND.finditer(good.target))
    if len(found) != 1 or len(_GERMAN_BOUND.findall(good.source)) != 1:
        return None
    rest = good.target[found[0].end() :]
    return Slip(good.target[: found[0].start()] + (rest if found[0].start() else rest[:1].upper() + rest[1:]), "")


def _score(good: Good, rng: random.Random) -> Slip | None:
    """Turn round a result that both sides give with the greater figure first."""
    match = one_of(list(re.finditer(r"(?<![\d-])(\d{1,2})-(\d{1,2})(?![\d-])", good.target)), rng)
    if match is None or int(match[1]) <= int(match[2]) or f"{match[1]}:{match[2]}" not in good.source:
        return None
    return put(good.target, Span(*match.span()), f"{match[2]}-{match[1]}")


_UNITS = {
    "metres": "kilometres",
    "kilograms": "tonnes",
    "euros": "dollars",
    "francs": "pounds",
    "hectares": "square kilometres",
    "minutes": "hours",
    "weeks": "months",
    "degrees": "per cent",
}
_GERMAN_UNITS = {
    "metres": r"Meter", "kilometres": r"Kilometer", "kilograms": "Kilo", "tonnes": "Tonne", "euros": "Euro",
    "dollars": "Dollar", "francs": "Franken", "pounds": "Pfund", "hectares": "Hektar", "minutes": "Minute",
    "hours": "Stunde", "weeks": "Woche", "months": "Monat", "degrees": "Grad",
}  # fmt: skip

QUANTITIES = (
    Mutator("number", frozenset({"number-mismatch", "score-mismatch", "magnitude-mismatch"}), _number),
    Mutator("separator", frozenset({"magnitude-mismatch", "number-mismatch"}), _separator),
    swap(
        "magnitude",
        {"magnitude-mismatch", "number-mismatch"},
        {"million": "billion", "trillion": "thousand"},
        {"million": r"Million|Mio", "billion": r"Milliarde|Mrd", "trillion": "Billion"},
    ),
    Mutator("percent-points", frozenset({"percent-points", "unit-mismatch"}), _percent_points),
    swap("unit", {"unit-mismatch", "number-mismatch"}, _UNITS, _GERMAN_UNITS),
    Mutator("month", frozenset({"date-mismatch"}), _month),
    Mutator("weekday", frozenset({"weekday-mismatch", "date-mismatch"}), _weekday),
    Mutator("time", frozenset({"time-mismatch", "number-mismatch"}), _time),
    Mutator("score", frozenset({"score-mismatch"}), _score),
    Mutator("bound-lost", frozenset({"approximation-lost"}), _bound, notices=True),
)
