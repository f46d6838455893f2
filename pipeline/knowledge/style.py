"""House styles: which spelling, unit word, quotation mark and title form one client wants; ``configs/styles``."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field

from pipeline.knowledge.models import Names, Strict
from pipeline.types import Span


class Rule(Strict):
    """One rule of a house style: write ``use``, not ``avoid``."""

    use: str
    avoid: Names = ()
    note: str = ""
    source: str
    checked: datetime.date


class Style(Strict):
    """One house style. ``people`` and ``places`` are keyed by id, ``words`` by a free key.

    The translator writes as it says (``translate.house``, ``house_names``); other English is checked.
    """

    name: str
    title: str = ""
    spelling: Literal["uk", "us"] = "uk"
    quotes: Literal["straight", "double", "single"] = "double"
    percent: Literal["per cent", "percent", "%"] = "%"
    million: Literal["m", "million", "mn"] = "million"
    date: Literal["day-month", "month-day"] = "day-month"  # 3 October / October 3
    time: Literal["2pm", "2 p.m.", "14:00"] = "2pm"
    source: str
    checked: datetime.date
    people: dict[str, Rule] = Field(default_factory=dict)
    places: dict[str, Rule] = Field(default_factory=dict)
    organisations: dict[str, Rule] = Field(default_factory=dict)
    words: dict[str, Rule] = Field(default_factory=dict)


def spots(text: str, words: Sequence[str], keep: Sequence[str] = ()) -> Iterator[Span]:
    """Yield where one of ``words`` stands in a text outside the phrases to ``keep``."""
    kept = [Span(*m.span()) for phrase in keep for m in re.finditer(re.escape(phrase), text)]
    for word in words:
        for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text):
            if not any(Span(*match.span()).overlaps(k) for k in kept):
                yield Span(*match.span())
