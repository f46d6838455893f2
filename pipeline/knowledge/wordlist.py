"""Word lists: what a spelling checker takes for English words, and the common nouns of German.

``configs/knowledge/words.txt.xz``: small-letter words of the lists american-english-large and british-english-large of
SCOWL (Spell Checker Oriented Word Lists, K. Atkinson; Debian's edition 2020.12.07), sorted; each line is a letter that
tells how many letters to keep of the word before (a = 0, b = 1 ...), then the rest of the word. Made by
``scripts/build_wordlist.py``; the licence is beside it.

``configs/knowledge/nouns.txt.xz``: the nouns of the German Wiktionary that are no names as well, in all forms,
folded, packed in the same way. Made by ``scripts/build_nounlist.py``; the licence is beside it.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from functools import lru_cache

from pipeline.resources import damage, root

MOST_KEPT = 25  # letters that a line can keep: a to z
# Letters that join the parts of a compound (Fleischer & Barz, 4th ed., 2.2.10); fewest letters of its parts.
_JOINTS = ("", "s", "es", "n", "en", "er", "e", "-")
_HEAD, _TAIL = 4, 5


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Return the English words in small letters, a to z only, of three letters and more; read once.

    Raises:
        ConfigError: the list is missing or damaged.
    """
    return _read("words.txt.xz", "ascii")


@lru_cache(maxsize=1)
def german_nouns() -> frozenset[str]:
    """Return German common nouns in every form, folded, of three letters and more; read once.

    Raises:
        ConfigError: the list is missing or damaged.
    """
    return _read("nouns.txt.xz", "utf-8")


@lru_cache(maxsize=20000)
def is_noun(fold: str) -> bool:
    """Tell whether a folded word is a German common noun, or put together from two of them."""
    return fold in german_nouns() or _is_compound(fold)


def _is_compound(fold: str) -> bool:
    nouns = german_nouns()
    for cut in range(_HEAD, len(fold) - _TAIL + 1):
        if fold[cut:] in nouns and any(_without(fold[:cut], joint) in nouns for joint in _JOINTS):
            return True
    return False


def _without(head: str, joint: str) -> str:
    return head.removesuffix(joint) if head.endswith(joint) else ""


def _read(name: str, encoding: str) -> frozenset[str]:
    path = root() / "configs" / "knowledge" / name
    with damage(path, "a word list"), lzma.open(path, "rt", encoding=encoding) as lines:
        return frozenset(_unpacked(lines.read().splitlines()))


def packed(words: list[str]) -> Iterator[str]:
    """Yield the lines for ``words``, which must be sorted."""
    last = ""
    for word in words:
        kept = 0
        while kept < min(len(last), len(word), MOST_KEPT) and last[kept] == word[kept]:
            kept += 1
        yield chr(ord("a") + kept) + word[kept:]
        last = word


def _unpacked(lines: list[str]) -> Iterator[str]:
    word = ""
    for line in lines:
        word = word[: ord(line[0]) - ord("a")] + line[1:]
        yield word
