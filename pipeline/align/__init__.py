"""Translation -> Alignment: word links (``words``), and sentence alignment of translations we did not make
(``sentences``)."""

from __future__ import annotations

from pipeline.align.words import WordAligner

__all__ = ["WordAligner"]
