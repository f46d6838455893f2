"""The suite "speed": how fast each stage is on the committed test set, in words of German per second of wall time.

For comparisons between engines and with named baselines see ``make bench``; a figure from here only compares with one
from the same machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from pipeline.evaluate.checks import translations
from pipeline.evaluate.figures import Figure
from pipeline.evaluate.suites import wire_clean
from pipeline.runner import Pipeline
from pipeline.types import Article, Span


def figures(pipeline: Pipeline) -> list[Figure]:
    """Return words per second of segmenting, translating, linking words, and checking; the model is warm."""
    cleans = list(wire_clean())
    articles = [Article(c.name, "", "\n".join(c.source), (Span(0, len("\n".join(c.source))),)) for c in cleans]
    given = [translations(c.name, c.source, c.target, c.published) for c in cleans]
    pairs = [list(pipeline.finish(t[0].segment.article, t).pairs) for t in given]
    segments = [segment for article in articles for segment in pipeline.segmenter.run([article])]
    pipeline.translator.translate(segments[:4])
    words = sum(len(text.split()) for clean in cleans for text in clean.source)

    def check() -> None:
        for article in pairs:
            pipeline.checker.article(article)

    def link() -> None:
        for article in given:
            _ = list(pipeline.aligner.run(article)) if pipeline.aligner else []

    steps: Sequence[tuple[str, Callable[[], object]]] = (
        ("segment", lambda: [s for article in articles for s in pipeline.segmenter.run([article])]),
        ("translate", lambda: pipeline.translator.translate(segments)),
        ("align", link),
        ("check", check),
    )
    return [Figure(f"speed.{name} words/s", words / _seconds(step), words) for name, step in steps]


def _seconds(step: Callable[[], object]) -> float:
    begin = time.perf_counter()
    step()
    return max(time.perf_counter() - begin, 1e-9)
