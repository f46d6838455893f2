"""The check sentence-dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Flag, Severity, Span


@dataclass(frozen=True, slots=True)
class SentenceDropped:
    """A sentence of the German has no English sentence, or an English sentence has no German one.

    Why: whole sentences go missing when copy is cut to length, and come in when it is rewritten; the desk must know.
    Flags: a given translation with four sentences against five
    Passes: two German sentences made into one English sentence
    Limits: only for translations that already existed and were aligned here; it trusts that alignment.
    """

    id: ClassVar[str] = "sentence-dropped"
    severity: ClassVar[Severity] = Severity.ERROR

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            if pair.translation.origin == "missing" and word_forms(pair.source):
                whole = Span(0, len(pair.source))
                yield flag(self, pair, "no English sentence stands for this one", whole, rule="missing")
            elif pair.translation.origin == "added" and word_forms(pair.target):
                whole = Span(0, len(pair.target))
                message = "no German sentence stands behind this one"
                yield flag(self, pair, message, None, whole, rule="added", severity=Severity.WARNING)
