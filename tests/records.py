"""Small valid records for tests, built by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.text.tokens import tokenize
from pipeline.types import Alignment, Article, Meta, Segment, Span, Translation


def pairs(source: Sequence[str], target: Sequence[str], published: date | None = None) -> list[Alignment]:
    """Return one article as aligned pairs without word links; segment ``i`` is ``source[i]`` against ``target[i]``."""
    spans, start = [], 0
    for text in source:
        spans.append(Span(start, start + len(text)))
        start += len(text) + 1
    article = Article("test", "", "\n".join(source), tuple(spans), Meta(published=published))
    made = []
    for i, (span, text) in enumerate(zip(spans, target, strict=True)):
        translation = Translation(Segment(article, i, span, paragraph=i), text, -0.1, "fake@0")
        made.append(Alignment(translation, tuple(tokenize(source[i])), tuple(tokenize(text))))
    return made


def pair(source: str, target: str) -> Alignment:
    """Return one pair, an article of its own."""
    return pairs([source], [target])[0]
