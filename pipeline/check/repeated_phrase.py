"""The check repeated-phrase."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._calibrated import DEV, calibrated
from pipeline.check._common import flag
from pipeline.text.wordforms import Word, gap, word_forms, wordset
from pipeline.types import Alignment, Flag, Severity, Span

# English words that may stand twice by grammar: a verb's particle before a preposition ("sworn in in Kyiv"), a
# pronoun before a possessive ("gave her her coat"), and so on (Huddleston & Pullum, Cambridge Grammar, 2002, ch. 4).
_MAY_DOUBLE = wordset("in on over to for that had is was are her you who do at by up")


@dataclass(frozen=True, slots=True)
class RepeatedPhrase:
    """The English says words twice that the German says once.

    Why: a decoder that loops repeats a word, a phrase, or a whole sentence; it looks like a typing error at best.
    Flags: ``Der Zoll fand 200 Stücke.`` -> ``Customs found found 200 pieces.``
    Passes: ``Nein, nein, nein!`` -> ``No, no, no!``; ``sworn in in Kyiv``; ``step by step``
    Limits: one repeated word must follow itself at once, a longer phrase may come back after a comma; a phrase that
        returns later counts only from ``far`` words on.
    """

    id: ClassVar[str] = "repeated-phrase"
    severity: ClassVar[Severity] = Severity.ERROR

    longest: int = 12  # words of a phrase that is looked for right behind itself
    far: int = calibrated(6, "words of a phrase that comes back later in the sentence", DEV, "2026-11-22")

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            words = word_forms(pair.target)
            if len(words) == len({w.fold for w in words}):
                continue
            doubled = _doubled(pair.target, words, self.longest)
            licensed = _doubled(pair.source, word_forms(pair.source), self.longest)
            if doubled and not licensed:
                yield self._flag(pair, *doubled)
            elif not doubled and (span := self._returning(pair, words)):
                message = f"“{span.of(pair.target)}” stands here for the second time"
                yield flag(self, pair, message, None, span, rule="again", severity=Severity.WARNING, confidence=0.7)

    def _flag(self, pair: Alignment, span: Span, phrase: tuple[str, ...]) -> Flag:
        usual = len(phrase) == 1 and phrase[0] in _MAY_DOUBLE
        grade = Severity.NOTICE if usual else self.severity
        message = f"“{' '.join(phrase)}” is repeated"
        return flag(self, pair, message, None, span, rule="doubled", severity=grade, confidence=0.5 if usual else 0.95)

    def _returning(self, pair: Alignment, words: tuple[Word, ...]) -> Span | None:
        """Return the second place of a phrase of ``far`` words that the German does not say twice."""
        if _most_repeated(word_forms(pair.source)) > 1:
            return None
        seen: dict[tuple[str, ...], int] = {}
        for i in range(len(words) - self.far + 1):
            phrase = tuple(w.fold for w in words[i : i + self.far])
            first = seen.setdefault(phrase, i)
            if i - first >= self.far and pair.target[: words[i].span.start].rstrip(" \"'“‘")[-1:] not in "([":
                return Span.cover(w.span for w in words[i : i + self.far])
        return None


def _doubled(text: str, words: tuple[Word, ...], longest: int) -> tuple[Span, tuple[str, ...]] | None:
    """Return the first phrase that follows itself at once, with the span of both; the longest where several start."""
    folds = [w.fold for w in words]
    for i in range(1, len(words)):
        for n in range(min(longest, i, len(words) - i), 0, -1):
            if folds[i - n : i] == folds[i : i + n] and _counts(text, words[i - n : i + n], n):
                return Span.cover(w.span for w in words[i - n : i + n]), tuple(folds[i - n : i])
    return None


def _counts(text: str, both: tuple[Word, ...], n: int) -> bool:
    between = gap(text, both[n - 1], both[n])
    if n == 1:
        explains = "(" in between and text[both[1].span.end :][:1] != ")"  # Sparta (Sparta Sports Club)
        return between.strip("() ") == "" and between != "" and not explains
    if n == 2 and text[: both[0].span.start].endswith("from ") and both[1].fold == "to":
        return False  # from door to door to
    letters = sum(w.text.isalpha() for w in both[:n])
    close = between.strip() in ("", ",") or (n > 3 and between.strip() in (".", ";", "-", "–"))
    return letters > 1 and close and len({w.fold for w in both[:n]}) > 1


def _most_repeated(words: tuple[Word, ...]) -> int:
    """Return how often the commonest phrase of two words stands in the text."""
    counts = Counter(zip((w.fold for w in words), (w.fold for w in words[1:]), strict=False))
    return max(counts.values(), default=0)
