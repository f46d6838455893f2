"""Put back the names that the model garbled: "Vindemann", where the German has Schwindemann, becomes Schwindemann.

A small vocabulary spells a rare name piece by piece, and a wrong piece makes another word of it. Where a name of the
source has no counterpart in the English, and the attention for it lies on a word that is no English word, that word
was meant to be the name. (OpenNMT's and Marian's replacement of unknown words by the attention's source word, Luong et
al. 2015, "Addressing the Rare Word Problem in Neural Machine Translation", with a dictionary of names.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.knowledge import Knowledge
from pipeline.knowledge.lexicon import lexicon
from pipeline.text.namekeys import word_distance
from pipeline.text.names import without_possessive
from pipeline.text.romanisation import english_press_forms
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import Word, fold, word_forms
from pipeline.translate.agreement import ALIKE, is_name, without_determiner
from pipeline.translate.places import english_name, english_place
from pipeline.translate.plan import Draft
from pipeline.types import Attention, Span

ATTENDED = 0.35
"""Least share of a target word's attention on the name; half of what a right rendering of a name gets on average."""
OFTEN_CAPITAL = 0.3
"""An English word that is capitalised more often than this within sentences may be a name by right."""
RELATED = 1.0
"""Up to this ``word_distance`` a garbled word may be meant for another name of the sentence."""
SHORTEST = 3
_POSSESSIVE = ("'s", "’s")
_NAME_GOES_ON = re.compile(r"-|[ ‘“\"(]+[A-ZÄÖÜÀ-Þ]")
_STUTTER = re.compile(r"(\w)\1\1|(\w{2,4})\2\2", re.IGNORECASE)


def restore_names(draft: Draft, source: str) -> tuple[Draft, tuple[str, ...]]:
    """Return the draft with garbled names put back, and what was done: ("name put back: A (was B)", ...)."""
    notes: list[str] = []
    for name in _names(source):
        if draft.attention is None:
            break
        english = word_forms(draft.text)
        form = english_name(name.text)
        if any(_renders(word.text, name.text, form) for word in english):
            continue
        found = _misspelt(name.text, form, english) or _garbled(name, english, draft.attention, source)
        if found is not None:
            old = found.of(draft.text)
            draft = draft.replace(found.start, found.end, form)
            notes.append(f"name put back: {form} (was {old})")
        elif given := _given(name, source, english, draft.text):
            if draft.text.startswith(_POSSESSIVE, given.end):
                form = form.removesuffix("s")
            notes.append(f"name put back: {form} (was lost behind {given.of(draft.text)})")
            draft = draft.replace(given.end, given.end, f" {form}")
    return draft, tuple(notes)


def _names(source: str) -> list[Word]:
    """Return the words that are surely names, and those that the desk knows as names where no article makes nouns of
    them."""
    return [word for word in without_determiner(source) if is_name(word.text) or _known(word.text)]


@lru_cache(maxsize=65536)
def _known(word: str) -> bool:
    """Tell whether a German word is the name of a place, or the family name of a person, that the desk knows."""
    if len(word) < SHORTEST or not word[0].isupper():
        return False
    return english_place(word) is not None or bool(Knowledge.load().family(word))


def _renders(english: str, german: str, form: str) -> bool:
    """Tell whether an English word is a rendering of the name that may stay."""
    if english == form:
        return True
    if _is_misspelt(english, german, form):
        return False
    if _STUTTER.search(english) and not _STUTTER.search(german):
        return False
    stem = english_stem(fold(english))
    if stem in lexicon().translations(fold(german)) or stem == english_stem(fold(form)):
        return True
    return english[0].isupper() and (word_distance(german, english) <= ALIKE or english in english_press_forms(german))


def _misspelt(german: str, form: str, english: Sequence[Word]) -> Span | None:
    """Return the first word that is left in German, or misspelt, where the desk knows the English form."""
    return next((word.span for word in english if _is_misspelt(word.text, german, form)), None)


def _is_misspelt(english: str, german: str, form: str) -> bool:
    """Tell whether a word is the German form of a name that has another one in English, or nearly that."""
    if form == german or lexicon().seen_english(fold(english)) or not english[0].isupper():
        return False
    return english == german or word_distance(german, english) <= ALIKE < word_distance(form, english)


def _garbled(name: Word, english: Sequence[Word], attention: Attention, source: str) -> Span | None:
    """Return the words that stand for ``name`` and are none: those with most attention on it, and their like beside
    them."""
    shares = attention_shares(name.span, [word.span for word in english], attention)
    others = [word for word in word_forms(source) if word.span != name.span]
    usable = [
        share >= ATTENDED and _is_none(word, place) and not any(_explains(other, word) for other in others)
        for place, (word, share) in enumerate(zip(english, shares, strict=True))
    ]
    if not any(usable):
        return None
    first = last = int(np.argmax(np.where(usable, shares, -1)))
    while first and usable[first - 1]:
        first -= 1
    while last + 1 < len(usable) and usable[last + 1]:
        last += 1
    return Span(english[first].span.start, english[last].span.end)


def _given(name: Word, source: str, english: Sequence[Word], text: str) -> Span | None:
    """Return what stands for the given name before ``name``, where no other name follows it: the family name is
    lost."""
    before = source[: name.span.start].split(" ")[-2:-1]  # the word before a single space
    if not before or not before[0][:1].isupper() or not before[0].isalpha():
        return None
    form = english_name(before[0])
    for word in english:
        bare = without_possessive(word.text)
        alike = bare in (before[0], form) or word_distance(before[0], bare) <= ALIKE
        if alike and bare[0].isupper() and not _is_common(word) and not _NAME_GOES_ON.match(text, word.span.end):
            return Span(word.span.start, word.span.start + len(bare))
    return None


def _is_common(word: Word) -> bool:
    return bool(lexicon().seen_english(word.fold)) and lexicon().capital_english(word.fold) < OFTEN_CAPITAL


def _is_none(word: Word, place: int) -> bool:
    """Tell whether a word of the draft is neither English nor a name that is known."""
    if len(word.text) < SHORTEST or not word.text[0].isalpha():
        return False
    known = lexicon()
    if not known.seen_english(word.fold):
        return True
    return place > 0 and word.text[0].isupper() and _is_common(word)


def _explains(german: Word, english: Word) -> bool:
    """Tell whether another word of the source is what the English word, or a part of it, comes from."""
    translations = lexicon().translations(german.fold)
    parts = english.text.split("-")
    if any(english_stem(fold(part)) in translations for part in (english.text, *parts)):
        return True
    return german.text[0].isupper() and any(word_distance(german.text, part) <= RELATED for part in parts)


def attention_shares(name: Span, words: Sequence[Span], attention: Attention) -> NDArray[np.float32]:
    """Return for each target word (words,) the mean share of its pieces' attention that lies on ``name``, a word of
    the source, 0..1."""
    columns = [i for i, span in enumerate(attention.source_spans) if span.overlaps(name)]
    weights = attention.weights
    on_name = weights[:, columns].sum(1) / np.maximum(weights.sum(1), 1e-6)
    rows = ([i for i, span in enumerate(attention.target_spans) if span.overlaps(word)] for word in words)
    return np.array([on_name[mine].mean() if mine else 0.0 for mine in rows], np.float32)
