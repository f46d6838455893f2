"""The check low-confidence."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Flag, Severity, Span


@dataclass(frozen=True, slots=True)
class LowConfidence:
    """The model that made, or scored, this translation found it hard to believe.

    Why: a low probability is the earliest sign of a sentence the model did not understand.
    Flags: a segment far below the others of its article, or below a floor
    Passes: segments of a word or two; translations nobody scored
    Limits: probabilities of different models cannot be compared, so that the floor is a last resort and the
        article's own spread decides; a model may be sure and wrong.
    """

    id: ClassVar[str] = "low-confidence"
    severity: ClassVar[Severity] = Severity.NOTICE

    floor: float = -2.5  # mean log-probability per token; e^-2.5 is one token in twelve
    spread: float = 3.5  # robust standard deviations below the article's median (Iglewicz & Hoaglin, 1993)
    least: int = 6  # scored segments an article needs to have a spread
    words: int = 4  # German words a segment needs

    def measure(self, pair: Alignment) -> float:
        """Return the mean log-probability per target token; 0 where nobody scored it."""
        return pair.translation.score or 0.0

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        scored = [p for p in pairs if p.translation.score is not None and len(word_forms(p.source)) >= self.words]
        limit = max(self.floor, self._outlier([self.measure(p) for p in scored]))
        for pair in scored:
            score = self.measure(pair)
            if score < limit and word_forms(pair.target):
                message = (
                    f"the model was less sure of this sentence than of the others in the article ({score:.2f} a word)"
                )
                spans = Span(0, len(pair.source)), Span(0, len(pair.target))
                yield flag(self, pair, message, *spans, confidence=0.4)

    def _outlier(self, scores: Sequence[float]) -> float:
        if len(scores) < self.least:
            return self.floor
        middle = statistics.median(scores)
        deviation = statistics.median(abs(s - middle) for s in scores) * 1.4826
        return middle - self.spread * max(deviation, 0.1)
