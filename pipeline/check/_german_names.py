"""Which words that stand in both texts are German names of places and bodies, and which are parts of names."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.knowledge import Knowledge
from pipeline.text.romanisation import fold as romanised
from pipeline.text.wordforms import Word


def is_exonym(fold: str, knowledge: Knowledge) -> bool:
    """Tell whether a word is the German name of a place that English calls otherwise, also in the genitive."""
    places = knowledge.place(fold, "de") or knowledge.place(fold.removesuffix("s"), "de")
    return bool(places) and not knowledge.place(fold, "en")


def is_english_place(fold: str, knowledge: Knowledge) -> bool:
    """Tell whether English calls a place so, perhaps without the marks: Zürich."""
    unmarked = knowledge.place(fold, "de") and knowledge.place(romanised(fold), "en")
    return bool(unmarked or knowledge.place(fold, "en"))


def is_german_acronym(source: str, word: Word, knowledge: Knowledge) -> bool:
    """Tell whether a word of ``source`` is the German acronym of a body that has another one in English: EZB, IWF."""
    for mention in knowledge.find_where(source, "de"):
        if mention.span == word.span and mention.how == "organisation" and len(mention.ids) == 1:
            body = knowledge.organisations.get(mention.ids[0])
            if body and word.text in body.de and _has_another(word, body.en):
                return True
    return False


def _has_another(word: Word, english: Sequence[str]) -> bool:
    return word.fold not in map(str.casefold, english) and any(map(str.isupper, english))


def is_of_town(words: Sequence[Word], i: int, knowledge: Knowledge) -> bool:
    """Tell whether a word is the adjective of a town before another capital, as in names of clubs: Kölner Haie."""
    if i < 0 or i + 1 == len(words) or not words[i].fold.endswith("er"):
        return False
    return words[i + 1].text[:1].isupper() and bool(knowledge.place(words[i].fold[:-2], "de"))


def is_club(source: str, words: Sequence[Word], i: int, original: Word, knowledge: Knowledge) -> bool:
    """Tell whether a town follows at once on both sides, as in names of clubs: Adler Mannheim."""
    town = words[i + 1].text if i + 1 < len(words) else ""
    return source[original.span.end :].startswith(f" {town}") and bool(knowledge.place(town, "de"))
