"""The check end-punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Flag, SegmentKind, Severity, Span

_CLOSERS = " \t\n\"'“”„«»‹›’‘)]}*"
# An indirect question may become a direct one (Duden 4, 2022, "Indirekter Fragesatz").
_INDIRECT = re.compile(
    r",\s*(?:\w+\s)?(?:ob|was|wie|wer|wen|wem|warum|weshalb|wo|wohin|wann|welche\w*|wieso)\b|[Ff]rag"
)
# A question that the German ends in a full stop (Duden 4, "Ergänzungsfragesatz").
_ASKS = re.compile(
    r"\W*(?:Wie|Was|Wer|Wen|Wem|Wessen|Warum|Weshalb|Wieso|Wo|Wohin|Woher|Wann|Welche[rnsm]?|Ob)\b", re.IGNORECASE
)
_STOPS = ".!?…:;"


@dataclass(frozen=True, slots=True)
class EndPunctuation:
    """The sentence ends in another way: no full stop, or a statement has become a question.

    Why: a missing stop shows that something was cut; a question mark turns a report into a doubt.
    Flags: ``Er kam.`` -> ``He came``; ``Er kam.`` -> ``Did he come?``
    Passes: ``Er kam!`` -> ``He came.`` (a notice); headlines without a stop; ``Er sagte:`` -> ``He said,``
    Limits: looks at the last mark only. Headlines, datelines and credits may end as they like.
    """

    id: ClassVar[str] = "end-punctuation"
    severity: ClassVar[Severity] = Severity.WARNING

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            words = word_forms(pair.target)
            if pair.segment.kind is not SegmentKind.BODY or not words or not word_forms(pair.source):
                continue
            german, english = _last(pair.source), _last(pair.target)
            if german == english or german not in _STOPS:
                continue
            rule, message, grade = _judge(german, english)
            if rule == "question" and (_INDIRECT.search(pair.source) or _ASKS.match(pair.source)):
                grade = Severity.NOTICE
            if rule:
                spot = Span(words[-1].span.start, len(pair.target))
                yield flag(self, pair, message, None, spot, rule=rule, severity=grade, confidence=0.85)


def _last(text: str) -> str:
    """Return the mark the text ends in, quotation marks and brackets aside; a dot of three counts as an ellipsis."""
    bare = text.rstrip(_CLOSERS)
    return "…" if bare.endswith("..") else bare[-1:]


def _judge(german: str, english: str) -> tuple[str, str, Severity]:
    if english == "?" and german in ".!":
        return "question", "the statement has become a question", Severity.WARNING
    if german == "?" and english in ".!":
        return "statement", "the question has become a statement", Severity.WARNING
    if german in ".!?" and english.isalnum():
        return "missing", f"the sentence does not end in “{german}” or any other mark", Severity.WARNING
    if german in "!" or english == "!":
        return "tone", f"“{german}” at the end has become “{english}”", Severity.NOTICE
    return "", "", Severity.NOTICE
