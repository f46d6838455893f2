"""Places and bodies that became others which the knowledge tells apart: Südkorea, North Korea."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from pipeline.check._name_account import SUPPORT
from pipeline.check._name_cues import middle
from pipeline.check._name_place import places
from pipeline.check._name_side import Side
from pipeline.check._name_words import ACRONYM
from pipeline.check._names import common_english, matches
from pipeline.check._place_counts import swapped
from pipeline.knowledge import Knowledge
from pipeline.knowledge.lexicon import lexicon
from pipeline.knowledge.whereabouts import WhereMention
from pipeline.text.names import NOT_NAMES
from pipeline.text.romanisation import fold
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import word_forms
from pipeline.types import Span

_NAMED: Final = re.compile(r" [A-ZÄÖÜ][a-zäöüß]+ [A-ZÄÖÜ]")  # a full name
_OWN: Final = 0.25  # strength from which the lexicon takes a place for what English calls it
_BEHIND: Final = re.compile(r" \(([A-ZÄÖÜ]{2,6})\)")  # an acronym behind a name
_TOGETHER: Final = 0.34  # share of its neighbours that must stand by it if it is farther away
_AWAY: Final = 0.35  # share of the sentence by which one place may stand from where the other should


class Other(NamedTuple):
    """A German place, or body where ``bodies``, and the other one that stands in its stead."""

    bodies: bool
    source: Span
    target: Span


def told_apart(german: Side, english: Side) -> list[Other]:
    """Return places and bodies that became others: Südkorea, North Korea."""
    knowledge = german.knowledge
    found: list[Other] = []
    source_ids, target_ids = ({i for m in side.where for i in m.ids} for side in (german, english))
    alone = [m for m in german.where if _is_told(german, m) and not target_ids & set(m.ids)]
    strange = [m for m in english.where if m.how != "people" and not source_ids & set(m.ids) and not _opens(english, m)]
    lost = [m for m in alone if not met(m, strange, knowledge)]
    new = [m for m in strange if not met(m, alone, knowledge)]
    for bodies in (False, True):
        sources, targets = (
            [m for m in side if _is_body(m, text) == bodies]
            for side, text in ((lost, german.text), (new, english.text))
        )
        if len(sources) == len(targets):
            for one, other in zip(sources, targets, strict=True):
                where = places(german.text, english.text)
                off = abs(where.expected(one.span) - middle(english, other.span))
                if (
                    (off <= _AWAY or where.together(one.span, other.span) >= _TOGETHER)
                    and not _translated(one, other, german, english)
                    and not _both_ministries(one, other, knowledge)
                ):
                    found.append(Other(bodies, one.span, other.span))
    return found or [*_more_often(german, english), *_misnamed(german, english, knowledge)]


def _more_often(german: Side, english: Side) -> Iterator[Other]:
    """Yield places that became others though the names of both stand on both sides."""
    for one, other in swapped(german, english):
        if not _one_place(one.span.of(german.text), other.span.of(english.text)):
            yield Other(False, one.span, other.span)


def _misnamed(german: Side, english: Side, knowledge: Knowledge) -> Iterator[Other]:
    """Yield bodies in the English with the acronym of the German behind them that is another's: ... Trade ... (WHO)."""
    mine = {i for m in german.where for i in m.ids}
    for mention in english.where:
        behind = _BEHIND.match(english.text, mention.span.end)
        at = re.search(rf"\b{behind[1]}\b", german.text) if behind and mention.how == "organisation" else None
        if behind and at and not mine & set(mention.ids):
            bodies = [knowledge.organisations[i] for i in mention.ids if i in knowledge.organisations]
            names = {name for body in bodies for name in (*body.de, *body.en)}
            if behind[1] not in names and any(map(ACRONYM.fullmatch, names)):
                yield Other(True, Span(*at.span()), mention.span)


def _is_told(german: Side, mention: WhereMention) -> bool:
    """Tell whether a German mention is a place or body, or the nationality of somebody who is named behind it."""
    return mention.how != "people" or bool(_NAMED.match(german.text, mention.span.end))


def _is_body(mention: WhereMention, text: str) -> bool:
    union = mention.how == "name" and "EU" in mention.ids and " " in mention.span.of(text)  # African Union
    return mention.how == "organisation" or union


def _opens(english: Side, mention: WhereMention) -> bool:
    """Tell whether an English mention has its capital from the start of the sentence: Union, for Gewerkschaft."""
    first = not english.text[: mention.span.start].strip(" \"“'")
    word = mention.span.of(english.text)
    return (
        first
        and " " not in word
        and (common_english(word) or english.support.get(mention.span.start, (0.0, 0))[0] >= SUPPORT)
    )


def _both_ministries(german: WhereMention, english: WhereMention, knowledge: Knowledge) -> bool:
    """Tell whether a ministry became that of another country: "Außenministerium" alone is every country's."""
    bodies = [knowledge.organisations[m.ids[0]] for m in (german, english) if m.ids[0] in knowledge.organisations]
    return len(bodies) == 2 and {b.kind for b in bodies} == {"ministry"} and bodies[0].country != bodies[1].country


def met(mention: WhereMention, others: Sequence[WhereMention], knowledge: Knowledge) -> bool:
    """Tell whether one of ``others`` may be the same place or body, or a place in or around it."""
    mine = set(mention.ids)
    for other in others:
        theirs = set(other.ids)
        if mine & theirs:
            return True
        bodies = mention.how == other.how == "organisation"
        upward = {knowledge.country_of(i) for i in theirs} & mine or {knowledge.country_of(i) for i in mine} & theirs
        if upward and not bodies:
            return True
    return False


def _translated(german: WhereMention, english: WhereMention, de: Side, en: Side) -> bool:
    """Tell whether the lexicon finds either name in other words, or takes the two for one."""
    source, target = german.span.of(de.text), english.span.of(en.text)
    if _one_place(source, target):
        return True
    outside = [w.fold for w in word_forms(en.text) if not w.span.overlaps(english.span)]
    parts = {fold(part) for w in outside for part in w.split("-")}
    for word in word_forms(source.replace("-", " ")):
        if word.fold in NOT_NAMES["de"]:
            continue
        if fold(word.text) in parts:
            return True
        options = lexicon().translations(word.fold)
        if any(options.get(english_stem(other), 0.0) >= 0.2 for other in outside):
            return True
    return False


def _one_place(source: str, target: str) -> bool:
    """Tell whether the two spell one name, or the lexicon takes the German one for the English one."""
    if fold(source) == fold(target) or matches(source, target):
        return True
    options = lexicon().translations(source.casefold())
    if options.get(english_stem(source.casefold()), 0.0) >= _OWN:
        return False  # Bremerhaven, which the lexicon takes for Bremen, too
    return " " not in target and options.get(english_stem(target.casefold()), 0.0) >= _OWN
