"""A name became another name, or the translation has one that the German has not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rapidfuzz.fuzz import ratio

from pipeline.check._common import flag
from pipeline.check._gaps import Gap, gaps
from pipeline.check._slots import changed_words
from pipeline.knowledge import Knowledge
from pipeline.text.romanisation import fold
from pipeline.types import Alignment, Flag, Severity

# Thresholds from WMT14, WMT18, FLORES and DEMETR, by scripts/fit_name_gaps.py.
_SURE = 0.9  # probability from which an altered name is an error
_LIKELY = 0.55  # probability from which it is a warning
_NEW = 0.35  # probability from which a name out of nowhere is a warning: often one is put in to explain
_LIKE = 60  # least rapidfuzz ratio of a name and a misspelling of it
_MISSPELT = 0.8  # confidence in a misspelling


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
    threshold: float = 0.4  # least probability for an altered name to be noted
    added: float = 0.1  # the same for a name that the German has not

    def measure(self, pair: Alignment) -> float:
        """Return the probability, 0..1, that the likeliest altered name of the pair is one; a misspelling has 0.8."""
        found = [g.confidence for g in gaps(pair, self.knowledge) if g.change == "altered"]
        return max([*found, _MISSPELT if changed_words(pair, self.knowledge) else 0.0])

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            changed = changed_words(pair, self.knowledge)
            for slot in changed:
                was, now = slot.source.of(pair.source), slot.target.of(pair.target)
                yield flag(
                    self,
                    pair,
                    f"“{was}” became “{now}”",
                    slot.source,
                    slot.target,
                    suggestion=slot.right,
                    rule="misspelt" if ratio(fold(was), fold(now)) >= _LIKE else "altered",
                    confidence=_MISSPELT,
                )
            for gap in gaps(pair, self.knowledge):
                if gap.target and any(gap.target.overlaps(slot.target) for slot in changed):
                    continue
                least = self.threshold if gap.source else self.added
                if not gap.target or gap.confidence < least or (gap.source and gap.kind != "name"):
                    continue
                new = gap.target.of(pair.target)
                if gap.source:
                    message = f"“{gap.source.of(pair.source)}” became “{new}”"
                else:
                    message = f"“{new}” has no counterpart in the German"
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
