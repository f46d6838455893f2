"""A name in the English is not spelt as the house style, or English at all, spells it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final

from pipeline.check._common import flag
from pipeline.check._name_words import SURNAME
from pipeline.check._names import Use, draft, known_word
from pipeline.check._roles import Someone, article_titles
from pipeline.knowledge import Knowledge
from pipeline.knowledge.lexicon import lexicon
from pipeline.knowledge.records import Person
from pipeline.knowledge.style import Rule, spots
from pipeline.text.romanisation import english_press_form, fold
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Flag, Severity, Span

# Spellings that only the German transcription of Cyrillic names has, in words with one of the usual surname endings.
_GERMAN_LETTERS: Final = re.compile(
    r"tsch|dsch|schtsch|[^aeiou]j[aou]|sch(?=[aeiou])|w(?=[aeioujl])|ow$|ew$", re.IGNORECASE
)
# What names keep of Duden's transcription tables, by country: Cyrillic and Georgian; Arabic, Hebrew and Persian. Names
# of these countries that have their own Latin spelling, or Western names there, have other letters (``_LATIN``).
_CYRILLIC: Final = re.compile(r"tsch|dsch|sch(?=[aeiouyt])|w(?=[aeiouyjlrst])|[^aeiou]j[aou]|[aeoy]j(?=[aeou])|[yi]j$")
_SEMITIC: Final = re.compile(r"dsch|sch|[aeiou]j[aeiou]")
_SURELY: Final = re.compile(r"dsch|schtsch|tsch(?=[ou])|^wjatsch|schw[ie]li$|wyj|[yi]j$")
_LATIN: Final = re.compile(
    r"-|ck|tt|th|ff|ph|qu|x|[äöüßéèáó]|sch[lmnrw](?!ili)|ei|eu|tz|^w[aeio]l|^j|tsch(?:er|ke|el)$"
)
_TRANSCRIBED: Final = {
    **dict.fromkeys(["UA", "RU", "BY", "BG", "GE", "AM", "KZ", "KG", "TJ", "TM", "UZ", "MN", "MK"], _CYRILLIC),
    **dict.fromkeys(
        [
            "IL",
            "PS",
            "SY",
            "LB",
            "IQ",
            "IR",
            "EG",
            "JO",
            "SA",
            "YE",
            "LY",
            "QA",
            "KW",
            "OM",
            "BH",
            "AE",
            "AF",
            "PK",
            "SD",
        ],
        _SEMITIC,
    ),
}
_GERMAN_SPEAKING: Final = frozenset({"DE", "AT", "CH", "LI", "PL"})
_SEEN: Final = 2  # times up to which a word may have been seen to be a name that no list has
_SHORTEST: Final = 4
_OWN: Final = 0.1  # strength from which a given name is one that English spells alike
# Letters that a transcription into German has and one into English would have otherwise; "al-Sisi" is both.
_NOT_ENGLISH: Final = re.compile(r"sch|ch|j|w|z|ss|k|y|[äöüß]", re.IGNORECASE)
_SLAVIC_ENDING: Final = re.compile(
    r"(?:[oe]wa?|ina?|enko|tschuk|[tw]schin|skij?|skyj|skaja|zkyj|zki|[oi]witsch|[oy]wytsch|nyj|naja)$"
)
_TELLING: Final = re.compile(r"tsch|dsch|sch.*[oe]wa?$|ij$|yj$|aja$|j[aou].*[oe]wa?$|[oe]wa?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HouseStyleName:
    """A person, place, body or word is written otherwise than the house style has it, or as German transcribes it.

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
                yield from self._person(pairs[index], use, titles.people[number], pairs)
        for pair in pairs:
            yield from self._places(pair)
            yield from self._transcribed(pair, pairs)

    def _person(self, pair: Alignment, use: Use, someone: Someone, article: Sequence[Alignment]) -> Iterator[Flag]:
        known = someone.known
        rule = self.knowledge.style.people.get(known.id) if known and self.knowledge.style else None
        wanted = _wanted(use, rule, known)
        if wanted:
            told = f"the house style writes “{rule.use}”" if rule else f"“{use.text}” is the German spelling"
            kind = "style" if rule else "german"
            yield self._flag(pair, use.span, wanted, told, kind, 0.85, (rule.source,) if rule else (), safe=True)
        elif known is None and len(use.other) > 1 and _is_german(use.family) and use.family == use.other[-1]:
            spelt = _spelt(use.text, article)
            told = f"“{use.text}” looks like the German transcription of {spelt}"
            yield self._flag(pair, use.span, spelt, told, "german", 0.55, (), safe=False)

    def _places(self, pair: Alignment) -> Iterator[Flag]:
        style = self.knowledge.style
        ruled: Mapping[str, Rule] = {**style.places, **style.organisations, **style.words} if style else {}
        for item, rule in ruled.items():
            place = self.knowledge.places.get(item)
            for span in spots(pair.target, rule.avoid, place.keep if place else ()):
                told = f"the house style writes “{rule.use}”"
                yield self._flag(pair, span, rule.use, told, "style", 0.9, (rule.source,), safe=True)
        for mention in self.knowledge.find_where(pair.source, "de"):
            found = [self.knowledge.places.get(i) for i in mention.ids if i not in ruled and mention.how == "name"]
            for place in filter(None, found):
                avoid = [word for word in place.avoid if not word.startswith("the ")]  # the Ukraine war
                for span in spots(pair.target, avoid, place.keep):
                    told = f"“{span.of(pair.target)}” is an old spelling of {place.en[0]}"
                    yield self._flag(pair, span, place.en[0], told, "place", 0.8, (), safe=True)

    def _transcribed(self, pair: Alignment, article: Sequence[Alignment]) -> Iterator[Flag]:
        """Flag names that stay in German transcription where the sentence names a country of another alphabet."""
        where = self.knowledge.find_where(pair.source, "de")
        countries = {self.knowledge.country_of(i) or i for m in where for i in m.ids}
        if not countries & _TRANSCRIBED.keys() or countries & _GERMAN_SPEAKING:
            return
        marks = [_TRANSCRIBED[c] for c in countries if c in _TRANSCRIBED]
        view = draft(pair, self.knowledge)
        for i, j in view.links.items():
            german, english = view.german[i], view.english[j]
            if german.text != english.text or any(m.span.overlaps(german.span) for m in where):
                continue
            low = german.text.casefold()
            surely = bool(_SURELY.search(low))
            known = lexicon().seen_english(low) > _SEEN or (lexicon().seen(low) > _SEEN and not surely)
            latin = _LATIN.search(low) or SURNAME.search(low)
            if len(low) < _SHORTEST or known or latin or self.knowledge.family(german.text):
                continue
            before = view.german[i - 1] if i and view.german[i - 1].run == german.run else None
            given = before.text.casefold() if before and not known_word(before.text) else ""
            western = lexicon().translations(given).get(given, 0.0) >= _OWN
            if surely or (not western and any(mark.search(low) for mark in marks)):
                spelt = _spelt(german.text, article)
                told = f"“{german.text}” looks like a German transcription"
                wanted = "" if spelt == german.text or low.endswith("ien") else spelt  # Swanetien: Svaneti
                yield self._flag(pair, english.span, wanted, told, "german", 0.55, (), safe=False)

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


def _spelt(name: str, article: Sequence[Alignment]) -> str:
    """Return the press form of a name in German transcription; of several, the one that the article has somewhere."""
    written = {w.text for pair in article for text in (pair.source, pair.target) for w in word_forms(text)}
    return english_press_form(name, written=written)


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
    german = use.family == person.family_de and bool(_NOT_ENGLISH.search(use.family))
    if german and fold(person.family_de) != fold(person.family_en):
        return person.en if " " in use.text else person.family_en
    return None


def _is_german(word: str) -> bool:
    if lexicon().seen_english(word.casefold()):
        return False  # Glasgow
    return bool(_GERMAN_LETTERS.search(word) and _SLAVIC_ENDING.search(word) and _TELLING.search(word))
