"""Where the paragraphs of a plain text are: one a line, or blocks of hard-wrapped lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from pipeline.text.anatomy import dateline, label
from pipeline.types import Span

_SENTENCE_END = re.compile(r"[.!?][\"“”»«)]*$")
_ITEM = re.compile(r"\s*(?:[-–*•·]|\d{1,3}[.)])\s")
_COLUMNS = re.compile(r"\S(?:\t| {3,})\S")
_WIDEST = 100  # characters; no agency or mail program wraps wider


def unwrap(text: str) -> tuple[str, int]:
    """Join hard-wrapped lines by turning their line breaks into spaces; return the text and how many blocks were.

    A block (lines without a blank one between) counts as wrapped if it has three lines or more, none wider than 100
    characters, and no line but the last could have taken the next line's first word: then a program broke the
    lines, not the writer. Lists and tables never count as wrapped. Offsets do not change.
    """
    lines, joined = text.split("\n"), 0
    out: list[str] = []
    for blank, group in groupby(lines, key=lambda line: not line.strip()):
        block = list(group)
        if blank:
            out += block
            continue
        head = 0
        while head < len(block) and label(block[head].strip()) is not None:
            head += 1
        out += block[:head]
        rest = block[head:]
        if _is_wrapped(rest):
            joined += 1
            rest = [" ".join(rest)]
        out += rest
    return "\n".join(out), joined


def _is_wrapped(lines: Sequence[str]) -> bool:
    if len(lines) < 3:
        return False
    width = max(map(len, lines))
    if width > _WIDEST or any(label(line.strip()) or dateline(line) for line in lines[1:]):
        return False
    if (_ITEM.match(lines[0]) and any(map(_ITEM.match, lines[1:]))) or len([*filter(_COLUMNS.search, lines)]) > 1:
        return False
    inner = lines[:-1]
    if all(_SENTENCE_END.search(line) for line in inner):
        return False
    return all(len(a) + 1 + len(b.split()[0]) > width for a, b in pairwise(lines))


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of ``text``: every line that is not blank, without the white space around it."""
    spans, at = [], 0
    for line in text.split("\n"):
        if kept := line.strip():
            start = at + len(line) - len(line.lstrip())
            spans.append(Span(start, start + len(kept)))
        at += len(line) + 1
    return tuple(spans)
