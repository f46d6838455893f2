"""The align stage: links the words of each translation to the words of its segment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.align.words.attention import word_attention
from pipeline.align.words.evidence import cognates, dictionary, equal_numbers, marks, positions
from pipeline.align.words.hmm import Jumps, both_ways
from pipeline.align.words.symmetrise import Link, symmetrise
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.tokens import tokenize
from pipeline.types import Alignment, Attention, Span, Translation

Attend = Callable[[Sequence[tuple[str, str]]], list[Attention]]

# Weights and exponents of the evidence, and the thresholds of ``symmetrise``; set on every second pair of the RWTH
# Europarl gold links, checked on the others.
STRENGTH, COGNATE, ATTENTION, POSITION, NOISE, MARKS = 0.45, 0.2, 0.3, 0.67, 0.01, 0.1
LEAST, GROW = 0.3, 0.9


class WordAligner:
    """Links words by everything that is known about a pair; deterministic, no pair influences another.

    Args:
        attend: gives the cross-attention of (German, English) pairs that have none (``MarianTranslator.attend``);
        None: such
            pairs are linked by lexicon, likeness and position alone, which is some hundred times faster.
        words: the bilingual lexicon; None is the one that ships.
        batch: pairs whose attention is computed together.
        trust: weight of attention against the other evidence; ``scripts/choose_attention.py`` prints what others give.
    """

    name = "align"

    def __init__(
        self, attend: Attend | None = None, words: Lexicon | None = None, batch: int = 64, trust: float = ATTENTION
    ) -> None:
        self._attend, self._lexicon, self._batch, self._trust = attend, words or lexicon(), batch, trust

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
        maps = [item.attention for item in group]
        lacking = [k for k, item in enumerate(group) if item.attention is None and _has_words(item)]
        if self._attend and lacking:
            made = self._attend([(group[k].segment.text, group[k].text) for k in lacking])
            for k, attention in zip(lacking, made, strict=True):
                maps[k] = attention
        for item, heat in zip(group, maps, strict=True):
            source, target = item.segment.text, item.text
            left, right = tuple(tokenize(source)), tuple(tokenize(target))
            yield Alignment(item, left, right, frozenset(self.link(source, target, left, right, heat)))

    def link(
        self,
        source: str,
        target: str,
        source_tokens: Sequence[Span],
        target_tokens: Sequence[Span],
        attention: Attention | None = None,
    ) -> set[Link]:
        """Return the links (source token, target token) between the given tokens of two texts."""
        if not source_tokens or not target_tokens:
            return set()
        left = [token.of(source) for token in source_tokens]
        right = [token.of(target) for token in target_tokens]
        numbers = equal_numbers(source, target, source_tokens, target_tokens)
        like, unlike = marks(left, right)
        known = dictionary(left, right, self._lexicon) ** STRENGTH
        evidence = np.maximum(np.maximum(known, COGNATE * np.maximum(cognates(left, right), like)), numbers)
        if attention is not None:
            evidence += self._trust * word_attention(attention, source_tokens, target_tokens)
        evidence *= np.where(unlike, MARKS, 1.0)
        emissions = (evidence + NOISE) * np.exp(POSITION * positions(len(left), len(right)))
        links = symmetrise(*both_ways(emissions, Jumps()), LEAST, GROW)
        return links | _certain(numbers, links)


def _certain(numbers: NDArray[np.float64], links: set[Link]) -> set[Link]:
    """Return the links of numbers whose value is found once on either side, wherever they stand."""
    rows, columns = {i for i, _ in links}, {j for _, j in links}
    sure = (numbers > 0) & (numbers.sum(0, keepdims=True) == 1) & (numbers.sum(1, keepdims=True) == 1)
    return {(int(i), int(j)) for i, j in zip(*np.nonzero(sure), strict=True) if i not in rows or j not in columns}


def _has_words(item: Translation) -> bool:
    return any(c.isalnum() for c in item.segment.text) and any(c.isalnum() for c in item.text)
