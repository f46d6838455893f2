"""Words that are being spelt and are none: what a small vocabulary makes of rare words ("vocabulity")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.knowledge.lexicon import lexicon
from pipeline.knowledge.wordlist import english_words
from pipeline.text.wordforms import fold
from pipeline.translate.pieces import END, SPACE, Pieces
from pipeline.translate.word_trees import Path

SHORTEST = 4
_LETTERS = re.compile(r"[^\W\d_]+$")


class MadeUp:
    """Judges spelt words in one vocabulary.

    ``ends``: the pieces that end a word: a space, a mark or ``</s>``. ``word`` and ``beginning`` give, for the pieces
    of a word so far, the folded word if no list has it, or has any that begins so, else an empty text.
    """

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        ends = [number for piece, number in pieces.ids.items() if piece == END or not piece[0].isalnum()]
        self.ends: NDArray[np.intp] = np.array(ends, np.intp)
        self.word: Callable[[Path], str] = lru_cache(maxsize=65536)(self._word)
        self.beginning: Callable[[Path], str] = lru_cache(maxsize=65536)(self._beginning)

    def _word(self, path: Path) -> str:
        word = self._letters(path)
        return "" if word in english_words() or lexicon().seen_english(word) else word

    def _beginning(self, path: Path) -> str:
        word, known = self._letters(path), _sorted_words()
        place = bisect_left(known, word)
        return "" if place < len(known) and known[place].startswith(word) else word

    def _letters(self, path: Path) -> str:
        """Return the folded letters that end the word so far; empty where they are few."""
        found = _LETTERS.search("".join(self._pieces.pieces[number] for number in path).removeprefix(SPACE))
        return fold(found[0]) if found and len(found[0]) >= SHORTEST else ""


@lru_cache(maxsize=1)
def _sorted_words() -> list[str]:
    return sorted(english_words().union(lexicon().english))
