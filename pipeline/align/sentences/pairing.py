"""A given translation of a whole article, cut up so that each piece stands against its segments."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import partial

from pipeline.align.sentences.aligner import DEFAULT
from pipeline.align.sentences.drafted import Draft, align_drafted
from pipeline.align.sentences.edited import align_edited
from pipeline.align.sentences.links import AlignOptions, LinkStatus, SentenceLink
from pipeline.errors import ArticleError
from pipeline.text.language import foreign, shares
from pipeline.text.sentences import split
from pipeline.types import Article, Segment, SegmentKind, Span, Translation

LEAST_ALIGNED = 0.2  # share of the sentences that must have a sure partner
_ENOUGH = 5  # sentences on both sides below which no verdict is given


def split_text(text: str) -> list[str]:
    """Return the sentences of a text whose paragraphs are lines, by German or English rules as its words suggest."""
    found = shares(text)
    language = "de" if found["de"] > found["en"] else "en"
    lines = (line.strip() for line in text.splitlines())
    return [span.of(line) for line in lines for span in split(line, "de" if language == "de" else "en")]


def require_same_article(
    source: Sequence[str], target: Sequence[str], links: Sequence[SentenceLink], path: str
) -> None:
    """Raise where the sentences do not belong together.

    Raises:
        ArticleError: fewer than 20 % of the sentences of the shorter text have a good partner.
    """
    if min(len(source), len(target)) < _ENOUGH:
        return
    sure = [link for link in links if link.status in (LinkStatus.GOOD, LinkStatus.MOVED)]
    aligned = max(
        sum(len(link.source) for link in sure) / len(source), sum(len(link.target) for link in sure) / len(target)
    )
    if aligned < LEAST_ALIGNED:
        raise ArticleError(path, f"under {LEAST_ALIGNED:.0%} of the sentences align: are these the same article?")


def require_order(source: str, target: str, path: str) -> None:
    """Raise where the languages stand the wrong way round.

    Raises:
        ArticleError: the source is English and the target German.
    """
    if foreign(source, "de") == "English" and foreign(target, "en") == "German":
        raise ArticleError(path, "the source is English and its translation German: give the German file first")


def pair_up(
    article: Article,
    segments: Sequence[Segment],
    target: str,
    options: AlignOptions = DEFAULT,
    draft: Draft | None = None,
    earlier: Sequence[tuple[str, str]] = (),
) -> list[Translation]:
    """Return the given translation ``target`` of ``article`` as translations of its segments, in source order.

    Segments that share a sentence of the target are merged into one; a segment without a partner comes with the text
    "" and the origin "missing"; a target sentence without one gets an empty segment at its place and the origin
    "added". The segments are numbered anew. A doubtful or moved pair says so, with its probability, in ``attempts``.

    ``draft``: translates quickly where evidence is wanted. ``earlier``: source and English of the segments of a version
    that ``target`` was edited from; what is still there belongs where it was.

    Raises:
        ArticleError: a side is empty, the languages are swapped, or the texts do not belong together.
    """
    path = article.meta.source or article.id
    sentences = split_text(target)
    if not sentences or not segments:
        raise ArticleError(path, f"the {'translation' if segments else 'article'} is empty: nothing to align")
    require_order(article.text, target, path)
    source = [segment.text for segment in segments]
    align = partial(align_drafted, options=options, draft=draft)
    if earlier:
        cut = [(text, split_text(english)) for text, english in earlier]
        links = align_edited(source, sentences, cut, align)
    else:
        links = align(source, sentences)
    require_same_article(source, sentences, links, path)
    return [_translation(article, segments, sentences, link, index) for index, link in enumerate(links)]


def _translation(
    article: Article, segments: Sequence[Segment], sentences: Sequence[str], link: SentenceLink, index: int
) -> Translation:
    text = " ".join(sentences[link.target.start : link.target.stop])
    mine = segments[link.source.start : link.source.stop]
    if not mine:
        return Translation(_empty(article, segments, link.source.start, index), text, origin="added")
    body = next((segment for segment in mine if segment.kind == SegmentKind.BODY), mine[0])
    merged = dataclasses.replace(
        mine[0], index=index, span=Span.cover(segment.span for segment in mine), kind=body.kind
    )
    if not text:
        return Translation(merged, "", origin="missing")
    sure = link.status == LinkStatus.GOOD
    return Translation(merged, text, origin="given", attempts=() if sure else (f"{link.status} {link.score:.2f}",))


def _empty(article: Article, segments: Sequence[Segment], before: int, index: int) -> Segment:
    """Return an empty segment where the source goes on after ``before`` segments."""
    if before == 0:
        return Segment(article, index, Span(segments[0].span.start, segments[0].span.start))
    last = segments[before - 1]
    return Segment(article, index, Span(last.span.end, last.span.end), SegmentKind.BODY, last.paragraph)
