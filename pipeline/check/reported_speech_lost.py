"""The check reported-speech-lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.text.modality import attributed, speech_of_others
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Flag, Severity, Span


@dataclass(frozen=True, slots=True)
class ReportedSpeechLost:
    """What somebody says in the German is a fact in the English.

    Why: the desk makes an allegation its own.
    Flags: ``Die Frau berichtete, sie sei bedroht worden.`` -> ``The woman was threatened.``
    Passes: ``said``, ``according to``, ``reportedly``, ``is expected to``, quotation marks
    Limits: any verb of saying, thinking or judging in the English is enough. The Konjunktiv I alone, without a verb of
        saying in its sentence, goes on with the speech of the sentence before; English then needs no second "he said".
    """

    id: ClassVar[str] = "reported-speech-lost"
    severity: ClassVar[Severity] = Severity.WARNING

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            if not word_forms(pair.target):
                continue
            found = speech_of_others(pair.source)
            if found and not attributed(pair.target):
                message = f"“{found.group()}”: the English says it as a fact"
                yield flag(self, pair, message, Span(*found.span()), confidence=0.6)
