"""The check misspelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.knowledge.wordlist import english_words
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import Word, word_forms, wordset
from pipeline.types import Alignment, Flag, Severity

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Prefixes and suffixes that form new words freely (Quirk et al., A Comprehensive Grammar, 1985, app. I.20-49).
_PREFIXES = wordset(
    "un re non over under out mis pre anti co dis inter sub super mega micro multi neo post pro cyber eco bio geo "
    "hyper semi ultra"
)
_SUFFIXES = wordset("s er ers less like ness wise ship hood able ish ism ist ists fold ward")
_NAME_AFTER = re.compile(r"\s[A-Z]")


@dataclass(frozen=True, slots=True)
class Misspelling:
    """An English word is misspelt.

    Why: every reader sees it.
    Flags: ``the govrnment said`` -> ``the government said``
    Passes: names, rare words, British and American spellings, words of the German
    Limits: reports a word that no list has, and only where one change of a letter (Damerau, CACM 7, 1964) makes a
        common word that renders a word of this German sentence, a long one or a very common one.
    """

    id: ClassVar[str] = "misspelling"
    severity: ClassVar[Severity] = Severity.WARNING

    lexicon: Lexicon = field(default_factory=lexicon)
    common: int = 10  # times a word must have been seen to be the right spelling
    usual: int = 500  # and if it renders no word of the German
    long: int = 7  # letters from which a word looks like no other by chance
    rare: int = 2  # times a misspelling may have been seen itself

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
        first = word.span.start == 0 and not _NAME_AFTER.match(pair.target, word.span.end)
        if len(fold) < 4 or not fold.isascii() or not fold.isalpha() or not (word.text.islower() or first):
            return None
        if fold in english_words() or self.lexicon.seen_english(fold) > self.rare or _is_derived(fold):
            return None
        if "\u00ad" in pair.target[max(word.span.start - 1, 0) : word.span.end + 1]:  # a soft hyphen cuts it
            return None
        german = word_forms(pair.source)
        if any(fold in w.fold or (len(fold) > self.long and fold.removesuffix("s") in w.fold) for w in german):
            return None
        rendered = {stem for w in german for stem in self.lexicon.translations(w.fold)}
        usual = self.usual if len(fold) < self.long or first else self.common
        likely = [
            w
            for w in _one_change(fold)
            if (self.lexicon.seen_english(w) >= self.common and english_stem(w) in rendered)
            or (self.lexicon.seen_english(w) >= usual and w[0] == fold[0] and w in english_words() and not first)
        ]
        return max(likely, key=self.lexicon.seen_english, default=None)


def _is_derived(fold: str) -> bool:
    """Tell whether a word that no list has is a derivation or a compound of words that one has."""
    words = english_words()
    if any(fold.startswith(head) and fold[len(head) :] in words for head in _PREFIXES):
        return True
    if any(fold.endswith(tail) and fold[: -len(tail)] in words for tail in _SUFFIXES):
        return True
    return any(fold[:i] in words and fold[i:] in words for i in range(4, len(fold) - 3))


def _one_change(word: str) -> set[str]:
    """Return all strings one deletion, transposition, replacement or insertion away."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    found = {a + b[1:] for a, b in cuts if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    found |= {a + c + b[1:] for a, b in cuts if b for c in _LETTERS}
    return found | {a + c + b for a, b in cuts for c in _LETTERS}
