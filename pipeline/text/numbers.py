"""Numbers in German and English by value: 3.000 = 3,000, 1,28 Millionen = 1.28m, anderthalb = one and a half.

What ``find_dates`` reads as a date or a time is no number; a year is one, of kind "year".
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal, cast

from pipeline.text.dates import find_dates
from pipeline.text.numbers_parse import Raw, parse
from pipeline.text.units import UNITS, Unit, UnitMention, find_units
from pipeline.types import Span

Language = Literal["de", "en"]
Kind = Literal[
    "cardinal", "ordinal", "percent", "percent_point", "year", "decade", "score", "label", "fraction", "multiple",
    "rate", "vague", "both",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """One number in a text.

    ``value``: what it is worth, scale word included (1,28 Mio. is 1280000); a percentage keeps its figure.
    ``kind``: "label" is part of a name (G7, A380), "rate" is one in n, "vague" hundreds or dozens, "both" a pair.
    ``digits``: written with digits. ``scale``: 10**6 where a word says million, else 1.
    ``other``: what the digits would mean in the other language's format (3.000: 3 or 3000), None if the same.
    ``misplaced``: the separators do not fit the language. ``unit``: the unit or currency beside it.
    ``approximation``: "about", "under" (knapp), "over" (mehr als), "up to", "at least", or ""; ``hedge_span``
        the words.
    ``shared_scale``: the scale word of the next number that may hold here too (2 bis 3 Millionen).
    ``figure``: the span without percent and the like. ``metres``: the value if "5,000m" means metres, not million.
    ``below_zero``: a minus stands before it; the value has no sign.
    """

    span: Span
    figure: Span
    value: Fraction
    kind: Kind = "cardinal"
    digits: bool = False
    scale: int = 1
    other: Fraction | None = None
    misplaced: bool = False
    unit: Unit | None = None
    unit_span: Span | None = None
    approximation: str = ""
    hedge_span: Span | None = None
    shared_scale: int = 1
    metres: Fraction | None = None
    below_zero: bool = False


_PERCENT: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"[\s\-\u00a0]?(?:(?P<points>Prozentpunkt\w*|%-Punkt\w*|Prozent-Punkt\w*)"
        r"|%|Prozent(?:e|en|ig\w*)?\b|prozentig\w*|v\.\s?H\.)"
    ),
    "en": re.compile(
        r"[\s\-\u00a0]?(?:(?P<points>(?:percentage|percent|per\scent|pct|%)[\s-]points?\b|pp\b)"
        r"|%|percent\b|per\scent\b|pct\b)",
        re.IGNORECASE,
    ),
}
_APPROXIMATE: dict[Language, dict[str, str]] = {
    "de": {
        "about": r"kaum\ mehr\ als|rund|etwa|ca\.|circa|zirka|ungefähr|schätzungsweise|um\ die|annähernd|gegen",
        "under": r"knapp|fast|beinahe|nahezu|weniger\ als|unter",
        "over": r"mehr\ als|(?<!verfügt\ )(?<!verfügen\ )(?<!verfügte\ )(?<!verfügten\ )über|gut",
        "up to": r"bis\ zu|höchstens|maximal|nicht\ mehr\ als",
        "at least": r"mindestens|wenigstens|zumindest|nicht\ weniger\ als|ab",
    },
    "en": {
        "about": r"about|around|some|roughly|approximately|approx\.|an\ estimated|circa",
        "under": r"just\ under|almost|nearly|less\ than|fewer\ than|under|below|close\ to|not\ quite",
        "over": r"more\ than|over|above|in\ excess\ of|a\ good",
        "up to": r"up\ to|at\ most|(?:no|not|nothing)\ more\ than|as\ many\ as|as\ much\ as",
        "at least": r"at\ least|a\ minimum\ of|(?:no|not)\ (?:fewer|less)\ than",
    },
}


def _before(table: dict[str, str]) -> re.Pattern[str]:
    names = "|".join(f"(?P<{name.replace(' ', '_')}>{words})" for name, words in table.items())
    return re.compile(rf"(?<!\w)(?:{names})(?:\s(?:etwa|rund|US|die|der|den))?\s[$€£]?$", re.IGNORECASE)


_BEFORE: dict[Language, re.Pattern[str]] = {language: _before(table) for language, table in _APPROXIMATE.items()}
_RANGE = re.compile(
    r"\s?(?:[-–/,]|bis(?:\szu)?|und|oder|auf|von|nach|gegenüber|to|and|or|from)"
    r"\s?(?:(?:rund|etwa|über|about|US)\s?)?[$€£]?"
)
_EVERY = re.compile(r"\bjede[rsmn]?\s$", re.IGNORECASE)
_INSIDE = re.compile(r"stund|stünd|jahr(?!hundert|zehnt|tausend)|jähr")  # Viertelstunde, Halbjahr
_HOUR, _YEAR = (unit for unit in UNITS if unit.id in ("hour", "year"))
_MINUS = re.compile(r"(?:\bminus\s|(?:^|[\s(])[-−–])[$€£]?$", re.IGNORECASE)
# "drei Mal", "four-time winner", "five times": how often or how many times as much.
_TIMES = re.compile(r"[\s-](?:Mal|mal|times?|fold)\b(?!\szone)")
_RATE = re.compile(
    r"\b(?:every|each)\s$|\b(?:one|1)\s(?:in|out\sof)(?:\severy)?\s$|\b(?:one|1)\sof\severy\s$", re.IGNORECASE
)


# What may stand between a number and its unit: "5 Mrd. Dollar", "half a decade", "half an hour", "a quarter of a mile".
_BRIDGE = re.compile(r"\.?[\s\-‑]{0,2}(?:(?:of|von)[\s-])?(?:an?[\s-])?")


@lru_cache(maxsize=4096)
def find_numbers(text: str, language: Language) -> tuple[Number, ...]:
    """Return the numbers of ``text`` in order, without overlap; the article ein and the English one are none."""
    masked = [mention.core for mention in find_dates(text, language) if mention.kind in ("date", "time", "month")]
    units = find_units(text, language)
    masked += [mention.span for mention in units if mention.span.of(text)[-1] in "23"]
    raws = parse(text, language, masked)
    return tuple(_ranges([_finish(raw, text, language, units) for raw in raws], text))


def _ranges(numbers: list[Number], text: str) -> list[Number]:
    """Give both ends of a range the scale and the unit that stand behind the second: 2 bis 3 Millionen Euro."""
    for i, (number, following) in enumerate(itertools.pairwise(numbers), 1):
        hedge = following.hedge_span
        if (
            following.approximation == "up to"
            and hedge
            and re.fullmatch(r"[^.,;]{0,20}", text[number.span.end : hedge.start])
        ):
            numbers[i] = replace(following, approximation="", hedge_span=None)  # von sechs bis zu zehn: a range
    for i, (number, following) in enumerate(itertools.pairwise(numbers)):
        between = text[number.span.end : following.span.start]
        if not _RANGE.fullmatch(between):
            continue
        if number.scale == 1 and following.scale > 1:
            number = numbers[i] = replace(number, shared_scale=following.scale)
        if number.unit is None and following.unit and number.kind in ("cardinal", "year"):
            numbers[i] = replace(number, unit=following.unit, unit_span=following.unit_span)
    return numbers


def _finish(raw: Raw, text: str, language: Language, units: tuple[UnitMention, ...]) -> Number:
    """Read percent, unit, rate and approximation off the words around ``raw``."""
    span, kind, before = raw.span, raw.kind, text[max(0, raw.span.start - 24) : raw.span.start]
    percent = _PERCENT[language].match(text, span.end) if kind in ("cardinal", "year", "ordinal", "fraction") else None
    if percent:
        kind = "percent_point" if percent["points"] else "percent"
        span = Span(span.start, percent.end())
    elif (kind == "ordinal" and (_EVERY.search(before) if language == "de" else _RATE.search(before))) or (
        language == "en" and kind == "cardinal" and _RATE.search(before)
    ):
        kind = "rate"
    elif kind == "cardinal" and _TIMES.match(text, span.end):
        kind = "multiple"
    mention = None if percent or kind in ("ordinal", "score") else _unit_of(span, text, units)
    inside = _INSIDE.search(span.of(text)) if language == "de" and kind == "fraction" else None
    if inside and not mention:
        mention = UnitMention(span, _HOUR if inside[0][0] == "s" else _YEAR, needs_number=False)
    hedge = _BEFORE[language].search(before)
    if hedge and hedge[0].strip() == "ab" and not mention:
        hedge = None  # ab 2026, ab Gleis 4: no bound on a quantity
    digits = raw.digits
    return Number(
        span,
        raw.span,
        raw.value,
        cast(Kind, "cardinal" if mention and kind in ("year", "label") else kind),
        digits is not None,
        raw.scale,
        digits.other * raw.scale if digits and digits.other is not None else None,
        digits.misplaced if digits else False,
        mention.unit if mention else None,
        mention.span if mention else None,
        (hedge.lastgroup or "").replace("_", " ") if hedge else "",
        Span(*hedge.span(hedge.lastgroup or 0)).shift(span.start - len(before)) if hedge else None,
        metres=raw.metres,
        below_zero=_MINUS.search(before) is not None,
    )


def _unit_of(span: Span, text: str, units: tuple[UnitMention, ...]) -> UnitMention | None:
    """Return the unit behind a number (40 Kilometer, 5-million-euro) or the currency sign before it."""
    for mention in units:
        if mention.span.start >= span.end:
            gap = text[span.end : mention.span.start]
            return mention if _BRIDGE.fullmatch(gap) else None
        sign = mention.unit.dimension == "currency" and not text[mention.span.start].islower()
        if sign and not mention.needs_number and not text[mention.span.end : span.start].strip(" \u00a0"):
            return mention
        if mention.span.overlaps(span):
            return mention
    return None
