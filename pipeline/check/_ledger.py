"""The name ledger of a batch, filled from aligned articles, and the check for names that drift across them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.check._names import Use
from pipeline.check._roles import article_titles
from pipeline.knowledge import Knowledge
from pipeline.text.ledger import Entry, Ledger, Sighting, Spelling
from pipeline.text.namekeys import same_name
from pipeline.text.romanisation import fold
from pipeline.types import Alignment, Flag, SegmentKind, Severity, Span

DRIFT = "name-drift"
_NO_PEOPLE = (SegmentKind.ROLE, SegmentKind.SEPARATOR, SegmentKind.TIMESTAMP)
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
    found = []
    for index, side, use, number in titles.numbered():
        if number < 0 or number in bodies:
            continue
        someone = titles.people[number]
        where = pairs[index]
        if where.segment.kind in _NO_PEOPLE:
            continue
        if someone.known or number in titled or (" " in someone.name and _on_both_sides(number, titles.numbered())):
            # German may set two names side by side ("schrieb Anna Berg Karl Thal"), which reads as one of four words.
            name = use.text if len(someone.name.split()) > 3 and " " in use.text else someone.name
            found.append(
                Sighting(
                    use.text,
                    name,
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
    return any(knowledge.find_where(name, language) for language in ("de", "en"))


def name_ledger(articles: Iterable[Sequence[Alignment]], knowledge: Knowledge) -> Ledger:
    """Return the ledger of a batch of aligned articles."""
    ledger = Ledger(house_forms(knowledge))
    for pairs in articles:
        ledger.add(sightings(pairs, knowledge))
    return ledger


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
        message=f'"{spelling.text}" is spelt "{entry.house or usual.text}" elsewhere in this batch.',
        target_span=Span(spelling.first.start, spelling.first.end),
        suggestion=entry.house or usual.text,
        confidence=0.7,
        rule="drift",
        evidence=(
            f"{usual.text}: {usual.count} times, first in {usual.first.article}, last in {usual.last.article}",
            f"{spelling.text}: {spelling.count} times, first in {spelling.first.article}",
        ),
    )
