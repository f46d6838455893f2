"""The house style in the English of a model that has read all styles: spelling, per cent, millions, dates, times,
names.

Only what is the same fact written another way is touched; of spelling, nothing that stands so in the German: names,
addresses, English quoted there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.knowledge.spelling import respelt
from pipeline.knowledge.style import Style
from pipeline.text.dates import find_dates
from pipeline.text.dates_clock import english_clock
from pipeline.translate.house_names import Change, house_names
from pipeline.translate.plan import Draft

_WORD = re.compile(r"\S*[@/#_]\S*|\w+(?:\.\w+)+|(?P<word>[A-Za-z]+)")  # addresses and handles are none
_UNIT = re.compile(r"(?:\d|\b(?:square|cubic))[\s-]?$")
_BEGINS = re.compile(r"(?:^|[.!?:]\s)[\"“‘']?$")
_GOES_ON = re.compile(r"\s[a-z]")
_PERCENT = re.compile(r"(?P<figure>(?<=\d)\s?(?:%|per\s?cent\b))|(?<![\w-])per\s?cent\b(?!-)")
_MONEY = re.compile(r"(?P<sum>[$€£]\s?\d[\d.,]*)(?:\s?(?P<short>mn?|bn|tn)|\s(?P<long>million|billion|trillion))\b")
_LONG = {"m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_SHORT = {"billion": "bn", "trillion": "tn"}
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH_DAY = re.compile(rf"(?P<month>{_MONTH})\s(?:the\s)?{_ORDINAL}(?:,?\s(?P<year>\d{{4}}))?")
_DAY_MONTH = re.compile(rf"{_ORDINAL}\s(?:of\s)?(?P<month>{_MONTH})(?:,?\s(?P<year>\d{{4}}))?")
_TIME = re.compile(r"\d\d?(?:[.:]\d\d)?\s?[ap]\.?\s?m\b\.?|(?:1[3-9]|2[0-3])[.:]\d\d")
_RANGE = re.compile(r"\d\s?(?:to|and|until|[-–])\s?$")
_TO = re.compile(r"\s?(?:to|and|until|[-–])\s?\d")
_CLOCKS = {"2pm": "2.00pm", "2 p.m.": "2:00 p.m."}


def in_house_style(draft: Draft, source: str, style: Style) -> Draft:
    """Return the draft as ``style`` writes it; ``source`` is its German."""
    for changes in (_percent, _money, _dates, _times):
        for start, end, text in sorted(changes(draft.text, style), reverse=True):
            draft = draft.replace(start, end, text)
    for start, end, text in sorted(_spelling(draft.text, source, style), reverse=True):
        draft = draft.replace(start, end, text)
    for start, end, text in reversed(house_names(draft.text, source, style)):
        draft = draft.replace(start, end, text)
    return draft


def _spelling(text: str, source: str, style: Style) -> Iterator[Change]:
    """Yield words in small letters, and those that begin a sentence: other capitals are likely names."""
    words, units = respelt(style.spelling), respelt(style.spelling, units=True)
    there = set(re.findall(r"\b[a-z]+\b", source))  # German nouns have capitals: Kilometer is no English there
    for found in _WORD.finditer(text):
        word = found["word"] or ""
        other = words.get(word.lower()) or (_UNIT.search(text, 0, found.start()) and units.get(word.lower()))
        if not other or word in there:
            continue
        if word.islower():
            yield *found.span(), other
        elif word.istitle() and _BEGINS.search(text, 0, found.start()) and _GOES_ON.match(text, found.end()):
            yield *found.span(), other.capitalize()


def _percent(text: str, style: Style) -> Iterator[Change]:
    """Yield ``per cent`` as the house has it; % only after figures."""
    words = "per cent" if style.spelling == "uk" else "percent"
    for found in _PERCENT.finditer(text):
        if found["figure"]:
            new = "%" if style.percent == "%" else f" {style.percent}"
        else:
            new = words if style.percent == "%" else style.percent
        if new != found[0]:
            yield *found.span(), new


def _money(text: str, style: Style) -> Iterator[Change]:
    """Yield sums of money, $5 million or $5m; of people and things no house writes m."""
    for found in _MONEY.finditer(text):
        if style.million == "million" and found["short"]:
            yield *found.span(), f"{found['sum']} {_LONG[found['short']]}"
        elif style.million != "million" and found["long"]:
            yield *found.span(), found["sum"] + _SHORT.get(found["long"], style.million)


def _dates(text: str, style: Style) -> Iterator[Change]:
    """Yield days with their months in the order of the house; the ends of a range stay as they are."""
    for mention in find_dates(text, "en"):
        start, end = mention.span
        found = _MONTH_DAY.fullmatch(text, start, end) or _DAY_MONTH.fullmatch(text, start, end)
        if found is None or _RANGE.search(text, 0, start) or _TO.match(text, end):
            continue
        day, month, year = found["day"], found["month"], found["year"]
        if style.date == "day-month":
            new = f"{day} {month} {year}" if year else f"{day} {month}"
        else:
            new = f"{month} {day}, {year}" if year else f"{month} {day}"
        if new != found[0]:
            with_the = " of " in found[0] and text.endswith("the ", 0, start)  # the 3rd of October
            yield start - len("the ") * with_the, end, new


def _times(text: str, style: Style) -> Iterator[Change]:
    """Yield times of day in figures whose half of the day is known; of a range only where the clock has 12 hours."""
    for mention in find_dates(text, "en"):
        start, end = mention.span
        if mention.kind != "time" or mention.half_day or not _TIME.fullmatch(text, start, end):
            continue
        like = _CLOCKS.get(style.time)
        if like is None and _RANGE.search(text, 0, start):
            continue
        new = english_clock(mention.minutes, like) if like else f"{mention.minutes // 60:02}:{mention.minutes % 60:02}"
        if end == len(text) and text[start:end].endswith(".") and not new.endswith("."):
            new += "."
        elif new.endswith(".") and text.startswith(".", end):
            new = new[:-1]
        if new != text[start:end]:
            yield start, end, new
