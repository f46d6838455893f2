"""The clean English copy of an article, with the paragraphs and blank lines of the German; and counts in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 0 errors, 1 error, 2 errors."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def clean_copy(source_text: str, segments: Sequence[dict[str, Any]]) -> str:
    """Return the English text; ``segments`` are segment records of one article, in order.

    The white space between two segments is that of the German: a space within a paragraph, line ends between them.
    """
    parts: list[str] = []
    end = None
    for record in segments:
        if not record["target"]:
            continue
        if end is not None:
            gap = source_text[end : record["start"]]
            parts.append(gap if gap and gap.isspace() else " ")
        parts.append(record["target"])
        end = max(end or 0, record["end"])
    return "".join(parts).strip("\n") + "\n"
