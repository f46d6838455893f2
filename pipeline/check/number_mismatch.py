"""Numbers whose value changed, got lost or came in."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._number_roles import moved_to, traded
from pipeline.check._quantities import SOFT, compare_article, is_magnitude, show, suggest
from pipeline.check._shares import shares_changed
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.dates import find_dates
from pipeline.text.numbers import Number
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Flag, Severity, Span

_SUPERLATIVE_DE = re.compile(r"t\w{2,}(?:st|ßt)e[nrsm]?$")
_SUPERLATIVE_EN = re.compile(r"\b(?:most|best|\w+est)\b")
_BELOW_EN = re.compile(
    r"[-−–](?=\d)|\b(?:below|minus|sub|negative|under|loss|deficit|shortfall|down|fell|fall|drop\w*|declin\w*|less)\b"
)
_FROST_EN = re.compile(r"[-−–](?=\d)|\b(?:below|minus|sub|negative|frost|freez\w*)\b")
_BELOW_DE = re.compile(
    r"\b(?:minus|unter|negativ\w*|Verlust\w*|Defizit\w*|Rückgang\w*|Frost\w*|sank|fiel)", re.IGNORECASE
)
# Rounds of a cup, by the teams that are left in it.
_ROUNDS = {
    "de": {
        32: re.compile(r"\b[Ss]echzehntelfinal\w*"),
        16: re.compile(r"\b[Aa]chtelfinal\w*"),
        8: re.compile(r"\b[Vv]iertelfinal\w*"),
        4: re.compile(r"\b[Hh]albfinal\w*"),
    },
    "en": {
        32: re.compile(r"\b(?:last|round of) (?:32|thirty-two)\b"),
        16: re.compile(r"\b(?:last|round of) (?:16|sixteen)\b|\beighth-finals?\b"),
        8: re.compile(r"\bquarter-?\s?final\w*|\blast (?:8|eight)\b", re.IGNORECASE),
        4: re.compile(r"\bsemi-?\s?final\w*|\blast (?:4|four)\b", re.IGNORECASE),
    },
}
_BIG = 12  # above it English desks print digits, and a figure is a fact rather than a way of speaking


@dataclass(frozen=True, slots=True)
class NumberMismatch:
    """A number has another value in the translation, is missing from it, or is not in the source.

    Why: a wrong figure is the slip that a reader of news is least able to notice.
    Flags: ``57 Anträge`` -> ``75 applications``; ``vervierfacht`` -> ``doubled``; ``jeder vierte`` -> ``four``.
    Passes: ``1.234,5 Tonnen`` -> ``1,234.5 tonnes``; ``anderthalb Jahre`` -> ``18 months``; ``beide`` -> ``the two``;
        ``Mitte 50`` -> ``mid-50s``; ``15 Meter`` -> ``50-foot (15-metre)``.
    Limits: figures below 13 in words and ordinals that are only left out or only added are notices or silent: good
        translators rephrase them. What differs by a power of ten is left to magnitude-mismatch.
    """

    id: ClassVar[str] = "number-mismatch"
    severity: ClassVar[Severity] = Severity.ERROR

    lexicon: Lexicon = field(default_factory=lexicon)

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair, comparison in zip(pairs, compare_article(pairs), strict=True):
            for a, b in comparison.changed:
                if not is_magnitude(a, b) and not _one_in(pair, a, b):
                    yield self._changed(pair, a, b)
            yield from self._signs(pair, comparison.same)
            swapped = list(self._swapped(pair, comparison.same))
            yield from swapped
            yield from self._rounds(pair)
            if not comparison.changed and not swapped:
                for spans in shares_changed(pair.source, pair.target):
                    message = f"“{spans[0].of(pair.source)}” became “{spans[1].of(pair.target)}”"
                    yield flag(self, pair, message, *spans, rule="share", confidence=0.85)
            for n in comparison.missing:
                yield from self._missing(pair, n)
            for n in comparison.added:
                grade = _grade(n)
                if grade:
                    message = f"{show(n, pair.target)} is not in the German"
                    yield flag(self, pair, message, None, n.span, severity=grade, rule="added", confidence=0.6)

    def _changed(self, pair: Alignment, a: Number, b: Number) -> Flag:
        message = f"{show(a, pair.source)} became {show(b, pair.target)}"
        vague = "vague" in (a.kind, b.kind)
        converted = a.unit and b.unit and a.unit.id != b.unit.id and a.unit.dimension == "currency"
        more: dict[str, object] = {"rule": a.kind if a.kind == b.kind else "changed", "confidence": 0.9}
        if vague or converted:
            more |= {"severity": Severity.WARNING, "confidence": 0.5}
        return flag(self, pair, message, a.span, b.span, suggestion=suggest(a, b, pair.target), **more)

    def _signs(self, pair: Alignment, same: Sequence[tuple[Number, Number]]) -> Iterator[Flag]:
        """Flag a minus that stands on one side only, where the other says it in no other way."""
        for a, b in same:
            warm = a.unit is not None and a.unit.dimension == "temperature"
            below = _FROST_EN if warm else _BELOW_EN  # temperatures drop to two degrees
            if a.below_zero and not b.below_zero and not below.search(_near(pair.target, b)):
                message = f"minus {show(a, pair.source)} lost its minus"
                yield flag(self, pair, message, a.span, b.span, rule="minus", confidence=0.8)
            if b.below_zero and not a.below_zero and not _BELOW_DE.search(_near(pair.source, a)):
                message = f"{show(b, pair.target)} has a minus that is not in the German"
                yield flag(self, pair, message, a.span, b.span, rule="minus", confidence=0.8)

    def _swapped(self, pair: Alignment, same: Sequence[tuple[Number, Number]]) -> Iterator[Flag]:
        """Flag two counts that traded what they count: 31 Tote und 12 Verletzte, 31 injured and 12 dead."""
        counted = [
            (a, b, noun, words) for a, b in same if (noun := _noun(pair.source, a)) and (words := _counted(pair, b))
        ]
        for (a, b, noun, words), (c, d, other, others) in itertools.combinations(counted, 2):
            crossed = self._says(noun, others) and self._says(other, words)
            if a.value != c.value and crossed and not self._says(noun, words) and not self._says(other, others):
                yield self._changed_places(pair, (a, b), (c, d))
        both = list(traded(pair.source, pair.target, same))
        for one, two in both:
            yield self._changed_places(pair, one, two)
        for a, b in () if both else moved_to(pair.source, pair.target, same):
            message = f"by or to: {show(a, pair.source)} is not how {show(b, pair.target)} is meant"
            yield flag(self, pair, message, a.span, b.span, rule="by-to", confidence=0.75)

    def _changed_places(self, pair: Alignment, one: tuple[Number, Number], two: tuple[Number, Number]) -> Flag:
        message = f"{show(one[0], pair.source)} and {show(two[0], pair.source)} have changed places"
        spans = Span.cover((one[0].span, two[0].span)), Span.cover((one[1].span, two[1].span))
        return flag(self, pair, message, *spans, rule="swapped", confidence=0.8)

    def _rounds(self, pair: Alignment) -> Iterator[Flag]:
        """Flag a round of a cup that became another one, where each side names one."""
        left, right = ({n: m for n, p in _ROUNDS[k].items() if (m := p.search(text))} for k, text in _sides(pair))
        if len(left) == len(right) == 1 and left.keys() != right.keys():
            (a,), (b,) = left.values(), right.values()
            spans = Span(*a.span()), Span(*b.span())
            yield flag(self, pair, f"“{a[0]}” became “{b[0]}”", *spans, rule="round", confidence=0.85)

    def _says(self, german: str, english: Sequence[str]) -> bool:
        options = self.lexicon.translations(german)
        return any(options.get(english_stem(word), 0.0) >= 0.05 for word in english)

    def _missing(self, pair: Alignment, n: Number) -> Iterator[Flag]:
        grade = _grade(n)
        word = n.span.of(pair.source)
        if n.kind == "ordinal" and _SUPERLATIVE_DE.search(word):
            top = _SUPERLATIVE_EN.search(pair.target)
            if top:
                message = f"“{word}” became “{top[0]}”: the rank {n.value} is missing"
                yield flag(self, pair, message, n.span, pair.to_target(n.span), rule="rank", confidence=0.8)
        elif grade and not _is_day(n, pair) and not _in_name(n, pair):
            message = f"{show(n, pair.source)} is missing from the English"
            yield flag(self, pair, message, n.span, None, severity=grade, rule="missing", confidence=0.7)


def _sides(pair: Alignment) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("de", pair.source), ("en", pair.target)


def _noun(text: str, n: Number) -> str:
    """Return the folded German noun that ``n`` counts, the first capital within three words behind it, or ""."""
    if n.unit or n.kind not in ("cardinal", "vague", "year"):
        return ""
    words = [w for w in word_forms(text) if w.span.start >= n.span.end][:3]
    return next((w.fold for w in words if w.text[:1].isupper()), "")


def _counted(pair: Alignment, n: Number) -> list[str]:
    """Return the two English words behind ``n``, up to the next mark or conjunction."""
    found = []
    for word in [w for w in word_forms(pair.target) if w.span.start >= n.span.end][:3]:
        if (
            word.fold in ("and", "or", "while", "but", "in", "on", "at")
            or "," in pair.target[n.span.end : word.span.start]
        ):
            break
        found.append(word.fold)
    return found


def _near(text: str, n: Number) -> str:
    return text[max(0, n.span.start - 50) : n.span.end + 30]


def _one_in(pair: Alignment, a: Number, b: Number) -> bool:
    """Tell whether "jeder achte" became "one in eight"."""
    every = re.search(r"\bjede[rmns]?\s$", pair.source[: a.span.start], re.IGNORECASE)
    said = re.search(r"\b(?:one|1)\s(?:[\w-]+\s){0,3}in\s$", pair.target[: b.span.start], re.IGNORECASE)
    return bool(every and a.value == b.value and said)


def _is_day(n: Number, pair: Alignment) -> bool:
    """Tell whether ``n`` is a day without its month (ab dem 11.) that English gives with the month."""
    if not pair.source.startswith(".", n.span.end):
        return False
    return any(n.value in m.days for m in find_dates(pair.target, "en"))


# Parties and clubs that have a number for a part of their name, which English often leaves out (their statutes).
_NUMBERED = re.compile(r"\bBündnis $|\b(?:Schalke|Mainz|Hannover|Darmstadt|Bayer|TSV|Ulm|FC|Leverkusen|Sportfreunde) $")


def _in_name(n: Number, pair: Alignment) -> bool:
    """Tell whether ``n`` is part of the name of a party or a club: Bündnis 90, Mainz 05."""
    return n.digits and bool(_NUMBERED.search(pair.source[: n.span.start]))


def _grade(n: Number) -> Severity | None:
    """Return how much it matters that ``n`` stands on one side only; None: not at all."""
    if n.kind in SOFT or n.value == 1 or (n.value == 0 and not n.digits):
        return None
    if n.digits or n.scale > 1 or n.value > _BIG:
        return Severity.WARNING if n.kind != "vague" else Severity.NOTICE
    return Severity.NOTICE if n.kind == "cardinal" else None
