"""What one English word says about quantity: ``twenty``, ``million``, ``dozens``, ``third``, ``doubled``.

The numerals are a closed class (Quirk et al., "A Comprehensive Grammar of the English Language", 6.63 ff.).
Short scale: billion is 10^9, trillion 10^12.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

SMALL = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
SMALL |= {"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17}
SMALL |= {"eighteen": 18, "nineteen": 19, "zero": 0}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES |= {"quadrillion": 10**15, "quintillion": 10**18, "dozen": 12}
_VAGUE = {"dozens": 12, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9, "tens": 10}
_VAGUE |= {"trillions": 10**12}
_ONES = frozenset(("a", "an", "one"))
_IRREGULAR = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_BOTH = {"both": 2, "couple": 2, "pair": 2, "duo": 2, "twins": 2, "twin": 2}
_STEMS: dict[str, int | Fraction] = {
    "doubl": 2,
    "tripl": 3,
    "trebl": 3,
    "quadrupl": 4,
    "quintupl": 5,
    "halv": Fraction(1, 2),
}
_MULTIPLES = {"twice": 2, "thrice": 3, "double": 2, "triple": 3, "treble": 3, "quadruple": 4, "quintuple": 5}
_ENDS = ("e", "es", "ed", "ing")


def ordinal(low: str) -> int | None:
    """Return n for the n-th below 100 written as one word (``seventh``, ``twentieth``), else None."""
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("ieth"):
        return TENS.get(low.removesuffix("ieth") + "y")
    if low.endswith("th"):
        return SMALL.get(low.removesuffix("th")) or {"hundredth": 100, "thousandth": 1000}.get(low)
    return None


@lru_cache(maxsize=20_000)
def read_word(word: str) -> tuple[str, Fraction] | None:
    """Return (kind, value) of one English word, None when it says nothing about quantity; kinds as in German."""
    low = word.lower()
    for kind, table in (("cardinal", SMALL), ("cardinal", TENS), ("scale", _SCALES), ("vague", _VAGUE)):
        if low in table:
            return kind, Fraction(table[low])
    if low in _ONES:
        return "one", Fraction(1)
    if low in _BOTH:
        return "both", Fraction(2)
    if low in ("half", "halves"):
        return "fraction", Fraction(1, 2)
    if low in ("quarter", "quarters"):
        return "fraction", Fraction(1, 4)
    if low.endswith("ties") and low[:-3] + "y" in TENS:
        return "decade", Fraction(TENS[low[:-3] + "y"])
    rank = ordinal(low)
    if rank:
        return "ordinal", Fraction(rank)
    parts = ordinal(low.removesuffix("s")) if low.endswith("s") and low != "seconds" else None
    if parts and parts > 2:
        return "fraction", Fraction(1, parts)
    return _multiple(low)


def _multiple(low: str) -> tuple[str, Fraction] | None:
    if low in _MULTIPLES:
        return "multiple", Fraction(_MULTIPLES[low])
    if low.endswith("fold"):
        number = SMALL.get(low.removesuffix("fold"))
        return ("multiple", Fraction(number)) if number else None
    for stem, times in _STEMS.items():
        if low.startswith(stem) and low[len(stem) :] in _ENDS:
            return "multiple", Fraction(times)
    return None
