"""The check guessed-word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import exp
from typing import ClassVar

from pipeline.check._calibrated import calibrated
from pipeline.check._common import flag
from pipeline.check._sides import Side, sides
from pipeline.knowledge.coverage import COMMON, coverage, unexplained
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.protocols import Scorer
from pipeline.text.wordforms import Word, word_forms
from pipeline.types import FROM_LEXICON, Alignment, Flag, Severity, Span

_DATA = "translations of wmt18 and flores-dev by wire-de-en; flagged words that the reference has not"
_UNIT = "natural log of the probability that the model gave the word"
_SELDOM = 5  # times from which it is a word that may be suggested
_CAPITAL = 0.6  # share of capitals from which an English word has one
_RENDERED = 0.1  # support from which a German word has its English elsewhere in the sentence
_MEANT = 0.3  # least strength of what is suggested
_EXCHANGED = re.compile(re.escape(FROM_LEXICON).replace(r"\{new\}", "(?P<new>.+)").replace(r"\{old\}", "(?P<old>.+)"))


@dataclass(frozen=True, slots=True)
class GuessedWord:
    """The model guessed a word, and no German word of the sentence is known to mean it.

    Why: a small model that does not know a word writes another one, fluently: a digger becomes a hunger.
    A word that the translator took from the lexicon in place of a guess has a notice.
    Flags: ``Der Zug stieß mit einem Bagger zusammen.`` -> ``The train collided with a hunger.``, when ``hunger`` had
        a probability of some per cent
    Passes: a word the model was sure of, or that the lexicon gives for a word of the German; names, which have checks
        of their own; English of other people and models
    Limits: a rare word that is right is doubted too; a wrong one that the lexicon knows from elsewhere is not. Asks the
        model that made the translation (``translate.model``): English from elsewhere is not looked at.
    """

    id: ClassVar[str] = "guessed-word"
    severity: ClassVar[Severity] = Severity.WARNING

    lexicon: Lexicon = field(default_factory=lexicon)
    sure: float = calibrated(-3.0, _UNIT, _DATA, "2026-11-23", per_100=14.0, not_in_reference=0.93)
    doubt: float = calibrated(-2.0, _UNIT, _DATA, "2026-11-23", per_100=25.6, not_in_reference=0.89)
    scorer: Callable[[], Scorer | None] = field(default_factory=lambda: lambda: None)

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        made = [pair for pair in pairs if pair.translation.model and pair.translation.origin == "mt"]
        for pair in made:
            yield from self._exchanged(pair)
        suspects = [
            (pair, words)
            for pair in made
            if (words := unexplained(coverage(pair.source, pair.target, self.lexicon), self.lexicon))
        ]
        scorer = self.scorer() if suspects else None
        if scorer is None:
            return
        own = [(pair, words) for pair, words in suspects if pair.translation.model == scorer.model]
        found = scorer.piece_log_likelihoods([(pair.source, pair.target) for pair, _ in own])
        for (pair, words), pieces in zip(own, found, strict=True):
            for word in words:
                likelihood = sum(chance for span, chance in pieces if span.overlaps(word.span))
                if likelihood < self.doubt:
                    yield self._flag(pair, word, likelihood)

    def _exchanged(self, pair: Alignment) -> Iterator[Flag]:
        """Yield a notice for each word that the lexicon put in place of a guess, and that still stands."""
        for note in filter(None, map(_EXCHANGED.fullmatch, pair.translation.attempts)):
            word = next((word for word in word_forms(pair.target) if word.text == note["new"]), None)
            if word is not None:
                message = f"“{word.text}” comes from the lexicon: the model guessed “{note['old']}”"
                source, _ = self._meant(pair, word)
                yield flag(
                    self,
                    pair,
                    message,
                    source,
                    word.span,
                    severity=Severity.NOTICE,
                    confidence=0.6,
                    rule="exchanged",
                )

    def _flag(self, pair: Alignment, word: Word, likelihood: float) -> Flag:
        source, suggestion = self._meant(pair, word)
        wrong = likelihood < self.sure
        sure = f"{100 * exp(likelihood):.0f} % sure"
        message = f"the model guessed “{word.text}” ({sure}), and no German word here is known to mean it"
        return flag(
            self,
            pair,
            message,
            source,
            word.span,
            severity=self.severity if wrong else Severity.NOTICE,
            confidence=0.8 if wrong else 0.6,
            suggestion=suggestion,
        )

    def _meant(self, pair: Alignment, word: Word) -> tuple[Span | None, str | None]:
        """Return the German words that the word is linked to, and what the lexicon gives for the one left open."""
        german, english = sides(pair, self.lexicon)
        at = next((j for j, other in enumerate(english.words) if other.span == word.span), None)
        partners = english.links.get(at, ()) if at is not None else ()
        span = Span.cover([german.words[i].span for i in partners]) if partners else None
        best = max((option for i in partners for option in self._options(german, i)), default=None)
        return span, best[1] if best and best[1].lower() not in {other.fold for other in english.words} else None

    def _options(self, german: Side, i: int) -> list[tuple[float, str]]:
        if german.support[i] >= _RENDERED:
            return []
        known = self.lexicon.renderings(german.words[i].fold)
        return [
            (share, self._written(text)) for text, share in known.items() if share >= _MEANT and self._may_say(text)
        ]

    def _may_say(self, english: str) -> bool:
        return _SELDOM <= self.lexicon.seen_english(english) < COMMON

    def _written(self, english: str) -> str:
        return english.capitalize() if self.lexicon.capital_english(english) > _CAPITAL else english
