"""Names of one pair that have no counterpart on the other side; shared by the checks on lost and altered names.

Places and bodies that the knowledge tells apart come first. Every other German candidate is set against every English
one; the likeliest pairs are taken out one by one, and what is left is lost or new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, Literal, NamedTuple

from pipeline.check._name_cues import (
    Cues,
    english_cues,
    german_cues,
    pair_cues,
    sentence_cues,
    translates,
)
from pipeline.check._name_judge import probability
from pipeline.check._name_place import places
from pipeline.check._name_side import Candidate, Side
from pipeline.check._name_words import ACRONYM
from pipeline.check._told_apart import met, told_apart
from pipeline.knowledge import Knowledge
from pipeline.text.namekeys import same_name
from pipeline.text.romanisation import fold
from pipeline.types import Alignment, Span

Kind = Literal["place", "organisation", "acronym", "name"]
Change = Literal["lost", "altered", "added"]

_NAMES_A_NOUN: Final = ("beside", "spoken", "known", "apposed", "place", "body")  # cues that make a common noun a name
_USUAL: Final = 0.3  # the cue "seen", log(times + 1) / 10, from which an English acronym is a common noun: 20 times
_HALF_LOST: Final = 0.75  # least probability that a family name behind a given name that stands is lost
_PROPER: Final = 0.8  # share of names among its translations from which a German word is one
_TOLD_APART: Final = 0.9  # confidence in places and bodies that the knowledge tells apart
_ONE_NAME: Final = 0.5  # same_name from which two whole names are one
_RENDERS: Final = 0.03  # strength in the lexicon from which an English word renders a German one
_EITHER: Final = 0.5  # probability from which a name counts as altered even where it is likelier to be lost
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
    found = _known(german, english)
    for suspect in _suspects(german, english, found):
        one, other = (c.span if c else None for c in (suspect.source, suspect.target))
        chance = probability(suspect.change, suspect.cues)
        chance = max(chance, _HALF_LOST) if _is_half(suspect) else chance
        found.append(Gap(_kind(german, one, english, other), one, other, chance))
    return found


def _known(german: Side, english: Side) -> list[Gap]:
    return [
        Gap("organisation" if other.bodies else "place", other.source, other.target, _TOLD_APART)
        for other in told_apart(german, english)
    ]


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
    return list(_suspects(german, english, _known(german, english)))


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
    return any(met(m, theirs, german.knowledge) for m in mine)


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
