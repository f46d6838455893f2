"""The check length-outlier."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._calibrated import ALL, calibrated
from pipeline.check._common import flag
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Flag, Severity, Span


@dataclass(frozen=True, slots=True)
class LengthOutlier:
    """A translation is far too short or far too long for its segment.

    Why: a dropped clause, a cut sentence or an invented one shows in the length before anybody has read a word.
    Flags: a sentence of 25 words -> ``The minister said.``
    Passes: ``Krankenversicherungsbeiträge`` -> ``health insurance contributions``
    Limits: short segments vary so much that only gross cases show; a clause dropped and another one invented do not.

    The logarithm of the ratio of lengths in characters is taken to be normal (Gale & Church, Computational
    Linguistics 19, 1993); its mean falls, and its variance shrinks, with the length of the German. Both were fitted to
    9,000 references and good machine outputs of wmt14, wmt18 and flores-dev, 2026-11.
    """

    id: ClassVar[str] = "length-outlier"
    severity: ClassVar[Severity] = Severity.WARNING

    # On the short side human translators leave things out; the long side is rarer still.
    short: float = calibrated(-4.0, "standard deviations", ALL, "2026-11", alarms_per_100=0.04, found=1, precision=0.5)
    long: float = calibrated(4.0, "standard deviations", ALL, "2026-11", alarms_per_100=0.0)

    def measure(self, pair: Alignment) -> float:
        """Return how many standard deviations the English is too long (negative: too short)."""
        return deviation(pair.source, pair.target)

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            if not word_forms(pair.source) or not word_forms(pair.target):
                continue  # empty-translation, sentence-dropped
            score = self.measure(pair)
            if score <= self.short or score >= self.long:
                way = "short" if score < 0 else "long"
                percent = round(100 * len(pair.target) / len(pair.source))
                message = f"the English is unusually {way}: {percent} % of the German in characters"
                spans = Span(0, len(pair.source)), Span(0, len(pair.target))
                yield flag(self, pair, message, *spans, rule=way, confidence=min(0.95, 0.4 + abs(score) / 12))


def deviation(german: str, english: str) -> float:
    """Return how many standard deviations the English is too long (negative: too short); 0 where a side is empty."""
    source, target = len(german.strip()), len(english.strip())
    if not source or not target:
        return 0.0
    mean = 0.17 - 0.0625 * math.log(source)
    spread = math.sqrt(0.0065 + 1.17 / source)
    return (math.log(target / source) - mean) / spread
