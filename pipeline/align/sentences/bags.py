"""Texts as numbers: each sentence a bag of word types, with its length in characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.align.sentences.values import values
from pipeline.text.numbers import Language
from pipeline.text.tokens import tokenize
from pipeline.types import Span

Ints = NDArray[np.int64]
Floats = NDArray[np.floating[Any]]

# Marks that a translator mostly keeps; commas and full stops say nothing, dashes differ between house styles.
_TELLING = {"?": "?", "!": "!", ":": ":", ";": ";", "(": "(", ")": ")", "%": "%", "€": "€", "$": "$", "…": "…"}
_QUOTES = frozenset('"“”„«»')
_NOT_A_DIGIT = re.compile(r"\D+")
_LEAST_LETTERS = 3  # letters of a sentence with a word in it
_UNSEEN = 0.75  # taken off each count: Kneser and Ney's usual discount, a word seen once is rarer than 1/n


@dataclass(frozen=True, slots=True)
class Side:
    """One text: ``types[k]`` is a distinct word in lower case, ``surface[k]`` one spelling of it in the text.

    ``tokens`` (all tokens of the text, in order) hold type numbers; sentence ``i`` owns
    ``tokens[offsets[i]:offsets[i + 1]]``. ``ends[i]`` is the number of characters before sentence ``i``.
    ``unigram`` (number of types) is the probability of each type in running text. ``wordless[i]``: the
    sentence is a rule, a page number or a smudge of the scanner, and often stands for nothing.
    """

    sentences: tuple[str, ...]
    types: tuple[str, ...]
    surface: tuple[str, ...]
    tokens: Ints
    offsets: Ints
    ends: Ints
    unigram: Floats
    wordless: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.sentences)

    def coarsen(self, step: int) -> tuple[Ints, Ints]:
        """Return ``offsets`` and ``ends`` with ``step`` sentences to a unit."""
        keep = [*range(0, len(self), step), len(self)]
        return self.offsets[keep], self.ends[keep]


def read(sentences: Sequence[str], language: Language | None = None) -> Side:
    """Return the sentences of one text as a ``Side``; numbers by their value if the ``language`` is given."""
    numbers: dict[str, int] = {}
    surface: list[str] = []
    tokens: list[int] = []
    offsets, ends = [0], [0]
    for sentence in sentences:
        for key, word in _words(sentence, language):
            number = numbers.setdefault(key, len(numbers))
            if number == len(surface):
                surface.append(word)
            tokens.append(number)
        offsets.append(len(tokens))
        ends.append(ends[-1] + max(1, len(sentence.strip())))
    found = np.array(tokens, dtype=np.int64)
    counts = np.bincount(found, minlength=len(numbers)).astype(np.float64)
    unigram = (np.maximum(counts - _UNSEEN, 0.25) / max(1, len(tokens))).astype(np.float32)
    return Side(
        tuple(sentences),
        tuple(numbers),
        tuple(surface),
        found,
        np.array(offsets, dtype=np.int64),
        np.array(ends, dtype=np.int64),
        unigram,
        np.array([sum(map(str.isalpha, sentence)) < _LEAST_LETTERS for sentence in sentences], dtype=bool),
    )


def _words(text: str, language: Language | None) -> Iterator[tuple[str, str]]:
    """Yield what each telling token counts as, and the token; a number of several tokens counts once."""
    found = values(text, language) if language else []
    yield from ((name, span.of(text)) for span, name in found)
    for span in tokenize(text):
        key = None if _inside(span, found) else _key(span.of(text))
        if key is not None:
            yield key, span.of(text)


def _inside(token: Span, found: Sequence[tuple[Span, str]]) -> bool:
    return any(token.overlaps(span) for span, _ in found)


def _key(word: str) -> str | None:
    """Return what makes two tokens the same type: lower case, a number's digits, one kind of quotation mark."""
    if word[0].isdigit():
        return _NOT_A_DIGIT.sub("", word)  # 3.000 and 3,000 are one number in two languages
    if any(c.isalnum() for c in word):
        return word.lower()
    return '"' if word in _QUOTES else _TELLING.get(word)
