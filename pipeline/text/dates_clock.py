"""Clock times in German and English: 14.30 Uhr, halb drei, Mitternacht; 2.30pm, half past two, noon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from pipeline.text import numbers_english, numbers_german
from pipeline.types import Span

Clock = tuple[Span, int, bool]
"""Span, minutes since midnight, and whether the half of the day is open."""

_HOURS_DE = "|".join(
    sorted([w for w, n in {**numbers_german.UNITS, **numbers_german.TEENS}.items() if n <= 12], key=len, reverse=True)
)
_HOURS_EN = "|".join(w for w, n in numbers_english.SMALL.items() if 1 < n <= 12) + "|one"
_H = r"(?:[01]?\d|2[0-4])"
_HM = rf"(?<![\d.,:]){_H}(?:[.:h][0-5]\d)?"
_JOIN_DE = r"\s?(?:bis|und|oder|[-–/,])\s?"
_GERMAN = re.compile(
    rf"""
      (?P<list>{_HM}(?:\s?Uhr)?(?:{_JOIN_DE}{_HM}(?:\s?Uhr)?)*)(?<=Uhr)(?:\s(?P<minute>[0-5]?\d)(?!\d|[.,]\d|\s?(?:Uhr|Prozent|\w)))?
      (?:\s(?P<part>morgens|vormittags|mittags|nachmittags|abends|nachts|früh))?
    | (?:um|ab|gegen)\s(?P<bare>(?:[01]?\d|2[0-4]):[0-5]\d)(?![\d:]|\sUhr)
    | (?<![\d.,:])(?P<zone>(?:[01]?\d|2[0-4])[:.][0-5]\d)(?=\s(?:UTC|GMT|MES?Z|Ortszeit))
    | (?<![\d.,:-])(?P<plain>0\d:[0-5]\d)(?![\d:.%-])
    | (?P<word>{_HOURS_DE})\sUhr\b(?:\s(?P<wpart>morgens|vormittags|mittags|nachmittags|abends|nachts|früh))?
    | halb\s(?P<half>{_HOURS_DE}|1[0-2]|[1-9])\b(?!-)
    | (?P<quarter>(?P<viertel>[Vv]iertel)|[Kk]urz|(?:fünf|zehn|zwanzig)(?:\sMinuten)?)
        \s(?P<side>vor|nach)\s(?P<qhour>{_HOURS_DE})\b(?(viertel)|(?=\s*(?:$|[.,;!?]|Uhr|am|in|und)))
    | (?P<midnight>Mitternacht)
    """,
    re.VERBOSE,
)
_ENGLISH = re.compile(
    rf"""
      (?<![\d.,:$€£])(?P<hour>0?\d|1\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?
        (?:\s?(?:[-–/]|to|and|until|till|or|through)\s?(?P<to>0?\d|1\d|2[0-4])(?:[.:](?P<tominute>[0-5]\d))?)?
        \s?(?P<half>[ap])(?:\.\s?m\b\.?|m\b)
    | (?:\b(?i:at|by|from|until|till|around|about|before|after|to|since|between|and)\s|(?<=\b[12]\d\d\d,\s))
        (?P<bare>(?:[01]?\d|2[0-4])(?::[0-5]\d|\.[0-5]\d(?=\s?(?:$|[.,;)]|on\b|to\b|until\b|local)))(?![\d:%]|[.,]\d|\s?[ap]\.?\s?m\b))
    | (?<![\d.,:])(?P<gmt>(?:[01]?\d|2[0-3])[:.][0-5]\d
        |(?:[01]\d|2[0-3])[0-5]\d)(?=\s(?:GMT|UTC|CES?T|BST|hours|local\stime))
    | (?<![\d.,:-])(?P<plain>0\d:[0-5]\d)(?![\d:.%-]|\s?[ap]\.?\s?m\b)
    | (?<![\d.,:])(?P<clock>(?:\d\d?,\s)*(?:\d\d?\sand\s)?(?:2[0-3]|1\d|0?[1-9]|\b(?:{_HOURS_EN})))
        \so['’]?\s?clock(?:\sin\sthe\s(?P<part>morning|afternoon|evening)|\sat\s(?P<night>night))?
    | \b[Hh]alf[\s-]past\s(?P<halfpast>{_HOURS_EN}|1[0-2]|[1-9]|midnight|noon)\b
    | \b[Hh]alf\s(?P<british>{_HOURS_EN})\b(?=\s*(?:$|[.,;]))
    | \b[Qq]uarter\s(?P<side>to|past)\s(?P<qhour>{_HOURS_EN}|1[0-2]|[1-9])\b
    | \b(?P<midnight>midnight)\b | \b(?P<noon>noon|midday)\b(?!\s(?:meal|sun))
    """,
    re.VERBOSE,
)


def find_clock(text: str, language: Literal["de", "en"]) -> Iterator[Clock]:
    """Yield the clock times of ``text``; a list such as "8 bis 18 Uhr" gives one per hour."""
    for m in (_GERMAN if language == "de" else _ENGLISH).finditer(text):
        yield from _german(m) if language == "de" else _english(m)


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    if word in ("midnight", "noon"):
        return 12
    return numbers_german.cardinal(word) or numbers_english.SMALL.get(word, 1)


def _minutes(clock: str) -> int:
    hour, *minute = re.findall(r"\d+", clock)
    return (int(hour) * 60 + int(minute[0] if minute else 0)) % 1440


def _german(m: re.Match[str]) -> Iterator[Clock]:
    span = Span(*m.span())
    if m["list"]:
        items = list(re.finditer(r"\d+(?:[.:h]\d+)?(?:\s?Uhr)?", m["list"]))
        for i, item in enumerate(items):
            last = i == len(items) - 1
            place = Span(m.start("list") + item.start(), span.end if last else m.start("list") + item.end())
            minutes = _minutes(item[0]) + (int(m["minute"]) if last and m["minute"] else 0)
            yield (place, _shift(minutes, m["part"] or ""), minutes <= 720 and m["part"] in ("früh", "nachts"))
    elif m["bare"] or m["zone"] or m["plain"]:
        name = "bare" if m["bare"] else "zone" if m["zone"] else "plain"
        yield Span(*m.span(name)), _minutes(m[name]), False
    elif m["word"]:
        yield span, _shift(_number(m["word"]) * 60, m["wpart"] or ""), not m["wpart"]
    elif m["half"]:
        yield span, (_number(m["half"]) * 60 - 30) % 1440, True
    elif m["qhour"]:
        named = m["quarter"].split()[0].lower()
        away = {"viertel": 15, "kurz": 0}.get(named) or numbers_german.cardinal(named) or 0
        yield span, (_number(m["qhour"]) * 60 + (away if m["side"] == "nach" else -away)) % 1440, True
    elif m["midnight"]:
        yield span, 0, False


def _shift(minutes: int, part: str) -> int:
    """Move an hour up to twelve into the afternoon when the words say so."""
    late = part in ("nachmittags", "abends") or (part == "mittags" and minutes < 180)
    return minutes + 720 if late and minutes < 720 else minutes


def _english(m: re.Match[str]) -> Iterator[Clock]:
    span = Span(*m.span())
    if m["hour"]:
        first = _half(int(m["hour"]) * 60 + int(m["minute"] or 0), m["half"])
        if m["to"]:
            middle = m.end("minute") if m["minute"] else m.end("hour")
            yield Span(span.start, middle), first, True
            yield Span(m.start("to"), span.end), _half(int(m["to"]) * 60 + int(m["tominute"] or 0), m["half"]), False
        else:
            yield span, first, False
    elif m["bare"] or m["gmt"] or m["plain"]:
        name = "bare" if m["bare"] else "gmt" if m["gmt"] else "plain"
        clock = m[name] if not m[name].isdigit() else f"{m[name][:-2]}:{m[name][-2:]}"
        minutes = _minutes(clock)
        yield Span(*m.span(name)), minutes, minutes < 780 and not clock.startswith("0")
    elif m["clock"]:
        hours = list(re.finditer(r"\b(?!and\b)\w+", m["clock"]))
        for hour in hours[:-1]:
            at = m.start("clock")
            yield Span(at + hour.start(), at + hour.end()), int(hour[0]) * 60 % 1440, True
        span = Span(m.start("clock") + hours[-1].start(), span.end)
        minutes = _number(hours[-1][0]) * 60
        half = "p" if m["part"] in ("afternoon", "evening") or m["night"] else "a"
        known = bool(m["part"] or m["night"])
        yield span, _half(minutes, half) if known else minutes % 1440, not known
    elif m["halfpast"] or m["british"]:
        yield span, _number(m["halfpast"] or m["british"]) * 60 + 30, True
    elif m["qhour"]:
        yield span, _number(m["qhour"]) * 60 + (15 if m["side"] == "past" else -15), True
    else:
        yield span, 0 if m["midnight"] else 720, False


def _half(minutes: int, half: str) -> int:
    """Return minutes since midnight of a twelve-hour time with am or pm; 14.30pm stays as it is."""
    if minutes >= 780:
        return minutes % 1440
    return minutes % 720 + (720 if half == "p" else 0)


def english_clock(minutes: int, like: str) -> str:
    """Return a time of day (minutes since midnight) as an English desk prints it, with the point or colon and the p.m.
    or pm of ``like``, a time in English."""
    hour, minute = divmod(minutes, 60)
    half = "p" if hour >= 12 else "a"
    gap = " " if re.search(r"\s[ap]\.?m", like) or ".m" in like else ""
    mark = f"{gap}{half}.m." if ".m" in like else f"{gap}{half}m"
    between = ":" if ":" in like else "."
    return f"{(hour - 1) % 12 + 1}{f'{between}{minute:02}' if minute else ''}{mark}"
