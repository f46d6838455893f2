"""Article -> Segment: paragraphs get their kind, body paragraphs are cut into sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.text.anatomy import dateline, kinds
from pipeline.text.sentences import split
from pipeline.types import Article, Segment, SegmentKind, Span

# Lines that are one unit however many stops they hold ("Von J. R. Meyer", "Stand: 3. Okt. 14.30 Uhr").
WHOLE = frozenset(
    {
        SegmentKind.BYLINE,
        SegmentKind.ROLE,
        SegmentKind.TIMESTAMP,
        SegmentKind.SEPARATOR,
        SegmentKind.EMBARGO,
        SegmentKind.KICKER,
    }
)


class Segmenter:
    """Cuts articles into segments, in order; a segment never crosses a paragraph.

    Every character that is not white space lies in exactly one segment, and segments with the gaps between them give
    ``article.text`` back. An article without paragraphs is taken as one paragraph.
    """

    name = "segment"

    def run(self, items: Iterable[Article]) -> Iterator[Segment]:
        """Yield the segments of each article."""
        for article in items:
            yield from self.article(article)

    def article(self, article: Article) -> Iterator[Segment]:
        """Yield the segments of one article."""
        paragraphs = article.paragraphs or (Span(0, len(article.text)),)
        texts = [paragraph.of(article.text) for paragraph in paragraphs]
        index = 0
        for number, kind in enumerate(kinds(texts, article.title)):
            for part, span in _cut(texts[number], kind):
                yield Segment(article, index, span.shift(paragraphs[number].start), part, number)
                index += 1


def _cut(text: str, kind: SegmentKind) -> Iterator[tuple[SegmentKind, Span]]:
    if kind in WHOLE:
        if kept := text.strip():
            yield kind, Span(0, len(kept)).shift(text.index(kept))
        return
    start = 0
    if kind == SegmentKind.BODY and (place := dateline(text)):
        yield SegmentKind.DATELINE, place
        start = place.end
    for span in split(text[start:]):
        yield kind, span.shift(start)
