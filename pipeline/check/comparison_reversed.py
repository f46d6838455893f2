"""More became less, before became after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._directions import direction
from pipeline.check._opposites import reversals
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
# Before and after where no other preposition is meant: German, the wrong English, and the right one.
_ORDERS = tuple(
    (re.compile(german), re.compile(english), re.compile(right, re.IGNORECASE))
    for german, english, right in (
        (r"^\W*Nach\s", r"^\W*Before\s", r"\bafter\b|\bfollowing\b|\baccording\b"),
        (r"^\W*Vor\s(?!allem|Ort|Gericht)", r"^\W*After\s", r"\bbefore\b|\bago\b|\bprior\b|\bahead\b"),
        (r"\b[Kk]urz vor\b", r"\b(?:just|shortly|soon) after\b", r"\bbefore\b|\bahead\b|\bto\b|\bprior\b"),
        (
            r"\b(?:Prozent|Grad|Punkte|Euro|Metern?) über (?:dem|den|der|dieser|diesem|seine[mr]|ihre[mr])\b",
            r"\b(?:below|lower|less)\b(?! (?:sea|zero))",
            r"\b(?:above|over|higher|more|exceed\w*|up|top\w*|beat\w*|ahead|greater|longer)\b",
        ),
        (
            r"\b(?:Prozent|Grad|Punkte|Euro|Metern?) unter (?:dem|den|der|dieser|diesem|seine[mr]|ihre[mr])\b",
            r"\b(?:above|higher|more)\b",
            r"\b(?:below|under|lower|less|fewer|short|down|behind|beneath|shy|off|discount)\b",
        ),
        (
            r"\b(?:Jahre?|Tage?|Monate?|Wochen?)n? zuvor\b",
            r"\b(?:years?|days?|months?|weeks?) (?:after|later)\b",
            r"\b(?:before|earlier|previous\w*|ago|prior|preceding|last|past)\b",
        ),
        (r"\bseit \d{4}\b", r"\buntil \d{4}\b", r"\bsince\b"),
        (
            r"\bbis (?:zum|zur|Ende|Anfang|Mitte)\b",
            r"\bafter\b",
            r"\b(?:until|till|to|by|up|before|through|between|as)\b",
        ),
        (
            r"\b[Ee]rst (?:nach|gegen|um|am|im|seit|vor|\d)",
            r"\b[Aa]s early as\b|\balready\b",
            r"\b(?:only|until|just|first|later|late|recently|after)\b",
        ),
        (
            r"\b(?:bereits|schon) (?:in|im|am|um|vor|seit|nach)\b",
            r"\b(?:only (?:in|on|at|after|since|from)|not until)\b",
            r"\b(?:already|early|earlier|previously|even|back|before)\b",
        ),
        (
            r"\b(?:vergangene|vorige|letzte)[nrs]? (?:Jahr|Monat|Woche)",
            r"\b[Tt]his (?:year|month|week)\b",
            r"\b(?:last|past|previous|earlier|recent\w*|ago|latest|prior|preceding|previously|\d{4}|summer|winter|autumn)\b",
        ),
        (
            r"\b(?:[Ii]n diesem (?:Jahr|Monat)|[Ii]n dieser Woche|[Dd]ieses Jahr(?:es)?|[Dd]iese Woche)\b",
            r"\b[Ll]ast (?:year|month|week)\b",
            r"\b(?:this|current|so far|\d{4}|now|same)\b",
        ),
        (r"\b[Kk]urz nach\b", r"\b(?:just|shortly) before\b", r"\bafter\b|\bfollowing\b|\bpast\b"),
    )
)
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
            for a, b in comparison.same:
                spans = a.hedge_span or a.span, b.hedge_span or b.span
                told = any(spans[1].overlaps(stand.span) for _, _, stand in turned)
                if _contrary(a.approximation, b.approximation) and not told:
                    was = f"“{spans[0].of(pair.source)}” before {show(a, pair.source)}"
                    message = f"{was} became “{spans[1].of(pair.target)}” before {show(b, pair.target)}"
                    yield flag(self, pair, message, *spans, rule="bound", confidence=0.85)
                elif not turned and (ways := _turned(pair, a, b)):
                    message = (
                        f"“{ways[0].of(pair.source)}” of {show(a, pair.source)} became “{ways[1].of(pair.target)}”"
                    )
                    yield flag(self, pair, message, *ways, rule="direction", confidence=0.75)

    def _order(self, pair: Alignment) -> Iterator[Flag]:
        """Flag an opening, or a moment close to an event, on its other side: Nach dem Spiel, Before the game."""
        for german, english, right in _ORDERS:
            here, there = german.search(pair.source), english.search(pair.target)
            if here and there and not right.search(pair.target):
                message = f"“{here[0].strip()}” became “{there[0].strip()}”"
                yield flag(self, pair, message, Span(*here.span()), Span(*there.span()), rule="order", confidence=0.75)
                return

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
