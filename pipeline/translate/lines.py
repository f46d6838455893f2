"""Lines that need no model."""

from __future__ import annotations

from pipeline.types import SegmentKind


def translate_line(text: str, kind: SegmentKind) -> str | None:
    """Return the English of a line that is not prose, or None where the model has to do it."""
    return None
