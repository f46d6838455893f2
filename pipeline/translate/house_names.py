"""People, places, bodies and words as the house writes them: Vladimir Putin, Kyiv, Nato."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.knowledge import Knowledge
from pipeline.knowledge.records import Person
from pipeline.knowledge.style import Style, spots

Change = tuple[int, int, str]

_LONGEST = 4  # words of the longest name that is looked up
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def house_names(text: str, source: str, style: Style) -> list[Change]:
    """Return (start, end, text) of the names in English ``text`` that the house writes otherwise, in order.

    A known person's whole name is changed where it stands as the German ``source`` has it, or as ``style`` forbids;
    what else ``style`` has a rule for, wherever it stands but in the phrases that the knowledge keeps.
    """
    knowledge = Knowledge.load()
    found = [*_people(text, source, style, knowledge), *_ruled(text, source, style, knowledge)]
    made: list[Change] = []
    for change in sorted(found, key=lambda c: (c[0], -c[1])):
        if not made or change[0] >= made[-1][1]:
            made.append(change)
    return made


def _people(text: str, source: str, style: Style, knowledge: Knowledge) -> Iterator[Change]:
    for name, person in _named(source, knowledge):
        rule = style.people.get(person.id)
        use = rule.use if rule else person.en
        if " " in name and name == person.de != use:
            yield from ((*span, use) for span in spots(text, (name,)))
        for avoid in rule.avoid if rule else ():
            tail = " ".join(use.split()[-len(avoid.split()) :])
            yield from ((*span, tail) for span in spots(text, (avoid,)))


def _named(source: str, knowledge: Knowledge) -> Iterator[tuple[str, Person]]:
    """Yield the people that the German names, by full name or by a family name that only one of the people has."""
    words = [m for m in _WORD.finditer(source) if m[0][0].isupper()]
    for i, first in enumerate(words):
        for last in words[i : i + _LONGEST]:
            whole = source[first.start() : last.end()]
            look = knowledge.family if first is last else knowledge.person
            name = whole if look(whole) else whole.removesuffix("s")
            if len(people := look(name)) == 1:
                yield name, people[0]


def _ruled(text: str, source: str, style: Style, knowledge: Knowledge) -> Iterator[Change]:
    for item, rule in style.places.items():
        place = knowledge.places.get(item)
        avoid = [word for word in rule.avoid if word not in source]  # Dynamo Kiev
        yield from ((*span, rule.use) for span in spots(text, avoid, place.keep if place else ()))
    for rule in (*style.organisations.values(), *style.words.values()):
        yield from ((*span, rule.use) for span in spots(text, rule.avoid))
