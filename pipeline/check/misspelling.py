"""The check misspelling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import Word, word_forms
from pipeline.types import Alignment, Flag, Severity

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Misspelling:
    """An English word is misspelt.

    Why: every reader sees it.
    Flags: ``the govrnment said`` -> ``the government said``
    Passes: names, rare words, British and American spellings, words of the German
    Limits: reports an unknown word only where one change of a letter (Damerau, CACM 7, 1964) makes a common word that
        renders a word of this German sentence, or a very common one.
    """

    id: ClassVar[str] = "misspelling"
    severity: ClassVar[Severity] = Severity.WARNING

    lexicon: Lexicon = field(default_factory=lexicon)
    common: int = 30  # times a word must have been seen to be the right spelling, if it renders the German
    rare: int = 0  # times a misspelling may have been seen itself
    usual: int = 2000  # and if it does not

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            for word in word_forms(pair.target):
                right = self._right(pair, word)
                if right:
                    message = f"“{word.text}” looks like a misspelling of “{right}”"
                    text = right.capitalize() if word.text[:1].isupper() else right
                    yield flag(self, pair, message, None, word.span, suggestion=text, confidence=0.8)

    def _right(self, pair: Alignment, word: Word) -> str | None:
        """Return the word that was meant, or None where there is nothing wrong."""
        fold = word.fold
        first = word.span.start == 0
        if len(fold) < 4 or not fold.isascii() or not fold.isalpha() or not (word.text.islower() or first):
            return None
        seen = self.lexicon.seen_english(fold)  # the training text has misspellings too
        if seen > self.rare or (not seen and self._is_form(fold)):
            return None
        german = word_forms(pair.source)
        if any(fold in w.fold for w in german):
            return None
        known = [w for w in _one_change(fold) if self.lexicon.seen_english(w) >= self.common]
        rendered = {stem for w in german for stem in self.lexicon.translations(w.fold)}
        likely = [
            w
            for w in known
            if (english_stem(w) in rendered and self.lexicon.seen_english(w) >= 100 * seen)
            or (not seen and w[0] == fold[0] and self.lexicon.seen_english(w) >= self.usual)
        ]
        return max(likely, key=self.lexicon.seen_english, default=None)

    def _is_form(self, fold: str) -> bool:
        """Tell whether an unknown word is a form or derivation of a known one, or a compound."""
        stem = english_stem(fold)
        forms = (stem, stem + "e", stem + "s", stem + "ed", stem + "ing", stem + "er", fold.replace("ise", "ize"))
        if any(f != fold and self.lexicon.seen_english(f) >= 3 for f in forms):
            return True
        for head in (
            "un",
            "re",
            "non",
            "over",
            "under",
            "out",
            "mis",
            "pre",
            "anti",
            "co",
            "dis",
            "inter",
            "sub",
            "super",
        ):
            if fold.startswith(head) and self.lexicon.seen_english(fold[len(head) :]) >= 5:
                return True
        return any(
            self.lexicon.seen_english(fold[:i]) >= 20 and self.lexicon.seen_english(fold[i:]) >= 20
            for i in range(3, len(fold) - 2)
        )


def _one_change(word: str) -> set[str]:
    """Return all strings one deletion, transposition, replacement or insertion away."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    found = {a + b[1:] for a, b in cuts if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    found |= {a + c + b[1:] for a, b in cuts if b for c in _LETTERS}
    return found | {a + c + b for a, b in cuts for c in _LETTERS}
