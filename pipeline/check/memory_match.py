"""A sentence's English comes from the memory, approved for a sentence like it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.text.likeness import changes, likeness
from pipeline.types import Alignment, Flag, Severity, Span


@dataclass(frozen=True, slots=True)
class MemoryMatch:
    """The English was approved for a German sentence that is almost this one.

    Why: it was right there; an editor should see what differs before it goes out.
    Flags: ``Der Zug hielt 12 Minuten`` with the English approved for ``Der Zug hielt 20 Minuten``, its number exchanged
    Passes: English approved for this very sentence; English of the model
    Limits: never raised on English that was given; the other checks look at the sentence as at any other.
    """

    id: ClassVar[str] = "memory-match"
    severity: ClassVar[Severity] = Severity.NOTICE

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            if old := pair.translation.approved_for:
                new = [span for _, spans in changes(old, pair.source) for span in spans]
                words = Span.cover(new) if new else None
                message = f"from the memory: {100 * likeness(old, pair.source):.0f} % like an approved sentence"
                evidence = (f"Approved for: {old}",)
                there = pair.to_target(words) if words else None
                yield flag(self, pair, message, words, there, evidence=evidence, confidence=0.5)
