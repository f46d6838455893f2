"""A name became another name, or the translation has one that the German has not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._gaps import Gap, gaps
from pipeline.check._slots import changed_words
from pipeline.knowledge import Knowledge
from pipeline.types import Alignment, Flag, Severity

_SURE = 0.65  # confidence from which an altered name is an error: both words are surely names
_LIKELY = 0.6  # confidence from which it is a warning: only the English word is
_NEW = 0.585  # confidence from which a name out of nowhere is a warning: hardly ever is it put in to explain
_CHANGED = {"misspelt": 0.8, "swapped": 0.85}  # confidence in a word that changed within a name that stands


@dataclass(frozen=True, slots=True)
class NameAltered:
    """A name in the English stands where the German has another one, or none.

    Why: the words are put into the wrong mouth.
    Flags: "sagte Trainer Lind" -> "said coach Marlowe"; "in Dresden" -> "in Dresdon"; "Peter Lind" -> "Marlowe Lind"
    Passes: "Lind" -> "Peter Lind"; "Tschurkin" -> "Churkin"
    Limits: a name that the translator adds to explain ("the city of Graz") looks new.
    """

    id: ClassVar[str] = "name-altered"
    severity: ClassVar[Severity] = Severity.ERROR

    knowledge: Knowledge = field(default_factory=Knowledge)
    threshold: float = 0.5  # least confidence for a flag

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            changed = changed_words(pair, self.knowledge)
            for slot in changed:
                was, now = slot.source.of(pair.source), slot.target.of(pair.target)
                told, right = f'"{was}" became "{now}".', slot.right if slot.rule == "misspelt" else None
                yield flag(
                    self,
                    pair,
                    told,
                    slot.source,
                    slot.target,
                    suggestion=right,
                    rule=slot.rule,
                    confidence=_CHANGED[slot.rule],
                )
            for gap in gaps(pair, self.knowledge):
                if gap.target and any(gap.target.overlaps(slot.target) for slot in changed):
                    continue
                if not gap.target or gap.confidence < self.threshold or (gap.source and gap.kind != "name"):
                    continue
                new = gap.target.of(pair.target)
                if gap.source:
                    message = f'"{gap.source.of(pair.source)}" became "{new}".'
                else:
                    message = f'"{new}" has no counterpart in the German.'
                yield flag(
                    self,
                    pair,
                    message,
                    gap.source,
                    gap.target,
                    severity=self._grade(gap),
                    rule="altered" if gap.source else "added",
                    confidence=gap.confidence,
                )

    def _grade(self, gap: Gap) -> Severity:
        if gap.source is None:
            return Severity.WARNING if gap.confidence >= _NEW else Severity.NOTICE
        if gap.confidence < _LIKELY:
            return Severity.NOTICE
        return self.severity if gap.confidence >= _SURE else Severity.WARNING
