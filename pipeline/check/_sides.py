"""The two sides of a pair, word by word: which words have a counterpart, what that is worth, and what is linked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.check._weights import weights_of
from pipeline.knowledge.coverage import coverage
from pipeline.knowledge.lexicon import Lexicon
from pipeline.text.wordforms import Word
from pipeline.types import Alignment


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair; ``links``: by word, the words of the other side."""

    words: tuple[Word, ...]
    support: tuple[float, ...]
    weights: Sequence[float]
    links: Mapping[int, Sequence[int]]
    length: int

    def place(self, i: int) -> float:
        """Return where a word stands, 0..1."""
        return self.words[i].span.start / self.length


def sides(pair: Alignment, lexicon: Lexicon) -> tuple[Side, Side]:
    """Return the German and the English side; without word links nothing is linked."""
    found = coverage(pair.source, pair.target, lexicon)
    forward = _links(pair, found.source, found.target)
    german, english = weights_of(found, lexicon)
    return (
        Side(found.source, found.source_support, german, forward, len(pair.source)),
        Side(found.target, found.target_support, english, inverse(forward), len(pair.target)),
    )


def _links(pair: Alignment, german: Sequence[Word], english: Sequence[Word]) -> dict[int, list[int]]:
    left, right = ({word.span.start: i for i, word in enumerate(side)} for side in (german, english))
    forward: dict[int, list[int]] = {}
    for a, b in sorted(pair.links):
        i, j = left.get(pair.source_tokens[a].start), right.get(pair.target_tokens[b].start)
        if i is not None and j is not None:
            forward.setdefault(i, []).append(j)
    return forward


def inverse(links: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
    """Return the links from the other end."""
    made: dict[int, list[int]] = {}
    for i, partners in links.items():
        for j in partners:
            made.setdefault(j, []).append(i)
    return made
