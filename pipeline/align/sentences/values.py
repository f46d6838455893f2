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
# Roots of the number words of both languages, as a cheap way to pass over sentences without any (two in three of news).
# First, second and both are not among them: they are words like others, which the lexicon knows.
_ANY = re.compile(
    r"\d|zwei|zwo|drei|vier|fünf|sechs|siebzehn|\bsieb|achtzig|\bacht|\bneun|neunz|zehn|\belf|zwölf|zwanz|hundert|tausend|"
    r"million|milliard|billi|dutzend|\bhalb|anderthalb|hälfte|viertel|\bmitt(?:ag|ern)|"
    r"\btwo|\bthree|\bfour|\bfive|\bsix|\bseven|\beight|\bnine|\bten\b|\beleven|\btwel|\bthirt|\bfort(?:y|ies)|\bfif|"
    r"hundred|thousand|dozen|\bhalf|quarter|noon|midnight",
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
    found = [
        (number.figure, f"{VALUE}{number.value}")
        for number in find_numbers(text, language)
        if number.kind not in ("vague", "label") and _ANY.search(number.figure.of(text))
    ]
    found += [
        (date.core, f"{VALUE}{date.minutes // 60}:{date.minutes % 60:02}")
        for date in find_dates(text, language)
        if date.kind == "time" and not date.half_day
    ]
    return sorted(found)
