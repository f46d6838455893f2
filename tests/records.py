"""Small valid records for tests, built by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.text.tokens import tokenize
from pipeline.types import Alignment, Article, Meta, Origin, Segment, SegmentKind, Span, Translation


def pairs(
    source: Sequence[str],
    target: Sequence[str],
    published: date | None = None,
    origins: Sequence[Origin] | None = None,
    scores: Sequence[float] | None = None,
    kinds: Sequence[str] | None = None,
    approved_for: Sequence[str] | None = None,
) -> list[Alignment]:
    """Return one article as aligned pairs without word links; segment ``i`` is ``source[i]`` against ``target[i]``."""
    spans, start = [], 0
    for text in source:
        spans.append(Span(start, start + len(text)))
        start += len(text) + 1
    article = Article("test", "", "\n".join(source), tuple(spans), Meta(published=published))
    made = []
    for i, (span, text) in enumerate(zip(spans, target, strict=True)):
        origin = origins[i] if origins else "mt"
        kind = SegmentKind(kinds[i]) if kinds else SegmentKind.BODY
        score = scores[i] if scores else -0.1
        was = approved_for[i] if approved_for else ""
        translation = Translation(Segment(article, i, span, kind, i), text, score, "fake@0", origin, approved_for=was)
        made.append(Alignment(translation, tuple(tokenize(source[i])), tuple(tokenize(text))))
    return made


def pair(source: str, target: str) -> Alignment:
    """Return one pair, an article of its own."""
    return pairs([source], [target])[0]
