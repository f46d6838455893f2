"""The segment stage: cuts an article into segments of a known kind."""

from __future__ import annotations

from pipeline.segment.segmenter import Segmenter

__all__ = ["Segmenter"]
