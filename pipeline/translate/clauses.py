"""Cut a text that is too long for the model at its best clause boundaries; nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.types import Span

# Best first: between sentences, then where a semicolon, colon or dash stands, a comma before a word that opens a main
# clause (Duden, "Die Grammatik", nebenordnende Konjunktionen), any comma, any space.
_BOUNDARIES = (
    re.compile(r"(?<=[.!?…])[\"“”’»«]?\s+(?=[„\"»A-ZÄÖÜ])"),
    re.compile(r"(?<=[;:])\s+|\s+(?=[–—]\s)|(?<=\s[–—])\s+"),
    re.compile(r"(?<=,)\s+(?=(?:und|aber|denn|doch|sondern|oder|während|wobei|jedoch|sowie)\b)"),
    re.compile(r"(?<=,)\s+"),
    re.compile(r"\s+"),
)
_NUMBER = re.compile(r"\d[.,]?$")


def split_long(text: str, length: Callable[[str], int], limit: int) -> list[Span]:
    """Return the parts of ``text``, in order, each of at most ``limit`` as ``length`` counts.

    The parts and the white space between them are the whole text. A stretch without any boundary is cut by characters.
    """
    whole = Span(len(text) - len(text.lstrip()), len(text.rstrip()))
    if whole.start >= whole.end:
        return []
    if length(whole.of(text)) <= limit:
        return [whole]
    left, right = _halves(text, whole)
    return [span.shift(part.start) for part in (left, right) for span in split_long(part.of(text), length, limit)]


def clauses(text: str) -> list[Span]:
    """Return ``text`` cut once at its best clause boundary; one span where it has none but spaces."""
    whole = Span(len(text) - len(text.lstrip()), len(text.rstrip()))
    for boundary in _BOUNDARIES[:-1]:
        cut = _middle(text, whole, boundary)
        if cut:
            return list(cut)
    return [whole]


def _halves(text: str, whole: Span) -> tuple[Span, Span]:
    for boundary in _BOUNDARIES:
        cut = _middle(text, whole, boundary)
        if cut:
            return cut
    middle = (whole.start + whole.end) // 2
    return Span(whole.start, middle), Span(middle, whole.end)


def _middle(text: str, whole: Span, boundary: re.Pattern[str]) -> tuple[Span, Span] | None:
    """Cut at the match nearest to the middle, if it leaves at least a fifth on either side."""
    centre, margin = (whole.start + whole.end) / 2, (whole.end - whole.start) / 5
    cuts = [m for m in boundary.finditer(text, whole.start, whole.end) if not _NUMBER.search(text[: m.start()])]
    cuts = [m for m in cuts if whole.start + margin <= m.start() and m.end() <= whole.end - margin]
    if not cuts:
        return None
    best = min(cuts, key=lambda m: abs((m.start() + m.end()) / 2 - centre))
    return Span(whole.start, best.start()), Span(best.end(), whole.end)
