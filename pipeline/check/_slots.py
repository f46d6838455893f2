"""Misspelt names: a name of the German is not in the English, but an unknown word like it is.

They differ by a letter or two, and not as romanisations, inflections or the endings of the two languages differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final, NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from pipeline.check._half_names import LATIN, changed_halves
from pipeline.check._names import Draft, NameWord, draft, known_word
from pipeline.knowledge import Knowledge
from pipeline.knowledge.exonyms import exonyms
from pipeline.knowledge.lexicon import lexicon
from pipeline.knowledge.wordlist import english_words
from pipeline.text.namekeys import given_distance
from pipeline.text.romanisation import english_press_form, fold, fold_german
from pipeline.text.stems import cognate_key, english_stem
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Span

_SHORTEST: Final = 5  # letters of a name from which one changed letter shows
_LONG: Final = 9  # letters from which two may be changed
# given_distance up to which two spellings may be romanisations of one name; one vowel for another costs more.
_ROMANISED: Final = 0.3
# What German and English end the same foreign word, plural or adjective of a place in, each list any against any:
# Herostratos, Herostratus; Alawiten, Alawites; Wolhynien, Volhynia; Tumlinger, Tumlingen; Bayerischen, Bayerischer.
# Sources: Duden, Die Grammatik (10th ed.), declension of proper names and adjectives; Quirk et al. 1985, 5.72-5.96.
_STEM: Final = 4  # letters that must stand before such an ending
_ENDINGS: Final = (
    ("os us um on", "os us um on"),
    ("e en er ern ens es em s n innen in", "s es ans ians an ian ers en er n"),
    ("ien", "ia ias y ies"),
    ("e", "a"),
    ("ij yj", "y ij yj"),
    ("ine", "ina"),
    ("ismus", "ism"),
)
_MAY_FOLLOW: Final = "eimnrsyz"  # letters that English may put behind a German name: Iraki, Roman, Brechts
_RARE: Final = 2  # times a misspelling may have been seen in English


_DOUBLE: Final = re.compile(r"(.)\1")


class _Strict(NamedTuple):
    letters: bool
    endings: bool


class Slot(NamedTuple):
    """A misspelt word of a name: where the German has it, what stands there in the English."""

    source: Span
    target: Span
    right: str  # the name as the German has it, without genitive where that is sure


def changed_words(pair: Alignment, knowledge: Knowledge) -> list[Slot]:
    """Return the words of names that were misspelt; remembered, since several checks ask."""
    return knowledge.remember(("slots", pair.source, pair.target), lambda: _all(pair, knowledge))


def _all(pair: Alignment, knowledge: Knowledge) -> list[Slot]:
    found = list(_find(pair, knowledge))
    halves = (Slot(*half) for half in changed_halves(pair, knowledge))
    return found + [h for h in halves if not any(h.target.overlaps(s.target) for s in found)]


def _find(pair: Alignment, knowledge: Knowledge) -> Iterator[Slot]:
    view = draft(pair, knowledge)
    if not view.german or not view.english:
        return
    english_words = {fold(w.text) for w in word_forms(pair.target)}
    german_words = {fold(w.text) for w in word_forms(pair.source)}
    known = knowledge.find_where(pair.target, "en")
    for german in view.german:
        rights = _rights(german.text, knowledge)
        if any(_stands(right, english_words) for right in (german.text, *rights)):
            yield from _with_s(german, view, german_words)
            continue
        for english in view.english:
            strict = _strictness(german, english, view)
            if _stands(english.text, german_words) or any(m.span.overlaps(english.span) for m in known):
                continue
            right = _misspelt(german.text, english.text, rights, strict)
            if right:
                yield Slot(german.span, english.span, right)
                break


def _with_s(german: NameWord, view: Draft, german_words: set[str]) -> Iterator[Slot]:
    """Yield a family name that got an s behind a given name that stands: Alexander Stubbs, for Stubb."""
    for english in view.english:
        longer = fold(english.text) == fold(german.text) + "s" and fold(english.text) not in german_words
        if longer and all(_strictness(german, english, view)):
            yield Slot(german.span, english.span, german.text)


def _stands(word: str, folded: set[str]) -> bool:
    low = fold(word)
    return low in folded or low + "s" in folded or (low.endswith("s") and low[:-1] in folded)


def _rights(german: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Return how the English may spell a German name: as it is, without a genitive, romanised, or as a place."""
    places = knowledge.place(german, "de") or knowledge.place(german.removesuffix("s"), "de")
    if places:
        return tuple(name for place in places for name in place.en)
    forms = (german, german[:-1]) if german.endswith("s") else (german,)
    known = (family for form in forms for person in knowledge.family(form) for family in person.families)
    others = (name for form in forms for name in sorted(exonyms().get(fold(form), ())))
    return tuple(dict.fromkeys((*forms, *map(english_press_form, forms), *known, *others)))


def _strictness(german: NameWord, english: NameWord, view: Draft) -> _Strict:
    """Tell what may not differ: letters where no other alphabet lies between, endings behind a given name."""
    latin = bool(LATIN.search(german.text))
    before = [
        [w for w in words if w.run == here.run and w.span.end < here.span.start][-1:]
        for words, here in ((view.german, german), (view.english, english))
    ]
    given = all(before) and fold(before[0][0].text) == fold(before[1][0].text) and not known_word(before[0][0].text)
    return _Strict(latin, given)


def _misspelt(german: str, english: str, rights: Sequence[str], strict: _Strict) -> str | None:
    """Return the right spelling when the English word is a name of the German with a letter or two changed."""
    low = english.casefold()
    if (
        len(english) < _SHORTEST
        or not english.isalpha()
        or lexicon().seen_english(low) > _RARE
        or low in english_words()
    ):
        return None
    if any(_is_other_form(fold(right), fold(english), right, english, strict) for right in rights):
        return None
    for right in rights:
        a, b = fold(right), fold(english)
        if len(a) < _SHORTEST or a[0] != b[0] or not right[1:].islower():
            continue
        edits, doubled = DamerauLevenshtein.distance(a, b), _DOUBLE.sub(r"\1", a) == _DOUBLE.sub(r"\1", b)
        if not 0 < edits <= 1 + (len(a) >= _LONG or doubled) or fold_german(right) == fold_german(english):
            continue
        if strict.letters or cognate_key(right.casefold()) != cognate_key(english.casefold()):
            return right
    return None


def _is_other_form(a: str, b: str, german: str, english: str, strict: _Strict) -> bool:
    """Tell whether the words may differ by right: romanisation, ending, translation, a common noun."""
    noun = known_word(german) and lexicon().seen(german.casefold()) > 0
    longer = b.startswith(a) and not (len(b) == len(a) + 1 and b[-1] not in _MAY_FOLLOW)  # Arianea
    if noun or a.startswith(b) or longer or (_only_endings(a, b) and not strict.endings):
        return True
    greek = not strict.endings and a.replace("k", "c") == b.replace("k", "c")  # Sophokles alone
    if greek or lexicon().translations(german.casefold()).get(english_stem(english.casefold()), 0.0) > 0:
        return True
    return not strict.letters and given_distance(german, english) <= _ROMANISED


def _only_endings(a: str, b: str) -> bool:
    """Tell whether a German and an English word share a stem and have endings that go together."""
    for mine, theirs in _ENDINGS:
        for x, y in product(mine.split(), theirs.split()):
            if a.endswith(x) and b.endswith(y) and len(a) - len(x) >= _STEM and a[: -len(x)] == b[: -len(y)]:
                return True
    return False
