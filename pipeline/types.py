"""The records that flow through the pipeline; each holds the one it came from.

``Article -> Segment -> Translation -> Alignment -> Flag``. All are frozen. Spans count characters (Unicode code
points), end excluded. A bigger ``score`` is always better.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray


class Span(NamedTuple):
    """Characters ``start`` to ``end`` (excluded) of some text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """Return the span moved right by ``by`` characters."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    @staticmethod
    def cover(spans: Iterable[Span]) -> Span:
        """Return the smallest span that holds all ``spans`` (at least one)."""
        items = list(spans)
        return Span(min(s.start for s in items), max(s.end for s in items))


class Severity(StrEnum):
    """How much a flag matters; ``rank`` orders them, error highest."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        return {"error": 2, "warning": 1, "notice": 0}[self.value]


class SegmentKind(StrEnum):
    """What part of a wire article a segment is."""

    HEADLINE = "headline"
    KICKER = "kicker"
    BYLINE = "byline"
    ROLE = "role"
    DATELINE = "dateline"
    TIMESTAMP = "timestamp"
    SEPARATOR = "separator"
    BODY = "body"
    CREDIT = "credit"
    CORRECTION = "correction"
    EMBARGO = "embargo"


Blame = Literal["source", "translation", "both"]
Origin = Literal["mt", "memory", "copied", "rule", "given", "missing", "added"]


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known about an article besides its text; unknown is None or empty."""

    source: str = ""  # path, or path:record for batches, or "<stdin>"
    format: str = "text"  # text, jsonl, parquet, pairs ...
    encoding: str = "utf-8"
    language: str = "de"
    published: date | None = None
    byline: str = ""
    role: str = ""
    dateline: str = ""
    credit: str = ""
    notes: tuple[str, ...] = ()  # what reading changed or guessed, for the editor


@dataclass(frozen=True, slots=True)
class Article:
    """One article. ``text`` is NFC with ``\\n`` line ends; ``paragraphs`` are its spans in order, without overlap."""

    id: str
    title: str
    text: str
    paragraphs: tuple[Span, ...] = ()
    meta: Meta = field(default_factory=Meta)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an article that is translated as one unit.

    ``index`` counts from 0 within the article; ``paragraph`` is the index into ``article.paragraphs``.
    Segments and the gaps between them give the article's text back, byte for byte.
    """

    article: Article
    index: int
    span: Span
    kind: SegmentKind = SegmentKind.BODY
    paragraph: int = 0

    @property
    def text(self) -> str:
        return self.span.of(self.article.text)

    @property
    def key(self) -> str:
        return f"{self.article.id}#{self.index}"


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One candidate translation; ``score`` as in ``Translation``."""

    text: str
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Attention:
    """Cross-attention of one translation.

    ``weights``: (m, n) float32, m target pieces, n source pieces, each row over source pieces; a row sums to at most 1,
    since what a model gives to the end of the sentence is left out;
    ``source_spans`` (n) and ``target_spans`` (m) are the pieces' characters in the segment and in the translation.
    """

    source_spans: tuple[Span, ...]
    target_spans: tuple[Span, ...]
    weights: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """What an encoder makes of one text: ``spans`` (p) of its pieces, ``vectors`` (p, width) float32."""

    spans: tuple[Span, ...]
    vectors: NDArray[np.float32]


FROM_LEXICON = "word from the lexicon: {new} (was {old})"
"""What ``Translation.attempts`` says of a word that the model guessed and the lexicon replaced."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A segment with its English text.

    ``score``: mean log-probability per target token, natural log, <= 0; None where no model scored it.
    ``model``: name@revision. ``origin``: who made the text ("missing": nothing stands against this segment;
    "added": nothing stands behind this text and the segment is empty). ``attempts``: the rungs of the retry
    ladder that were tried, oldest first, empty when the first try was good. ``alternatives``: n-best, best first.
    ``approved_for``: of English from the memory, the German it was approved for, empty where that is this segment.
    """

    segment: Segment
    text: str
    score: float | None = None
    model: str = ""
    origin: Origin = "mt"
    attempts: tuple[str, ...] = ()
    alternatives: tuple[Hypothesis, ...] = ()
    attention: Attention | None = None
    approved_for: str = ""


@dataclass(frozen=True, slots=True)
class Alignment:
    """A translation whose words are linked to the words of its segment.

    ``source_tokens``, ``target_tokens``: spans of word tokens; ``links``: pairs (i, j) of token indices, source first.
    ``score``: confidence of the sentence pair in 0..1, None where the pair holds by construction.
    """

    translation: Translation
    source_tokens: tuple[Span, ...] = ()
    target_tokens: tuple[Span, ...] = ()
    links: frozenset[tuple[int, int]] = frozenset()
    score: float | None = None

    @property
    def segment(self) -> Segment:
        return self.translation.segment

    @property
    def article(self) -> Article:
        return self.translation.segment.article

    @property
    def source(self) -> str:
        """The German text of the segment."""
        return self.translation.segment.text

    @property
    def target(self) -> str:
        """The English text."""
        return self.translation.text

    def to_target(self, span: Span) -> Span | None:
        """Return the stretch of the target linked to the source words under ``span``, or None."""
        return _project(span, self.source_tokens, self.target_tokens, self.links)

    def to_source(self, span: Span) -> Span | None:
        """Return the stretch of the source linked to the target words under ``span``, or None."""
        return _project(span, self.target_tokens, self.source_tokens, {(j, i) for i, j in self.links})


def _project(
    span: Span, here: tuple[Span, ...], there: tuple[Span, ...], links: Iterable[tuple[int, int]]
) -> Span | None:
    inside = {i for i, token in enumerate(here) if token.overlaps(span)}
    hits = [there[j] for i, j in links if i in inside]
    return Span.cover(hits) if hits else None


@dataclass(frozen=True)
class Flag:
    """A suspicion raised by a check about one aligned pair.

    ``source_span`` counts characters of ``pair.source``, ``target_span`` of ``pair.target``; None where a side is not
    concerned. ``confidence`` in 0..1 is the check's own estimate that an editor would agree. ``rule`` names the part of
    the check that fired, so that precision can be kept per rule. ``evidence``: sentences naming facts with their
    source and date, or the other places that contradict. ``suggestion``: text to put in place of the target span.
    ``safe``: the suggestion may be applied without a human (``--fix``).
    """

    check: str
    severity: Severity
    pair: Alignment
    message: str
    source_span: Span | None = None
    target_span: Span | None = None
    suggestion: str | None = None
    blame: Blame = "translation"
    confidence: float = 0.8
    evidence: tuple[str, ...] = ()
    rule: str = ""
    safe: bool = False

    @property
    def segment(self) -> Segment:
        return self.pair.segment

    @property
    def source_text(self) -> str | None:
        """The flagged German words."""
        return self.source_span.of(self.pair.source) if self.source_span else None

    @property
    def target_text(self) -> str | None:
        """The flagged English words."""
        return self.target_span.of(self.pair.target) if self.target_span else None

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits that stay the same when the article is segmented or translated anew.

        Made of the check, the article, and the flagged German words with the two words on either side in the article;
        a flag without German words is known by its English words and the beginning of its paragraph.
        """
        article, segment = self.segment.article, self.segment
        if self.source_span:
            place = self.source_span.shift(segment.span.start)
            before = re.findall(r"\w+", article.text[: place.start])[-2:]
            after = re.findall(r"\w+", article.text[place.end : place.end + 200])[:2]
            where = " ".join([*before, place.of(article.text), *after])
        else:
            paragraph = article.paragraphs[segment.paragraph] if article.paragraphs else segment.span
            where = f"{paragraph.of(article.text)[:40]}|{self.target_text or ''}"
        folded = " ".join(re.findall(r"\w+", where.casefold()))
        return hashlib.sha256(f"{self.check}|{self.rule}|{article.id}|{folded}".encode()).hexdigest()[:16]
