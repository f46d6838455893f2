"""Numbers and clock times as words that are the same in both languages: "zwölf" and "12" are both ``#12``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.text.dates import find_dates
from pipeline.text.language import shares
from pipeline.text.numbers import Language, find_numbers
from pipeline.types import Span

VALUE = "#"  # before a value; no word of a text begins with it
_SAMPLE = 200  # sentences looked at to tell the language
_LEAST = 0.1  # share of function words that makes a language
# Roots of the number words of both languages, as a cheap way to pass over sentences without any.
_ANY = re.compile(
    r"\d|zwei|zwo|drei|vier|fünf|sechs|sieb|acht|neun|zehn|elf|zwölf|zwanz|hundert|tausend|milli|billi|dutzend|halb|"
    r"hälfte|viertel|two|three|four|five|six|seven|eight|nine|ten|eleven|twel|thir|fort|hundred|thousand|dozen|half|"
    r"quarter|noon|midnight|mitt",
    re.IGNORECASE,
)


def language_of(sentences: Sequence[str]) -> Language | None:
    """Return the language of a text if it is German or English."""
    found = shares(" ".join(sentences[:: max(1, len(sentences) // _SAMPLE)]))
    best = max(found, key=lambda code: found[code])
    if found[best] < _LEAST:
        return None
    return "de" if best == "de" else "en" if best == "en" else None


def values(text: str, language: Language) -> list[tuple[Span, str]]:
    """Return the numbers and clock times of ``text`` in order, each with its name; vague ones are left out."""
    if not _ANY.search(text):
        return []
    found = [(n.figure, f"{VALUE}{n.value}") for n in find_numbers(text, language) if n.kind not in ("vague", "label")]
    found += [
        (date.core, f"{VALUE}{date.minutes // 60}:{date.minutes % 60:02}")
        for date in find_dates(text, language)
        if date.kind == "time" and not date.half_day
    ]
    return sorted(found)
