"""Word links for any pair of texts: our own translation or a given one."""

from __future__ import annotations

from pipeline.align.words.agreement_rate import LinkQuality, link_quality
from pipeline.align.words.aligner import WordAligner

__all__ = ["LinkQuality", "WordAligner", "link_quality"]
