"""Names of which one word stands and the word beside it became another: Sabine Kleinhans, Sabrina Kleinhans.

A name that is unlike the right one shows by itself (``_gaps``), and so does one of no word list that is misspelt
(``_slots``). Beside a word that stands, a name may differ from the right one by little and be a common one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from rapidfuzz.fuzz import ratio

from pipeline.check._name_shape import shape
from pipeline.check._name_words import is_compound
from pipeline.check._names import NameWord, common_english, draft, known_word
from pipeline.knowledge import Knowledge
from pipeline.knowledge.lexicon import lexicon
from pipeline.text.east_asian import level_chinese
from pipeline.text.namekeys import equivalent_given, word_distance
from pipeline.text.names import NOT_NAMES
from pipeline.text.romanisation import fold, fold_german
from pipeline.text.romanisation_tables import PARTICLES, TITLES
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import word_forms, wordset
from pipeline.types import Alignment, Span

_SHORTEST: Final = 3  # letters of a word that can be a name of its own
_NOUN: Final = -0.5  # shape of a word up to which it is no name
_LIKE: Final = 50  # least rapidfuzz ratio of a name and a misspelling of it
_TITLES: Final = wordset("frater bruder schwester abu abou umm")  # of orders; before an Arabic name
_ADJECTIVE: Final = re.compile(r"(?:isch|lich|ig)e[nrms]?$")
_ROMANISED: Final = 0.75  # word_distance up to which two spellings may be two romanisations
# Letters that no transcription into German has (Duden, Die deutsche Rechtschreibung, transcription tables).
LATIN: Final = re.compile(r"ck|c(?!h)|ph|ff|[äöüåøæéèêëáàâíìîóòôúùûñçãõčćšžđřůőűěłńśź](?!us$)", re.IGNORECASE)
_MARKED: Final = re.compile(r"[čćšžđ]", re.IGNORECASE)  # the press writes ch, sh, zh, dj, too
_EQUAL: Final = 0.1  # word_distance of two spellings of the same sounds
# Letters and groups that Duden's transcriptions have and English ones have otherwise.
_TRANSCRIBED: Final = re.compile(r"tsch|dsch|sch(?![lmnrtw])|w|j|[aeiouy]ch|^ch|(?<!s)s(?!t)|ss|z|y$|i$|ai|ei|kh")
# The same for what differs, with what it becomes: Serhij and Serhiy, Lyssak and Lysak, Chalid and Khalid.
_MOVES: Final = re.compile(r"[wjyszivuhq]|c(?=h)")


class Half(NamedTuple):
    """A word of a name that became another, beside one that stands."""

    source: Span
    target: Span
    right: str


class _Part(NamedTuple):
    """A word of a run, or a part of one with a hyphen."""

    text: str
    span: Span
    run: int
    initial: bool


def changed_halves(pair: Alignment, knowledge: Knowledge) -> list[Half]:
    """Return the words of names that became others beside a word that stands, in order."""
    view = draft(pair, knowledge)
    german, english = _parts(view.german), _parts(view.english)
    here, there = (_counts(text) for text in (pair.source, pair.target))
    blocked = [m.span for m in knowledge.find_where(pair.source, "de")]
    strange = [m.span for m in knowledge.find_where(pair.target, "en")]
    found: list[Half] = []
    for one, other in _beside(german, english):
        gone = there[fold(one.text)] < here[fold(one.text)]
        new = here[fold(other.text)] < there[fold(other.text)]
        elsewhere = any(one.span.overlaps(s) for s in blocked) or any(other.span.overlaps(s) for s in strange)
        if not (gone and new) or elsewhere or (other.initial and common_english(other.text)):
            continue
        if any(one.span == half.source for half in found):
            continue
        if _may_be_name(one.text, other.text) and not _is_form(one.text, other.text, pair):
            found.append(Half(one.span, other.span, one.text))
    return found


def _parts(words: Sequence[NameWord]) -> list[_Part]:
    found = []
    for word in words:
        for match in re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)*", word.text):
            span = Span(word.span.start + match.start(), word.span.start + match.end())
            found.append(_Part(match[0], span, word.run, word.initial))
    return found


def _counts(text: str) -> Counter[str]:
    return Counter(fold(part) for word in word_forms(text) for part in {word.text, *word.text.split("-")})


def _beside(german: Sequence[_Part], english: Sequence[_Part]) -> Iterator[tuple[_Part, _Part]]:
    """Yield what stands beside one word on both sides, on the same side of it."""
    for i, one in enumerate(german):
        for j, other in enumerate(english):
            if fold(one.text) != fold(other.text) or len(one.text) < _SHORTEST:
                continue
            for step in (-1, 1):
                a, b = _next(german, i, step), _next(english, j, step)
                if a and b:
                    yield a, b


def _next(parts: Sequence[_Part], at: int, step: int) -> _Part | None:
    beside = parts[at + step] if 0 <= at + step < len(parts) else None
    if beside is None or beside.run != parts[at].run:
        return None
    first, last = sorted((beside.span, parts[at].span), key=lambda s: s.start)
    return beside if last.start - first.end <= 1 and len(beside.text) >= _SHORTEST else None


def _may_be_name(german: str, english: str) -> bool:
    """Tell whether a German word beside a name can be part of it, going by what English has there."""
    low = german.casefold()
    if low == german or low in NOT_NAMES["de"] | TITLES | PARTICLES | _TITLES or _ADJECTIVE.search(low):
        return False
    if lexicon().seen(low) == 0 and not common_english(english) and ratio(fold(german), fold(english)) >= _LIKE:
        return True  # Rittmann may be made of nouns, but no noun becomes Rickman
    if any(map(known_word, (german, german.removesuffix("in")))) or is_compound(low):
        return False
    return shape(low) > _NOUN


def _is_form(german: str, english: str, pair: Alignment) -> bool:
    """Tell whether the English word may stand for the German one: an inflection, a romanisation, a translation."""
    a, b = fold(german), fold(english)
    of_town = a.endswith("er") and a[:-2] == b[:-2]  # Tumlinger, Tumlingen
    if a in b or b in a or of_town or fold_german(german) == b or a == fold_german(english):
        return True
    stem = english_stem(english.casefold())
    if any(lexicon().translations(w.fold).get(stem, 0.0) > 0 for w in word_forms(pair.source)):
        return True
    return _is_romanised(german, english)


def _is_romanised(german: str, english: str) -> bool:
    """Tell whether the words may be two romanisations: a letter differs that transcriptions into German have."""
    if level_chinese(german) and level_chinese(german) == level_chinese(english):
        return True
    a, b = fold(german), fold(english)
    if _MARKED.search(german) and word_distance(german, english) <= _EQUAL:
        return True
    marked = bool(_TRANSCRIBED.search(a)) and not LATIN.search(german)
    if a != b and sorted(a) == sorted(b):  # letters that changed places: Kramhen, Krahmen
        return equivalent_given(german, english)
    if equivalent_given(german, english) or not marked or word_distance(german, english) > _ROMANISED:
        return equivalent_given(german, english)
    start = _shared(a, b)
    end = min(_shared(a[::-1], b[::-1]), min(len(a), len(b)) - start)
    return any(_MOVES.search(word[start : len(word) - end + 1]) for word in (a, b))


def _shared(a: str, b: str) -> int:
    """Return how many letters the words share at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
