"""The check bracket-mismatch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Flag, Severity, Span

_PAIRS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class BracketMismatch:
    """A bracket opens and never closes, or closes without opening; or a whole insertion in brackets is gone.

    Why: what stands in brackets is a fact of its own: an age, a party, a score.
    Flags: ``Maier (SPD) kam.`` -> ``Maier (SPD came.``
    Passes: ``a) Wer kommt?``; ``:-)``; brackets that the German leaves open too
    Limits: an insertion that English sets off with commas or dashes is missed only if its words are, as a notice.
    """

    id: ClassVar[str] = "bracket-mismatch"
    severity: ClassVar[Severity] = Severity.WARNING

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            german, english = _lonely(pair.source), _lonely(pair.target)
            if len(english) > len(german):
                spot = _point(pair.target, english[0])
                opens = pair.target[english[0]] in _PAIRS.values()
                fault = "opens and never closes" if opens else "closes but never opened"
                yield flag(self, pair, f"the bracket {fault}", None, spot, rule="open", confidence=0.9)
            elif not german and not english and word_forms(pair.target):
                yield from self._dropped(pair)

    def _dropped(self, pair: Alignment) -> Iterator[Flag]:
        """Yield the insertions of the German of which English has neither brackets nor any word or figure."""
        if any(mark in pair.target for mark in _PAIRS.values()):
            return
        known = {w.fold for w in word_forms(pair.target)}
        start = -1
        for i, char in enumerate(pair.source):
            if char == "(":
                start = i
            elif char == ")" and start >= 0:
                inside = [w.fold for w in word_forms(pair.source[start:i])]
                named = [w for w in inside if w[:1].isdigit() or len(inside) == 1]
                if named and not any(w in known for w in inside):
                    span = Span(start, i + 1)
                    message = f"“{span.of(pair.source)}” is not in the English"
                    yield flag(self, pair, message, span, rule="dropped", severity=Severity.NOTICE, confidence=0.6)
                start = -1


def _lonely(text: str) -> list[int]:
    """Return the places of brackets without a partner; a lone ``)`` after a list number or in a smiley is none."""
    stack: list[int] = []
    lonely: list[int] = []
    for i, char in enumerate(text):
        if char in "([{":
            stack.append(i)
        elif char in _PAIRS:
            if stack and text[stack[-1]] == _PAIRS[char]:
                stack.pop()
            elif not _is_label(text, i):
                lonely.append(i)
    return sorted(lonely + [i for i in stack if text[i - 1 : i] not in (":", ";", "-")])


def _is_label(text: str, i: int) -> bool:
    before = text[:i].split()
    last = before[-1] if before else ""
    return text[i - 1 : i] in (":", ";", "-") or (len(last) <= 2 and last.isalnum())


def _point(text: str, place: int) -> Span:
    """Return the bracket with the word it touches."""
    start, end = place, place + 1
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)
