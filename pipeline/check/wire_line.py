"""The check wire-line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag, without_partner
from pipeline.knowledge.coverage import coverage
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Flag, SegmentKind, Severity, Span

_KINDS = (SegmentKind.BYLINE, SegmentKind.DATELINE, SegmentKind.CREDIT, SegmentKind.ROLE)
# News agencies by the tags in their datelines (their own style guides).
_AGENCY = re.compile(
    r"(?<!\w)(?:dpa(?:-\w+|/\w+)?|AFP|AP|Reuters|epd|KNA|APA|SID|sid|ANSA|TASS|Interfax|Xinhua|Kyodo|Ukrinform|EFE|PA)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class WireLine:
    """A byline, dateline or credit does not name the same people and agencies as in the German.

    Why: credit is owed, and an agency's name on another agency's text is a legal matter.
    Flags: ``KIEW (dpa) –`` -> ``KYIV (Reuters) –``; ``Von Anna Berg`` -> ``By Anna``
    Passes: ``Korrespondentin`` -> ``correspondent``; ``KIEW`` -> ``KYIV``
    Limits: only lines that were recognised as such; a name spelt quite differently in English is missed by
        likeness and reported.
    """

    id: ClassVar[str] = "wire-line"
    severity: ClassVar[Severity] = Severity.WARNING

    lexicon: Lexicon = field(default_factory=lexicon)
    kinds: tuple[SegmentKind, ...] = _KINDS

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            if pair.segment.kind in self.kinds and word_forms(pair.target):
                yield from self._agencies(pair)
                if pair.segment.kind in (SegmentKind.BYLINE, SegmentKind.CREDIT):
                    yield from self._names(pair)

    def _agencies(self, pair: Alignment) -> Iterator[Flag]:
        german, english = list(_AGENCY.finditer(pair.source)), list(_AGENCY.finditer(pair.target))
        gone = without_partner(german, english, key=_tag)
        new = without_partner(english, german, key=_tag)
        for i, found in enumerate(gone):
            other = Span(*new[i].span()) if i < len(new) else None
            message = f"the agency “{found.group()}” " + ("has become another one" if other else "is not named")
            text = found.group() if other else None
            yield flag(self, pair, message, Span(*found.span()), other, rule="agency", suggestion=text, confidence=0.9)

    def _names(self, pair: Alignment) -> Iterator[Flag]:
        found = coverage(pair.source, pair.target, self.lexicon)
        for word, support in zip(found.source, found.source_support, strict=True):
            common = self.lexicon.seen(word.fold) >= 5 and self.lexicon.missed(word.fold) > 0.05
            if word.text.istitle() and support < 0.02 and not common and word.span.start > 0:
                message = f"“{word.text}” is not in the English line"
                yield flag(self, pair, message, word.span, rule="name", confidence=0.7)


def _tag(match: re.Match[str]) -> str:
    return match.group().lower().split("-")[0].split("/")[0]
