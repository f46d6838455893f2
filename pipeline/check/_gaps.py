"""Names of one pair that have no counterpart on the other side; shared by the checks on lost and altered names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.check._name_side import ACRONYM, FAINT, HOLE, TORN, Candidate, Side
from pipeline.check._names import common_english, matches
from pipeline.knowledge import Knowledge
from pipeline.knowledge.lexicon import lexicon
from pipeline.knowledge.whereabouts import WhereMention
from pipeline.text.romanisation import fold
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Span

Kind = Literal["place", "organisation", "acronym", "name"]

_PRONOUNS: Final = {
    "de": re.compile(r"\b(?:er|sie|ihm|ihn|ihr|ihre[nrms]?|ihnen|sein|seine[nrms]?|dessen|deren)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:he|she|they|him|her|them|his|their)\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A name without counterpart: ``source`` is missing from the English, ``target`` from the German, or both."""

    kind: Kind
    source: Span | None
    target: Span | None
    confidence: float


def gaps(pair: Alignment, knowledge: Knowledge) -> list[Gap]:
    """Return the names of a pair that are lost, altered or new in the English; remembered, since four checks ask."""
    return knowledge.remember(("gaps", pair.source, pair.target), lambda: _find(pair.source, pair.target, knowledge))


def _find(source: str, target: str, knowledge: Knowledge) -> list[Gap]:
    if not source.strip() or not target.strip():
        return []
    german, english = Side(source, target, "de", knowledge), Side(source, target, "en", knowledge)
    found = _by_identity(german, english, knowledge)
    taken_de, taken_en = [g.source for g in found if g.source], [g.target for g in found if g.target]
    lost = [c for c in german.groups() if not any(c.span.overlaps(s) for s in taken_de)]
    new = [c for c in english.groups() if not any(c.span.overlaps(s) for s in taken_en)]
    hole = 0.25 if HOLE.search(target) else 0.0
    for missing in sorted(lost, key=lambda c: -c.weight):
        partner = _nearest(missing, new, source, target) if new else None
        if partner and ACRONYM.fullmatch(missing.span.of(source)) and _is_adjective(partner, english):
            new.remove(partner)  # EM: European Championship
        elif partner and (missing.weight > FAINT or _is_strange(partner, english)):
            new.remove(partner)
            kind = _kind(german, missing.span, english, partner.span)
            confidence = 0.5 + 0.4 * min(missing.weight, partner.weight)
            if missing.weight == FAINT and _is_telling(partner, english):
                kind, confidence = "name", 0.62
            found.append(Gap(kind, missing.span, partner.span, confidence))
        elif missing.weight > FAINT and not _by_pronoun(source, target):
            confidence = min(0.95, 0.3 + 0.5 * missing.weight + hole)
            found.append(Gap(_kind(german, missing.span), missing.span, None, confidence))
            hole = 0.0
    torn = None if target.rstrip().endswith("?") else TORN.search(target)
    faint = [c for c in lost if c.weight <= FAINT]
    if torn and faint and not any(g.target is None for g in found):
        noun = _nearest(Candidate(Span(*torn.span()), 0, True, 1.0), faint, target, source) or faint[0]
        found.append(Gap("name", noun.span, None, 0.65))
    for added in new:
        found.append(Gap(_kind(english, added.span), None, added.span, 0.2 + 0.4 * added.weight))
    return found


def _is_adjective(candidate: Candidate, english: Side) -> bool:
    return any(m.how != "name" and m.how != "organisation" for m in english.where if m.span.overlaps(candidate.span))


def _is_strange(candidate: Candidate, english: Side) -> bool:
    """Tell whether an English name is one no common noun would be rendered by: no acronym, no nationality."""
    word = candidate.span.of(english.text)
    adjective = any(m.how != "name" for m in english.where if m.span.overlaps(candidate.span))
    return (
        candidate.weight >= 0.7 and not adjective and not ACRONYM.fullmatch(word) and not re.search(r"[A-Z]{2}", word)
    )


