"""A term is not in the desk's English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.knowledge import Knowledge
from pipeline.knowledge.glossary import Term
from pipeline.types import Alignment, Flag, Severity, Span

_DETERMINER = re.compile(r"(?:the|an?|its|their|his|her)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A German term is not translated as the desk's glossary wants it.

    Why: institutions and procedures have one English name; another one is wrong, or means another thing.
    Flags: ``Der Bundesgerichtshof`` -> ``the Federal Supreme Court``; a term without its English, if the glossary
        names nothing to avoid
    Passes: ``Untersuchungshaft`` -> ``remanded in custody``; ``the court``, after the full name stood before
    Limits: knows the terms of ``configs/knowledge/glossary``; a wanted word anywhere in the sentence is enough.
    """

    id: ClassVar[str] = "glossary-term"
    severity: ClassVar[Severity] = Severity.WARNING

    knowledge: Knowledge = field(default_factory=Knowledge)

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        said: set[Term] = set()
        for pair in pairs:
            for term, german in self.knowledge.glossary.found(pair.source) if pair.target else ():
                if term.wanted_in(pair.target):
                    said.add(term)
                elif term.avoid:
                    yield from self._unwanted(pair, term, german)
                elif term not in said or not term.shortened_in(pair.target):
                    yield self._absent(pair, term, german)

    def _unwanted(self, pair: Alignment, term: Term, german: Span) -> Iterator[Flag]:
        for match in term.unwanted.finditer(pair.target) if term.unwanted else ():
            words = Span(*match.span())
            meant = pair.to_source(words)
            if meant is None or meant.overlaps(german):  # else the words stand for something else
                yield self._flag(
                    pair, term, german, words, f"the glossary has “{term.en[0]}”, not “{match.group()}”", "unwanted"
                )
                return

    def _absent(self, pair: Alignment, term: Term, german: Span) -> Flag:
        words = pair.to_target(german)
        if words and (article := _DETERMINER.match(words.of(pair.target))):
            words = Span(words.start + article.end(), words.end)
        message = f"“{german.of(pair.source)}” is “{term.en[0]}” in the glossary"
        return self._flag(pair, term, german, words, message, "absent")

    def _flag(self, pair: Alignment, term: Term, german: Span, words: Span | None, message: str, rule: str) -> Flag:
        said_by = f"Glossary: {term.source}, {term.checked:%Y-%m-%d}."
        return flag(
            self,
            pair,
            message,
            german,
            words,
            suggestion=_suggest(term, words, pair.target) if words else None,
            evidence=(term.note, said_by) if term.note else (said_by,),
            rule=rule,
            confidence=0.8 if rule == "unwanted" else 0.6,
        )


def _suggest(term: Term, words: Span, target: str) -> str:
    """Return the wanted English, in the plural where ``words`` are, with a capital where they begin the text."""
    wanted, found = term.en[0], _folded(words.of(target))
    plural = found not in map(_folded, term.avoid) and any(found.startswith(_folded(a)[:-1]) for a in term.avoid)
    if plural and not wanted.endswith(("s", "ing")):
        wanted = f"{wanted[:-1]}ies" if re.search("[^aeiou]y$", wanted) else f"{wanted}s"
    return wanted[0].upper() + wanted[1:] if words.start == 0 else wanted


def _folded(words: str) -> str:
    return re.sub(r"[\s-]+", " ", words.casefold())
