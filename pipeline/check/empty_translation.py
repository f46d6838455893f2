"""The check empty-translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Flag, Severity, Span


@dataclass(frozen=True, slots=True)
class EmptyTranslation:
    """A segment has words, its translation has none.

    Why: nothing is easier to overlook than a sentence that is not there.
    Flags: ``Der Zug fuhr am Morgen ab.`` -> ``.``
    Passes: ``***`` -> ``***``
    Limits: a sentence that a given translation does not have at all is sentence-dropped.
    """

    id: ClassVar[str] = "empty-translation"
    severity: ClassVar[Severity] = Severity.ERROR

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            if pair.translation.origin in ("missing", "added"):
                continue
            if word_forms(pair.source) and not word_forms(pair.target):
                whole = Span(0, len(pair.source))
                yield flag(self, pair, "there is no English for this sentence", whole, confidence=1.0)
