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
    (
        "stray-mark",
        re.compile(
            r"(?<=[a-z]{2})(?:[?!]|(?<!etc)(?<!\bvs)(?<!\bno)(?<!\bal)(?<!\bca)(?<!approx)\.)(?= [a-z]{2})|"
            r"(?<=[a-z])@(?=[\s.,])|(?<=\bthe)[;:?!.,'](?= )|(?<=\ban)[;:?!.'](?= )|(?<=\btheir)[;:?!.,](?= )"
        ),
        "",
    ),
    (
        "article",
        re.compile(
            r"(?<=\b[Aa])n(?= (?:[bcdfgjklmnpqrtvwxyz][a-z]|"
            r"h(?!on|our|otel|eir|er[be]|eroic|istor|abit|alluc|yster)[aeiouy])[a-z]{2,})"
        ),
        "",
    ),
    (
        "article",
        re.compile(
            r"(?:(?<=(?<![\w.'’-])a)|(?<=^A))"
            r"(?= (?:[aio](?!nd\b|ne\b|nce\b)[a-z]{2,}|e(?!u|w)[a-z]{2,}|un(?!i|anim)[a-z]{3,}))"
        ),
        "n",
    ),
    ("stray-mark", re.compile(r"(?<=[^\W\d_])[_~^|*#§<>\\=]+(?=\s|[.,;!?]|$)|(?<=\s)[_~^|\\]+(?=[^\W_])"), ""),
)
# A reflexive or an object where a subject must stand, a possessive before a verb (Quirk et al., 1985, 6.2-6.31).
_REFLEXIVE = r"(?:[Hh]im|[Hh]er|[Tt]hem|[Oo]ur|[Ii]t|[Mm]y)sel(?:f|ves)"
_CASE = re.compile(
    rf"(?:^[\"“]?(?:{_REFLEXIVE}|Him|Them|Us|Me|His|Their|My|Our)|"
    rf"\b(?:when|that|if|because|while) (?:{_REFLEXIVE}|him|them|us)) "
    r"(?:was|were|is|are|has|have|had|announced|became|said|comes|came|made|took|went)\b(?! (?:a|the|of|to|one)\b)"
)
_QUOTED_SPACE = re.compile(r"(?:(?<=^)|(?<=\s))[\"“′]\s+(?=[^\W_])")


@dataclass(frozen=True, slots=True)
class Spacing:
    """A space or mark in the wrong place, a wrong *a* or *an*, a pronoun in the wrong case.

    Why: small, but seen by every reader, and a sign that something was cut or pasted.
    Flags: ``The road , he said,is closed_.``; ``the. road``; ``an road``; ``Himself was greeted``
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
            if found := _CASE.search(pair.target):
                message = "a pronoun in the wrong case"
                yield flag(self, pair, message, None, Span(*found.span()), rule="case", confidence=0.8)

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
    "article": "“a” and “an” are mistaken for one another",
}


def _widen(text: str, start: int, end: int) -> Span:
    """Return the span widened to the words it touches, so that a reader can see it."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)
