"""Whether the English has the subject and the object of the German change places; for roles-swapped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.check._clause_roles import PRONOUNS, Roles, german_roles, noun_phrase
from pipeline.knowledge.lexicon import Lexicon
from pipeline.text.stems import cognate_key, english_stem
from pipeline.text.wordforms import Word, gap, word_forms, wordset

_ARTICLES_EN: Final = wordset("the a an its his her their this that these those our my your two three four five six")
_PREPOSITIONS_EN: Final = wordset(
    "of in on at to for by with from against as after before over under between among about into through during "
    "without within like than near behind since until upon toward towards across via per outside inside around"
)
_RIGHT_EN: Final = re.compile(r"\b(?:who|whom|whose|that|which|where|when|while|and|but|or)\b|[,;:()–—\"“”]")
_PASSIVE: Final = re.compile(
    r"\b(?:is|are|was|were|been|being|be|got)\b(?:\s\w+ly)?\s(?:\w+\s){0,2}?\w+(?:ed|en|t|ck|ung|ought|aught|d|n)\b",
    re.IGNORECASE,
)
_SAID: Final = 0.1  # strength from which an English word is the counterpart of a German noun


def swapped(source: str, target: str, lexicon: Lexicon) -> tuple[Roles, Word] | None:
    """Return the roles of the German with the English word for the patient where the English lets that do it."""
    roles = german_roles(source, lexicon)
    english = word_forms(target)
    if roles is None:
        return None
    agent, patient = (_counterpart(words, english, lexicon) for words in roles)
    if agent is None or patient is None or agent == patient:
        return None
    first, last = sorted((agent, patient))
    between = target[english[first].span.end : english[last].span.start]
    if _RIGHT_EN.search(between) or not _opens(target, english, first):
        return None
    before = _governor(english, first, last)
    if patient < agent and not _PASSIVE.search(between) and before not in _PREPOSITIONS_EN and before:
        return roles, english[patient]
    if agent < patient and before == "by" and _PASSIVE.search(between):
        return roles, english[patient]
    return None


def opponents_swapped(source: str, target: str, lexicon: Lexicon) -> tuple[Word, Word] | None:
    """Return the German word behind the only "gegen" and the English one behind "against", where it renders another."""
    german, english = word_forms(source), word_forms(target)
    here = [i for i, w in enumerate(german) if w.fold == "gegen"]
    there = [j for j, w in enumerate(english) if w.fold == "against"]
    if len(here) != 1 or len(there) != 1:
        return None
    against = noun_phrase(german, here[0] + 1)
    if against is None:
        return None
    places = [j for word in against.words for j in _renderings(word, english, lexicon)]
    behind = _object(target, english, there[0])
    if not behind or not places or set(places) & set(behind):
        return None
    rest = [w for w in german if w not in against.words and w.text[:1].isupper() and w.span.start > 0]
    for word in (*rest, german[0]):
        if _renderings(word, english, lexicon) == [behind[-1]]:
            return against.words[-1], english[behind[-1]]
    return None


def _object(target: str, english: Sequence[Word], at: int) -> list[int]:
    """Return the places of the words of the noun phrase behind the preposition ``at``."""
    found: list[int] = []
    for j in range(at + 1, len(english)):
        if english[j].fold in _PREPOSITIONS_EN or _RIGHT_EN.search(target[english[at].span.end : english[j].span.end]):
            break
        if english[j].text[:1].isdigit():
            break
        found.append(j)
    return found[:5]


def _counterpart(german: Sequence[Word], english: Sequence[Word], lexicon: Lexicon) -> int | None:
    """Return the place of the one English word that renders a noun phrase; None where there is none, or many."""
    for word in reversed(german):
        if places := _renderings(word, english, lexicon):
            return places[0] if len(places) == 1 and not english[places[0]].fold.endswith("'s") else None
    return None


def _renderings(word: Word, english: Sequence[Word], lexicon: Lexicon) -> list[int]:
    """Return the places of the English words that may render a German one, by the lexicon or spelt alike."""
    if word.fold in PRONOUNS:
        return [j for j, w in enumerate(english) if w.fold == PRONOUNS[word.fold]]
    key, options = cognate_key(word.fold), lexicon.translations(word.fold)
    return [
        j
        for j, w in enumerate(english)
        if cognate_key(w.fold.removesuffix("'s")) == key or options.get(english_stem(w.fold), 0.0) >= _SAID
    ]


def _opens(target: str, english: Sequence[Word], first: int) -> bool:
    """Tell whether the noun phrase of a word opens a clause as its subject."""
    start = first
    while start > 0 and not re.search(r"[,;:.!?–—\"“”]", gap(target, english[start - 1], english[start])):
        start -= 1
    ahead = english[start:first]
    if ahead and ahead[0].fold in _PREPOSITIONS_EN:
        again = [k for k, w in enumerate(ahead) if w.fold in _ARTICLES_EN and k > 1]
        ahead = ahead[again[0] :] if again else ahead
    return len(ahead) <= 5 and not any(w.fold in _PREPOSITIONS_EN for w in ahead)


def _governor(english: Sequence[Word], first: int, last: int) -> str:
    """Return the word before the noun phrase that ends in the word ``last``: a verb or a preposition; "" if none."""
    i = last - 1
    while i > first and (
        english[i].fold in _ARTICLES_EN or english[i].fold.endswith("'s") or english[i].text[:1].isupper()
    ):
        i -= 1
    while (
        i > first and i > last - 5 and english[i].fold not in _PREPOSITIONS_EN and english[i - 1].fold in _ARTICLES_EN
    ):
        i -= 2
    if i > first and english[i].fold == "over" and re.match(r"tak|took", english[i - 1].fold):
        return "take"
    return english[i].fold if i > first else ""
