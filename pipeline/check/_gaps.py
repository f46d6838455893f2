"""Names of one pair that have no counterpart on the other side; shared by the checks on lost and altered names.

Places and bodies that the knowledge tells apart come first. Every other German candidate is set against every English
one; the likeliest pairs are taken out one by one, and what is left is lost or new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, Literal, NamedTuple

from pipeline.check._name_account import SUPPORT
from pipeline.check._name_cues import (
    Cues,
    english_cues,
    german_cues,
    middle,
    pair_cues,
    sentence_cues,
    translates,
)
from pipeline.check._name_judge import probability
from pipeline.check._name_place import places
from pipeline.check._name_side import Candidate, Side
from pipeline.check._name_words import ACRONYM
from pipeline.check._names import common_english, matches
from pipeline.knowledge import Knowledge
from pipeline.knowledge.lexicon import lexicon
from pipeline.knowledge.whereabouts import WhereMention
from pipeline.text.namekeys import same_name
from pipeline.text.names import NOT_NAMES
from pipeline.text.romanisation import fold
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Span

Kind = Literal["place", "organisation", "acronym", "name"]
Change = Literal["lost", "altered", "added"]

_NAMES_A_NOUN: Final = ("beside", "spoken", "known", "apposed", "place", "body")  # cues that make a common noun a name
_USUAL: Final = 0.3  # the cue "seen", log(times + 1) / 10, from which an English acronym is a common noun: 20 times
_AWAY: Final = 0.35  # share of the sentence by which one place may stand from where the other should
_TOGETHER: Final = 0.34  # share of its neighbours that must stand by it if it is farther away
_HALF_LOST: Final = 0.75  # least probability that a family name behind a given name that stands is lost
_PROPER: Final = 0.8  # share of names among its translations from which a German word is one
_TOLD_APART: Final = 0.9  # confidence in places and bodies that the knowledge tells apart
_ONE_NAME: Final = 0.5  # same_name from which two whole names are one
_RENDERS: Final = 0.03  # strength in the lexicon from which an English word renders a German one
_EITHER: Final = 0.5  # probability from which a name counts as altered even where it is likelier to be lost
_NAMED: Final = re.compile(r" [A-ZÄÖÜ][a-zäöüß]+ [A-ZÄÖÜ]")  # a full name
_BEHIND: Final = re.compile(r" \(([A-ZÄÖÜ]{2,6})\)")  # an acronym behind a name
_OWN: Final = 0.25  # strength from which the lexicon takes a place for what English calls it
_PAIRED: Final = 0.2  # least probability for two candidates to be taken for one name and another in its place


@dataclass(frozen=True, slots=True)
class Gap:
    """A name without counterpart: ``source`` is missing from the English, ``target`` from the German, or both.

    ``confidence``: probability 0..1 (see ``_name_judge``).
    """

    kind: Kind
    source: Span | None
    target: Span | None
    confidence: float

    @property
    def change(self) -> Change:
        return "altered" if self.source and self.target else "lost" if self.source else "added"


class Suspect(NamedTuple):
    """A gap before it is judged."""

    change: Change
    source: Candidate | None
    target: Candidate | None
    cues: Cues


_Told = tuple[Candidate, Cues]  # a candidate and what speaks for and against its being a name


def gaps(pair: Alignment, knowledge: Knowledge) -> list[Gap]:
    """Return the names of a pair that are lost, altered or new in the English; remembered, since four checks ask."""
    return knowledge.remember(("gaps", pair.source, pair.target), lambda: _find(pair.source, pair.target, knowledge))


def _find(source: str, target: str, knowledge: Knowledge) -> list[Gap]:
    if not source.strip() or not target.strip():
        return []
    german, english = Side(source, target, "de", knowledge), Side(source, target, "en", knowledge)
    found = _by_identity(german, english, knowledge)
    for suspect in _suspects(german, english, found):
        one, other = (c.span if c else None for c in (suspect.source, suspect.target))
        chance = probability(suspect.change, suspect.cues)
        chance = max(chance, _HALF_LOST) if _is_half(suspect) else chance
        found.append(Gap(_kind(german, one, english, other), one, other, chance))
    return found


def _is_half(suspect: Suspect) -> bool:
    """Tell whether a family name is lost behind a given name that stands: "Lisa Wimmer", Lisa.

    German sets nouns behind names, too ("gab Kabul Kämpfern Geld"), but no word that looks like a name.
    """
    one, cues = suspect.source, suspect.cues
    if suspect.change != "lost" or not one or not one.beside or one.leading or one.weak or not cues["namelike"]:
        return False
    if any(cues[cue] for cue in ("common", "compound", "abstract", "place", "people", "body", "hyphen")):
        return False
    return bool(not cues["noun"] or cues["shape"] > 0) if cues["unseen"] else cues["proper"] >= _PROPER


def suspects(source: str, target: str, knowledge: Knowledge) -> list[Suspect]:
    """Return what may be lost, altered or new but for what the knowledge tells apart; for fitting the judge."""
    german, english = Side(source, target, "de", knowledge), Side(source, target, "en", knowledge)
    return list(_suspects(german, english, _by_identity(german, english, knowledge)))


def _suspects(german: Side, english: Side, found: Sequence[Gap]) -> Iterator[Suspect]:
    lost, new = (
        [(c, cues(side, c)) for c in side.candidates() if not any(c.span.overlaps(s) for s in spans)]
        for side, spans, cues in (
            (german, [g.source for g in found if g.source], german_cues),
            (english, [g.target for g in found if g.target], english_cues),
        )
    )
    gone = {one: _lost(german, english, one, mine) for one, mine in lost}
    used: set[Candidate] = set()
    for chance, suspect in _pairs(german, lost, english, new):
        one, other = suspect.source, suspect.target
        if one and other and one not in used and other not in used:
            alone = gone[one]
            if alone is None or chance >= min(_EITHER, probability("lost", alone.cues)):
                used |= {one, other}
                yield suspect
    yield from (suspect for one, suspect in gone.items() if suspect and one not in used)
    for other, theirs in new:
        rendered = max(english.support.get(span.start, (0.0, 0))[0] for span in other.words) >= _RENDERS
        known = theirs["acronym"] and not theirs["body"] and theirs["seen"] > _USUAL  # GDP, for a German noun
        if other not in used and not (other.weak or other.leading or rendered or known):  # leading: "Peter Lind"
            yield Suspect("added", None, other, theirs | sentence_cues(german, english, 0.5))


def _pairs(german: Side, lost: Sequence[_Told], english: Side, new: Sequence[_Told]) -> list[tuple[float, Suspect]]:
    """Return the candidates that may stand for one another with their probability, the likeliest first."""
    pairs = []
    for (one, mine), (other, theirs) in product(lost, new):
        if mine["common"] and not any(mine[cue] for cue in _NAMES_A_NOUN):
            continue
        if _relate(german, one, english, other) or translates(german, one, english, other) >= _RENDERS:
            continue
        both = {f"de-{k}": v for k, v in mine.items()} | {f"en-{k}": v for k, v in theirs.items()}
        both |= pair_cues(german, one, english, other)
        chance = probability("altered", both)
        if chance >= _PAIRED:
            pairs.append((chance, Suspect("altered", one, other, both)))
    return sorted(pairs, key=lambda p: (-p[0], p[1].cues["apart"]))


def _lost(german: Side, english: Side, one: Candidate, mine: Cues) -> Suspect | None:
    if one.leading or any(_one_name(german, one, name) for name in german.other_names):
        return None
    cues = {**mine, **sentence_cues(german, english, places(german.text, english.text).expected(one.span))}
    # A name that is said twice may stand once, and a pronoun may stand for it.
    said = cues["torn"] < 1.0 and (one.weak or (cues["pronoun"] and not cues["full"]))
    return None if said else Suspect("lost", one, None, cues)


def _relate(german: Side, source: Candidate, english: Side, target: Candidate) -> bool:
    """Tell whether the whole names spell one person, or one is a place and the other its country: Syrien, Damascus."""
    if _one_name(german, source, target.whole.of(english.text)):
        return True
    mine = [m for m in german.where if m.span.overlaps(source.span)]
    theirs = [m for m in english.where if m.span.overlaps(target.span)]
    return any(_met(m, theirs, german.knowledge) for m in mine)


def _one_name(german: Side, source: Candidate, name: str) -> bool:
    """Tell whether a whole English name, of two words at least, spells the German one."""
    words, lost = (span.of(german.text).split() for span in (source.whole, source.span))
    tails = (" ".join(words[at:]) for at in range(len(words) - 1))  # without a noun before the name
    if {fold(w) for w in name.split()} <= {fold(w) for w in words} - {fold(w) for w in lost}:
        return False  # "José Antonio" is what is left of José Antonio Kast
    return " " in name and any(same_name(tail, name) >= _ONE_NAME for tail in tails)


def _kind(german: Side, source: Span | None, english: Side, target: Span | None) -> Kind:
    for side, where in ((german, source), (english, target)):
        hows = {m.how for m in side.where if m.span.overlaps(where)} if where else set()
        if hows:
            return "organisation" if "organisation" in hows else "place"
    text = source.of(german.text) if source else target.of(english.text) if target else ""
    return "acronym" if ACRONYM.fullmatch(text) else "name"


def _by_identity(german: Side, english: Side, knowledge: Knowledge) -> list[Gap]:
    """Return places and bodies that became others which the knowledge tells apart: Südkorea, North Korea."""
    found: list[Gap] = []
    source_ids, target_ids = ({i for m in side.where for i in m.ids} for side in (german, english))
    alone = [m for m in german.where if _is_told(german, m) and not target_ids & set(m.ids)]
    strange = [m for m in english.where if m.how != "people" and not source_ids & set(m.ids) and not _opens(english, m)]
    lost = [m for m in alone if not _met(m, strange, knowledge)]
    new = [m for m in strange if not _met(m, alone, knowledge)]
    for bodies in (False, True):
        sources, targets = (
            [m for m in side if _is_body(m, text) == bodies]
            for side, text in ((lost, german.text), (new, english.text))
        )
        if len(sources) == len(targets):
            kind: Kind = "organisation" if bodies else "place"
            for one, other in zip(sources, targets, strict=True):
                where = places(german.text, english.text)
                off = abs(where.expected(one.span) - middle(english, other.span))
                if (
                    (off <= _AWAY or where.together(one.span, other.span) >= _TOGETHER)
                    and not _translated(one, other, german, english)
                    and not _both_ministries(one, other, knowledge)
                ):
                    found.append(Gap(kind, one.span, other.span, _TOLD_APART))
    return found or list(_misnamed(german, english, knowledge))


def _misnamed(german: Side, english: Side, knowledge: Knowledge) -> Iterator[Gap]:
    """Yield bodies in the English with the acronym of the German behind them that is another's: ... Trade ... (WHO)."""
    mine = {i for m in german.where for i in m.ids}
    for mention in english.where:
        behind = _BEHIND.match(english.text, mention.span.end)
        at = re.search(rf"\b{behind[1]}\b", german.text) if behind and mention.how == "organisation" else None
        if behind and at and not mine & set(mention.ids):
            bodies = [knowledge.organisations[i] for i in mention.ids if i in knowledge.organisations]
            names = {name for body in bodies for name in (*body.de, *body.en)}
            if behind[1] not in names and any(map(ACRONYM.fullmatch, names)):
                yield Gap("organisation", Span(*at.span()), mention.span, _TOLD_APART)


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
        if word.fold in NOT_NAMES["de"]:
            continue
        if fold(word.text) in parts:
            return True
        options = lexicon().translations(word.fold)
        if any(options.get(english_stem(other), 0.0) >= 0.2 for other in outside):
            return True
    options = lexicon().translations(source.casefold())
    if options.get(english_stem(source.casefold()), 0.0) >= _OWN:
        return False  # Bremerhaven, which the lexicon takes for Bremen, too
    return " " not in target and options.get(english_stem(target.casefold()), 0.0) >= _OWN
