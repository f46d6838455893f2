"""The check content-added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._calibrated import DEV, calibrated
from pipeline.check._common import flag
from pipeline.check._stretches import NOTHING, stretch
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.types import Alignment, Flag, Severity


@dataclass(frozen=True, slots=True)
class ContentAdded:
    """Part of the English has nothing behind it in the German.

    Why: an invented fact is the worst thing a translation can do to a news desk.
    Flags: ``Der Zug hielt an.`` -> ``The train stopped, witnesses told the newspaper in Munich.``
    Passes: a paraphrase, which leaves words without counterpart on both sides
    Limits: goes by a lexicon and word links. A single word, often an explanation, makes a notice at most, as does what
        is less sure; an adjective that was made up is seldom found.
    """

    id: ClassVar[str] = "content-added"
    severity: ClassVar[Severity] = Severity.WARNING

    lexicon: Lexicon = field(default_factory=lexicon)
    sure: float = calibrated(0.0, "log-odds (see _stretches)", DEV, "2026-11-22")

    def measure(self, pair: Alignment) -> float:
        """Return the log-odds that a stretch of the English was added (model: see ``_stretches``)."""
        found = stretch(pair, self.lexicon, "added")
        return found.odds if found else NOTHING

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            found = stretch(pair, self.lexicon, "added")
            if found is None or found.odds < found.notice:
                continue
            sure = found.odds >= self.sure and found.words > 1
            grade = self.severity if sure else Severity.NOTICE
            message = f"nothing in the German stands behind “{found.span.of(pair.target)}”"
            yield flag(self, pair, message, None, found.span, severity=grade, confidence=0.7 if sure else 0.4)
