"""The words of English: what a spelling checker takes for a word, in British and American spelling.

``configs/knowledge/words.txt.xz``: small-letter words of the lists american-english-large and british-english-large of
SCOWL (Spell Checker Oriented Word Lists, K. Atkinson; Debian's edition 2020.12.07), sorted; each line is a letter that
tells how many letters to keep of the word before (a = 0, b = 1 ...), then the rest of the word. Made by
``scripts/build_wordlist.py``; the licence is beside it.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from functools import lru_cache

from pipeline.resources import damage, root

MOST_KEPT = 25  # letters that a line can keep: a to z


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Return the English words in small letters, a to z only, of three letters and more; read once.

    Raises:
        ConfigError: the list is missing or damaged.
    """
    path = root() / "configs" / "knowledge" / "words.txt.xz"
    with damage(path, "a word list"), lzma.open(path, "rt", encoding="ascii") as lines:
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
