"""The check quote-speaker-changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._calibrated import DEV, calibrated
from pipeline.check._common import flag
from pipeline.knowledge.coverage import coverage
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.wordforms import Word, word_forms, wordset
from pipeline.types import Alignment, Flag, Severity, Span

# Verbs that follow or precede a quotation in English (Quirk et al., A Comprehensive Grammar, 1985, 14.28-29).
_SAYS = wordset(
    "said says told replied responded answered explained added warned assured threatened insisted stressed "
    "emphasised emphasized announced asked argued claimed declared admitted recalled wrote commented remarked "
    "noted complained criticised criticized praised promised shouted cried called demanded stated confirmed "
    "concluded continued urged explains adds warns assures threatens insists stresses replies writes asks argues "
    "claims confirms noted quipped"
)
_STOPS = wordset("of in on at to about with after when while who whom whose and but as from by during for")
# A quotation that ends, a comma, a verb in small letters, then the speaker (Duden 4, "Redewiedergabe").
_GERMAN_TAG = re.compile(r"[“\"”»«]\s*,?\s+([a-zäöüß]+)\s+((?:(?:der|die|das|ein|eine)\s)?[^,.;:!?“”\"»«]+)")
_ATTRIBUTE = re.compile(r"(?:der|die|das|ein|eine)\s(?:aus|in|von|bei|mit|zu[mr]?|für)\s")  # die aus Aleppo stammende
_NOUNS = re.compile(r"(?:[a-zäöüß]+e[rnms]?\s)?((?:[A-ZÄÖÜ][\wäöüß-]+\s?)+)")
# What belongs to the speaker still: und Parteichef, der Grünen, von Bern, (SPD).
_MORE = re.compile(
    r"\s?(?:(?:und|sowie)\s[A-ZÄÖÜ][\w-]+|\([^)]*\)"
    r"|(?:des|von|vom|aus)\s(?:[a-zäöüß]+e[rnms]?\s)?[A-ZÄÖÜ][\w-]+"
    r"|der\s(?:[a-zäöüß]+e[rnms]?\s)?[A-ZÄÖÜ][\w-]+(?=\sde[mnr]\s))"  # else it may be the one who is told
)
_SAYINGS = wordset(
    "Fazit Urteil Kommentar Antwort Motto Credo Bilanz Begründung Vorwurf Appell Forderung Rat Botschaft"
)
_ENGLISH_TAG = re.compile(r"[”\"“’']\s*,?\s+([^“\"]+)$")


@dataclass(frozen=True, slots=True)
class QuoteSpeakerChanged:
    """The quotation has another speaker than in the German.

    Why: putting words in the wrong mouth is the slip that costs most.
    Flags: ``„Nein“, sagte der Nachbar der Polizei.`` -> ``"No," the police told the neighbour.``
    Passes: ``the neighbour told the police``; ``Police were told: ...``
    Limits: only quotations followed by their verb and speaker on both sides, and speakers the lexicon or their spelling
        identifies.
    """

    id: ClassVar[str] = "quote-speaker-changed"
    severity: ClassVar[Severity] = Severity.ERROR

    lexicon: Lexicon = field(default_factory=lexicon)
    said: float = calibrated(
        0.02, "strength from which a speaker is rendered", DEV, "2026-11-22", alarms_per_100=0.04, found=3
    )

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            german, english = _german_speaker(pair.source), _english_speaker(pair.target)
            if german is None or english is None:
                continue
            speaker, rest = german
            said, other = english
            here, there = self._alike(speaker, said), self._alike(speaker, other)
            if here < self.said <= there and self._alike(rest, said) >= self.said:
                spans = Span.cover(w.span for w in speaker), Span.cover(w.span for w in said)
                message = f"the German has “{spans[0].of(pair.source)}” say this"
                yield flag(self, pair, message, *spans, confidence=0.8)

    def _alike(self, german: Sequence[Word], english: Sequence[Word]) -> float:
        """Return how well the best German noun is rendered by any of the English words."""
        nouns = [w for w in german if w.text[:1].isupper()]
        if not nouns or not english:
            return 0.0
        found = coverage(" ".join(w.text for w in nouns), " ".join(w.text for w in english), self.lexicon)
        return max(found.source_support, default=0.0)


def _german_speaker(text: str) -> tuple[list[Word], list[Word]] | None:
    """Return the words of the speaker and the words after it, of the last quotation followed by a tag."""
    tag = next(reversed(list(_GERMAN_TAG.finditer(text))), None)
    noun = _NOUNS.search(text, tag.start(2), tag.end(2)) if tag else None
    if noun is None or (tag and _ATTRIBUTE.match(tag[2])):
        return None
    if noun[1].strip() in _SAYINGS:
        return None  # so das Fazit des Ministers
    words, end = word_forms(text), noun.end(1)
    while more := _MORE.match(text, end):
        end = more.end()
    inside = [w for w in words if noun.start(1) <= w.span.start < end]
    return inside, [w for w in words if w.span.start >= end]


def _english_speaker(text: str) -> tuple[list[Word], list[Word]] | None:
    """Return the words of the subject of the verb of saying after the last quotation, and the words after that."""
    tag = _ENGLISH_TAG.search(text)
    words = [w for w in word_forms(text) if tag and w.span.start >= tag.start(1)]
    place = next((i for i, w in enumerate(words[:7]) if w.fold in _SAYS), None)
    if place is None:
        return None
    if place > 0:
        return words[:place], words[place + 1 :]
    end = 1
    while end < len(words) and words[end].fold not in _STOPS:
        if end > 1 and not text[words[end - 1].span.end : words[end].span.start].isspace():
            break
        end += 1
    return words[1:end], words[end:]
