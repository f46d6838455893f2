"""Rough stems, so that inflected forms of a word meet; not linguistics, but the same for both sides of a comparison."""

from __future__ import annotations

import re
from functools import lru_cache

_GERMAN_ENDINGS = ("ern", "em", "er", "en", "es", "te", "ten", "test", "st", "e", "s", "n", "t")
_FOLD = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "é": "e", "è": "e", "á": "a", "ó": "o", "í": "i"})
# Letters that Latin and Greek words change between German and English: Kathedrale, Phosphat, Zentrum, Yacht.
_COGNATE = ((re.compile("ph"), "f"), (re.compile("ck|k|z"), "c"), (re.compile("y|j"), "i"), (re.compile("sch"), "sh"))


@lru_cache(maxsize=65536)
def german_stem(word: str) -> str:
    """Return the folded ``word`` without its inflection: umlauts undone, ``ge-`` kept, at least four letters left."""
    word = word.translate(_FOLD)
    for _ in range(2):
        for ending in _GERMAN_ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                word = word[: -len(ending)]
                break
        else:
            return word
    return word


@lru_cache(maxsize=65536)
def english_stem(word: str) -> str:
    """Return the folded ``word`` without -s, -ed, -ing, -ly and a mute e (after Porter, Program 14, 1980, step 1)."""
    word = word.removesuffix("'s").removesuffix("'")
    for ending, left in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("ly", ""), ("es", "e")):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return _tidy(word[: -len(ending)] + left)
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    return _tidy(word)


def _tidy(stem: str) -> str:
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        stem = stem[:-1]
    return stem[:-1] if len(stem) > 3 and stem.endswith("e") else stem


@lru_cache(maxsize=65536)
def cognate_key(word: str) -> str:
    """Return ``word`` with German and English habits of spelling Latin and Greek words made one."""
    word = word.translate(_FOLD)
    for pattern, put in _COGNATE:
        word = pattern.sub(put, word)
    return word
