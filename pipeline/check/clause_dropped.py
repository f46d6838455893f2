"""The check clause-dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._calibrated import DEV, calibrated
from pipeline.check._common import flag
from pipeline.check._logistic import odds
from pipeline.check._lost_words import LostWord, likeliest
from pipeline.check._second_look import DOUBT, Look, cues, looks, weights
from pipeline.check._stretches import NOTHING, Stretch, stretch
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.protocols import Scorer
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Flag, Severity


@dataclass(frozen=True, slots=True)
class ClauseDropped:
    """Part of the German has no counterpart in the English.

    Why: what is left out cannot be missed by a reader who does not know German.
    Flags: ``Er trat zurück, nachdem das Parlament ihm das Vertrauen entzogen hatte.`` -> ``He resigned.``;
        ``Der Rat hat den Bau der Brücke beschlossen.`` -> ``The council the construction of the bridge.``
    Passes: fillers (``bereits``, ``jedoch``); a paraphrase, which leaves words without counterpart on both sides
    Limits: goes by a lexicon, word links and what English words stand side by side; a single adjective or adverb that
        leaves good English behind is seldom found. Figures and names have checks of their own. Where it is less sure it
        gives a notice. Single words need word links (``align.enabled``). Unless the English is its own, the translation
        model is asked whether it gets likelier with the word put in (``second_look``).
    """

    id: ClassVar[str] = "clause-dropped"
    severity: ClassVar[Severity] = Severity.WARNING

    lexicon: Lexicon = field(default_factory=lexicon)
    sure: float = calibrated(0.0, "log-odds (see _stretches)", DEV, "2026-11-22")
    word: float = calibrated(
        0.25, "log-odds (see _lost_words)", DEV, "2026-11-22", alarms_per_100=0.40, found=16, of=91
    )
    # Where the English reads as if a word were cut out (``torn``), lower odds are enough.
    torn: float = calibrated(3.0, "log-odds (see knowledge.junctions)", DEV, "2026-11-22")
    torn_word: float = calibrated(-1.0, "log-odds (see _lost_words)", DEV, "2026-11-22")
    words: int = 5  # German words a segment needs before single ones are looked for
    second_look: bool = True
    scorer: Callable[[], Scorer | None] = field(default_factory=lambda: lambda: None)

    def measure(self, pair: Alignment) -> float:
        """Return the log-odds that a stretch of the German was dropped (model: see ``_stretches``)."""
        return _odds(self._stretch(pair))

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        pairs = [pair for pair in pairs if word_forms(pair.source) and word_forms(pair.target)]
        lost = {i: found for i, pair in enumerate(pairs) if (found := self._lost(pair))}
        dropped = [self._stretch(pair) for pair in pairs]
        doubts = [(i, pairs[i], word, _odds(dropped[i])) for i, word in lost.items()]
        looked = self._look(doubts) if doubts and self.second_look else {}
        for i, pair in enumerate(pairs):
            clause = self._clause(pair, dropped[i])
            word = self._word(pair, lost[i], looked.get(i)) if i in lost else None
            if clause and word and (clause.severity is not Severity.NOTICE or word.severity is Severity.NOTICE):
                word = None
            yield from filter(None, (clause if word is None else None, word))

    def _lost(self, pair: Alignment) -> LostWord | None:
        lost = likeliest(pair, self.lexicon) if len(word_forms(pair.source)) >= self.words else None
        return lost if lost and lost.odds >= lost.notice - DOUBT else None

    def _stretch(self, pair: Alignment) -> Stretch | None:
        return stretch(pair, self.lexicon, "dropped")

    def _look(self, doubts: Sequence[tuple[int, Alignment, LostWord, float]]) -> dict[int, tuple[float, Look]]:
        """Return the odds after a second look, and what was seen; nothing where no other model can be had."""
        scorer = self.scorer()
        if scorer is None:
            return {}
        foreign = [doubt for doubt in doubts if doubt[1].translation.model != scorer.model]
        seen = looks([(pair, word) for _, pair, word, _ in foreign], scorer, self.lexicon)
        return {
            i: (odds(weights(), cues(word, dropped, one)), one)
            for (i, _, word, dropped), one in zip(foreign, seen, strict=True)
        }

    def _clause(self, pair: Alignment, found: Stretch | None) -> Flag | None:
        if found is None or found.odds < found.notice:
            return None
        sure = found.odds >= self.sure and found.words > 2
        grade = self.severity if sure else Severity.NOTICE
        message = f"nothing in the English stands for “{found.span.of(pair.source)}”"
        return flag(self, pair, message, found.span, severity=grade, confidence=0.7 if sure else 0.4)

    def _word(self, pair: Alignment, lost: LostWord, looked: tuple[float, Look] | None) -> Flag | None:
        sure = lost.odds >= (self.torn_word if lost.torn >= self.torn else self.word)
        left, found = lost.odds, None
        if looked:
            left, found = looked[0], looked[1].insertion
            sure = left >= 0
        if not sure and lost.odds < lost.notice:
            return None
        message = f"nothing in the English seems to stand for “{lost.span.of(pair.source)}”"
        target, text = lost.gap, None
        if found and found.gain > 0:
            target, text = found.span, found.text
        where = f"; it may belong into “{lost.gap.of(pair.target)}”" if lost.gap and not text else ""
        return flag(
            self,
            pair,
            message + where,
            lost.span,
            target,
            rule="word",
            severity=self.severity if sure else Severity.NOTICE,
            confidence=max(0.55, min(0.85, 0.6 + left / 10)) if sure else 0.35,
            suggestion=text,
        )


def _odds(found: Stretch | None) -> float:
    return found.odds if found else NOTHING
