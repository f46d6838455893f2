"""The words of a text, cut once and shared by all checks."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from pipeline.text.tokens import words
from pipeline.types import Span


class Word(NamedTuple):
    """A word token: where it stands, as written, and folded (lower case, straight apostrophes)."""

    span: Span
    text: str
    fold: str


@lru_cache(maxsize=4096)
def word_forms(text: str) -> tuple[Word, ...]:
    """Return the words of ``text`` in order. Pure and cached: twenty checks ask for the same sentence."""
    return tuple(Word(s, s.of(text), fold(s.of(text))) for s in words(text))


def fold(word: str) -> str:
    """Return ``word`` in lower case, with ss for ß (as the Swiss write), straight apostrophes and plain hyphens."""
    return word.lower().replace("ß", "ss").replace("’", "'").replace("‑", "-")


def gap(text: str, left: Word, right: Word) -> str:
    """Return what stands between two words of ``text``."""
    return text[left.span.end : right.span.start]


def wordset(text: str) -> frozenset[str]:
    """Return the words of a list written as one string, divided by white space."""
    return frozenset(text.split())
