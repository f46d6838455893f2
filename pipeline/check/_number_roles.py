"""Two numbers that changed places: from 3 to 5 is not from 5 to 3; for number-mismatch and comparison-reversed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final, Literal

from pipeline.text.numbers import Language, Number

Role = Literal["to", "by", "from"]
Same = tuple[Number, Number]

_BEFORE: Final[dict[Language, tuple[tuple[Role, re.Pattern[str]], ...]]] = {
    "de": (
        ("to", re.compile(r"\bauf\s(?:\w+\s)?$")),
        ("by", re.compile(r"\bum\s(?!die\s)(?:\w+\s)?$")),
        ("from", re.compile(r"\b(?:gegenüber|statt|verglichen mit)\s(?:\w+\s)?$")),
    ),
    "en": (
        ("to", re.compile(r"\bto\s(?:\w+\s)?[$€£]?$")),
        ("by", re.compile(r"\bby\s(?:\w+\s|an average of\s)?[$€£]?$")),
        ("from", re.compile(r"\b(?:from|compared (?:with|to)|after|against|versus)\s(?:\w+\s)?[$€£]?$")),
    ),
}
_RANGE: Final = re.compile(r"(?<!by\s)(?<!by\s[$€£])(?<![\d.,])\d\S*\sto\s(?:\w+\s)?[$€£]?$")  # 3 to 5
# "von 3 auf 5"; "412 Millionen, nach 389 Millionen ein Jahr zuvor": what was before.
_OF_OLD: Final = re.compile(r"\bvon\s(?:\w+\s)?$"), re.compile(r"\W*(?:\w+\s){0,2}auf\b")
_AFTER: Final = re.compile(r"\bnach\s(?:\w+\s)?$")
_EARLIER: Final = re.compile(
    r"^[^.;]{0,40}\b(?:zuvor|davor|[Vv]orjahr\w*|Vortag\w*|Vormonat\w*|Vorquartal\w*|Vorwoche)\b"
)
# "3 der 20", "3 of the 20": the part and the whole.
_PART: Final = re.compile(r"\s(?:\w+\s)?(?:seiner|ihrer|der|von|aller)\s(?:\w+\s)?$")
_OF: Final = re.compile(r"\s(?:\w+\s)?(?:out )?of\s(?:the|its|his|her|their|a total of|around|all)?\s?(?:\w+\s)?$")
_MOVES: Final = tuple(
    (re.compile(pattern), up)
    for pattern, up in (
        (r"\b(?:up|an increase|higher)\sfrom\s(?:\w+\s)?[$€£]?$", True),
        (r"\b(?:down|a decrease|a drop|lower)\sfrom\s(?:\w+\s)?[$€£]?$", False),
    )
)
_NEGATIVE: Final = re.compile(r"\b(?:loss\w*|deficit\w*|minus|negative|below|debts?|shortfall|rank\w*|place\w*)\b")
_CLOSE: Final = 60  # characters within which two numbers are compared


def traded(source: str, target: str, same: Sequence[Same]) -> Iterator[tuple[Same, Same]]:
    """Yield pairs of numbers of one kind that have each other's role in the English: to, by, from, part of."""
    roles = [(_german(source, a), _role(target, "en", b)) for a, b in same]
    for i, j in combinations(range(len(same)), 2):
        (a, b), (c, d) = same[i], same[j]
        if not (a.digits and c.digits) or a.value == c.value or a.kind in ("year", "ordinal", "score", "label"):
            continue
        if _parts(source, target, (a, b), (c, d)):
            yield same[i], same[j]
            continue
        full = None not in (*roles[i], *roles[j])
        if not full and not (_comparable(a, c) and _comparable(b, d) and 0 < c.span.start - a.span.end < _CLOSE):
            continue
        for role in ("to", "by", "from"):
            here, there = [x[0] == role for x in (roles[i], roles[j])], [x[1] == role for x in (roles[i], roles[j])]
            if sum(here) == sum(there) == 1 and here != there:
                yield same[i], same[j]
                break


def moved_to(source: str, target: str, same: Sequence[Same]) -> Iterator[Same]:
    """Yield percentages that changed something by so much in German, and to so much in English, or the other way."""
    roles = [(_german(source, a), _role(target, "en", b)) for a, b in same]
    if len({role for pair in roles for role in pair if role}) != 2:
        return
    for (a, b), found in zip(same, roles, strict=True):
        if a.kind == b.kind == "percent" and sorted(map(str, found)) == ["by", "to"]:
            yield a, b


def against_itself(target: str, same: Sequence[Same]) -> Iterator[tuple[Same, Same]]:
    """Yield pairs of numbers that the English moves up from the greater, or down from the smaller."""
    if _NEGATIVE.search(target):
        return
    for (a, b), (c, d) in combinations(sorted(same, key=lambda pair: pair[1].span), 2):
        if b.kind != d.kind or b.kind not in ("cardinal", "percent") or not (0 < d.span.start - b.span.end < _CLOSE):
            continue
        if (b.unit and b.unit.id) != (d.unit and d.unit.id) or b.below_zero or d.below_zero:
            continue
        between = target[b.span.end : d.span.start]
        up = next((way for pattern, way in _MOVES if pattern.search(between) and not re.search(r"\d", between)), None)
        if up is not None and b.value != d.value and (b.value > d.value) is not up:
            yield (a, b), (c, d)


def _comparable(one: Number, other: Number) -> bool:
    """Tell whether two numbers measure in one unit, so that the one may be what the other was before."""
    if one.kind == other.kind == "percent":
        return True
    return one.kind == other.kind and bool(one.unit and other.unit) and one.unit == other.unit


def _german(text: str, n: Number) -> Role | None:
    before = text[: n.hedge_span.start if n.hedge_span else n.span.start]
    behind = text[n.span.end :]
    if _AFTER.search(before) and _EARLIER.match(behind):
        return "from"
    if _OF_OLD[0].search(before) and _OF_OLD[1].match(behind):
        return "from"
    return _role(text, "de", n)


def _role(text: str, language: Language, n: Number) -> Role | None:
    before = text[max(0, n.span.start - 40) : n.hedge_span.start if n.hedge_span else n.span.start]
    if _RANGE.search(before) and not re.search(r"\b(?:by|from)\s", before):
        return None
    return next((role for role, pattern in _BEFORE[language] if pattern.search(before)), None)


def _parts(source: str, target: str, one: Same, other: Same) -> bool:
    """Tell whether the part of the German is the whole of the English: 3 der 20, 20 of the 3."""
    (a, b), (c, d) = one, other
    return (
        0 < c.span.start - a.span.end < _CLOSE
        and 0 < b.span.start - d.span.end < _CLOSE
        and bool(_PART.fullmatch(source[a.span.end : c.span.start]))
        and bool(_OF.fullmatch(target[d.span.end : b.span.start]))
    )
