"""A name in the English is not spelt as the house style, or English at all, spells it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final

from pipeline.check._common import flag
from pipeline.check._names import Use
from pipeline.check._roles import Someone, article_titles
from pipeline.knowledge import Knowledge
from pipeline.knowledge.lexicon import lexicon
from pipeline.knowledge.records import Person
from pipeline.knowledge.style import Rule
from pipeline.text.romanisation import english_press_form, fold
from pipeline.types import Alignment, Flag, Severity, Span

# Spellings that only the German transcription of Cyrillic names has, in words with one of the usual surname endings.
_GERMAN_LETTERS: Final = re.compile(
    r"tsch|dsch|schtsch|[^aeiou]j[aou]|sch(?=[aeiou])|w(?=[aeioujl])|ow$|ew$", re.IGNORECASE
)
_SLAVIC_ENDING: Final = re.compile(
    r"(?:[oe]wa?|ina?|enko|tschuk|[tw]schin|skij?|skyj|skaja|zkyj|zki|[oi]witsch|[oy]wytsch|nyj|naja)$"
)
_TELLING: Final = re.compile(r"tsch|dsch|sch.*[oe]wa?$|ij$|yj$|aja$|j[aou].*[oe]wa?$|[oe]wa?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HouseStyleName:
    """A person, place or body is written otherwise than the house style wants, or in German transcription.

    Why: Kiev and Kyiv in one paper look like two offices that do not talk to each other.
    Flags: "Kiev" where the style has Kyiv; "Schtscherbakow said" for Shcherbakov
    Passes: "chicken Kiev"; a name of German-speaking countries ("Tschudi")
    Limits: without a rule for a person the check knows the German form and the English one only.
    """

    id: ClassVar[str] = "house-style-name"
    severity: ClassVar[Severity] = Severity.WARNING

    knowledge: Knowledge = field(default_factory=Knowledge)

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        titles = article_titles(pairs, self.knowledge)
        for index, side, use, number in titles.numbered():
            if side == "en" and number >= 0:
                yield from self._person(pairs[index], use, titles.people[number])
        for pair in pairs:
            yield from self._places(pair)

    def _person(self, pair: Alignment, use: Use, someone: Someone) -> Iterator[Flag]:
        known = someone.known
        rule = self.knowledge.style.people.get(known.id) if known and self.knowledge.style else None
        wanted = _wanted(use, rule, known)
        if wanted:
            told = f"the house style writes “{rule.use}”" if rule else f"“{use.text}” is the German spelling"
            kind = "style" if rule else "german"
            yield self._flag(pair, use.span, wanted, told, kind, 0.85, (rule.source,) if rule else (), safe=True)
        elif known is None and len(use.other) > 1 and _is_german(use.family) and use.family == use.other[-1]:
            spelt = english_press_form(use.text)
            told = f"“{use.text}” looks like the German transcription of {spelt}"
            yield self._flag(pair, use.span, spelt, told, "german", 0.55, (), safe=False)

    def _places(self, pair: Alignment) -> Iterator[Flag]:
        style = self.knowledge.style
        rules = [*style.places.items(), *style.organisations.items()] if style else []
        for item, rule in rules:
            place = self.knowledge.places.get(item)
            kept = [
                Span(*m.span()) for k in (place.keep if place else ()) for m in re.finditer(re.escape(k), pair.target)
            ]
            for word in rule.avoid:
                for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", pair.target):
                    span = Span(*match.span())
                    if not any(span.overlaps(k) for k in kept):
                        told = f"the house style writes “{rule.use}”"
                        yield self._flag(pair, span, rule.use, told, "style", 0.9, (rule.source,), safe=True)

    def _flag(
        self,
        pair: Alignment,
        span: Span,
        use: str,
        told: str,
        rule: str,
        confidence: float,
        evidence: Iterable[str],
        *,
        safe: bool,
    ) -> Flag:
        return flag(
            self,
            pair,
            told,
            None,
            span,
            suggestion=use,
            rule=rule,
            confidence=confidence,
            evidence=tuple(evidence),
            safe=safe,
        )


def _wanted(use: Use, rule: Rule | None, person: Person | None) -> str | None:
    """Return how a known person's name should read here, or None where it is right."""
    if person is None:
        return None
    if rule:
        for avoid in rule.avoid:
            if re.search(rf"(?<!\w){re.escape(avoid)}(?!\w)", use.text):
                tail = rule.use.split()[-len(avoid.split()) :]
                return use.text.replace(avoid, " ".join(tail)) if " " in use.text else rule.use.split()[-1]
        return None
    if use.family == person.family_de and fold(person.family_de) != fold(person.family_en):
        return person.en if " " in use.text else person.family_en
    return None


def _is_german(word: str) -> bool:
    if lexicon().seen_english(word.casefold()):
        return False  # Glasgow
    return bool(_GERMAN_LETTERS.search(word) and _SLAVIC_ENDING.search(word) and _TELLING.search(word))
