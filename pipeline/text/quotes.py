"""Quotation marks: which open, which close, and which have no partner."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from pipeline.types import Span

# Double marks of German, English, French and Swiss typography (Unicode, General Punctuation, names "QUOTATION MARK"),
# and what keyboards and converters put in their place. Primes stand for them in machine output; tables double a mark.
_DOUBLE = re.compile(r"\"+|[„“”‟«»]|''|``|′′|‚‚|&quot;")
_INCH = re.compile(r"\d\s?(?:\"|''|′′)$")
# A single mark that can only open (low mark, or a mark after white space and before a letter or digit).
_SINGLE_OPEN = re.compile(r"[‚‹]|(?<![^\s(\[\"“„«–—])['‘](?=\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…])['’‘›](?!\w)")


class Side(Enum):
    """What a mark does, as far as its neighbours tell."""

    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Mark:
    """One double quotation mark."""

    span: Span
    side: Side


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A mark without a partner: ``text`` counts the texts given to ``unpaired``."""

    text: int
    mark: Mark
    side: Side  # OPEN: opened and never closed; CLOSE: closes what nobody opened


def marks(text: str) -> list[Mark]:
    """Return the double quotation marks of ``text``; a mark after a number that nothing opened is an inch sign."""
    found = [Mark(Span(*m.span()), _side(text, Span(*m.span()))) for m in _DOUBLE.finditer(text)]
    if len(found) % 2:
        return [m for m in found if not _INCH.search(text[: m.span.end])]
    return found


def _side(text: str, span: Span) -> Side:
    if span.of(text) in ("„", "‚‚", "``"):
        return Side.OPEN
    before, after = text[: span.start][-1:], text[span.end :][:1]
    free_left = not before or before.isspace() or before in "([{–—-/:‚'‘"
    free_right = not after or after.isspace() or after in ".,;:!?)]}–—-/…'’‘"
    if free_left and not free_right:
        return Side.OPEN
    if free_right and not free_left:
        return Side.CLOSE
    return Side.EITHER


def quotations(text: str) -> list[Span]:
    """Return what stands in quotation marks in ``text``, double or single, marks included, outermost only.

    A quotation that does not begin or end within ``text`` reaches to its edge.
    """
    spans: list[Span] = []
    start: int | None = None
    for mark in marks(text):
        if start is None and mark.side is not Side.CLOSE:
            start = mark.span.start
        elif start is None:
            spans.append(Span(0, mark.span.end))
        elif mark.side is not Side.OPEN:
            spans.append(Span(start, mark.span.end))
            start = None
    if start is not None:
        spans.append(Span(start, len(text)))
    return spans or _single(text)


def _single(text: str) -> list[Span]:
    spans: list[Span] = []
    for opened in _SINGLE_OPEN.finditer(text):
        closed = _SINGLE_CLOSE.search(text, opened.end())
        if closed and (not spans or opened.start() >= spans[-1].end):
            spans.append(Span(opened.start(), closed.end()))
    return spans


def unpaired(texts: Sequence[tuple[str, int]]) -> list[Unpaired]:
    """Return the marks without a partner in an article, given as (text, number of its paragraph), in order.

    A quotation may run over several paragraphs: by convention each of them opens with a mark and only the last one
    closes; some desks do not repeat the mark, then the next mark must close. Any other quotation that is still open
    at the end of its paragraph, or when the next one opens, was never closed.
    """
    found: list[Unpaired] = []
    opened: Unpaired | None = None
    broken = False  # a paragraph has begun without a mark since the quotation opened
    last_paragraph = None
    for i, (text, paragraph) in enumerate(texts):
        fresh = paragraph != last_paragraph
        last_paragraph = paragraph
        inside = marks(text)
        broken = broken or (fresh and not (inside and _leads(text, inside[0])))
        for mark in inside:
            side = mark.side
            if side is Side.EITHER:
                side = Side.CLOSE if opened else Side.OPEN
            if side is Side.CLOSE:
                found += [] if opened else [Unpaired(i, mark, side)]
                opened = None
                continue
            if opened and (broken or not (fresh and _leads(text, mark))):
                found.append(opened)
            opened, broken = Unpaired(i, mark, side), False
    return _without_nested([*found, opened] if opened else found)


def _leads(text: str, mark: Mark) -> bool:
    return mark.side is not Side.CLOSE and not text[: mark.span.start].strip()


def _without_nested(found: list[Unpaired]) -> list[Unpaired]:
    """Drop pairs left by a quotation within a quotation in the same marks: the outer two find no partner."""
    kept: list[Unpaired] = []
    for mark in found:
        if kept and kept[-1].side is Side.OPEN and mark.side is Side.CLOSE and kept[-1].text == mark.text:
            kept.pop()
        else:
            kept.append(mark)
    return kept