def _is_telling(candidate: Candidate, english: Side) -> bool:
    """Tell whether an English name is surely one: a known place or person, or two words."""
    word = candidate.span.of(english.text)
    place = any(m.how == "name" and m.span.overlaps(candidate.span) for m in english.where)
    return place or " " in word or bool(english.knowledge.family(word))


def _nearest(missing: Candidate, new: Sequence[Candidate], source: str, target: str) -> Candidate | None:
    place = missing.span.start / max(len(source), 1)
    return min(new, key=lambda c: abs(c.span.start / max(len(target), 1) - place))


def _by_pronoun(source: str, target: str) -> bool:
    return len(_PRONOUNS["en"].findall(target)) > len(_PRONOUNS["de"].findall(source))


def _kind(side: Side, span: Span, other: Side | None = None, other_span: Span | None = None) -> Kind:
    for one, where in ((side, span), (other, other_span)):
        hows = {m.how for m in one.where if m.span.overlaps(where)} if one and where else set()
        if hows:
            return "organisation" if "organisation" in hows else "place"
    return "acronym" if ACRONYM.fullmatch(span.of(side.text)) else "name"


def _by_identity(german: Side, english: Side, knowledge: Knowledge) -> list[Gap]:
    """Return places and bodies that became others which the knowledge tells apart: Südkorea, North Korea."""
    found: list[Gap] = []
    source_ids, target_ids = ({i for m in side.where for i in m.ids} for side in (german, english))
    alone = [m for m in german.where if m.how != "people" and not target_ids & set(m.ids)]
    strange = [m for m in english.where if m.how != "people" and not source_ids & set(m.ids) and not _opens(english, m)]
    lost = [m for m in alone if not _met(m, strange, knowledge)]
    new = [m for m in strange if not _met(m, alone, knowledge)]
    for bodies in (False, True):
        sources = [m for m in lost if (m.how == "organisation") == bodies]
        targets = [m for m in new if (m.how == "organisation") == bodies]
        if len(sources) == len(targets):
            kind: Kind = "organisation" if bodies else "place"
            for one, other in zip(sources, targets, strict=True):
                if not _translated(one, other, german, english) and not _both_ministries(one, other, knowledge):
                    found.append(Gap(kind, one.span, other.span, 0.9))
    return found


def _opens(english: Side, mention: WhereMention) -> bool:
    """Tell whether an English mention has its capital from the start of the sentence: Union, for Gewerkschaft."""
    first = not english.text[: mention.span.start].strip(" \"“'")
    word = mention.span.of(english.text)
    return first and " " not in word and (common_english(word) or english.support.get(mention.span.start, 0.0) >= 0.12)


def _both_ministries(german: WhereMention, english: WhereMention, knowledge: Knowledge) -> bool:
    """Tell whether a ministry became that of another country: "Außenministerium" alone is every country's."""
    bodies = [knowledge.organisations[m.ids[0]] for m in (german, english) if m.ids[0] in knowledge.organisations]
    return len(bodies) == 2 and {b.kind for b in bodies} == {"ministry"} and bodies[0].country != bodies[1].country


def _met(mention: WhereMention, others: Sequence[WhereMention], knowledge: Knowledge) -> bool:
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
    if fold(source) == fold(target) or matches(source, target):
        return True
    outside = [w.fold for w in word_forms(en.text) if not w.span.overlaps(english.span)]
    parts = {fold(part) for w in outside for part in w.split("-")}
    for word in word_forms(source.replace("-", " ")):
        if fold(word.text) in parts:
            return True
        options = lexicon().translations(word.fold)
        if any(options.get(english_stem(other), 0.0) >= 0.2 for other in outside):
            return True
    options = lexicon().translations(source.casefold())
    return " " not in target and options.get(english_stem(target.casefold()), 0.0) >= 0.25
