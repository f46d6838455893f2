"""The check negation-lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._advice import advice_turned
from pipeline.check._calibrated import calibrated
from pipeline.check._common import flag
from pipeline.check._negated import Suspect, probability, suspects
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Flag, Severity

_DATA = (
    "three fifths, by a hash of the German, of the pairs of scripts/fit_negation.py; measured on wire text of the rest"
)

_SURE = 0.9  # probability from which a negation is lost even if another word may account for it, or an adjective does


@dataclass(frozen=True, slots=True)
class NegationLost:
    """A negation of the German is missing in the English, or the English negates what the German asserts.

    Why: the sentence says the opposite, and reads perfectly well.
    Flags: ``Die Brücke wird nicht gesperrt.`` -> ``The bridge will be closed.``
    Passes: ``Er konnte nicht kommen.`` -> ``He was unable to come.``; ``kaum`` -> ``hardly``
    Limits: speaks only where the sides differ in their number of negations. A word that implies one (``unable``,
        ``refuse``, ``verweigern``) may make up for a negation; how likely that is, is learnt from good translations.
    """

    id: ClassVar[str] = "negation-lost"
    severity: ClassVar[Severity] = Severity.ERROR

    lexicon: Lexicon = field(default_factory=lexicon)
    lost: float = calibrated(
        0.75, "probability that a negation is lost", _DATA, "2026-11-23", alarms_per_100=0.14, found=307, of=407
    )
    added: float = calibrated(
        0.8, "probability that a negation is added", _DATA, "2026-11-23", alarms_per_100=0.14, found=190, of=265
    )
    doubt: float = calibrated(0.6, "probability from which a notice is due", _DATA, "2026-11-22")

    def measure(self, pair: Alignment) -> float:
        """Return the probability, 0..1, that a negation is lost or added."""
        return max((chance for chance, _ in self._judged(pair)), default=0.0)

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            if not word_forms(pair.target) or not word_forms(pair.source):
                continue
            chance, worst = max(self._judged(pair), key=lambda judged: judged[0], default=(0.0, None))
            if worst and chance >= self.doubt:
                yield self._flag(pair, worst, chance)
            elif turned := advice_turned(pair.source, pair.target):
                message = f"“{turned[0].of(pair.source)}” became “{turned[1].of(pair.target)}”"
                yield flag(self, pair, message, *turned, rule="advice", confidence=0.8)

    def _judged(self, pair: Alignment) -> list[tuple[float, Suspect]]:
        """Return the suspects with their probability; what other words account for only where a loss is sure."""
        every = [(probability(s), s) for s in suspects(pair.source, pair.target, self.lexicon)]
        return [(p, s) for p, s in every if s.cues["unaccounted"] or (p >= _SURE and _plain(s))]

    def _flag(self, pair: Alignment, suspect: Suspect, chance: float) -> Flag:
        lost = suspect.kind == "lost"
        message = f"“{suspect.negator.text}” has no counterpart in the {'English' if lost else 'German'}"
        own = suspect.negator.span
        spans = (own, None) if lost else (None, own)
        enough = self.lost if lost else self.added
        sure = chance >= (max(_SURE, enough) if suspect.cues.get("attributive") else enough)
        grade = self.severity if sure else Severity.NOTICE
        return flag(self, pair, message, *spans, rule=suspect.kind, severity=grade, confidence=round(chance, 2))


def _plain(suspect: Suspect) -> bool:
    """Tell whether a negation is lost with nothing near its place or among the idioms to make up for it."""
    if suspect.kind != "lost":
        return False
    cues = suspect.cues
    merged = not cues["said"] and cues["clear"]  # ohne Zusammenhang: unrelated
    return not cues["phrases"] and not cues["near-clear"] and not merged
