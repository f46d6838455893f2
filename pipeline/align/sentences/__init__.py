"""Sentence alignment: which sentences of a translation stand for which of the source, n to m."""

from pipeline.align.sentences.aligner import align_sentences
from pipeline.align.sentences.links import AlignOptions, LinkStatus, SentenceLink

__all__ = ["AlignOptions", "LinkStatus", "SentenceLink", "align_sentences"]
