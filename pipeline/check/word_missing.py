"""The check word-missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._calibrated import DEV, calibrated
from pipeline.check._common import flag
from pipeline.knowledge.junctions import junctions
from pipeline.types import Alignment, Flag, Severity, Span

# Determiners need a noun phrase (Huddleston & Pullum, Cambridge Grammar, 2002, ch. 5): none of these can follow them.
_GAP = re.compile(
    r"""(?<![\w'’-])(?:
      (?:[Tt]he|an?|An|their|[Ii]ts|[Oo]ur|[Ee]very|whose)\s
        (?:of|in|into|from|with|between|against|among|during|by|and|or|who|which|is|are|was|were|has|have|had|would|could|
           should|did|does|than|because|to)(?![\w'’-])(?!\s\w+-)
    | (?:the|an?|their|its|our|every)\s?[.;:!?](?!\w)
    | (?:the|an?|their|our|every),
    | of\s(?:and|is|are|was|were|has|have|had|would)(?![\w'’-])
    | and\s?[.;!?](?=["”’'\s]|$)
    )""",
    re.VERBOSE,
)
_SENTENCE = re.compile(r"[.!?][\"'”’)]*\s*$")
_BESIDE = re.compile(r"\S+\s*$"), re.compile(r"\s*(?:\w+|\S)")
# a before a vowel, an before a consonant, as far as spelling shows the sound (ibid., ch. 18).
_ARTICLE = re.compile(
    r"""(?<![\w'’.-])(?:
      [Aa]\s(?=[aeio][a-z]{2})(?!one|once|eu|ew|oui)\w+
    | [Aa]n\s(?=[bcdfgjklmnpqrstvwz][a-z]{2})\w+
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class WordMissing:
    """A word is missing where English grammar needs one, or the article does not fit the next word.

    Why: what was cut out leaves a gap, and the gap can be seen without knowing what stood there.
    Flags: ``the of Buenos Aires``; ``as a result of the.``; ``He was by the mayor.``; ``an new law``
    Passes: ``the in-house lawyer``; ``the WHO``; ``a European``, ``an hour``; headlines, which leave words out
    Severity: warning; notice where only the neighbours of the gap give it away (rule *torn*: 71 % are right)
    Limits: beside gaps after a determiner, ``of`` or ``and`` it goes by how often four words stand so, and how often
        they would if the one between them were lost: what leaves good English behind is not seen.
    """

    id: ClassVar[str] = "word-missing"
    severity: ClassVar[Severity] = Severity.WARNING

    torn: float = calibrated(7.5, "log-odds (see knowledge.junctions)", DEV, "2026-11-22", alarms_per_100=0.11)

    def measure(self, pair: Alignment) -> float:
        """Return the log-odds that a word was lost at the widest gap of a sentence; 0 for headlines and fragments."""
        return self._widest(pair.target)[1]

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            gap = _GAP.search(pair.target)
            if gap and gap.group() not in pair.source:
                message = f"a word is missing in “{gap.group()}”"
                yield flag(self, pair, message, None, Span(*gap.span()), rule="gap", confidence=0.85)
            else:
                yield from self._torn(pair)
            article = _ARTICLE.search(pair.target)
            if article and article.group() not in pair.source:
                word = article.group().split()[1]
                right = ("an" if article.group()[1] == " " else "a") + " " + word
                right = right[0].upper() + right[1:] if article.group()[0] == "A" else right
                message = f"“{article.group()}” should be “{right}”"
                spot = Span(*article.span())
                yield flag(self, pair, message, None, spot, rule="article", suggestion=right, safe=True, confidence=0.9)

    def _torn(self, pair: Alignment) -> Iterator[Flag]:
        at, odds = self._widest(pair.target)
        if odds >= self.torn:
            left, right = _BESIDE[0].search(pair.target, 0, at), _BESIDE[1].match(pair.target, at)
            spot = Span(left.start() if left else at, right.end() if right else at)
            message = f"a word seems to be missing in “{spot.of(pair.target)}”"
            yield flag(self, pair, message, None, spot, rule="torn", severity=Severity.NOTICE, confidence=0.7)

    def _widest(self, text: str) -> tuple[int, float]:
        places = junctions().of(text) if _SENTENCE.search(text) else []
        return max(((place.at, place.odds) for place in places), key=lambda place: place[1], default=(0, 0.0))
