"""More became less, before became after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._directions import direction
from pipeline.check._number_roles import against_itself
from pipeline.check._opposites import reversals
from pipeline.check._orders import order_turned
from pipeline.check._quantities import compare_article, show
from pipeline.knowledge import Knowledge
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.numbers import Number
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import fold
from pipeline.types import Alignment, Flag, Severity, Span

_GERMAN_SIDES = re.compile(
    r"\b(?:so viele?|mehr)\s(?:[a-zäöüß]+e\s)?([A-ZÄÖÜ][\w-]+)\s(?:wie|als)\s(?:[a-zäöüß]+e\s)?([A-ZÄÖÜ][\w-]+)"
)
_ENGLISH_SIDES = re.compile(r"\b(?:as (?:many|much)|more)\s([a-z-]+)\s(?:as|than)\s([a-z-]+)")
_NEGATED = re.compile(r"\b(?:not|no)\b")
_SAID = 0.05  # strength from which the lexicon takes an English word for a translation
_OVER, _UNDER = ("over", "at least"), ("under", "up to")


@dataclass(frozen=True, slots=True)
class ComparisonReversed:
    """A comparison or a direction is turned round: more for less, rose for fell, before for after.

    Why: one small word reverses the news, and the sentence stays smooth.
    Flags: ``mehr als 100`` -> ``fewer than 100``; ``vor dem Winter`` -> ``after winter``; ``stiegen`` ->
        ``fell``; ``knapper`` -> ``more plentiful``.
    Passes: ``nicht mehr als 100`` -> ``at most 100``; ``gesunken ... wieder steigen`` -> ``fell ... rise again``.
    Limits: speaks only if the source names one direction and the translation only the other, with as many
        negations; the words are in configs/knowledge/opposites.yaml.
    """

    id: ClassVar[str] = "comparison-reversed"
    severity: ClassVar[Severity] = Severity.ERROR
    knowledge: Knowledge = field(default_factory=Knowledge)
    lexicon: Lexicon = field(default_factory=lexicon)

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair, comparison in zip(pairs, compare_article(pairs), strict=True):
            turned = reversals(pair, self.knowledge, "comparison")
            for axis, here, there in turned:
                words = here.span.of(pair.source), there.span.of(pair.target)
                message = f"“{words[0]}” became “{words[1]}”"
                yield flag(self, pair, message, here.span, there.span, rule=axis.id, confidence=0.8)
            yield from self._sides(pair)
            if not turned:
                yield from self._order(pair)
            for one, two in against_itself(pair.target, comparison.same):
                spans = one[0].span, Span.cover((one[1].span, two[1].span))
                message = f"“{spans[1].of(pair.target)}”: the numbers go the other way"
                yield flag(self, pair, message, *spans, rule="change", confidence=0.8)
            ways: tuple[Span, Span] | None = None
            for a, b in comparison.same:
                spans = a.hedge_span or a.span, b.hedge_span or b.span
                told = any(spans[1].overlaps(stand.span) for _, _, stand in turned)
                if _contrary(a.approximation, b.approximation) and not told:
                    was = f"“{spans[0].of(pair.source)}” before {show(a, pair.source)}"
                    message = f"{was} became “{spans[1].of(pair.target)}” before {show(b, pair.target)}"
                    yield flag(self, pair, message, *spans, rule="bound", confidence=0.85)
                elif not turned and not ways and (ways := _turned(pair, a, b)):
                    message = (
                        f"“{ways[0].of(pair.source)}” of {show(a, pair.source)} became “{ways[1].of(pair.target)}”"
                    )
                    yield flag(self, pair, message, *ways, rule="direction", confidence=0.75)

    def _order(self, pair: Alignment) -> Iterator[Flag]:
        """Flag an opening, or a moment close to an event, on its other side: Nach dem Spiel, Before the game."""
        if found := order_turned(pair.source, pair.target):
            here, there = found
            message = f"“{here.of(pair.source).strip()}” became “{there.of(pair.target).strip()}”"
            yield flag(self, pair, message, here, there, rule="order", confidence=0.75)

    def _sides(self, pair: Alignment) -> Iterator[Flag]:
        """Flag the two sides of a comparison that changed places: mehr Frauen als Männer, more men than women."""
        here, there = _GERMAN_SIDES.search(pair.source), _ENGLISH_SIDES.search(pair.target)
        if not here or not there or _NEGATED.search(there[0]):
            return
        one, other = (self.lexicon.translations(fold(word)) for word in here.groups())
        first, second = (english_stem(word.lower()) for word in there.groups())
        straight = one.get(first, 0.0) + other.get(second, 0.0)
        if min(one.get(second, 0.0), other.get(first, 0.0)) >= _SAID and straight < _SAID:
            message = f"“{here[0]}” became “{there[0]}”"
            yield flag(self, pair, message, Span(*here.span()), Span(*there.span()), rule="sides", confidence=0.8)


def _turned(pair: Alignment, a: Number, b: Number) -> tuple[Span, Span] | None:
    """Return the words that send a number of equal value up on one side and down on the other."""
    if not a.digits or a.value != b.value or a.kind in ("ordinal", "year", "label", "score"):
        return None
    here, there = direction(pair.source, "de", a), direction(pair.target, "en", b)
    return (here[1], there[1]) if here and there and here[0] != there[0] else None


def _contrary(source: str, target: str) -> bool:
    return (source in _OVER and target in _UNDER) or (source in _UNDER and target in _OVER)
