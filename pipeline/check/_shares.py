"""Shares and parts that became others: zwei von drei, im vierten Quartal, Hundertstelsekunden; for number-mismatch."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from pipeline.text.numbers import Language, find_numbers
from pipeline.types import Span

_OF: Final[dict[Language, re.Pattern[str]]] = {
    "de": re.compile(r"\s(?:von|der|von den|der insgesamt|von insgesamt)\s(?:(?:letzt|vergangen|erst|nächst)en\s)?"),
    "en": re.compile(
        r"\s(?:in|of|out of|of the|out of the)\s(?:every\s|all\s|its\s|their\s)?(?:(?:last|past|first|next)\s)?"
    ),
}
_ONE_IN: Final = re.compile(r"\b(?:one|1)\s(?:in|out of)\s$", re.IGNORECASE)
_POINT: Final = r"[ -](?:of )?(?:a )?(?:percentage )?-?point"
# Parts that both languages name by a fixed word; a row holds those of one kind (Duden, "Das Bedeutungswörterbuch").
_PARTS: Final = tuple(
    tuple((re.compile(german), re.compile(english)) for german, english in row)
    for row in (
        (
            (r"\b[Ee]rste[ns]? Quartal", r"\bfirst[ -]quarter"),
            (r"\b[Zz]weite[ns]? Quartal", r"\bsecond[ -]quarter"),
            (r"\b[Dd]ritte[ns]? Quartal", r"\bthird[ -]quarter"),
            (r"\b[Vv]ierte[ns]? Quartal|\bSchlussquartal", r"\b(?:fourth|final|last)[ -]quarter"),
        ),
        (
            (r"\b[Ee]rste[ns]? (?:Halbjahr|Jahreshälfte)", r"\bfirst[ -]half"),
            (r"\b[Zz]weite[ns]? (?:Halbjahr|Jahreshälfte)", r"\bsecond[ -]half"),
        ),
        (
            (r"\b\w*[Zz]ehntel", r"\btenths?\b"),
            (r"\b\w*[Hh]undertstel", r"\bhundredths?\b"),
            (r"\b\w*[Tt]ausendstel", r"\bthousandths?\b"),
        ),
        (
            (
                r"\bViertel(?:prozent)?punkt|\b[Vv]iertel Prozentpunkt",
                rf"\bquarter{_POINT}",
            ),
            (r"\b[Hh]albe[nr]? (?:Prozentp|P)unkt", rf"\bhalf{_POINT}"),
        ),
    )
)


def shares_changed(source: str, target: str) -> Iterator[tuple[Span, Span]]:
    """Yield what names a share or a part in the German, with the English that names another one of its kind."""
    yield from _ratio(source, target)
    for row in _PARTS:
        left = {i: m for i, (german, _) in enumerate(row) if (m := german.search(source))}
        right = {i: m for i, (_, english) in enumerate(row) if (m := english.search(target))}
        if len(left) == len(right) == 1 and left.keys() != right.keys():
            (a,), (b,) = left.values(), right.values()
            yield Span(*a.span()), Span(*b.span())


def _ratio(source: str, target: str) -> Iterator[tuple[Span, Span]]:
    """Yield zwei von drei with one in three: one such share on each side, of another size."""
    here, there = _ratios(source, "de"), _ratios(target, "en")
    if len(here) == len(there) == 1 and here[0][0] != there[0][0]:
        yield here[0][1], there[0][1]


def _ratios(text: str, language: Language) -> list[tuple[Fraction, Span]]:
    numbers = find_numbers(text, language)
    found = [
        (a.value / b.value, Span.cover((a.span, b.span)))
        for a, b in itertools.pairwise(numbers)
        if a.kind == b.kind == "cardinal"
        and b.value
        and not a.unit
        and _OF[language].fullmatch(text[a.span.end : b.span.start])
    ]
    if language == "en":
        found += [
            (1 / n.value, n.span)
            for n in numbers
            if n.value > 1 and n.kind == "rate" and _ONE_IN.search(text[: n.span.start])
        ]
    return found
