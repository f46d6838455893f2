"""Where the words of a German sentence stand, for words that its English has as well."""

from __future__ import annotations

from pipeline.text.wordforms import Word, word_forms, wordset
from pipeline.types import Span

# Small words that stand inside names: Ursula von der Leyen, Neustadt an der Weinstraße, Bund und Länder (Duden 9).
_IN_NAMES = wordset("von vom der die das den dem des zu zum zur an am auf im in ob und für bei unter über aus van de")


def german_places(source: str) -> dict[str, Word]:
    """Return the words of the German by their folded form, the parts of hyphenated ones too."""
    found: dict[str, Word] = {}
    for word in word_forms(source):
        found.setdefault(word.fold, word)
        if word.fold.endswith("s") and word.text[:1].isupper():  # a genitive loses its -s or -es
            found.setdefault(word.fold[:-1], Word(word.span, word.text[:-1], word.fold[:-1]))
            found.setdefault(word.fold[:-2], Word(word.span, word.text[:-2], word.fold[:-2]))
        start = word.span.start
        for part in word.text.split("-") if "-" in word.text else ():
            span = Span(start, start + len(part))
            found.setdefault(part.lower(), Word(span, part, part.lower()))
            start = span.end + 1
    return found


def word_before(source: str, word: Word) -> Word | None:
    """Return the word before ``word`` in its sentence, or None."""
    last = None
    for other in word_forms(source):
        if other.span.end >= word.span.start:
            break
        last = other
    if last is None or any(c in ".:!?" for c in source[last.span.end : word.span.start]):
        return None
    return last


def runs(indices: list[int]) -> list[list[int]]:
    """Return ascending indices in stretches without a gap."""
    found: list[list[int]] = []
    for i in indices:
        if found and found[-1][-1] == i - 1:
            found[-1].append(i)
        else:
            found.append([i])
    return found


def in_name(words: tuple[Word, ...], copied: list[bool], i: int) -> bool:
    """Tell whether a small word leads to a copied capital: ``von der Leyen``."""
    if words[i].fold not in _IN_NAMES:
        return False
    for j in range(i + 1, min(i + 4, len(words))):
        if words[j].fold not in _IN_NAMES:
            if i and words[i].fold == "und" and copied[i - 1] and words[i - 1].text[:1].isupper():
                return words[j].text[:1].isupper()  # Hotel- und Gaststätten
            return copied[j] and words[j].text[:1].isupper()
    return False
