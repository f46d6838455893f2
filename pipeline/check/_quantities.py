"""Pairs the numbers of a sentence with those of its translation, by value; shared by the checks on quantities."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from pipeline.text.dates import find_dates
from pipeline.text.numbers import Language, Number, find_numbers
from pipeline.text.numbers_digits import english
from pipeline.text.units import Unit, find_units, same_unit
from pipeline.types import Alignment


@dataclass(frozen=True, slots=True)
class Comparison:
    """``same``: pairs of equal worth; ``changed``: pairs that should be equal; the rest stands alone."""

    same: tuple[tuple[Number, Number], ...]
    changed: tuple[tuple[Number, Number], ...]
    missing: tuple[Number, ...]
    added: tuple[Number, ...]


_Test = Callable[[Number, Number], bool]
_CLASS = {"percent_point": "percent", "year": "cardinal", "label": "cardinal", "score": "cardinal", "both": "cardinal"}


@lru_cache(maxsize=4096)
def compare(source: str, target: str) -> Comparison:
    """Pair the numbers of the German ``source`` with those of the English ``target``."""
    left, right = _shared(find_numbers(source, "de"), source), list(find_numbers(target, "en"))
    same: list[tuple[Number, Number]] = []
    for test in (_identical, _same_value, _same_worth, _rounded):
        same += _take(left, right, test, len(source), len(target))
    changed = _take(left, right, _same_unit, len(source), len(target))
    left = [n for n in left if not _elsewhere(n, source, "de", target, "en")]
    right = [n for n in right if not _elsewhere(n, target, "en", source, "de")]
    changed += _take(left, right, _same_role, len(source), len(target))
    changed += _take(left, right, _both_digits, len(source), len(target))
    return Comparison(tuple(same), tuple(changed), tuple(left), tuple(right))


_NOTHING = Comparison((), (), (), ())


def translated(pair: Alignment) -> bool:
    """Tell whether ``pair`` has words on both sides and is not a copy: nothing else can be compared by value."""
    return pair.source != pair.target and all(any(map(str.isalnum, text)) for text in (pair.source, pair.target))


def compare_article(pairs: Sequence[Alignment]) -> list[Comparison]:
    """Compare every pair; a number that moved into a neighbouring segment is neither missing nor added."""
    found = [compare(pair.source, pair.target) if translated(pair) else _NOTHING for pair in pairs]
    result = []
    for i, comparison in enumerate(found):
        near = [found[j] for j in (i - 1, i + 1) if 0 <= j < len(found)]
        gained = {n.value for other in near for n in other.added}
        lost = {n.value for other in near for n in other.missing}
        missing = tuple(n for n in comparison.missing if n.value not in gained)
        added = tuple(n for n in comparison.added if n.value not in lost)
        result.append(Comparison(comparison.same, comparison.changed, missing, added))
    return result


def _shared(numbers: Sequence[Number], text: str) -> list[Number]:
    """Give a bare decimal the scale that a later number names: statt 6,0 nun 6,4 Milliarden."""
    scales = {n.scale for n in numbers if n.scale >= 10**6}
    if len(scales) != 1:
        return list(numbers)
    bare = re.compile(r"\s(?:[a-zäöüß]|$)")
    return [
        replace(n, shared_scale=next(iter(scales)))
        if n.digits
        and n.scale == n.shared_scale == 1
        and not n.unit
        and "," in n.figure.of(text)
        and bare.match(text, n.span.end)
        else n
        for n in numbers
    ]


def _take(
    left: list[Number], right: list[Number], test: _Test, source_length: int, target_length: int
) -> list[tuple[Number, Number]]:
    """Move pairs that pass ``test`` out of ``left`` and ``right``, those nearest in relative position first."""
    candidates = [
        (abs(a.span.start / (source_length or 1) - b.span.start / (target_length or 1)), i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if test(a, b)
    ]
    taken: list[tuple[Number, Number]] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            taken.append((left[i], right[j]))
    left[:] = [n for i, n in enumerate(left) if i not in used_left]
    right[:] = [n for j, n in enumerate(right) if j not in used_right]
    return sorted(taken, key=lambda pair: pair[0].span)


def _identical(a: Number, b: Number) -> bool:
    """Equal value, kind and, where both name one, unit."""
    kinds = {_CLASS.get(a.kind, a.kind), _CLASS.get(b.kind, b.kind)}
    units = a.unit is None or b.unit is None or same_unit(a.unit, b.unit)
    return a.value == b.value and len(kinds) == 1 and units and (a.kind == b.kind or "percent" not in kinds)


def _same_value(a: Number, b: Number) -> bool:
    """Equal value, whatever the kind; but every fifth (jeder fünfte) is not five."""
    if a.value == b.value:
        return not (a.kind == "rate" and b.kind in ("cardinal", "percent")) or bool(a.unit or b.unit)
    if b.metres == a.value:
        return a.unit is None or a.unit.dimension == "length"
    return b.value in (a.value * a.shared_scale, a.value / b.shared_scale)


def _same_worth(a: Number, b: Number) -> bool:
    """The same said otherwise: a third and 33 percent, 18 months and one and a half years, the 80s and the 1980s."""
    if {a.kind, b.kind} & {"decade", "year"} and a.value != b.value:
        return (a.value % 100 == b.value % 100) and min(a.value, b.value) < 100
    if a.kind == b.kind == "multiple":
        return False  # halved is not doubled
    if _share(a) is not None and _share(a) == _share(b):
        return {a.kind, b.kind} != {"fraction", "multiple"}  # um ein Fünftel, fivefold
    shares = (_share(a), _share(b))
    if shares[0] and shares[1] and {a.kind, b.kind} & {"percent"}:
        return abs(shares[0] - shares[1]) < Fraction(1, 100) and "fraction" in (a.kind, b.kind)
    if a.kind == "cardinal" and b.kind == "fraction" and b.value * 4 == a.value:
        return True  # zwei Quartale, two quarters
    return _converts(a, b)


def _share(n: Number) -> Fraction | None:
    """What part of a whole ``n`` can stand for."""
    if n.kind == "fraction":
        return n.value
    if n.kind in ("ordinal", "rate", "multiple") and n.value:
        return n.value if n.value < 1 else 1 / n.value
    return n.value / 100 if n.kind == "percent" else None


def _converts(a: Number, b: Number) -> bool:
    """Tell whether two measures are one length, mass, time ... in different units; editors round when they convert."""
    if not (a.unit and b.unit and a.unit.factor and b.unit.factor and a.unit.dimension == b.unit.dimension):
        return False
    if a.unit.id == b.unit.id:
        return False
    first, second = float(a.value) * a.unit.factor, float(b.value) * b.unit.factor
    return abs(first - second) <= (0.02 if a.unit.dimension == "time" else 0.08) * max(first, second)


def _rounded(a: Number, b: Number) -> bool:
    """Tell whether ``b`` is ``a`` rounded, and says so: 2,98 Millionen and nearly 3 million."""
    if not b.approximation or a.kind != b.kind or a.value <= 12 or not b.value:
        return False
    unit = 1
    while b.value % (unit * 10) == 0:
        unit *= 10
    return unit >= 10 and abs(a.value - b.value) <= Fraction(unit, 2)


# Numbers that German has within a word: Millionenstadt, a city of a million; Volljährigkeit, at 18.
_IN_COMPOUND = {
    18: re.compile(r"volljähr|minderjähr", re.IGNORECASE),
    10**6: re.compile(r"million(?:en)?[a-zäöüß]{4,}", re.IGNORECASE),
    10**9: re.compile(r"milliarden?[a-zäöüß]{4,}", re.IGNORECASE),
}
_NEVER = re.compile(r"(?!)")
_ROUNDS = {4: "halbfinal", 8: "viertelfinal", 16: "achtelfinal", 32: "sechzehntelfinal"}


def _elsewhere(n: Number, text: str, language: Language, other: str, other_language: Language) -> bool:
    """Tell whether the other side says ``n`` in a way that is no number there.

    As a name left as it is (Sieben Linden, "Six Days in ..."), as a clock time (five in the morning), as a round of a
    cup (Achtelfinale and the last 16), as a single unit (12 Monate and a year), or as a measure that one side gives in
    two units: 130mph (210km/h).
    """
    word = n.figure.of(text)
    if language == "en" and _IN_COMPOUND.get(int(n.value), _NEVER).search(other):
        return True
    if not n.digits and re.search(rf"\b{re.escape(word)}\b", other, re.IGNORECASE):
        return True
    for mention in find_dates(other, other_language):
        hour, minute = divmod(mention.minutes, 60)
        if mention.kind == "time" and n.value in (
            hour,
            hour % 12,
            hour % 12 + 12,
            hour + Fraction(minute, 100),
            minute,
        ):
            return True
    if language == "en" and re.search(rf"(?i)\b{_ROUNDS.get(int(n.value), 'no round')}", other):
        return True
    if n.unit is None:
        return False
    units = [mention.unit for mention in find_units(other, other_language)]
    if any(_single(n, unit) for unit in units):
        return True
    return _in_brackets(n, text, language) or any(_converts(m, n) for m in find_numbers(other, other_language))


def _in_brackets(n: Number, text: str, language: Language) -> bool:
    """Tell whether ``n`` gives the measure before the bracket once more, in its own unit: 90 °F (32 °C)."""
    opening = text.rfind("(", 0, n.span.start)
    if opening < 0 or ")" in text[opening : n.span.start]:
        return False
    before = [m for m in find_numbers(text, language) if 0 <= opening - m.span.end <= 24]
    return any(
        _converts(m, n) or (m.unit.dimension == n.unit.dimension and m.unit.id != n.unit.id and n.unit.factor is None)
        for m in before
        if m.unit and n.unit
    )


def _single(n: Number, unit: Unit) -> bool:
    """Tell whether ``n`` of its unit make one ``unit``."""
    if n.unit is None or n.unit.factor is None or unit.factor is None or unit.dimension != n.unit.dimension:
        return False
    return unit.id != n.unit.id and abs(float(n.value) * n.unit.factor / unit.factor - 1) < 0.02


SOFT = ("ordinal", "fraction", "multiple", "both", "label", "decade")


def _same_unit(a: Number, b: Number) -> bool:
    return a.unit is not None and b.unit is not None and a.unit.id == b.unit.id and a.digits and b.digits


def _same_role(a: Number, b: Number) -> bool:
    """Tell whether the left-over ``b`` can be a wrong rendering of the left-over ``a``."""
    if b.kind == "both" or (a.kind == "both" and b.kind != "cardinal"):
        return False
    if a.unit and b.unit and a.unit.dimension == b.unit.dimension:
        return True
    if a.kind == "rate" and b.kind == "cardinal" and a.value == b.value:
        return True
    if {a.kind, b.kind} == {"fraction", "multiple"} and a.value * b.value == 1:
        return True  # um ein Fünftel, fivefold
    return _CLASS.get(a.kind, a.kind) == _CLASS.get(b.kind, b.kind)


def _both_digits(a: Number, b: Number) -> bool:
    return a.digits and b.digits and "label" not in (a.kind, b.kind)


def is_magnitude(a: Number, b: Number) -> bool:
    """Tell whether the two differ by a power of ten only, or by a German separator read in English."""
    if not a.value or not b.value or ("vague" in (a.kind, b.kind) and not _thousandfold(a, b)):
        return False
    if separators_kept(a, b):
        return True
    great, small = max(a.value, b.value), min(a.value, b.value)
    ratio = great / small
    plain = ratio.denominator == 1 and re.fullmatch(r"10+", str(ratio.numerator)) is not None
    scaled = a.scale > 1 or b.scale > 1 or ratio >= 1000
    return plain and (scaled or (a.digits and b.digits and (a.value.denominator > 1 or b.value.denominator > 1)))


def _thousandfold(a: Number, b: Number) -> bool:
    return max(a.value, b.value) >= 1000 * min(a.value, b.value)


def separators_kept(a: Number, b: Number) -> bool:
    """Tell whether ``b`` would be right if its point and comma were read the German way."""
    return b.misplaced or (b.other is not None and b.other == a.value and b.value < a.value)


def show(n: Number, text: str) -> str:
    """Return the number as it stands, with its value where the words do not show it: 1,28 Mrd. (1.28 billion)."""
    words, value = n.span.of(text), english(n.value)
    plain = n.figure.of(text).isdigit() or words.startswith(value) or (n.value * 1000).denominator != 1
    return f"“{words}”" if plain or n.kind in ("fraction", "ordinal", "multiple") else f"“{words}” ({value})"


def suggest(a: Number, b: Number, target: str) -> str | None:
    """Return English text for the value of ``a`` in place of the span of ``b``."""
    if b.kind in ("ordinal", "multiple", "fraction", "rate", "vague", "decade") or a.kind != b.kind:
        return None
    figure = str(a.value) if a.kind == "year" else english(a.value)
    if "-" in b.figure.of(target):
        figure = figure.replace(" ", "-")
    return figure + target[b.figure.end : b.span.end]
