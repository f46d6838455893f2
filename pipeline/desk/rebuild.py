"""An article of a finished run made from its records again, with the desk's English put in, and checked anew."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pipeline.align import WordAligner
from pipeline.check.checker import Checker
from pipeline.report.jsonl import alignment, flag_record, segment_record
from pipeline.types import Alignment, Article, Meta, Segment, SegmentKind, Span

Record = dict[str, Any]


def rebuild(record: Mapping[str, Any], segments: Sequence[Mapping[str, Any]]) -> list[Alignment]:
    """Return the aligned pairs that the records of one article were made of; ``record`` holds its ``text`` too."""
    spans: dict[int, list[Span]] = {}
    for row in segments:
        if row["end"] > row["start"]:
            spans.setdefault(row["paragraph"], []).append(Span(row["start"], row["end"]))
    count = max((row["paragraph"] for row in segments), default=-1) + 1
    paragraphs = tuple(Span.cover(spans[i]) if i in spans else Span(0, 0) for i in range(count))
    published = date.fromisoformat(record["published"]) if record["published"] else None
    names = ("source", "format", "encoding", "language", "byline", "role", "dateline", "credit")
    meta = Meta(**{name: record[name] for name in names}, published=published, notes=tuple(record["notes"]))
    article = Article(record["article"], record["title"], record["text"], paragraphs, meta)
    made = []
    for row in segments:
        span, kind = Span(row["start"], row["end"]), SegmentKind(row["kind"])
        made.append(alignment(row, Segment(article, row["index"], span, kind, row["paragraph"])))
    return made


def put_in(pairs: Sequence[Alignment], edits: Mapping[str, str], aligner: WordAligner) -> list[Alignment]:
    """Return ``pairs`` with the desk's English (by German text) in the place of the old; its words are linked anew."""
    made = []
    for pair in pairs:
        text = edits.get(pair.source)
        if text is None or text == pair.target:
            made.append(pair)
        else:
            new = dataclasses.replace(pair.translation, text=text, score=None, origin="memory", approved_for="")
            made += aligner.run([new])
    return made


def check(
    record: Mapping[str, Any],
    segments: Sequence[Mapping[str, Any]],
    edits: Mapping[str, str],
    checker: Checker,
    aligner: WordAligner,
) -> tuple[list[Record], list[Record]]:
    """Return segment and flag records of the article with the desk's English, the whole article checked anew.

    A check that breaks is left out; the others stand.
    """
    pairs = put_in(rebuild(record, segments), edits, aligner)
    flags = checker.article(pairs, lambda _: None)
    return [segment_record(pair) for pair in pairs], [flag_record(flag) for flag in flags]
