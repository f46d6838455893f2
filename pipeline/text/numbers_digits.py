"""Numbers written with digits: how German and English place separators, and how to print English ones.

Separators: Duden and DIN 5008 (German: point or space for thousands, comma for decimals), CLDR "en" for English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from babel.numbers import format_decimal

SUFFIXES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, "trn": 10**12}
"""Scale letters that agencies attach to digits in English: $5m, 1.28bn."""

_SPACES = "'’\u00a0\u202f "
_GROUPED = {"de": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"), "en": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")}
_DECIMAL = {"de": re.compile(r"\d+,\d+"), "en": re.compile(r"\d+\.\d+")}


@dataclass(frozen=True, slots=True)
class Digits:
    """``value`` in the language's own format; ``other``: read in the other language's, None where that is the same.

    ``misplaced``: it is no number in the language's own format, so ``value`` is the other reading.
    """

    value: Fraction
    other: Fraction | None
    misplaced: bool


def _value(text: str, language: str) -> Fraction | None:
    """Return the value of ``text`` as ``language`` formats numbers, None where it does not format so."""
    group, point = (".", ",") if language == "de" else (",", ".")
    if text.isdecimal():
        return Fraction(int(text))
    if _GROUPED[language].fullmatch(text):
        text = text.replace(group, "")
    elif not _DECIMAL[language].fullmatch(text):
        return None
    return Fraction(text.replace(point, "."))


def read_digits(text: str, language: Literal["de", "en"]) -> Digits:
    """Read ``text``, digits with separators between them, as a number of ``language``."""
    bare = re.sub(f"[{_SPACES}]", "", text)
    own, other = _value(bare, language), _value(bare, "en" if language == "de" else "de")
    if own is not None:
        return Digits(own, other if other is not None and other != own else None, False)
    if other is not None:
        return Digits(other, None, True)
    return Digits(Fraction(re.split(r"\D", bare)[0]), None, False)


def english(value: Fraction) -> str:
    """Return ``value`` as an English desk prints it: 1,234.5; 1.28 million; 3 billion."""
    for scale, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if value >= scale and (value / scale * 1000).denominator == 1:
            return f"{_plain(value / scale)} {name}"
    return _plain(value)


def _plain(value: Fraction) -> str:
    if abs(value) >= 10**15:  # beyond a float's exact digits, and a decimal context's precision further up
        return f"{round(value):,}"
    return str(format_decimal(float(value), format="#,##0.###", locale="en"))
