"""The check spacing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.types import Alignment, Flag, Severity, Span

# Each pattern matches the fault; its replacement is what the English should have (Chicago Manual of Style, 6.7-6.14).
_RULES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("space-before", re.compile(r"(?<=[^\W_])\s+(?=(?:[,;!?]|[.:](?![.)(DP]))(?:[\s\"”’')\]]|$))"), ""),
    ("space-before", re.compile(r"(?<=[^\W\d_])\s+(?=[,;]\w)|(?<=\d)\s+(?=[,;][^\W\d_])"), ""),
    ("space-inside", re.compile(r"(?<=[(\[])\s+(?=\w)|(?<=\w)\s+(?=[)\]])"), ""),
    ("space-missing", re.compile(r"(?<=[^\W\d_]{2}[,;!?])(?=[^\W\d_]{2})|(?<=[^\W\d_]{3}[,])(?=[\"“][^\W\d_])"), " "),
    ("space-double", re.compile(r"(?<=\S)  +(?=\S)"), " "),
    ("space-split", re.compile(r"(?<=[a-z])\s+(?=(?:n't|'s|'re|'ve|'ll)(?:\s|$|[.,]))"), ""),
    ("stray-mark", re.compile(r"(?<=[^\W\d_])[_~^|*#§<>\\=]+(?=\s|[.,;!?]|$)|(?<=\s)[_~^|\\]+(?=[^\W_])"), ""),
)
_QUOTED_SPACE = re.compile(r"(?:(?<=^)|(?<=\s))[\"“′]\s+(?=[^\W_])")


@dataclass(frozen=True, slots=True)
class Spacing:
    """A space too many or too few, or a mark that belongs nowhere.

    Why: small, but seen by every reader, and a sign that something was cut or pasted.
    Flags: ``The road , he said,is closed_.``
    Passes: ``3.5``, ``wiredesk.org/a_b``, ``e.g.``, and whatever the German has too
    Limits: looks at the English only where the German has no fault of the same kind.
    """

    id: ClassVar[str] = "spacing"
    severity: ClassVar[Severity] = Severity.WARNING

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            for rule, pattern, replacement in _RULES:
                found = pattern.search(pair.target)
                if found and not pattern.search(pair.source):
                    span = _widen(pair.target, *found.span())
                    left, right = pair.target[span.start : found.start()], pair.target[found.end() : span.end]
                    grade = Severity.NOTICE if rule == "space-double" else self.severity
                    message = _MESSAGES[rule]
                    yield flag(
                        self,
                        pair,
                        message,
                        None,
                        span,
                        rule=rule,
                        severity=grade,
                        suggestion=left + replacement + right,
                        safe=rule != "stray-mark",
                        confidence=0.9,
                    )
            yield from self._quoted(pair)

    def _quoted(self, pair: Alignment) -> Iterator[Flag]:
        found = _QUOTED_SPACE.search(pair.target)
        if found and pair.target[: found.start()].count('"') % 2 == 0 and not _QUOTED_SPACE.search(pair.source):
            span = _widen(pair.target, *found.span())
            message = "a space after the opening quotation mark"
            text = found.group().rstrip() + pair.target[found.end() : span.end]
            yield flag(self, pair, message, None, span, rule="space-quote", suggestion=text, confidence=0.8)


_MESSAGES = {
    "space-before": "a space before the punctuation mark",
    "space-inside": "a space inside the bracket",
    "space-missing": "no space after the punctuation mark",
    "space-double": "two spaces",
    "space-split": "a space inside a contraction",
    "stray-mark": "a mark that belongs nowhere",
}


def _widen(text: str, start: int, end: int) -> Span:
    """Return the span widened to the words it touches, so that a reader can see it."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)
