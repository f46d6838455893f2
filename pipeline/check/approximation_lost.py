"""At least, up to, more than: a bound that is gone or new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._quantities import compare_article, show
from pipeline.text.numbers import Number
from pipeline.types import Alignment, Flag, Severity

_BOUNDS = ("over", "under", "up to", "at least")
# Words that can say a bound somewhere else in the sentence; closed classes of both languages.
_ENGLISH = re.compile(
    r"\b(?:max\w*|min\w*|most|least|up to|no (?:more|fewer|less|smaller|larger)|shy|nearly|almost|under|below|less"
    r"|fewer|over|above|more|exceed\w*|just|good|barely|close|many|much|plus|top\w*|longer|older|younger|around"
    r"|about|some|from|onwards?|upwards?|aged)\b|\+",
    re.IGNORECASE,
)
_GERMAN = re.compile(
    r"\b(?:max\w*|min\w*|höchst\w*|wenigst\w*|bis|unter\w*|über\w*|mehr|weniger|knapp\w*|fast|beinahe|nahezu|gut|rund|etwa"
    r"|ca|circa|ungefähr|Ü|U|ab|jenseits|länger|älter|jünger)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ApproximationLost:
    """A bound on a number (at least, up to, more than, almost) is missing from the translation, or came in.

    Why: "at least 40 dead" that becomes "40 dead" turns a first count into a fact.
    Flags: ``mindestens 40 Tote`` -> ``40 dead``; ``200 Gäste`` -> ``more than 200 guests``.
    Passes: ``rund 3.000`` -> ``3,000``; ``knapp 50`` -> ``just shy of 50``; ``bis zu 38 Grad`` -> ``a maximum of 38``.
    Limits: notices only, for editors drop such words on purpose; about, around and some are let through.
    """

    id: ClassVar[str] = "approximation-lost"
    severity: ClassVar[Severity] = Severity.NOTICE

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair, comparison in zip(pairs, compare_article(pairs), strict=True):
            for a, b in comparison.same:
                if a.value != b.value or not (a.digits or a.value > 1):
                    continue
                if _bound(a) and not b.approximation and not _ENGLISH.search(pair.target):
                    words = (a.hedge_span or a.span).of(pair.source)
                    message = f"“{words}” before {show(a, pair.source)} is missing from the English"
                    yield flag(self, pair, message, a.hedge_span, b.span, rule="lost", confidence=0.6)
                elif _bound(b) and not a.approximation and not _GERMAN.search(pair.source):
                    words = (b.hedge_span or b.span).of(pair.target)
                    message = f"“{words}” before {show(b, pair.target)} is not in the German"
                    yield flag(self, pair, message, a.span, b.hedge_span, rule="added", confidence=0.6)


def _bound(n: Number) -> bool:
    return n.approximation in _BOUNDS and n.hedge_span is not None
