"""The check negation-lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.negation import (
    ENGLISH,
    attributive,
    english_clear,
    english_negators,
    english_vague,
    german_implied,
    german_negators,
    privative,
    stressed,
)
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import Word, word_forms
from pipeline.types import Alignment, Flag, Severity, Span

_ELSEWHERE = re.compile(r"\b(?:rather than|other than|as opposed to|as soon as|let alone|yet to|than ever|as ever)\b")
# Phrases with a negation and what English says for them without one (Duden 11, "Redewendungen").
_PHRASES = (
    (r"\bnicht nur\b", r"\b(?:also|both|as well|addition|too)\b"),
    (r"\bohne (?:Probleme|Schwierigkeiten|Mühe|Umschweife)\b", r"\b(?:smooth\w*|eas\w+|readily|direct\w*|straight)\b"),
    (r"\b[Vv]erg(?:iss|esst|essen Sie) nicht\b|\bnicht vergessen\b", r"\b(?:remember|(?:make|be) sure)\b"),
    (r"\bob\b[^.]*\bnicht\b", r"\b(?:if|whether|wonder\w*|ask\w*)\b"),
    (r"\bwie (?:seit|noch|lange)\b[^.,]*\bni(?:cht|e)\b", r"\b(?:most|first|best|worst|since|\w+est)\b"),
    (r"\bnicht so einfach\b|\bnicht mehr so \w+\b", r"\b(?:hard|tough|difficult|less|more)\w*\b"),
)
_NEGATOR_STEMS = frozenset(english_stem(w) for w in ENGLISH)


@dataclass(frozen=True, slots=True)
class NegationLost:
    """A negation of the German is missing in the English, or the English negates what the German asserts.

    Why: the sentence says the opposite, and reads perfectly well.
    Flags: ``Die Brücke wird nicht gesperrt.`` -> ``The bridge will be closed.``
    Passes: ``Er konnte nicht kommen.`` -> ``He was unable to come.``; ``kaum`` -> ``hardly``
    Limits: counts negations per segment. A word that implies one (``unable``, ``refuse``, ``verweigern``) may make up
        for a negation unless the lexicon finds its own counterpart; a lost negation beside such a word passes.
    """

    id: ClassVar[str] = "negation-lost"
    severity: ClassVar[Severity] = Severity.ERROR

    lexicon: Lexicon = field(default_factory=lexicon)

    def measure(self, pair: Alignment) -> float:
        """Return by how many negations the sides differ: positive where English has more."""
        lost, added = self._balance(pair)
        return float(added - lost)

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            if not word_forms(pair.target) or not word_forms(pair.source):
                continue
            lost, added = self._balance(pair)
            if lost:
                spot = german_negators(pair.source)[0]
                message = f"“{spot.text}” has no counterpart in English"
                soft = attributive(pair.source, spot)
                yield self._flag(pair, message, spot.span, None, "lost", soft)
            elif added:
                spot = english_negators(pair.target)[-1]
                message = f"“{spot.text}” has no counterpart in German"
                yield self._flag(pair, message, None, spot.span, "added", False)

    def _flag(
        self, pair: Alignment, message: str, source: Span | None, target: Span | None, rule: str, soft: bool
    ) -> Flag:
        grade = Severity.NOTICE if soft else self.severity
        return flag(self, pair, message, source, target, rule=rule, severity=grade, confidence=0.4 if soft else 0.8)

    def _balance(self, pair: Alignment) -> tuple[int, int]:
        german, english = german_negators(pair.source), english_negators(pair.target)
        difference = len(german) - len(english)
        if difference == 0:
            return 0, 0
        source, target = word_forms(pair.source), word_forms(pair.target)
        if difference > 0:
            spare = self._spare_english(source, target, {w.fold for w in german})
            spare += _ELSEWHERE.search(pair.target) is not None
            for phrase, said in _PHRASES:
                spare += bool(re.search(phrase, pair.source) and re.search(said, pair.target, re.IGNORECASE))
            if english and re.search(r"\b(?:n?or)\b", pair.target):
                spare += 1  # weder ... noch, kein ... und kein: English negates once
            return max(0, difference - spare), 0
        spare = self._spare_german([w for w in source if w not in german], target, {w.span for w in english})
        return 0, max(0, -difference - spare - stressed(pair.target))

    def _spare_english(self, source: tuple[Word, ...], target: tuple[Word, ...], negators: set[str]) -> int:
        """Count English words that may hold a negation of the German and that no other German word accounts for."""
        others = [w for w in source if w.fold not in negators]
        negative = [self.lexicon.translations(w.fold) for w in others if german_implied(w)]
        every = [self.lexicon.translations(w.fold) for w in others]
        stems = Counter(english_stem(w.fold) for w in target if english_clear(w) or english_vague(w))
        clear = {english_stem(w.fold) for w in target if english_clear(w)}
        there = {english_stem(w.fold) for w in target}
        count = 0
        for stem, times in stems.items():
            rivals = [t for t in (negative if stem in clear else every) if t.get(stem, 0.0) >= 0.02]
            held = [t for t in rivals if t[stem] >= max(t.get(other, 0.0) for other in there)]
            count += max(0, times - len(held if stem in clear else rivals))
        return count

    def _spare_german(self, source: Sequence[Word], target: tuple[Word, ...], negators: set[object]) -> int:
        """Count German words that imply a negation and have no counterpart but a negator in English."""
        inside, clear = _negated(target, negators), {english_stem(w.fold) for w in target if english_clear(w)}
        stems = {english_stem(w.fold) for w in target if w.span not in negators and w.span not in inside}
        count = 0
        for word in source:
            options = self.lexicon.translations(word.fold)
            negative = any(options.get(stem, 0.0) >= 0.02 for stem in _NEGATOR_STEMS)
            own = clear if privative(word) else stems
            unmatched = not any(options.get(s, 0.0) >= 0.05 for s in own)
            late = word.fold in ("erst", "bevor", "ehe", "frühestens") and "until" in stems
            count += late or (unmatched and (negative or german_implied(word)))
        return count


def _negated(target: tuple[Word, ...], negators: set[object]) -> set[Span]:
    """Return the words that a negator turns round: ``without result`` is what ``ergebnislos`` says."""
    found: set[Span] = set()
    for i, word in enumerate(target):
        if word.span in negators and word.fold in ("no", "without"):
            found |= {w.span for w in target[i + 1 : i + 3] if not english_clear(w)}
    return found
