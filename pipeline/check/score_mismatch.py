"""Sports results with the sides swapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.types import Alignment, Flag, Severity, Span

_GERMAN = re.compile(r"(?<![\d.,:])(\d{1,3})(?::|\szu\s)(\d{1,3})(?![\d.,:]\d|\d|\s?Uhr)")
_ENGLISH = re.compile(
    r"(?<!from\s)(?<!between\s)(?<!von\s)(?<![\d.,:/-])(\d{1,3})(?:\s?[-–:]\s?|(?:\svotes)?\sto\s)(\d{1,3})(?![\d.,:/-]\d|\d|\s?[ap]\.?m)"
)


@dataclass(frozen=True, slots=True)
class ScoreMismatch:
    """A result or a vote that the German gives winner first has the loser's figure first in the translation.

    Why: ``3:1`` as ``1-3`` turns a win into a defeat.
    Flags: ``gewann 3:1`` -> ``won 1-3``; ``mit 31 zu 22 Stimmen`` -> ``by 22 votes to 31``.
    Passes: ``3:1`` -> ``3-1``; ``verlor 1:2`` -> ``lost 2-1`` (English names the winner's figure first).
    Limits: other figures are number-mismatch; a German score with the smaller figure first may be turned either way.
    """

    id: ClassVar[str] = "score-mismatch"
    severity: ClassVar[Severity] = Severity.WARNING

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            if not (":" in pair.source or " zu " in pair.source):
                continue
            written = {(m[1], m[2]) for m in _ENGLISH.finditer(pair.target)}
            for m in _GERMAN.finditer(pair.source):
                if int(m[1]) <= int(m[2]) or (m[1], m[2]) in written:
                    continue
                for other in _ENGLISH.finditer(pair.target):
                    if (other[2], other[1]) == (m[1], m[2]):
                        spans = Span(*m.span()), Span(*other.span())
                        message = f"“{m[0]}” became “{other[0]}”"
                        yield flag(self, pair, message, *spans, suggestion=f"{m[1]}-{m[2]}", confidence=0.8)
                        break
