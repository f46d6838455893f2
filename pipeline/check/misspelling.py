"""The check misspelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._typos import far_typo, one_change, other_word, short_typo
from pipeline.knowledge.coverage import coverage
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.knowledge.wordlist import english_words
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import Word, word_forms, wordset
from pipeline.types import Alignment, Flag, Severity

# Prefixes and suffixes that form new words freely (Quirk et al., A Comprehensive Grammar, 1985, app. I.20-49).
_PREFIXES = wordset(
    "un re non over under out mis pre anti co dis inter sub super mega micro multi neo post pro cyber eco bio geo "
    "hyper semi ultra"
)
_SUFFIXES = wordset("s er ers less like ness wise ship hood able ish ism ist ists fold ward")
# Foreign words that English uses and no list of it has (Shorter Oxford English Dictionary; IATE for the institutions').
_TAKEN_OVER = wordset("fait francas trilogue trilogues")
_COMMONER = 100  # how much more often the right word must have been seen than a misspelling that is no rare one
_NAME_AFTER = re.compile(r"\s[A-Z]")


@dataclass(frozen=True, slots=True)
class Misspelling:
    """An English word is misspelt.

    Why: every reader sees it.
    Flags: ``the govrnment said`` -> ``the government said``
    Passes: names, rare words, British and American spellings, words of the German
    Limits: reports a word that no list has, and only where a change or two of letters (Damerau, CACM 7, 1964) make a
        common word that renders a word of this German sentence, a long one or a very common one; and a rare word where
        one letter more makes the common one that the German asks for ("said hat he").
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
            words = word_forms(pair.target)
            german = frozenset(w.fold for w in word_forms(pair.source))
            for i, word in enumerate(words):
                rule, right = self._found(pair, words, i, german)
                if right:
                    message = f"“{word.text}” looks like a misspelling of “{right}”"
                    text = right.capitalize() if word.text[:1].isupper() else right
                    yield flag(self, pair, message, None, word.span, suggestion=text, rule=rule, confidence=0.8)

    def _found(
        self, pair: Alignment, words: tuple[Word, ...], i: int, german: frozenset[str]
    ) -> tuple[str, str | None]:
        """Return the rule that a word breaks and the word that was meant, or None where there is nothing wrong."""
        right = self._right(pair, words[i])
        if right:
            return "unknown", right
        right = short_typo(pair.target, words, i, german)
        if right:
            return "short", right
        if words[i].fold not in german:
            view = coverage(pair.source, pair.target, self.lexicon)
            return "other", other_word(view, i)
        return "", None

    def _right(self, pair: Alignment, word: Word) -> str | None:
        """Return the word that was meant, or None where there is nothing wrong."""
        opens = not pair.target[: word.span.start].strip("\"“”'‘’ ")
        first = opens and not _NAME_AFTER.match(pair.target, word.span.end)
        soft = "\u00ad" in pair.target[max(word.span.start - 1, 0) : word.span.end + 1]  # a soft hyphen cuts it
        if soft or not (word.text.islower() or first):
            return None
        german = word_forms(pair.source)
        for part in word.fold.split("-"):
            known = any(part in w.fold or (len(part) > self.long and part.removesuffix("s") in w.fold) for w in german)
            if known or len(part) < (4 if part == word.fold else self.long) or not part.isascii():
                continue
            if part.isalpha() and part not in english_words() and not _is_derived(part):
                right = self._meant(part, german, first=first)
                if right:
                    return word.fold.replace(part, right)
        return None

    def _meant(self, fold: str, german: tuple[Word, ...], *, first: bool) -> str | None:
        """Return the word that a word of no list stands for."""
        rendered = {stem for w in german for stem in self.lexicon.translations(w.fold)}
        usual = self.usual if len(fold) < self.long or first else self.common
        likely = [
            w
            for w in one_change(fold)
            if (self.lexicon.seen_english(w) >= self.common and english_stem(w) in rendered)
            or (self.lexicon.seen_english(w) >= usual and w[0] == fold[0] and w in english_words() and not first)
        ]
        best = max(likely, key=self.lexicon.seen_english, default=None)
        seen = self.lexicon.seen_english(fold)
        if seen > self.rare:  # "recieve" stands in the lexicon's text, too
            return best if best and self.lexicon.seen_english(best) >= _COMMONER * seen else None
        return best or (None if first else far_typo(fold))


def _is_derived(fold: str) -> bool:
    """Tell whether a word that no list has is a derivation or a compound of words that one has."""
    words = english_words()
    if fold in _TAKEN_OVER or (fold.endswith("edly") and fold[:-2] in words):  # half-heartedly
        return True
    if fold.endswith("er") and fold[:-1] in words:  # freestyler
        return True
    if any(fold.startswith(head) and fold[len(head) :] in words for head in _PREFIXES):
        return True
    if any(fold.endswith(tail) and fold[: -len(tail)] in words for tail in _SUFFIXES):
        return True
    return any(fold[:i] in words and fold[i:] in words for i in range(4, len(fold) - 3))
