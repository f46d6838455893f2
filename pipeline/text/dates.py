"""Dates, months, weekdays and relative days in German and English, by value; clock times are in ``dates_clock``.

A year stays outside ``DateMention.core``, so that it is also found as a number: an English text may name the year in
another place than the German one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.text.dates_clock import find_clock
from pipeline.types import Span

Language = Literal["de", "en"]
DateKind = Literal["date", "month", "weekday", "relative", "time"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """One mention of a point in time.

    ``span`` holds all of it, ``core`` leaves out a year. ``days``: 1..31 of a date (several in "3. und 4. Mai");
    ``month``: 1..12; ``year``; ``weekday``: 0 = Monday; ``offset``: days from today of a relative day;
    ``minutes``: since midnight (0..1439), with ``half_day`` true where am or pm is open; ``swapped``: a numeric
    English date that could also be read month first.
    """

    span: Span
    core: Span
    kind: DateKind
    days: tuple[int, ...] = ()
    month: int = 0
    year: int = 0
    weekday: int = -1
    offset: int = 0
    minutes: int = -1
    half_day: bool = False
    swapped: bool = False


_GERMAN_MONTHS = (
    "Januar|Jänner|Jan", "Februar|Feber|Feb", "März", "April|Apr", "Mai", "Juni|Jun", "Juli|Jul", "August|Aug",
    "September|Sept|Sep", "Oktober|Okt", "November|Nov", "Dezember|Dez",
)  # fmt: skip
_ENGLISH_MONTHS = (
    "January|Jan", "February|Feb", "March|Mar", "April|Apr", "May", "June|Jun", "July|Jul", "August|Aug",
    "September|Sept|Sep", "October|Oct", "November|Nov", "December|Dec",
)  # fmt: skip
_GERMAN_WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag|sonnabend", "sonntag")
_ENGLISH_WEEKDAYS = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
ENGLISH_MONTH_NAMES = tuple(names.split("|")[0] for names in _ENGLISH_MONTHS)
ENGLISH_WEEKDAY_NAMES = tuple(f"{name}day" for name in _ENGLISH_WEEKDAYS)


def _table(names: tuple[str, ...], first: int) -> dict[str, int]:
    return {word.lower(): i for i, words in enumerate(names, first) for word in words.split("|")}


_MONTHS: dict[Language, dict[str, int]] = {"de": _table(_GERMAN_MONTHS, 1), "en": _table(_ENGLISH_MONTHS, 1)}
_SHORT_NAMES = frozenset(re.findall(r"\w+", "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Okt Nov Dec Dez"))
_DE, _EN = ("|".join(names) for names in (_GERMAN_MONTHS, _ENGLISH_MONTHS))
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DAYS_DE = rf"(?<![\d.,:]){_DAY}\.?(?:\s?(?:[-–/]|bis(?:\szum)?|und|oder|,|auf\sden)\s?{_DAY}\.)*"
_YEAR = r"(?P<{0}>(?:1[0-9]|20)\d\d)(?!\d|[.,]\d)"
_GERMAN = re.compile(
    rf"""
      (?P<days>{_DAYS_DE})(?:(?<=\.)\s?|\s)(?P<month>{_DE})s?\b\.?(?:\s{_YEAR.format("y1")})?
    | (?<![\d.,:])(?P<day>{_DAY})\.\s?(?P<number>0?[1-9]|1[0-2])\.\s?(?P<yy>(?:1[0-9]|20)\d\d|\d\d(?!\d))(?![\d:])
    | \b(?:[Aa]m|[Vv]om|zum|bis|[Aa]b|[Dd]e[mn]|[Ss]eit)\s(?P<day2>{_DAY})\.\s?(?P<number2>0?[1-9]|1[0-2])\.(?![\d:])
    | \b(?P<only>{_DE})(?:s|hälfte|wochen?|anfang|mitte|ende|tagen?)?\b(?:\s{_YEAR.format("y2")})?
    | \b(?P<inside>Januar|Februar|März|April|August(?!in|us|a\b)|September|Oktober|November|Dezember)[a-zäöüß]{{3,}}\b
    """,
    re.VERBOSE,
)
_ORD = r"(?:st|nd|rd|th)?"
_DAYS_EN = (
    rf"{_DAY}{_ORD}(?:,\s?{_DAY}{_ORD}(?=,|\sand\s\d))*"
    rf"(?:\s?(?:[-–/]|to|and|or|through|until)\s?(?:the\s)?{_DAY}{_ORD}(?![\d,.:]\d|\d|\s?[ap]\.?m))*"
)
_ENGLISH = re.compile(
    rf"""
      \b(?P<only>{_EN})\b\.?(?:\s(?:the\s)?(?P<after>{_DAYS_EN})(?![\d:]|,\d|\.\d|\s?(?:percent|per|%|million|people)))?
      (?:,?\s{_YEAR.format("y1")})?
    | (?<![\d.,:$€£])(?P<days>{_DAYS_EN})(?:\.(?=\s(?!Ma[yr])))?\s?(?:of\s)?(?P<month>{_EN})\b\.?
      (?:,?\s{_YEAR.format("y2")})?
    | \b(?P<attack>9/11)\b(?!/)
    | (?<![\d.,:/])(?P<day>\d{{1,2}})[/.](?P<number>\d{{1,2}})[/.](?P<yy>(?:1[0-9]|20)\d\d|\d\d)(?![\d/])
    """,
    re.VERBOSE,
)
_AMBIGUOUS = re.compile(
    r"\b(?:in|on|since|until|till|by|of|from|to|mid|late|early|last|next|this|through|and|or|during|between)[\s-]$",
    re.I,
)
_WEEKDAY_DE = re.compile(r"\b\w*(" + "|".join(_GERMAN_WEEKDAYS) + r")(?!e)[a-zäöüß]*\b", re.IGNORECASE)
_WEEKDAY_EN = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b")
_RELATIVE: dict[Language, tuple[re.Pattern[str], dict[str, int]]] = {
    "de": (
        re.compile(r"\b(?:[Vv]orgestern|[Gg]estern|[Hh]eute|[Üü]bermorgen|[Mm]orgen)\b"),
        {"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2},
    ),
    "en": (
        re.compile(
            r"\b(?:the day (?:before yesterday|after tomorrow)|yesterday|today|tonight|tomorrow)\b", re.IGNORECASE
        ),
        {"the day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
        | {"the day after tomorrow": 2},
    ),
}


@lru_cache(maxsize=4096)
def find_dates(text: str, language: Language) -> tuple[DateMention, ...]:
    """Return the dates, months, weekdays, relative days and clock times of ``text``, in order, without overlap."""
    found: list[DateMention] = list(_calendar(text, language))
    found += (
        DateMention(span, span, "time", minutes=minutes, half_day=open_)
        for span, minutes, open_ in find_clock(text, language)
    )
    found += _weekdays(text, language)
    found += _relative(text, language)
    found.sort(key=lambda mention: (mention.span.start, -mention.span.end))
    kept: list[DateMention] = []
    for mention in found:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return tuple(kept)


def _calendar(text: str, language: Language) -> list[DateMention]:
    found = []
    for m in (_GERMAN if language == "de" else _ENGLISH).finditer(text):
        found_date = _numeric(m, language) if m["day"] or m[_SHORT[language]] else _named(m, text, language)
        if found_date:
            found.append(found_date)
    return found


# The group of a numeric date without a year: am 3.10., and 9/11, which is the day and not the third of November.
_SHORT: dict[Language, str] = {"de": "day2", "en": "attack"}


def _named(m: re.Match[str], text: str, language: Language) -> DateMention | None:
    """Read a date whose month is a word."""
    name = m["month"] or m["only"] or m["inside"]
    days = m["days"] or (m["after"] if language == "en" else None)
    if not days and (name in _SHORT_NAMES or _doubtful(m, text, language, name)):
        return None
    year = "y1" if m["y1"] else "y2"
    end = m.start(year) if m[year] else m.end()
    core = m.string[m.start() : end].rstrip(" ,")
    if not m[year] and name not in _SHORT_NAMES:
        core = core.rstrip(".")
    kept = Span(m.start(), m.start() + len(core))
    span = Span(m.start(), m.end()) if m[year] else kept
    numbers = tuple(int(d) for d in re.findall(r"\d+", days or ""))
    month = _MONTHS[language][name.lower()]
    return DateMention(span, kept, "date" if days else "month", numbers, month, int(m[year] or 0))


def _doubtful(m: re.Match[str], text: str, language: Language, name: str) -> bool:
    """Tell whether May, March or Mar is no month: no preposition before it and no year behind it."""
    if language == "de" or name not in ("May", "March", "Mar") or m["y1"] or m["y2"]:
        return False
    return not _AMBIGUOUS.search(text, max(0, m.start() - 8), m.start())


def _numeric(m: re.Match[str], language: Language) -> DateMention | None:
    """Read a date in figures; in English both orders are possible where both figures are below 13."""
    if m[_SHORT[language]]:
        if language == "en":
            span = Span(*m.span())
            return DateMention(span, span, "date", (11,), 9)
        span = Span(m.start("day2"), m.end())
        return DateMention(span, span, "date", (int(m["day2"]),), int(m["number2"]))
    day, month = int(m["day"]), int(m["number"])
    swapped = language == "en" and month <= 12 and day <= 12
    if month > 12:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    year = int(m["yy"])
    core = Span(m.start(), m.start("yy"))
    full = year if year > 99 else (2000 if year < 50 else 1900) + year
    return DateMention(Span(*m.span()), core, "date", (day,), month, full, swapped=swapped)


def _weekdays(text: str, language: Language) -> list[DateMention]:
    found = []
    pattern = _WEEKDAY_DE if language == "de" else _WEEKDAY_EN
    for m in pattern.finditer(text):
        if language == "de":
            weekday = next(i for i, names in enumerate(_GERMAN_WEEKDAYS) if m[1].lower() in names.split("|"))
        else:
            weekday = _ENGLISH_WEEKDAYS.index(m[1])
        found.append(DateMention(Span(*m.span()), Span(*m.span()), "weekday", weekday=weekday))
    return found


def _relative(text: str, language: Language) -> list[DateMention]:
    pattern, offsets = _RELATIVE[language]
    found = []
    for m in pattern.finditer(text):
        if (
            language == "de"
            and m[0][0].isupper()
            and text[: m.start()].rstrip(' „"“»')[-1:] not in ("", ".", "!", "?", ":")
        ):
            continue  # the noun: am Morgen, das Gestern
        if m[0] == "morgen" and re.search(r"(?:heute|gestern|früh|tag|woch)\s$", text[: m.start()]):
            continue
        span = Span(*m.span())
        found.append(DateMention(span, span, "relative", offset=offsets[m[0].lower()]))
    return found
