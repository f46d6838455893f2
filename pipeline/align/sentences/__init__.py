"""Sentence alignment: which sentences of a translation stand for which of the source, n to m."""

from pipeline.align.sentences.aligner import align_sentences
from pipeline.align.sentences.drafted import Draft, align_drafted
from pipeline.align.sentences.links import AlignOptions, LinkStatus, SentenceLink
from pipeline.align.sentences.pairing import pair_up, require_order, require_same_article, split_text
from pipeline.align.sentences.update import Match, match_update

__all__ = [
    "AlignOptions",
    "Draft",
    "LinkStatus",
    "Match",
    "SentenceLink",
    "align_drafted",
    "align_sentences",
    "match_update",
    "pair_up",
    "require_order",
    "require_same_article",
    "split_text",
]
