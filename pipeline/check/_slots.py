"""Words of a name that were changed while the name around them stands: shared by the checks on altered names.

Two signs. A name of the German is not in the English, and an unknown word that differs from it by a letter or two,
and not as romanisations differ, is. Or: of "Peter Lind" the English has "Peter" and, in the place of "Lind", another
name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import ratio

from pipeline.check._names import NameWord, common_english, draft, known_word, matches
from pipeline.knowledge import Knowledge
from pipeline.knowledge.lexicon import lexicon
from pipeline.text.namekeys import word_distance
from pipeline.text.romanisation import fold, fold_german
from pipeline.text.stems import cognate_key, english_stem
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Span

_SHORTEST: Final = 5  # letters of a name from which one changed letter shows
_LONG: Final = 9  # letters from which two may be changed
# word_distance below which two spellings may be romanisations of one name; one vowel for another costs more.
_ROMANISED: Final = 0.3
_UNLIKE: Final = 60  # ratio of letters from which a word is another form of the name: Pam, Pamela
# What German and English end the same foreign word or plural in: Herostratos, Herostratus; Alawiten, Alawites.
_ENDINGS: Final = (
    ("os", "us"),
    ("en", "es"),
    ("e", "a"),
    ("ij", "y"),
    ("ine", "ina"),
    ("en", "ans"),
    ("er", "ers"),
    ("en", "s"),
)
_RARE: Final = 2  # times a misspelling may have been seen in English


class Slot(NamedTuple):
    """A changed word of a name: where the German has it, what stands there in the English."""

    rule: Literal["misspelt", "swapped"]
    source: Span
    target: Span
    right: str  # the name as the German has it, without genitive where that is sure


def changed_words(pair: Alignment, knowledge: Knowledge) -> list[Slot]:
    """Return the words of names that were misspelt or swapped; remembered, since several checks ask."""
    return knowledge.remember(("slots", pair.source, pair.target), lambda: list(_find(pair, knowledge)))


def _find(pair: Alignment, knowledge: Knowledge) -> Iterator[Slot]:
    view = draft(pair, knowledge)
    if not view.german or not view.english:
        return
    english_words = {fold(w.text) for w in word_forms(pair.target)}
    german_words = {fold(w.text) for w in word_forms(pair.source)}
    told: set[Span] = set()
    for german in view.german:
        rights = _rights(german.text, knowledge)
        if any(_stands(right, english_words) for right in (german.text, *rights)):
            continue
        for english in view.english:
            if _stands(english.text, german_words) or knowledge.place(english.text, "en"):
                continue
            right = _misspelt(german.text, english.text, rights)
            if right:
                told.add(english.span)
                yield Slot("misspelt", german.span, english.span, right)
                break
    yield from (s for s in _swapped(view.german, view.english, view.links, knowledge, pair) if s.target not in told)


def _stands(word: str, folded: set[str]) -> bool:
    low = fold(word)
    return low in folded or low + "s" in folded or (low.endswith("s") and low[:-1] in folded)


def _rights(german: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Return how the English may spell a German name: as it is, without a genitive, or as the place is called."""
    places = knowledge.place(german, "de") or knowledge.place(german.removesuffix("s"), "de")
    if places:
        return tuple(name for place in places for name in place.en)
    return (german, german[:-1]) if german.endswith("s") else (german,)


def _misspelt(german: str, english: str, rights: Sequence[str]) -> str | None:
    """Return the right spelling when the English word is a name of the German with a letter or two changed."""
    if len(english) < _SHORTEST or not english.isalpha() or lexicon().seen_english(english.casefold()) > _RARE:
        return None
    if any(_is_other_form(fold(right), fold(english), right, english) for right in rights):
        return None
    for right in rights:
        a, b = fold(right), fold(english)
        if len(a) < _SHORTEST or a[0] != b[0] or not right[1:].islower():
            continue
        edits = DamerauLevenshtein.distance(a, b)
        if not 0 < edits <= 1 + (len(a) >= _LONG) or fold_german(right) == fold_german(english):
            continue
        if cognate_key(right.casefold()) != cognate_key(english.casefold()):
            return right
    return None


def _is_other_form(a: str, b: str, german: str, english: str) -> bool:
    """Tell whether the words may differ by right: romanisation, ending, translation, a common noun."""
    if known_word(german) or a.startswith(b) or b.startswith(a) or (a.endswith("ismus") and b.endswith("ism")):
        return True
    if any(a.endswith(x) and b.endswith(y) and a[: -len(x)] == b[: -len(y)] for x, y in _ENDINGS):
        return True
    options = lexicon().translations(german.casefold())
    return options.get(english_stem(english.casefold()), 0.0) > 0 or word_distance(german, english) < _ROMANISED


def _swapped(
    german: Sequence[NameWord],
    english: Sequence[NameWord],
    links: dict[int, int],
    knowledge: Knowledge,
    pair: Alignment,
) -> Iterator[Slot]:
    """Yield the words that stand where the name has another word: beside one that is right."""
    back = {j: i for i, j in links.items()}
    every = [w.fold for w in word_forms(pair.target)]
    known = [m.span for m in knowledge.find_where(pair.source, "de")]
    for i, word in enumerate(german):
        if i in links or any(word.span.overlaps(span) for span in known):
            continue
        for step in (-1, 1):
            near = i + step
            if near not in links or german[near].run != word.run:
                continue
            j = links[near] - step
            if not 0 <= j < len(english) or j in back or english[j].run != english[links[near]].run:
                continue
            if _adjoin(pair.source, word, german[near]) and _adjoin(pair.target, english[j], english[links[near]]):
                if _is_another(word.text, english[j].text, every, knowledge):
                    yield Slot("swapped", word.span, english[j].span, word.text)
                break


def _adjoin(text: str, one: NameWord, other: NameWord) -> bool:
    first, second = sorted((one.span, other.span))
    return not text[first.end : second.start].strip()


def _is_another(german: str, english: str, every: Sequence[str], knowledge: Knowledge) -> bool:
    """Tell whether the words are two names and none renders the other."""
    if min(len(german), len(english)) < 3 or known_word(german) or common_english(english):
        return False
    if matches(german, english) or ratio(fold(german), fold(english)) >= _UNLIKE:
        return False
    if english.startswith(german) or german.startswith(english) or (german.isupper() and english.isupper()):
        return False
    options = lexicon().translations(german.casefold())
    return not any(options.get(english_stem(w), 0.0) >= 0.05 for w in every)
