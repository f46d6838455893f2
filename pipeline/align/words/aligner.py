"""The align stage: links the words of each translation to the words of its segment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.align.words.attention import word_attention
from pipeline.align.words.evidence import cognates, dictionary, equal_numbers, marks, positions
from pipeline.align.words.hmm import Jumps, both_ways
from pipeline.align.words.judge import beside, judges, kinds
from pipeline.align.words.likeness import shares, word_likeness
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.tokens import tokenize
from pipeline.types import Alignment, Attention, Span, States, Translation

Link = tuple[int, int]
Floats = NDArray[np.float64]
Pairs = Sequence[tuple[str, str]]

# Weights and exponents of the evidence; set on every second pair of the RWTH Europarl gold links, checked on the
# others.
STRENGTH, COGNATE, ATTENTION, LIKENESS, POSITION, NOISE, MARKS = 0.33, 0.125, 0.3, 0.37, 0.47, 0.011, 0.137


class Reader(Protocol):
    """A translation model that helps (``MarianTranslator``): all calls by (German, English) pairs."""

    def attend(self, pairs: Pairs) -> list[Attention]: ...

    def states(self, pairs: Pairs) -> list[tuple[States, States]] | None:
        """None: its encoder reads no English."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Clues:
    """What a model says about one pair; either may be lacking."""

    attention: Attention | None = None
    states: tuple[States, States] | None = None


class WordAligner:
    """Links words by everything that is known about a pair; deterministic, no pair influences another.

    Args:
        reader: the model; None: pairs are linked by lexicon, likeness of letters, position and the attention they
            bring with them, which is many times faster.
        words: the bilingual lexicon; None is the one that ships.
        batch: pairs that the model reads together.
    """

    name = "align"

    def __init__(self, reader: Reader | None = None, words: Lexicon | None = None, batch: int = 64) -> None:
        self._reader, self._lexicon, self._batch = reader, words or lexicon(), batch

    def run(self, items: Iterable[Translation]) -> Iterator[Alignment]:
        """Yield one alignment per translation, in order."""
        group: list[Translation] = []
        for item in items:
            group.append(item)
            if len(group) == self._batch:
                yield from self._group(group)
                group = []
        yield from self._group(group)

    def _group(self, group: Sequence[Translation]) -> Iterator[Alignment]:
        for item, clues in zip(group, self._clues(group), strict=True):
            source, target = item.segment.text, item.text
            left, right = tuple(tokenize(source)), tuple(tokenize(target))
            yield Alignment(item, left, right, frozenset(self.link(source, target, left, right, clues)))

    def _clues(self, group: Sequence[Translation]) -> list[Clues]:
        maps = [item.attention for item in group]
        read: dict[int, tuple[States, States]] = {}
        worded = [k for k, item in enumerate(group) if _has_words(item)]
        if self._reader and worded:
            lacking = [k for k in worded if maps[k] is None]
            for k, attention in zip(lacking, self._reader.attend([_pair(group[k]) for k in lacking]), strict=True):
                maps[k] = attention
            states = self._reader.states([_pair(group[k]) for k in worded])
            read = dict(zip(worded, states, strict=True)) if states else {}
        return [Clues(attention, read.get(k)) for k, attention in enumerate(maps)]

    def link(
        self, source: str, target: str, left: Sequence[Span], right: Sequence[Span], clues: Clues | None = None
    ) -> set[Link]:
        """Return the links (source token, target token) between the given tokens of two texts."""
        if not left or not right:
            return set()
        clues = clues or Clues()
        name = "encoder" if clues.states and clues.attention else "attention" if clues.attention else "words"
        links = judges()[name].links(self.figures(source, target, left, right, clues))
        return links | _certain(equal_numbers(source, target, left, right), links)

    def figures(
        self, source: str, target: str, left: Sequence[Span], right: Sequence[Span], clues: Clues
    ) -> NDArray[np.float64]:
        """Return (n, m, figures): what a ``Judge`` reads about each pair of tokens."""
        evidence, more = self.evidence(source, target, left, right, clues)
        words, others = [token.of(source) for token in left], [token.of(target) for token in right]
        columns = [*beside(*both_ways(evidence, Jumps())), *more, *kinds(words, others, self._lexicon)]
        made = np.empty((len(left), len(right), len(columns)))
        for k, column in enumerate(columns):
            made[:, :, k] = column
        return made

    def evidence(
        self, source: str, target: str, left: Sequence[Span], right: Sequence[Span], clues: Clues
    ) -> tuple[Floats, list[Floats]]:
        """Return the emissions for ``hmm.both_ways``, (n, m), and the clues one by one, (n, m) each."""
        words, others = [token.of(source) for token in left], [token.of(target) for token in right]
        numbers = equal_numbers(source, target, left, right)
        like, unlike = marks(words, others)
        known = dictionary(words, others, self._lexicon) ** STRENGTH
        alike = cognates(words, others)
        along = positions(len(words), len(others))
        more = [unlike.astype(float), along, known, np.maximum(alike, numbers)]
        made = np.maximum(np.maximum(known, COGNATE * np.maximum(alike, like)), numbers)
        if clues.attention is not None:
            heat = word_attention(clues.attention, left, right)
            made += ATTENTION * heat
            more.append(np.log(heat + 1e-3))
        if clues.states is not None:
            likeness = word_likeness(*clues.states, left, right)
            from_source, from_target = shares(likeness)
            made += LIKENESS * np.sqrt(from_source * from_target)
            more += [likeness, np.log(from_source + 1e-3), np.log(from_target + 1e-3)]
        made *= np.where(unlike, MARKS, 1.0)
        return (made + NOISE) * np.exp(POSITION * along), more


def _certain(numbers: Floats, links: set[Link]) -> set[Link]:
    """Return the links of numbers whose value is found once on either side, wherever they stand."""
    rows, columns = {i for i, _ in links}, {j for _, j in links}
    sure = (numbers > 0) & (numbers.sum(0, keepdims=True) == 1) & (numbers.sum(1, keepdims=True) == 1)
    return {(int(i), int(j)) for i, j in zip(*np.nonzero(sure), strict=True) if i not in rows or j not in columns}


def _pair(item: Translation) -> tuple[str, str]:
    return item.segment.text, item.text


def _has_words(item: Translation) -> bool:
    return any(c.isalnum() for c in item.segment.text) and any(c.isalnum() for c in item.text)
