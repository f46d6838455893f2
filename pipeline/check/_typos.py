"""Typing errors that a word list does not show: short words, words far from any, and words that became others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extractOne

from pipeline.knowledge.coverage import Coverage
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.knowledge.wordlist import english_words
from pipeline.text.names import JOINERS
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import Word, wordset

LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
# English words and abbreviations of one and two letters that stand in small letters (The Official Scrabble Players
# Dictionary, 6th ed., two-letter words in use; units of the SI brochure, 9th ed.; AP Stylebook, abbreviations).
_TINY: Final = wordset("""
    a i o ad ah am an as at ax be by do eh ex go ha he hi hm ho id if in is it la ma me my no of oh ok on or ow ox pa pi
    re so to uh um up us we ye yo vs am pm bn mn tn tr cf eg ie km cm mm nm kg mg ml cl dl hl ft lb oz hp kw mw gw db
    pp op et al en de le cc st nd rd th mp gp pc tv uk eu un dj mc ed er hr id ip it pr sq yd co no nr
    kb mb gb tb hz lo mi ne sw se nw bc kv kn ms
""") - wordset("ne nd se ms")
_NEVER_AFTER_AN: Final = wordset("""
    i you he she it we they the this that these those his her its our their my is was were has had not to with from
    for but which who when where then
""")
_FUNCTION: Final = 1000  # times a word must have been seen to be meant by one of one to three letters
_MEANT: Final = 0.2  # strength in the lexicon from which a German word asks for an English one
_UNMET: Final = 0.1  # support of a word up to which the other side has nothing for it
_USUAL: Final = 40  # times a word must have been seen to be the one that was meant by another word
_SELDOM, _RARER = 150, 20  # times the word that stands may have been seen, and how much rarer it must be
_FAR: Final = 8  # letters of a word from which two changes may be made


def one_change(word: str) -> set[str]:
    """Return all strings one deletion, transposition, replacement or insertion away (Damerau, CACM 7, 1964)."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    found = {a + b[1:] for a, b in cuts if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    found |= {a + c + b[1:] for a, b in cuts if b for c in LETTERS}
    return found | {a + c + b for a, b in cuts for c in LETTERS}


def short_typo(text: str, words: tuple[Word, ...], i: int, german: frozenset[str]) -> str | None:
    """Return the word of the closed classes, or as common a one, that a small one of up to three letters stands for."""
    low, right = words[i].fold, words[i + 1] if i + 1 < len(words) else None
    if not i or not right or not words[i].text.islower() or not _apart(text, words[i]):
        return None
    if low == "an" and right.fold in _NEVER_AFTER_AN and text[words[i].span.end : right.span.start] == " ":
        return "and"
    alone = low == "i" and words[i - 1].text.islower() and right.text.islower()
    if len(low) > 3 or (_is_word(low) and not alone) or low in JOINERS or low in german:
        return None
    if not low.isascii() or not low.isalpha() or not right.text.islower():
        return None
    if not _is_word(right.fold) or not (_is_word(words[i - 1].fold) or words[i - 1].text[:1].isupper()):
        return None
    meant = [w for w in one_change(low) if len(w) > len(low) or sorted(w) == sorted(low)]
    best = max(meant, key=lexicon().seen_english, default="")
    return best if lexicon().seen_english(best) >= _FUNCTION else None


def _apart(text: str, word: Word) -> bool:
    return text[word.span.start - 1 : word.span.start] == " " and text[word.span.end : word.span.end + 1] in (" ", ",")


def _is_word(low: str) -> bool:
    return low in _TINY or low in english_words()


@lru_cache(maxsize=1)
def _usual_words(lexicon: Lexicon) -> dict[int, tuple[str, ...]]:
    """Return the words of the list that the lexicon has seen, by length."""
    found: dict[int, list[str]] = {}
    for word in english_words():
        if lexicon.seen_english(word) >= 3:
            found.setdefault(len(word), []).append(word)
    return {size: tuple(sorted(words)) for size, words in found.items()}


def far_typo(low: str) -> str | None:
    """Return the one word that a long unknown one is like but for two changes, or a short one but for the order."""
    by_length = _usual_words(lexicon())
    if len(low) < _FAR:
        same = [w for w in by_length.get(len(low), ()) if w[0] == low[0] and sorted(w) == sorted(low)]
        return max(same, key=lexicon().seen_english, default=None)
    near = [w for size in range(len(low) - 1, len(low) + 2) for w in by_length.get(size, ()) if w[0] == low[0]]
    found = extractOne(low, near, scorer=DamerauLevenshtein.distance, score_cutoff=2)
    return found[0] if found else None


def other_word(view: Coverage, i: int) -> str | None:
    """Return the word that a German word without counterpart asks for, where one with a letter less stands for nothing.

    "Murray lot the first set", where the German has "verlor".
    """
    word = view.target[i]
    low = word.fold
    if view.target_support[i] > _UNMET or not word.text.islower() or len(low) < 3:
        return None
    seen = lexicon().seen_english(low)
    if seen > _SELDOM:
        return None
    least = max(_USUAL, _RARER * seen)
    options = (w for w in one_change(low) if len(w) > len(low) or sorted(w) == sorted(low))
    options = (w for w in options if lexicon().seen_english(w) >= least and w in english_words())
    present = {english_stem(w.fold) for w in view.target}
    meant = {(w, english_stem(w)) for w in options if w not in present and english_stem(w) != english_stem(low)}
    best = max(_asked(view, meant, present), default=(0.0, ""))
    return best[1] if best[0] >= _MEANT else None


def _asked(view: Coverage, meant: set[tuple[str, str]], present: set[str]) -> Iterator[tuple[float, str]]:
    for german, support in zip(view.source, view.source_support, strict=True):
        if support > _UNMET:
            continue
        asked = lexicon().translations(german.fold)
        if any(asked.get(stem, 0.0) >= _MEANT for stem in present):
            continue
        yield from ((asked[stem], word) for word, stem in meant if stem in asked)
