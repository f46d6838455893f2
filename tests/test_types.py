"""Records: spans, projection through links, fingerprints that survive re-segmentation."""

from __future__ import annotations

from dataclasses import replace

from pipeline.types import Alignment, Article, Flag, Segment, Severity, Span, Translation
from tests.records import pair

TEXT = "Im Hafen liegen 3.000 Tonnen. Die Polizei bewacht sie seit gestern Abend."


def number_flag(segment: Segment, target: str) -> Flag:
    start = segment.text.index("3.000")
    return Flag("number", Severity.ERROR, Alignment(Translation(segment, target)), "", Span(start, start + 5))


def test_fingerprint_survives_new_segments_and_new_translation() -> None:
    article = Article("a", "", TEXT, (Span(0, len(TEXT)),))
    whole = number_flag(Segment(article, 0, Span(0, len(TEXT))), "one text")
    part = number_flag(Segment(article, 3, Span(9, 29)), "another")
    assert whole.fingerprint == part.fingerprint


def test_fingerprint_differs_between_places_checks_and_articles() -> None:
    article = Article("a", "", "Er zahlte 3.000 Euro. Sie bekam 3.000 Euro.")
    first = number_flag(Segment(article, 0, Span(0, 21)), "")
    second = number_flag(Segment(article, 1, Span(22, 43)), "")
    other = number_flag(Segment(replace(article, id="b"), 0, Span(0, 21)), "")
    assert len({f.fingerprint for f in (first, second, other, replace(first, check="x"))}) == 4


def test_projection_follows_links() -> None:
    made = replace(pair("Er kommt nicht", "He is not coming"), links=frozenset({(0, 0), (1, 1), (1, 3), (2, 2)}))
    assert made.to_target(Span(3, 8)) == Span(3, 16)
    assert made.to_source(Span(6, 9)) == Span(9, 14)
    assert made.to_target(Span(2, 3)) is None
