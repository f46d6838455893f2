"""The check quote-unbalanced."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.text.quotes import Side, Unpaired, marks, quotations, unpaired
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Flag, Severity, Span

# Direct speech, unlike a title or a word held at arm's length, ends in a stop of its own, or a verb follows: „...“,
# rief er; what follows a title is a relative clause or an apposition.
_SPEECH = re.compile(
    r"[^„“”\"»«]*(?:[.!?…,][“”\"»«]"
    r"|[“”\"»«],\s(?!d(?:er|ie|as|em|en|essen|eren)\b|ein|welche|wie\b|wo|in\b|mit\b|was\b)[a-zäöü])"
)


@dataclass(frozen=True, slots=True)
class QuoteUnbalanced:
    """A quotation opens and never closes, closes without opening, or has lost its marks.

    Why: readers can no longer tell who says what, and an opinion of the source reads as the desk's own.
    Flags: ``„Das war Zufall“, sagte er.`` -> ``"That was chance, he said.``
    Passes: a quotation over several paragraphs, each of which opens with a mark; ``5' 11"``
    Limits: of single marks only whole quotations are understood. A quotation that never closes is taken for one over
        two paragraphs where the next paragraph opens with a mark. Where the German has the same fault, both are
        blamed, as a notice if the article is a single segment (a sentence torn from its context).
    """

    id: ClassVar[str] = "quote-unbalanced"
    severity: ClassVar[Severity] = Severity.WARNING

    lost_words: int = 3  # a direct quotation of fewer words may well become indirect speech

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        paragraphs = [p.segment.paragraph for p in pairs]
        source = _by_text(unpaired([(p.source, n) for p, n in zip(pairs, paragraphs, strict=True)]))
        target = _by_text(unpaired([(p.target, n) for p, n in zip(pairs, paragraphs, strict=True)]))
        for i, pair in enumerate(pairs):
            shared = min(len(source[i]), len(target[i]))
            for german, english in zip(source[i][:shared], target[i][:shared], strict=True):
                grade = Severity.WARNING if len(pairs) > 1 else Severity.NOTICE
                message = f"the quotation {_fault(german)}, in the German too"
                spans = _point(pair.source, german), _point(pair.target, english)
                yield flag(self, pair, message, *spans, blame="both", rule="source", severity=grade, confidence=0.9)
            for english in target[i][shared:]:
                message = f"the quotation {_fault(english)}"
                yield flag(self, pair, message, None, _point(pair.target, english), rule="target", confidence=0.95)
            for german in source[i][shared:]:
                message = f"the German quotation {_fault(german)}"
                spot = _point(pair.source, german)
                yield flag(self, pair, message, spot, blame="source", rule="source", severity=Severity.NOTICE)
            yield from self._lost(pair)

    def _lost(self, pair: Alignment) -> Iterator[Flag]:
        if not word_forms(pair.target) or quotations(pair.target) or len(marks(pair.source)) % 2:
            return
        for span in quotations(pair.source):
            words = len(word_forms(span.of(pair.source)))
            if words < self.lost_words or not _SPEECH.match(pair.source, span.start + 1):
                continue
            english = {w.fold for w in word_forms(pair.target)}
            if sum(w.fold in english for w in word_forms(span.of(pair.source))) < words / 2:  # else a title
                yield flag(self, pair, "the quotation has no marks in English", span, rule="lost", confidence=0.6)
                return


def _by_text(found: list[Unpaired]) -> dict[int, list[Unpaired]]:
    grouped: dict[int, list[Unpaired]] = defaultdict(list)
    for mark in found:
        grouped[mark.text].append(mark)
    return grouped


def _fault(mark: Unpaired) -> str:
    return "opens and never closes" if mark.side is Side.OPEN else "closes but never opened"


def _point(text: str, mark: Unpaired) -> Span:
    """Return the mark with the words it belongs to: two after an opening mark, two before a closing one."""
    forms = word_forms(text)
    if mark.side is Side.OPEN:
        after = [w.span.end for w in forms if w.span.start >= mark.mark.span.start][:2]
        return Span(mark.mark.span.start, after[-1] if after else mark.mark.span.end)
    before = [w.span.start for w in forms if w.span.end <= mark.mark.span.end][-2:]
    return Span(before[0] if before else mark.mark.span.start, mark.mark.span.end)
