"""A name of the German is not in the translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._gaps import gaps
from pipeline.knowledge import Knowledge
from pipeline.types import Alignment, Flag, Severity


@dataclass(frozen=True, slots=True)
class NameMissing:
    """A person, place, body or acronym of the German has no counterpart in the English.

    Why: who said it and where it happened is what news is made of.
    Flags: "teilte Brandt in Graz mit" -> "said in Graz"
    Passes: "sagte Merkel" -> "she said"; "Kiew" -> "Ukraine's capital"
    Limits: a name that the English replaces by a description ("the company") looks lost.
    """

    id: ClassVar[str] = "name-missing"
    severity: ClassVar[Severity] = Severity.WARNING

    knowledge: Knowledge = field(default_factory=Knowledge)
    threshold: float = 0.5  # least probability for a flag; data as in name_altered

    def measure(self, pair: Alignment) -> float:
        """Return the probability, 0..1, that the likeliest lost name of the pair is lost; 0 where none is suspected."""
        return max((g.confidence for g in gaps(pair, self.knowledge) if g.change == "lost"), default=0.0)

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            for gap in gaps(pair, self.knowledge):
                if gap.source and gap.change == "lost" and gap.confidence >= self.threshold:
                    yield flag(
                        self,
                        pair,
                        f"“{gap.source.of(pair.source)}” is missing from the English",
                        gap.source,
                        rule=gap.kind,
                        confidence=gap.confidence,
                    )
