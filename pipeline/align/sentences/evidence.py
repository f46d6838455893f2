"""Word tables from what is known before the texts are aligned: the lexicon, identical words, cognates and names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from rapidfuzz.distance import Indel

from pipeline.align.sentences.bags import Floats, Side
from pipeline.align.sentences.tables import WordTable, build, pack
from pipeline.knowledge.lexicon import Lexicon
from pipeline.text.romanisation import fold, readings
from pipeline.text.stems import english_stem

_SURE = 0.8  # p of a word that stands in both texts
_COGNATE = 0.4  # of one reached by way of English
_PREFIX = 3  # cognates share their first letters: the key of the search
_ALIKE = 0.72  # least similarity of cognates (1 - insertions and deletions / letters)
_LEAST = 0.02  # translations below this are left out
_OFTEN = 5  # times a word was seen, for its rate of counterparts to mean something
_TRUSTED = 1.0  # of that rate; less finds fewer dropped sentences (.91 at 0.8, .97 at 1.0, planted news)
_ENGLISH = 0.5  # share of the target's words that must be known for the text to count as English


def lexicon_table(source: Side, target: Side, lexicon: Lexicon) -> WordTable:
    """Return the pairs listed in the lexicon; forms and compounds are looked up by their stems."""
    stems: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(target.types):
        stems[english_stem(word)].append(number)
    cells = {}
    for first, word in enumerate(source.types):
        for stem, strength in (lexicon.translations(word) if word[0].isalpha() else {}).items():
            if strength >= _LEAST:
                cells.update({(first, second): (strength, strength) for second in stems.get(stem, ())})
    return build(cells, (len(source.types), len(target.types)))


def expected_masses(source: Side, target: Side, lexicon: Lexicon) -> tuple[Floats, Floats]:
    """Return for each type of either side how often a word that is in the lexicon has a counterpart in translations."""
    forward = [_TRUSTED * (1 - lexicon.missed(w)) if lexicon.seen(w) >= _OFTEN else 0.0 for w in source.types]
    backward = [
        _TRUSTED * (1 - lexicon.missed_english(w)) if lexicon.seen_english(w) >= _OFTEN else 0.0 for w in target.types
    ]
    return np.array(forward), np.array(backward)


def is_german(source: Side, lexicon: Lexicon) -> bool:
    """Tell whether most of the words are German ones."""
    words = [word for word in source.types if word[0].isalpha()]
    return sum(lexicon.seen(word) > 0 for word in words) >= _ENGLISH * len(words)


def is_english(target: Side, lexicon: Lexicon) -> bool:
    """Tell whether most of the words are English ones."""
    words = [word for word in target.types if word[0].isalpha()]
    return sum(lexicon.seen_english(word) > 0 for word in words) >= _ENGLISH * len(words)


def cognate_table(source: Side, target: Side, known: WordTable) -> WordTable:
    """Return identical words, numbers, names in two romanisations, and words spelt nearly alike.

    A source type with a translation in ``known`` is held to it.
    """
    index = _Spellings(target)
    settled = np.zeros(len(source.types), dtype=bool)
    settled[known.first] = True
    cells = {}
    for first, word in enumerate(source.types):
        if not settled[first] or not word[0].isalpha():
            hits = index.find(word, source.surface[first])
            total = max(1.0, sum(hits.values()))
            cells.update({(first, second): (_SURE * v / total, _SURE * v / total) for second, v in hits.items()})
    return build(cells, (len(source.types), len(target.types)))


def pivot_table(source: Side, target: Side, lexicon: Lexicon) -> WordTable:
    """Return pairs by way of English, for a target in a related language.

    ``Schwierigkeit`` is *difficulty*, which is nearly French ``difficulté``: half of the vocabulary of English has
    cognates in the Romance languages.
    """
    index = _Spellings(target)
    found: dict[str, dict[int, float]] = {}
    cells: dict[tuple[int, int], tuple[float, float]] = {}
    for first, word in enumerate(source.types):
        hits: dict[int, float] = {}
        for english, strength in (lexicon.translations(word) if word[0].isalpha() else {}).items():
            if len(english) < 4 or strength < 0.05:
                continue
            if english not in found:
                found[english] = index.alike(english)
            for second, alike in found[english].items():
                hits[second] = max(hits.get(second, 0.0), alike * strength)
        cells.update({(first, second): (_COGNATE * v, _COGNATE * v) for second, v in hits.items()})
    return build(cells, (len(source.types), len(target.types)))


def level(table: WordTable) -> WordTable:
    """Return ``table`` with no row summing to more than 1 in either direction."""
    forward = table.forward / np.maximum(table.forward_mass, 1.0)[table.first]
    backward = table.backward / np.maximum(table.backward_mass, 1.0)[table.second]
    sizes = len(table.forward_mass), len(table.backward_mass)
    return pack(table.first, table.second, forward, backward, sizes)


class _Spellings:
    """Finds the types of a text that are spelt like a given word."""

    def __init__(self, side: Side) -> None:
        self._exact = {word: number for number, word in enumerate(side.types)}
        self._folded: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._readings: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(side.types):
            if not word[0].isalpha():
                continue
            plain = fold(word)
            if len(plain) >= 4:
                self._folded[plain[:_PREFIX]].append((number, plain))
            if side.surface[number][0].isupper():
                for reading in readings(side.surface[number]):
                    self._readings[reading].append(number)

    def find(self, word: str, surface: str) -> Mapping[int, float]:
        """Return the similarity, 0..1, of each type that is the same word, a cognate, or the same name."""
        exact = self._exact.get(word)
        if exact is not None:
            return {exact: 1.0}
        if not word[0].isalpha():
            return {}
        hits = self.alike(word)
        if surface[0].isupper() and len(word) >= 4:
            for reading in readings(surface):
                hits.update(dict.fromkeys(self._readings.get(reading, ()), 1.0))
        return hits

    def alike(self, word: str) -> dict[int, float]:
        """Return the similarity, 0..1, of each type spelt like ``word``."""
        plain, hits = fold(word), {}
        if len(plain) >= 4:
            for number, other in self._folded.get(plain[:_PREFIX], ()):
                alike = Indel.normalized_similarity(plain, other, score_cutoff=_ALIKE)
                if alike:
                    hits[number] = alike**2
        return hits
