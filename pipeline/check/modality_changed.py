"""The check modality-changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._times import moved_in_time
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.duties import DUTIES
from pipeline.text.modality import MODALS, Modal, keeps_force, leave_and_duty
from pipeline.text.tense import tense_changed
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Flag, SegmentKind, Severity, Span


def _is_headline(pair: Alignment) -> bool:
    return pair.segment.kind is SegmentKind.HEADLINE or pair.source.rstrip(' "“”')[-1:].isalnum()


@dataclass(frozen=True, slots=True)
class ModalityChanged:
    """What may, should or could be has become what is.

    Why: "is said to have fled" and "fled" are two different news items, and only one of them can be defended in court.
    Flags: ``Der Mann soll geflohen sein.`` -> ``The man fled.``; ``dürfte`` -> ``will``; ``darf`` -> ``must``; ``muss
        noch zustimmen`` -> ``has approved``; ``wurde veröffentlicht`` -> ``will be published``; ``nannte`` -> ``names``
    Passes: ``is to``, ``is said to``, ``allegedly``, ``is due to``, ``likely``, ``will`` for ``soll``
    Limits: one hedge anywhere in the English is enough. What was added (a plain statement become a guess) passes.
        A changed tense is seen where a German verb, or its whole sentence, is in one time beyond doubt and the English
        word that renders it is in another; headlines and indirect speech may have any tense. Past and present in each
        other's place make a notice: good translators exchange them more often than past and future.
    """

    id: ClassVar[str] = "modality-changed"
    severity: ClassVar[Severity] = Severity.WARNING

    lexicon: Lexicon = field(default_factory=lexicon)

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            if not word_forms(pair.target):
                continue
            if turned := leave_and_duty(pair.source, pair.target):
                message = f"“{turned.group()}”: what is allowed and what must be have changed places"
                yield flag(self, pair, message, Span(*turned.span()), rule="leave", confidence=0.7)
                continue
            if moved := self._moved(pair):
                source, target, times = moved
                was = f"“{source.of(pair.source)}” became " if source else ""
                message = f"{was}“{target.of(pair.target)}”: {times}"
                grade = Severity.NOTICE if "present" in times else self.severity
                yield flag(self, pair, message, source, target, rule="tense", severity=grade, confidence=0.7)
                continue
            if lost := _lost(pair):
                modal, word, at = lost
                message = f"nothing in the English keeps the force of “{word}”"
                yield flag(self, pair, message, Span(at, at + len(word)), rule=modal.name, confidence=0.6)

    def _moved(self, pair: Alignment) -> tuple[Span | None, Span, str] | None:
        """Return the German verb, the English one that stands in another time, and what has changed."""
        if times := tense_changed(pair.source, pair.target):
            return Span(*times[0].span()), Span(*times[1].span()), "past and future"
        if _is_headline(pair) or not (found := moved_in_time(pair.source, pair.target, self.lexicon)):
            return None
        return found.german.span if found.german else None, found.english, found.change


def _lost(pair: Alignment) -> tuple[Modal, str, int] | None:
    """Return the first modal of which the English keeps nothing, with its first word and where that stands."""
    for modal in (*MODALS, *DUTIES):
        found = modal.german.search(pair.source)
        if found and not keeps_force(modal, found, pair.target):
            if _is_headline(pair) and re.search(r"\bto [A-Za-z]", pair.target):
                return None
            return modal, found.group().split()[0], found.start()
    return None
