"""A word became its opposite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._opposites import reversals
from pipeline.knowledge import Knowledge
from pipeline.types import Alignment, Flag, Severity


@dataclass(frozen=True, slots=True)
class OppositeWord:
    """A word is translated by its opposite: profit for loss, employee for employer.

    Why: opposites stand in the same sentences, so a model mixes them up, and the result reads well.
    Flags: ``Arbeitgeber`` -> ``employees``; ``verlor`` -> ``won``; ``im Norden`` -> ``in the south``.
    Passes: ``Gewinn und Verlust`` -> ``profit and loss``; ``nicht einfach`` -> ``difficult``.
    Limits: speaks only if the source has one of the two and the translation only the other, with as many negations;
        knows the pairs in configs/knowledge/opposites.yaml.
    """

    id: ClassVar[str] = "opposite-word"
    severity: ClassVar[Severity] = Severity.WARNING
    knowledge: Knowledge = field(default_factory=Knowledge)

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            for axis, here, there in reversals(pair, self.knowledge, "opposite"):
                words = here.span.of(pair.source), there.span.of(pair.target)
                message = f"“{words[0]}” became “{words[1]}”"
                yield flag(self, pair, message, here.span, there.span, rule=axis.id, confidence=0.75)
