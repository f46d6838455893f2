"""The check roles-swapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._calibrated import DEV, calibrated
from pipeline.check._common import flag
from pipeline.check._results import winner_changed
from pipeline.check._who_whom import opponents_swapped, swapped
from pipeline.knowledge.coverage import coverage
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import Word, fold, word_forms, wordset
from pipeline.types import Alignment, Flag, Severity, Span

# An object that opens the sentence (den, dem, einen, einem: never a subject), a verb, then the subject.
_OBJECT_FIRST = re.compile(
    r"^[\s„“\"»]*(?:Den|Dem|Einen|Einem|Diesen|Diesem)\s(?:[a-zäöüß]+e[nm]\s)?(?P<object>[A-ZÄÖÜ][\w-]+)"
    r"(?:,[^,]+,)?\s(?P<verb>(?!(?:in|auf|an|für|gegen|um|über|von|mit|zu|nach|bei|aus|vor|unter|durch|ohne|und)\s)"
    r"[a-zäöüß]+)\s"
    r"(?P<subject>(?:der|die|das|ein|eine)\s(?:[a-zäöüß]+er?\s)?[A-ZÄÖÜ][\w-]+)"
)
_BE = re.compile(
    r"\b(?:is|are|was|were|been|being|be|got)\b(?:\s\w+ly)?\s\w+(?:ed|en|t|ck|ung|ought|aught)\b", re.IGNORECASE
)
# Verbs whose dative becomes the subject in English ("dem Mann droht": the man faces), and the passive auxiliary.
_TURNING = wordset(
    "droht drohen drohte drohten gelang gelingt fehlt fehlte fehlen gefällt gefiel gehört gehörte bleibt blieb steht "
    "stand liegt lag kam kommt geht ging reicht reichte wurde wird wurden werden ist war sind waren gilt galt folgt"
)
# Feminine endings: after them "der" is a dative or genitive (Duden 4, "Genus der Substantive").
_FEMININE = ("ung", "heit", "keit", "schaft", "ion", "tät", "straße", "in", "ei", "ie", "ik", "ur")
# "Second place went to X": the receiver of what the subject is in English stands last.
_RECEIVES = re.compile(r"\b(?:went|goes|gone|fell|falls|belongs?|belonged|passed) to\b")
_WAY = re.compile(
    r"\bvon\s(?:der\s|dem\s)?(?P<start>[A-ZÄÖÜ][\w-]{2,})\s(?:\w+\s)?"
    r"(?:nach|bis|zum|zur|ins?|an\s(?:den|die|das)|in\s(?:den|die|das))\s[A-ZÄÖÜ][\w-]+"
)
# From one thing to another, by nouns that the lexicon knows: vom Staat auf die Länder, from the states to ...
_TURN = re.compile(
    r"\bvo[nm]\s(?:der\s|dem\s|den\s)?(?P<start>[A-ZÄÖÜ][\w-]{2,})\s(?:\w+\s)?(?:nach|auf|zum|zur|zu|ins?|an)\s"
    r"(?:die\s|das\s|den\s|der\s|dem\s)?(?P<end>[A-ZÄÖÜ][\w-]+)"
)
_FROM_TO = re.compile(r"\bfrom\s(?P<start>[^,.;:]{2,30}?)\sto\s(?P<end>(?:the\s|a\s|an\s)?[\w-]+)")
_SAID = 0.05  # strength from which a word renders a noun
_INTRO = re.compile(r"^[^,]{0,40},\s")


@dataclass(frozen=True, slots=True)
class RolesSwapped:
    """Who did it and who suffered it have changed places.

    Why: German can put the object first, English cannot; a model that keeps the order turns the event round.
    Flags: ``Den Minister verklagte der Verband.`` -> ``The minister sued the association.``;
        ``Malmö beliefert Bremen.`` -> ``Bremen supplies Malmö.``; ``gegen den Verband`` -> ``against the minister``;
        ``unterlag Bremen`` -> ``beat Bremen``
    Passes: ``The association sued the minister``; ``The minister was sued by the association``
    Limits: only the first clause, where articles, names or people show who is subject and who object, with both nouns
        known to the lexicon or alike in spelling.
    """

    id: ClassVar[str] = "roles-swapped"
    severity: ClassVar[Severity] = Severity.ERROR

    lexicon: Lexicon = field(default_factory=lexicon)
    said: float = calibrated(
        0.008, "strength from which a noun is rendered", DEV, "2026-11-22", alarms_per_100=0.0, found=3
    )

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            yield from self._route(pair)
            yield from self._order(pair)
            found = _OBJECT_FIRST.match(pair.source)
            if not found or found.group("verb") in _TURNING:
                continue
            if found.group("subject").startswith("der ") and found.group("subject").endswith(_FEMININE):
                continue
            start = _INTRO.match(pair.target)
            words = [w for w in word_forms(pair.target) if w.span.start >= (start.end() if start else 0)]
            words = [w for w in words if self.lexicon.seen_english(w.fold) < 8000]
            patient = self._place(found.group("object"), words)
            agent = self._place(found.group("subject"), words)
            if patient is None or agent is None or patient == agent:
                continue
            between = pair.target[min(patient.span.end, agent.span.end) : max(patient.span.start, agent.span.start)]
            passive = bool(_BE.search(between)) and bool(re.search(r"\bby\b", between))
            relative = bool(re.search(r"\b(?:who|whom|that|which)\b", between))
            if (patient.span < agent.span) is passive or relative or _RECEIVES.search(between):
                continue
            message = f"in German, “{found.group('subject')}” does it"
            spans = Span(*found.span("subject")), agent.span
            yield flag(self, pair, message, *spans, confidence=0.7)

    def _order(self, pair: Alignment) -> Iterator[Flag]:
        """Flag two participants that changed places: subject and object, or the sides of a dispute."""
        if found := swapped(pair.source, pair.target, self.lexicon):
            roles, word = found
            message = f"in German, “{roles.agent[-1].text}” does it"
            yield flag(self, pair, message, roles.agent[-1].span, word.span, rule="order", confidence=0.8)
        elif sides := opponents_swapped(pair.source, pair.target, self.lexicon):
            message = f"in German it is against “{sides[0].text}”"
            yield flag(self, pair, message, sides[0].span, sides[1].span, rule="against", confidence=0.75)
        elif result := winner_changed(pair.source, pair.target):
            message = f"in German, the result for “{result[0].of(pair.source)}” is the other one"
            yield flag(self, pair, message, *result, rule="result", confidence=0.8)

    def _route(self, pair: Alignment) -> Iterator[Flag]:
        """Flag a way from one place to another that the English goes back: von Malmö nach Bremen."""
        told = False
        for way in _WAY.finditer(pair.source):
            start = re.escape(way["start"])
            if re.search(rf"\bfrom (?:the )?{start}\b", pair.target):
                continue
            back = re.search(rf"\bfrom\s[^,.;:]{{2,40}}?\sto\s(?:the\s)?{start}\b", pair.target)
            if back:
                told = True
                message = f"in German the way is “{way.group()}”"
                yield flag(self, pair, message, Span(*way.span()), Span(*back.span()), rule="route", confidence=0.8)

        here, there = _TURN.search(pair.source), _FROM_TO.search(pair.target)
        if told or not here or not there or pair.target.count(" from ") > 1:
            return
        straight = self._says(here["start"], there["start"]) or self._says(here["end"], there["end"])
        if not straight and self._says(here["start"], there["end"]) and self._says(here["end"], there["start"]):
            message = f"in German the way is “{here.group()}”"
            yield flag(self, pair, message, Span(*here.span()), Span(*there.span()), rule="route", confidence=0.8)

    def _says(self, german: str, english: str) -> bool:
        """Tell whether a German noun is rendered by a word of an English phrase."""
        options = self.lexicon.translations(fold(german))
        return any(options.get(english_stem(w.fold), 0.0) >= _SAID for w in word_forms(english))

    def _place(self, german: str, english: Sequence[Word]) -> Word | None:
        """Return the English word that renders the noun of a German phrase best, or None."""
        noun = german.split()[-1]
        found = coverage(noun, " ".join(w.text for w in english), self.lexicon)
        best = max(range(len(english)), key=lambda j: found.target_support[j], default=None) if english else None
        if best is None or len(found.target_support) != len(english) or found.target_support[best] < self.said:
            return None
        return english[best]
