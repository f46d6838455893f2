"""Opposite words: which pole of which axis (rise and fall, employer and employee) the words of a sentence stand on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Literal, NamedTuple, cast

from pipeline.knowledge.models import Strict
from pipeline.text.separable import ADVERBS, PARTICLES, ends_clause
from pipeline.types import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
Pole = Literal["a", "b"]
_AWAY = frozenset({"ab", "aus", "ein"})  # they make another verb: stieg aus (left), stieg ein (boarded)
_SHED = PARTICLES | ADVERBS
_WHOLE = re.compile(r"(?:be|ent|er|ge|ver|zer)[^\W\d_]{3}")  # prefixes that leave no room for a particle
_CLAUSE_BREAK = re.compile(r"(?<!\d)[.;:!?]\s")


class Words(Strict):
    """The German and English words and two-word phrases of one pole; ``*`` stands for any letters.

    ``excuse_de``, ``excuse_en``: words that can be meant this way too. They clear a sentence, but accuse none.
    """

    de: tuple[str, ...]
    en: tuple[str, ...]
    excuse_de: tuple[str, ...] = ()
    excuse_en: tuple[str, ...] = ()


class Axis(Strict):
    """One pair of opposites; ``check`` says which check it belongs to."""

    id: str
    check: Literal["comparison", "opposite"]
    a: Words
    b: Words


class OppositesFile(Strict):
    """``configs/knowledge/opposites.yaml``."""

    axes: tuple[Axis, ...]


class Stand(NamedTuple):
    """A word of a sentence that stands on a pole; ``sure`` is false for one that only may."""

    axis: str
    pole: Pole
    span: Span
    sure: bool


_Spanned = tuple[Span, str]
_Meaning = tuple[str, Pole, bool]  # axis, pole, sure


@dataclass(frozen=True, eq=False)
class Opposites:
    """Finds the words of opposite meaning; built once from the axes."""

    axes: tuple[Axis, ...] = ()
    _tables: dict[str, tuple[dict[str, list[_Meaning]], dict[str, list[_Meaning]]]] = field(default_factory=dict)
    _cache: dict[tuple[str, str], tuple[_Meaning, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for language in ("de", "en"):
            whole: dict[str, list[_Meaning]] = {}
            stems: dict[str, list[_Meaning]] = {}
            for axis in self.axes:
                for pole, words in (("a", axis.a), ("b", axis.b)):
                    for word in (*getattr(words, language), *getattr(words, f"excuse_{language}")):
                        meaning = (axis.id, cast(Pole, pole), word in getattr(words, language))
                        (stems if word.endswith("*") else whole).setdefault(word.rstrip("*"), []).append(meaning)
            self._tables[language] = whole, stems

    def find(self, text: str, language: Literal["de", "en"]) -> list[Stand]:
        """Return the words and two-word phrases of ``text`` that stand on a pole, in order.

        A word may stand on several axes; a phrase takes its words with it. Half of a hyphened word (low-income) is
        never sure, nor is a word behind less: the other word may turn the meaning.
        """
        words = [(Span(*m.span()), m[0].lower()) for m in _WORD.finditer(text)]
        found, i = self._separated(text, words) if language == "de" else [], 0
        others = self._other_verbs(text, words) if language == "de" else frozenset()
        while i < len(words):
            span, word = words[i]
            if language == "de" and word in PARTICLES and ends_clause(text, span):
                i += 1
                continue  # no preposition: trug vor, gab nach
            follower = words[i + 1] if i + 1 < len(words) else None
            phrase = self._tables[language][0].get(f"{word} {follower[1]}") if follower else None
            turned = not phrase and i > 0 and words[i - 1][1] in ("less", "least", "weniger")
            if phrase and follower:
                span, i = Span(span.start, follower[0].end), i + 1
            part = text[span.start - 1 : span.start] == "-" or text[span.end : span.end + 1] == "-"
            meanings = phrase or self._of(word, language)
            doubt = part or turned or span.start in others
            found += [Stand(axis, pole, span, sure and not doubt) for axis, pole, sure in meanings]
            i += 1
        return found

    def _separated(self, text: str, words: Sequence[_Spanned]) -> list[Stand]:
        """Return the separable verbs of a German text that stand on a pole, in two pieces."""
        found = []
        for particle, before in _final_particles(text, words):
            for at, verb in before:
                meanings = self._of(particle + verb, "de")
                found += [Stand(axis, pole, at, sure) for axis, pole, sure in meanings]
        return found

    def _other_verbs(self, text: str, words: Sequence[_Spanned]) -> frozenset[int]:
        """Return where verbs start that mean something else with the particle that ends their clause."""
        made = set()
        for particle, before in _final_particles(text, words):
            if particle not in _AWAY:
                continue
            for at, verb in before:
                if verb in PARTICLES or _WHOLE.match(verb) or text[at.start].isupper() or not self._of(verb, "de"):
                    continue
                if not self._of(particle + verb, "de"):
                    made.add(at.start)
                break
        return frozenset(made)

    def _of(self, word: str, language: str) -> tuple[_Meaning, ...]:
        key = (word, language)
        if key not in self._cache:
            whole, stems = self._tables[language]
            hits = [*whole.get(word, ())]
            for end in range(2, len(word) + 1):
                hits += stems.get(word[:end], ())
            self._cache[key] = tuple(dict.fromkeys(hits))
        return self._cache[key]

    def reversals(self, source: str, target: str) -> list[tuple[Axis, Stand, Stand]]:
        """Return where ``target`` has lost a pole of ``source`` and names the other one more often than ``source``."""
        left, right = self.find(source, "de"), self.find(target, "en")
        both = {s.axis for s in left} & {s.axis for s in right}
        found = []
        for axis in self.axes:
            if axis.id not in both:
                continue
            here = [s for s in left if s.axis == axis.id]
            there = [s for s in right if s.axis == axis.id]
            for pole in ("a", "b"):
                lost = [s for s in here if s.pole == pole and s.sure]
                came = [s for s in there if s.pole != pole and s.sure]
                if lost and not any(s.pole == pole for s in there) and len(came) > sum(s.pole != pole for s in here):
                    found.append((axis, lost[0], came[-1]))
        return found


def _final_particles(text: str, words: Sequence[_Spanned]) -> Iterator[tuple[str, list[_Spanned]]]:
    """Yield each particle that ends a clause with the words before it that may be its verb, the nearest first."""
    for i, (span, particle) in enumerate(words):
        if particle in _SHED and ends_clause(text, span):
            near = reversed(words[max(0, i - 24) : i])
            yield particle, list(takewhile(lambda w: not _CLAUSE_BREAK.search(text, w[0].end, span.start), near))  # noqa: B023
