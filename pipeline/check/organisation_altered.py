"""An organisation became another, or its acronym was changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._gaps import gaps
from pipeline.knowledge import Knowledge
from pipeline.types import Alignment, Flag, Severity


@dataclass(frozen=True, slots=True)
class OrganisationAltered:
    """A party, authority, alliance, company or acronym became another.

    Why: the court of human rights and the court of justice sit in different cities and decide different things.
    Flags: "Weltgesundheitsorganisation" -> "World Trade Organization"; "OSZE" -> "OECD"
    Passes: "Uno" -> "United Nations"; "EZB" -> "European Central Bank"
    Limits: bodies that the knowledge does not list are compared by their names only.
    """

    id: ClassVar[str] = "organisation-altered"
    severity: ClassVar[Severity] = Severity.ERROR

    knowledge: Knowledge = field(default_factory=Knowledge)
    threshold: float = 0.65  # least probability for a flag; data as in name_altered

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            for gap in gaps(pair, self.knowledge):
                if gap.kind not in ("organisation", "acronym") or gap.confidence < self.threshold:
                    continue
                if gap.source and gap.target:
                    was, now = gap.source.of(pair.source), gap.target.of(pair.target)
                    told = f"“{was}” became “{now}”"
                    yield flag(self, pair, told, gap.source, gap.target, rule=gap.kind, confidence=gap.confidence)
