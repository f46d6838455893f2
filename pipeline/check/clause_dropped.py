"""The check clause-dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._dropped import suspects
from pipeline.check.length_outlier import LengthOutlier
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Flag, Severity


@dataclass(frozen=True, slots=True)
class ClauseDropped:
    """Part of the German has no counterpart in the English.

    Why: what is left out cannot be missed by a reader who does not know German.
    Flags: ``Er trat zurück, nachdem das Parlament ihm das Vertrauen entzogen hatte.`` -> ``He resigned.``
    Passes: fillers (``bereits``, ``jedoch``); a paraphrase, which leaves words without counterpart on both sides
    Limits: goes by a lexicon, so that it sees stretches of two or more content words and seldom a single word; figures
        and names have checks of their own. Where it is less sure it gives a notice.
    """

    id: ClassVar[str] = "clause-dropped"
    severity: ClassVar[Severity] = Severity.WARNING

    lexicon: Lexicon = field(default_factory=lexicon)
    # Log-odds. 0.1 % and 3 % of the references and good outputs of wmt14, wmt18 and flores-dev lie above, 2026-11.
    sure: float = 3.4
    likely: float = 1.0

    def measure(self, pair: Alignment) -> float:
        """Return the log-odds that a stretch of the German was dropped (model: see ``_dropped``)."""
        suspect, _ = suspects(pair.source, pair.target, self.lexicon)
        short = -LengthOutlier().measure(pair)
        return 0.665 * suspect.weight - 0.215 * suspect.opposite + 0.789 * short - 1.73

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            if not word_forms(pair.source) or not word_forms(pair.target):
                continue
            score = self.measure(pair)
            suspect, _ = suspects(pair.source, pair.target, self.lexicon)
            if score < self.likely or not suspect.words:
                continue
            sure = score >= self.sure and suspect.words > 2
            grade = self.severity if sure else Severity.NOTICE
            text = suspect.span.of(pair.source)
            message = f"nothing in the English stands for “{text}”"
            confidence = 0.7 if sure else 0.4
            yield flag(self, pair, message, suspect.span, severity=grade, confidence=confidence)
