"""Where in the English a name of the German should stand, by the words around it that the lexicon finds there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from statistics import median
from typing import Final

from pipeline.knowledge.lexicon import lexicon
from pipeline.text.names import NOT_NAMES
from pipeline.text.romanisation import fold
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import Word, word_forms
from pipeline.types import Span

_LINKED: Final = 0.12  # least strength in the lexicon for two words to be taken for one another
_AROUND: Final = 4  # words on each side that count as the neighbourhood
_BESIDE: Final = 2  # words on each side that may stand next to the name in the other language


class Places:
    """The words of a pair and which German ones stand for which English ones."""

    def __init__(self, source: str, target: str) -> None:
        self.german, self.english = word_forms(source), word_forms(target)
        self.links = _links(self.german, self.english)
        self.lengths = max(len(source), 1), max(len(target), 1)

    def expected(self, span: Span) -> float:
        """Return where in the English, 0..1, the counterpart of a German ``span`` should stand."""
        centre = (span.start + span.end) / 2 / self.lengths[0]
        near = [self.links[i] for i in _window(self.german, span, _AROUND) if i in self.links]
        if not near:
            return centre
        found = [(self.english[j].span.start + self.english[j].span.end) / 2 / self.lengths[1] for j in near]
        return float(median(found))

    def together(self, source: Span, target: Span) -> float:
        """Return which share, 0..1, of the linked German words around ``source`` stand around ``target``."""
        near = [self.links[i] for i in _window(self.german, source, _AROUND) if i in self.links]
        there = set(_window(self.english, target, _AROUND))
        return sum(j in there for j in near) / len(near) if near else 0.5

    def beside(self, source: Span, target: Span) -> bool:
        """Tell whether a word next to ``source`` has its counterpart next to ``target``."""
        there = set(_window(self.english, target, _BESIDE))
        return any(self.links.get(i) in there for i in _window(self.german, source, _BESIDE))


@lru_cache(maxsize=256)
def places(source: str, target: str) -> Places:
    """Return the places of a pair."""
    return Places(source, target)


def _window(words: Sequence[Word], span: Span, size: int) -> list[int]:
    """Return the indices of the words up to ``size`` before and after ``span``, without those in it."""
    before = [i for i, w in enumerate(words) if w.span.end <= span.start][-size:]
    after = [i for i, w in enumerate(words) if w.span.start >= span.end][:size]
    return before + after


def _links(german: Sequence[Word], english: Sequence[Word]) -> dict[int, int]:
    """Link each German content word to its likeliest English one; of several the one in the likeliest place."""
    stems: dict[str, list[int]] = {}
    for j, word in enumerate(english):
        for form in {english_stem(word.fold), fold(word.text)}:
            stems.setdefault(form, []).append(j)
    links: dict[int, int] = {}
    scale = len(english) / max(len(german), 1)
    for i, word in enumerate(german):
        if word.fold in NOT_NAMES["de"]:
            continue
        options = {**lexicon().translations(word.fold), fold(word.text): 1.0}
        found = [
            (strength - abs(j - i * scale) / max(len(english), 1), j)
            for form, strength in options.items()
            if strength >= _LINKED
            for j in stems.get(form, ())
        ]
        if found:
            links[i] = max(found)[1]
    return links
