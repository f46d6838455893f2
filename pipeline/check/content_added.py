"""The check content-added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._calibrated import DEV, calibrated
from pipeline.check._common import flag
from pipeline.check._dropped import suspects
from pipeline.check.length_outlier import LengthOutlier
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Flag, Severity


@dataclass(frozen=True, slots=True)
class ContentAdded:
    """Part of the English has nothing behind it in the German.

    Why: an invented fact is the worst thing a translation can do to a news desk.
    Flags: ``Der Zug hielt an.`` -> ``The train stopped, witnesses told the newspaper in Munich.``
    Passes: explanations of a few words; a paraphrase, which leaves words without counterpart on both sides
    Limits: goes by a lexicon, so that it sees stretches of two or more content words; where less sure, a notice.
    """

    id: ClassVar[str] = "content-added"
    severity: ClassVar[Severity] = Severity.WARNING

    lexicon: Lexicon = field(default_factory=lexicon)
    sure: float = calibrated(2.8, "log-odds", DEV, "2026-11-22", alarms_per_100=0.44, found=39, precision=0.76)
    likely: float = calibrated(0.5, "log-odds", DEV, "2026-11-22")

    def measure(self, pair: Alignment) -> float:
        """Return the log-odds that a stretch of the English was added (model: see ``_dropped``)."""
        _, suspect = suspects(pair.source, pair.target, self.lexicon)
        return 0.618 * suspect.weight - 0.208 * suspect.opposite + 0.962 * LengthOutlier().measure(pair) - 2.68

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            if not word_forms(pair.source) or not word_forms(pair.target):
                continue
            score = self.measure(pair)
            _, suspect = suspects(pair.source, pair.target, self.lexicon)
            if score < self.likely or not suspect.words:
                continue
            sure = score >= self.sure
            grade = self.severity if sure and suspect.words > 1 else Severity.NOTICE
            text = suspect.span.of(pair.target)
            message = f"nothing in the German stands behind “{text}”"
            confidence = 0.7 if sure else 0.4
            yield flag(self, pair, message, None, suspect.span, severity=grade, confidence=confidence)
