"""The name ledger of a batch, filled from aligned articles, and the check for names that drift across them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.check._name_words import ACRONYM
from pipeline.check._names import Use, common_english
from pipeline.check._roles import article_titles
from pipeline.knowledge import Knowledge
from pipeline.text.ledger import Entry, Ledger, Sighting, Spelling
from pipeline.text.namekeys import same_name
from pipeline.text.names import genitive_of
from pipeline.text.romanisation import fold
from pipeline.text.wordforms import wordset
from pipeline.types import Alignment, Flag, SegmentKind, Severity, Span

DRIFT = "name-drift"
_NO_PEOPLE = (SegmentKind.ROLE, SegmentKind.SEPARATOR, SegmentKind.TIMESTAMP)
_DETERMINED = re.compile(r"\b(?:the|a|an)\s+$", re.IGNORECASE)  # no English name of a person has an article
# Words that end or begin the names of bodies, works and places, German and English. Sources: legal forms of companies
# after the European Commission's e-Justice portal; the rest are the heads of the bodies in configs/knowledge.
_BODIES = wordset("""
    ag bank bar bureau club co commission committee company corp corporation council court federation gmbh group inc
    institute limited llc ltd market museum nation news partei party post sa se street straße strasse times university
    universität verband verein verlag zeitung agency alliance association board center centre college hospital
    klinik kirche church verlag stiftung foundation theater theatre hotel restaurant school schule bahnhof station
    airport flughafen park platz square bridge brücke tower turm arena stadion stadium cup pokal award preis prize
    oberlandesgericht landgericht amtsgericht gericht stadtbauamt amt gasthaus restaurant musikverein sportfreunde
    act road lane avenue union league liga
""")
_ONE_NAME = 0.05  # same_name under which an English form is another name altogether, set beside it by mistake


def house_forms(knowledge: Knowledge) -> dict[str, str]:
    """Return the house style's form of each person it has a rule for, by id."""
    return {person: rule.use for person, rule in knowledge.style.people.items()} if knowledge.style else {}


def sightings(pairs: Sequence[Alignment], knowledge: Knowledge) -> list[Sighting]:
    """Return every use of a person's name in one article, in reading order, German before English.

    People are names with a title, names the knowledge has as people, and names of two or more words that stand on both
    sides and are no place or body.
    """
    titles = article_titles(pairs, knowledge)
    titled = {t.person for t in (*titles.source, *titles.target)}
    bodies = {number for number, someone in enumerate(titles.people) if _is_body(someone.name, knowledge)}
    full = [
        (number, bool(_DETERMINED.search(pairs[index].target[: use.span.start])))
        for index, side, use, number in titles.numbered()
        if side == "en" and len(use.words) > 1
    ]
    bodies |= {number for number, _ in full} - {number for number, determined in full if not determined}
    plain = {
        number: use.text
        for _, side, use, number in titles.numbered()
        if side == "en" and number >= 0 and genitive_of(titles.people[number].name, use.text)
    }
    found = []
    for index, side, use, number in titles.numbered():
        if number < 0 or number in bodies:
            continue
        someone = titles.people[number]
        where = pairs[index]
        if where.segment.kind in _NO_PEOPLE:
            continue
        if someone.known or number in titled or (" " in someone.name and _on_both_sides(number, titles.numbered())):
            found.append(
                Sighting(
                    use.text,
                    plain.get(number, someone.name),
                    side,
                    where.article.id,
                    where.segment.index,
                    use.span.start,
                    use.span.end,
                    someone.known.id if someone.known else "",
                )
            )
    return found


def _on_both_sides(number: int, numbered: Sequence[tuple[int, str, Use, int]]) -> bool:
    return {side for _, side, _, n in numbered if n == number} == {"de", "en"}


def _is_body(name: str, knowledge: Knowledge) -> bool:
    """Tell whether a name is a place or body: a known one, with an acronym or a word for bodies, or of common words."""
    if any(knowledge.find_where(name, language) for language in ("de", "en")):
        return True
    words = name.split()
    if any(ACRONYM.fullmatch(w) or w.casefold().removesuffix("s") in _BODIES for w in words):
        return True
    return len(words) > 1 and all(common_english(w) for w in words)


def name_drift(articles: Mapping[str, Sequence[Alignment]], ledger: Ledger) -> Iterator[Flag]:
    """Yield a flag at the first use of each English full name that departs from the batch's commonest form.

    Only between articles: two spellings within one are the business of name-variant. ``articles``: aligned articles
    by id, those the ledger was filled from.
    """
    for entry in ledger.entries():
        if entry.drifts():
            usual, *others = entry.full_forms()
            for spelling in others:
                pair = _pair(articles, spelling)
                elsewhere = spelling.first.article != usual.first.article or spelling.last.article != usual.last.article
                one_name = fold(spelling.text) != fold(usual.text) and same_name(spelling.text, usual.text) >= _ONE_NAME
                if pair and elsewhere and one_name:
                    yield _flag(entry, usual, spelling, pair)


def _pair(articles: Mapping[str, Sequence[Alignment]], spelling: Spelling) -> Alignment | None:
    place = spelling.first
    return next((p for p in articles.get(place.article, ()) if p.segment.index == place.segment), None)


def _flag(entry: Entry, usual: Spelling, spelling: Spelling, pair: Alignment) -> Flag:
    return Flag(
        check=DRIFT,
        severity=Severity.WARNING,
        pair=pair,
        message=f"“{spelling.text}” is spelt “{entry.house or usual.text}” elsewhere in this batch",
        target_span=Span(spelling.first.start, spelling.first.end),
        suggestion=entry.house or usual.text,
        confidence=0.7,
        rule="drift",
        evidence=(
            f"{usual.text}: {usual.count} times, first in {usual.first.article}, last in {usual.last.article}",
            f"{spelling.text}: {spelling.count} times, first in {spelling.first.article}",
        ),
    )
