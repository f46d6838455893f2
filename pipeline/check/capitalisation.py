"""The check capitalisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._calibrated import DEV, calibrated
from pipeline.check._common import flag
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.knowledge.wordlist import english_words
from pipeline.text.quotes import quotations
from pipeline.text.wordforms import Word, word_forms
from pipeline.types import Alignment, Flag, SegmentKind, Severity

_DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "no"}
)


@dataclass(frozen=True, slots=True)
class Capitalisation:
    """An English word is written with the wrong first letter.

    Why: German nouns have capitals; a machine leaves them, or a truecaser takes a name's capital away.
    Flags: ``the Government said``, ``in germany``, ``the minister went home.`` at the start of a sentence
    Passes: ``iPhone``, ``van Rompuy``, headlines in title case, names and titles
    Limits: goes by how English texts write the word; a common noun is reported only after a determiner, without
        another capital beside it, and where it renders a German noun.
    """

    id: ClassVar[str] = "capitalisation"
    severity: ClassVar[Severity] = Severity.WARNING

    lexicon: Lexicon = field(default_factory=lexicon)
    seen: int = 20  # times a word must have been seen before its usual case is believed
    noun: float = 0.03  # share of capitals up to which a word is taken for a common word
    name: float = calibrated(
        0.985, "share of capitals from which a word is a name", DEV, "2026-11-22", alarms_per_100=0.0, found=13
    )

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            words = word_forms(pair.target)
            if not words or pair.segment.kind is not SegmentKind.BODY:
                continue
            started = list(self._start(pair, words))
            yield from started
            yield from self._names(pair, words[len(started) :])
            if sum(w.text[:1].isupper() for w in words) < 0.6 * len(words):
                yield from self._nouns(pair, words)

    def _start(self, pair: Alignment, words: tuple[Word, ...]) -> Iterator[Flag]:
        german = word_forms(pair.source)
        first = words[0]
        ends = pair.source.rstrip(" \"'“”«»’)")[-1:] in (".", "!", "?", ":")
        small = first.text.islower() and first.text.isalpha() and pair.target.strip()[:1] not in ".…("
        if not (german and german[0].text[:1].isupper() and ends and small):
            return
        if any(first.text == w.text for w in german):
            return
        yield flag(
            self,
            pair,
            "the sentence begins with a small letter",
            None,
            first.span,
            rule="start",
            suggestion=first.text[:1].upper() + first.text[1:],
            safe=True,
            confidence=0.9,
        )

    def _names(self, pair: Alignment, words: tuple[Word, ...]) -> Iterator[Flag]:
        for word in words:
            if not word.text.islower() or not word.text.isalpha() or word.text in english_words():
                continue
            entry = self.lexicon.english.get(word.fold)
            if entry and entry[0] >= self.seen and self.lexicon.capital_english(word.fold) >= self.name:
                if any(word.text == w.text for w in word_forms(pair.source)):
                    continue
                message = f"“{word.text}” is written with a capital"
                fixed = word.text.capitalize()
                yield flag(self, pair, message, None, word.span, rule="name", suggestion=fixed, confidence=0.8)
                return

    def _nouns(self, pair: Alignment, words: tuple[Word, ...]) -> Iterator[Flag]:
        """Yield common nouns with a capital: after a determiner, between small words, rendering a German noun."""
        quoted = quotations(pair.target)
        found: list[Word] = []
        for i in range(1, len(words) - 1):
            word, before, after = words[i], words[i - 1], words[i + 1]
            if not word.text.istitle() or before.fold not in _DETERMINERS or after.text[:1].isupper():
                continue
            entry = self.lexicon.english.get(word.fold)
            if not entry or entry[0] < 5 * self.seen or self.lexicon.capital_english(word.fold) > self.noun:
                continue
            between = pair.target[before.span.end : word.span.start], pair.target[word.span.end : after.span.start]
            if between != (" ", " ") or any(q.overlaps(word.span) for q in quoted):
                continue
            found.append(word)
        grade = self.severity if len(found) > 1 else Severity.NOTICE  # one may be part of a name
        for word in found:
            message, small = f"“{word.text}” is a common noun", word.text.lower()
            yield flag(
                self, pair, message, None, word.span, rule="noun", suggestion=small, severity=grade, confidence=0.5
            )
