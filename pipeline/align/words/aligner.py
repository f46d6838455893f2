"""The align stage: links the words of each translation to the words of its segment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.align.words.attention import word_attention
from pipeline.align.words.evidence import cognates, dictionary, numbers, positions
from pipeline.align.words.symmetrise import Link, symmetrise
from pipeline.knowledge.lexicon import Lexicon
from pipeline.text.tokens import tokenize
from pipeline.types import Alignment, Attention, Span, Translation

Attend = Callable[[Sequence[tuple[str, str]]], list[Attention]]

# Weights of the evidence, and the thresholds of ``symmetrise``; set on every second pair of the RWTH Europarl gold
# links, checked on the others.
ATTENTION, DICTIONARY, COGNATE, NUMBER, POSITION = 1.0, 1.0, 1.0, 1.0, 0.3
LEAST, GROW, FINAL = 0.35, 0.3, 0.35


class WordAligner:
    """Links words by everything that is known about a pair; deterministic, no pair influences another.

    Args:
        attend: gives the cross-attention of (German, English) pairs that have none (``MarianTranslator.attend``);
        None: such
            pairs are linked by lexicon, likeness and position alone, which is some hundred times faster.
        lexicon: a bilingual lexicon, or None.
        batch: pairs whose attention is computed together.
    """

    name = "align"

    def __init__(self, attend: Attend | None = None, lexicon: Lexicon | None = None, batch: int = 64) -> None:
        self._attend, self._lexicon, self._batch = attend, lexicon, batch

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
        """Return the links between the given tokens of two texts."""
        if not source_tokens or not target_tokens:
            return set()
        return symmetrise(self.scores(source, target, source_tokens, target_tokens, attention), LEAST, GROW, FINAL)

    def scores(
        self,
        source: str,
        target: str,
        source_tokens: Sequence[Span],
        target_tokens: Sequence[Span],
        attention: Attention | None = None,
    ) -> NDArray[np.float64]:
        """Return (n, m): how well each source word goes with each target word, all evidence added up."""
        left = [token.of(source) for token in source_tokens]
        right = [token.of(target) for token in target_tokens]
        total = POSITION * positions(len(left), len(right))
        total += COGNATE * cognates(left, right)
        total += NUMBER * numbers(source, target, source_tokens, target_tokens)
        if self._lexicon:
            total += DICTIONARY * dictionary(left, right, self._lexicon)
        if attention is not None:
            total += ATTENTION * word_attention(attention, source_tokens, target_tokens)
        return total


def _has_words(item: Translation) -> bool:
    return any(c.isalnum() for c in item.segment.text) and any(c.isalnum() for c in item.text)
