"""Words of a German sentence that its English has as well, and what stands around them on both sides."""

from __future__ import annotations

import re
from typing import Final

from pipeline.knowledge.wordlist import is_noun
from pipeline.text.quotes import quotations
from pipeline.text.wordforms import Word, word_forms, wordset
from pipeline.types import Alignment, Span

# Small words that stand inside names: Ursula von der Leyen, Neustadt an der Weinstraße, Bund und Länder (Duden 9).
_IN_NAMES = wordset("von vom der die das den dem des zu zum zur an am auf im in ob und für bei unter über aus van de")
# English ones; before a surname alone none stands (Quirk et al., 1985, 5.60-5.66).
_ENGLISH_DETERMINERS: Final = wordset("a an the his her its their our your my this these those each every some any no")
_LABEL: Final = 3  # words of a quotation that may be a name


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


def behind_firm(words: tuple[Word, ...], i: int, before: Word | None) -> bool:
    """Tell whether a common noun stands behind one name in both texts, which makes it a firm's: Bergmann Bahntechnik.

    Args:
        before: the word before it in the German.
    """
    if before is None or not i or before.text != words[i - 1].text:
        return False
    return before.text.istitle() and not is_noun(before.fold)


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


def ends_name(source: str, words: tuple[Word, ...], i: int) -> bool:
    """Tell whether a word stands behind the same capital on both sides, as in the name of a species: L. reuteri."""
    before = words[i - 1].text if i else ""
    return before[:1].isupper() and bool(re.search(rf"\b{re.escape(before)}\.? {re.escape(words[i].text)}\b", source))


def next_is_capital(words: tuple[Word, ...], i: int) -> bool:
    return i + 1 < len(words) and words[i + 1].text[:1].isupper()


def opens_name(words: tuple[Word, ...], i: int, source: str) -> bool:
    """Tell whether a copied name follows a word, and none stands before it."""
    after = words[i + 1].text if i + 1 < len(words) else ""
    return after[:1].isupper() and after in source and not beside_name(words[: i + 1], i, source)


def is_determined(words: tuple[Word, ...], i: int) -> bool:
    """Tell whether an English determiner stands before the word and no further name behind it: his Beileid."""
    after = words[i + 1].text if i + 1 < len(words) else ""
    return i > 0 and words[i - 1].fold in _ENGLISH_DETERMINERS and not after[:1].isupper()


def in_brackets(source: str, spot: Span) -> bool:
    """Tell whether the German sets a word in brackets, as it does with foreign ones: die Behörde (Verket)."""
    head = source[: spot.start]
    return head.rfind("(") > head.rfind(")")


def is_quoted(pair: Alignment, spot: Span) -> bool:
    """Tell whether the German calls something by quoted words, all of which the English has: Hotel „Zum Hirschen“."""
    for quoted in quotations(pair.source):
        if quoted.start <= spot.start and spot.end <= quoted.end:
            inside = quoted.of(pair.source).strip("„“”»«›‹\"'")
            before = pair.source[: quoted.start].rpartition(" ")[0].rpartition(" ")[2]
            return (
                before[:1].isupper()
                and before[-1:].isalpha()
                and len(inside.split()) <= _LABEL
                and inside in pair.target
            )
    return False


def beside_name(words: tuple[Word, ...], i: int, copied: str) -> bool:
    """Tell whether a word with a capital that the German has too stands beside the word."""
    beside = [words[j].text for j in (i - 1, i + 1) if 0 <= j < len(words)]
    return any(text[:1].isupper() and text in copied for text in beside)
