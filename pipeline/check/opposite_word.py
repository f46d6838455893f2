"""A word became its opposite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._antonyms import turned
from pipeline.check._calibrated import calibrated
from pipeline.check._common import flag
from pipeline.check._crossed import crossed
from pipeline.check._opposites import reversals
from pipeline.knowledge import Knowledge
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.types import Alignment, Flag, Severity

_DATA = "three fifths, by a hash of the German, of wmt14 and wmt18 (google, microsoft) and of wire text"


@dataclass(frozen=True, slots=True)
class OppositeWord:
    """A word is translated by its opposite: profit for loss, employee for employer.

    Why: opposites stand in the same sentences, so a model mixes them up, and the result reads well.
    Flags: ``Arbeitgeber`` -> ``employees``; ``verlor`` -> ``won``; ``im Norden`` -> ``in the south``.
    Passes: ``Gewinn und Verlust`` -> ``profit and loss``; ``nicht einfach`` -> ``difficult``.
    Limits: speaks only if the source has one of the two and the translation only the other, with as many negations,
        or if both stand in each other's clause; knows the pairs in configs/knowledge/opposites.yaml, and the English
        opposites in antonyms.yaml and antonyms.txt, whose German the lexicon must know.
    """

    id: ClassVar[str] = "opposite-word"
    severity: ClassVar[Severity] = Severity.WARNING
    knowledge: Knowledge = field(default_factory=Knowledge)
    lexicon: Lexicon = field(default_factory=lexicon)
    least: float = calibrated(
        0.12, "strength from which the German word says the opposite", _DATA, "2026-11-22", alarms_per_100=0.2
    )

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            told = [there.span for _, _, there in reversals(pair, self.knowledge, "comparison")]
            for axis, here, there in reversals(pair, self.knowledge, "opposite"):
                told.append(there.span)
                words = here.span.of(pair.source), there.span.of(pair.target)
                message = f"“{words[0]}” became “{words[1]}”"
                yield flag(self, pair, message, here.span, there.span, rule=axis.id, confidence=0.75)
            for one, other in crossed(pair.source, pair.target, self.knowledge.opposites, self.lexicon):
                words = one.span.of(pair.source), other.span.of(pair.target)
                message = f"“{words[0]}” and its opposite have changed places"
                yield flag(self, pair, message, one.span, other.span, rule="crossed", confidence=0.7)
            for german, english in turned(pair.source, pair.target, self.lexicon, self.least):
                if not any(english.span.overlaps(span) for span in told):
                    message = f"“{german.text}” became “{english.text}”"
                    yield flag(self, pair, message, german.span, english.span, rule="antonym", confidence=0.7)
