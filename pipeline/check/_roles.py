"""Which office the text gives to which person: role phrases attached to names, on both sides, through one article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.fuzz import ratio

from pipeline.check._names import ArticleNames, Use, article_names
from pipeline.knowledge import Knowledge
from pipeline.knowledge.mentions import RoleMention
from pipeline.knowledge.records import Language, Person
from pipeline.text.namekeys import same_name
from pipeline.text.names import genitive_of
from pipeline.text.romanisation import fold
from pipeline.types import Alignment

# What may stand between a role and the name after it: academic titles, quotation marks, a comma after "des ...".
_BEFORE: Final = re.compile(r"[\s,„“\"'(]*(?:(?:Dr|Prof|h|c|Dr\.-Ing|a|D)\.?[\s-]*)*", re.IGNORECASE)
_GENITIVE_BEFORE: Final = re.compile(
    r"\s+(?:der|des|die|vom|von|von der|beim|bei|für|im|in|of|for|at|in)"
    r"(?:\s+(?:[a-zäöüß]+(?:en|er|es|e)|the|of|for|and|und|der|des|[A-ZÄÖÜ0-9][\w.&'’-]*)){0,5}"
    r"\s+[A-ZÄÖÜ][\w.&'’-]*,?\s+"
)
_AFTER: Final = re.compile(
    r",\s+(?:(?:der|die|dem|den|des|the|a|an|its|their|ein|eine|einer|eines)\s+)?(?:[\w-]+\s+){0,2}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Title:
    """An office given to a name in one place; ``person`` is the number of the person within the article."""

    index: int
    mention: RoleMention
    use: Use
    person: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of the article: the fullest spelling on either side, and who that is if known."""

    name: str
    known: Person | None


def _attach(text: str, mentions: Sequence[RoleMention], uses: Sequence[Use]) -> Iterator[tuple[RoleMention, Use]]:
    taken: set[int] = set()
    free = list(range(len(mentions)))
    for use in uses:
        before = [i for i in free if mentions[i].span.end <= use.span.start]
        if before:
            gap = text[mentions[before[-1]].span.end : use.span.start]
            if _BEFORE.fullmatch(gap) or (
                _GENITIVE_BEFORE.fullmatch(gap) and _apart(gap, uses, use, mentions[before[-1]])
            ):
                yield mentions[before[-1]], use
                free.remove(before[-1])
                taken.add(id(use))
    for use in uses:
        after = [i for i in free if mentions[i].span.start >= use.span.end]
        if id(use) not in taken and after and _AFTER.fullmatch(text[use.span.end : mentions[after[0]].span.start]):
            yield mentions[after[0]], use
            free.remove(after[0])


def _apart(gap: str, uses: Sequence[Use], use: Use, mention: RoleMention) -> bool:
    """Tell whether the name after "Sprecher des ..." is the speaker's: a comma, or no other name stands between."""
    return "," in gap or not any(mention.span.end <= other.span.start < use.span.start for other in uses)


def _quoted(text: str, at: int) -> bool:
    before = text[:at]
    opened = sum(before.count(c) for c in "„«»“”") + before.count('"')
    return opened % 2 == 1


@dataclass(frozen=True, slots=True)
class ArticleTitles:
    """All titles of an article with the people they go to."""

    people: tuple[Someone, ...]
    source: tuple[Title, ...]
    target: tuple[Title, ...]
    names: ArticleNames
    numbers: Mapping[tuple[int, int, int], int]  # (pair, side 0 or 1, start of the use): person

    def numbered(self) -> list[tuple[int, Language, Use, int]]:
        """Return (pair, side, use, person) of every use, in reading order, German before English."""
        uses = [(u.index, 0, u) for u in self.names.source] + [(u.index, 1, u) for u in self.names.target]
        uses.sort(key=lambda t: (t[0], t[1], t[2].span.start))
        return [(i, "en" if side else "de", u, self.numbers.get((i, side, u.span.start), -1)) for i, side, u in uses]


class _Register:
    """Tells the people of an article apart: a family name alone goes to the last full name with it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.full: list[str] = []

    def number(self, use: Use) -> int:
        """Return the person a use names; a new one where it fits nobody so far."""
        name = re.sub(r"['’]s?$", "", use.text)
        fits = [i for i, known in enumerate(self.full) if self._fits(use, known)]
        if len(use.words) > 1 or not fits:
            exact = [i for i in fits if " " in self.full[i] or len(use.words) == 1]
            if exact:
                return exact[-1]
            if fits and len(use.words) > 1:  # the family name alone came first
                self.full[fits[-1]] = name
                return fits[-1]
            self.full.append(name)
            return len(self.full) - 1
        return fits[-1] if len({fold(self.full[i]) for i in fits}) == 1 else -1

    def _fits(self, use: Use, known: str) -> bool:
        words = known.split()
        if len(use.words) == 1:
            mine = use.words[0]
            return any(
                genitive_of(fold(mine), fold(w)) or (ratio(fold(mine), fold(w)) >= 60 and same_name(mine, w) > 0.8)
                for w in words
            )
        if fold(use.text) == fold(known):
            return True
        if ratio(fold(use.family), fold(words[-1])) < 45 and ratio(fold(use.words[0]), fold(words[0])) < 45:
            return False
        if len(words) == 1:
            return genitive_of(fold(use.family), fold(known))
        return same_name(use.text, known) > 0.6

    def someone(self, name: str) -> Someone:
        """Return the person behind a full name; unknown when several people in the knowledge bear it."""
        found = self.knowledge.named(name) or self.knowledge.named(re.sub(r"s$", "", name))
        return Someone(name, found[0] if len(found) == 1 else None)


def article_titles(pairs: Sequence[Alignment], knowledge: Knowledge) -> ArticleTitles:
    """Return the titles of an article, in order, with German and English uses of one person under one number."""
    key = ("titles", tuple((p.source, p.target) for p in pairs))
    return knowledge.remember(key, lambda: _article_titles(pairs, knowledge))


def _article_titles(pairs: Sequence[Alignment], knowledge: Knowledge) -> ArticleTitles:
    names = article_names(pairs, knowledge)
    register = _Register(knowledge)
    numbers: dict[tuple[int, int, int], int] = {}
    order = sorted(
        [(u.index, 0, u) for u in names.source] + [(u.index, 1, u) for u in names.target], key=lambda t: t[:2]
    )
    for index, side, use in order:
        twin = use.other_span and next(
            (u for u in names.source if u.index == index and side == 1 and u.span.overlaps(use.other_span)), None
        )
        number = numbers[index, 0, twin.span.start] if twin else register.number(use)
        numbers[index, side, use.span.start] = number
    source: list[Title] = []
    target: list[Title] = []
    sides: tuple[tuple[Language, tuple[Use, ...], list[Title]], ...] = (
        ("de", names.source, source),
        ("en", names.target, target),
    )
    for side, (language, uses, titles) in enumerate(sides):
        for i, pair in enumerate(pairs):
            text = pair.source if language == "de" else pair.target
            here = [u for u in uses if u.index == i]
            for mention, use in _attach(text, knowledge.find_roles(text, language), here):
                if not mention.plural:
                    number = numbers[i, side, use.span.start]
                    titles.append(Title(i, mention, use, number, _quoted(text, mention.span.start)))
    people = tuple(register.someone(name) for name in register.full)
    return ArticleTitles(people, tuple(source), tuple(target), names, numbers)
