"""Does a title fit what is known about a person? Compares a role phrase with dated offices, and two role phrases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from pipeline.knowledge import Knowledge
from pipeline.knowledge.mentions import RoleMention
from pipeline.knowledge.records import Office, Person
from pipeline.text.namekeys import same_name

# Kinds of office that one person holds one of, and that the knowledge records completely for those it knows.
HARD: Final = frozenset({"state", "minister", "eu", "central-bank", "royal"})
WHOLE: Final = HARD | {"church", "organisation", "parliament", "party", "military", "spokesperson", "local", "regional"}
GENERIC: Final = frozenset(
    {"leader", "chief", "head-of-state", "politician", "lawmaker", "expert", "adviser", "representative", "diplomat"}
)
HEADS: Final = frozenset(
    {"leader", "chief", "chair", "president", "director"}
)  # of a body: whatever its head is called
SLACK: Final = timedelta(days=14)  # elected but not sworn in, or just out: the press uses both titles
Problem = Literal["never", "past", "future", "still", "deputy", "place", "holder"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a title: ``problem``, the office that it ``should`` name, whether that is ``certain``."""

    problem: Problem
    should: Office | None
    held: Office | None  # the office the title does name, in another time
    certain: bool
    holder: Person | None = None  # who does hold the office, where the person named is not known


def same_place(knowledge: Knowledge, a: str, b: str) -> bool:
    """Tell whether two place or organisation ids can stand for one another; an empty one fits all."""
    if not a or not b or a == b:
        return True
    bodies = (a in knowledge.organisations) + (b in knowledge.organisations)
    kinds = {knowledge.organisations[x].kind for x in (a, b) if x in knowledge.organisations}
    if kinds == {"party", "parliament"}:
        return True  # the Greens' member of parliament, a member of the Bundestag
    home_a, home_b = knowledge.country_of(a), knowledge.country_of(b)
    if bodies == 0:
        return a == home_b or b == home_a  # a country and its capital, but not two of its states
    if bodies == 1 and "" in (home_a, home_b):  # "Außenministerium" is every country's
        return True
    return bodies == 1 and home_a == home_b


def names_office(knowledge: Knowledge, mention: RoleMention, office: Office, place: bool = True) -> bool:
    """Tell whether a role phrase can name the office, leaving modifiers other than deputy aside."""
    if place and not same_place(knowledge, mention.where, office.where):
        return False
    deputy = "deputy" in mention.modifiers
    if deputy != ("deputy" in office.modifiers) or "designate" in office.modifiers - mention.modifiers:
        return False
    if HEADS & set(mention.roles) and office.where in knowledge.organisations and mention.where:
        return knowledge.roles[office.role].unique or bool(HEADS & {office.role})
    return any(knowledge.compatible(role, office.role, office.where) for role in mention.roles)


def judge(knowledge: Knowledge, person: Person, mention: RoleMention, day: date | None) -> Verdict | None:
    """Return what is wrong with calling ``person`` that on ``day``; None: nothing, or not known well enough."""
    kinds = {knowledge.roles[r].kind for r in mention.roles if r in knowledge.roles}
    if not person.offices or not kinds & WHOLE or set(mention.roles) & GENERIC:
        return None
    if mention.qualifier or mention.modifiers & {"designate", "shadow"}:
        return None
    fitting = [o for o in person.offices if names_office(knowledge, mention, o)]
    if day is None:
        return None if fitting or not kinds & HARD else _never(knowledge, person, mention, person.offices[-1:], True)
    current = knowledge.offices_at(person, day)
    near = [o for o in person.offices if any(o.held_on(day + shift) != "no" for shift in (-SLACK, timedelta(), SLACK))]
    if "former" in mention.modifiers:
        holds = [h for h in current if h.office in fitting]
        settled = all(h.certain and h.office.held_on(day - SLACK) == "yes" for h in holds)
        if holds and settled and kinds & HARD:  # an earlier term is over, but not the office
            return Verdict("still", holds[0].office, holds[0].office, True)
        return None
    if any(o in near for o in fitting):
        return None
    top = [h.office for h in current if knowledge.roles[h.office.role].kind in HARD] or [h.office for h in current]
    should = top[0] if top else None
    past = [o for o in fitting if o.ended_by(day)]
    if past:
        return Verdict("past", should, past[-1], True)
    if fitting:
        return Verdict("future", should, fitting[0], all(o.start is not None for o in fitting))
    return _never(knowledge, person, mention, tuple(h.office for h in current), all(h.certain for h in current))


def _never(
    knowledge: Knowledge, person: Person, mention: RoleMention, current: tuple[Office, ...], certain: bool
) -> Verdict | None:
    """Judge a title that the person is not known to have borne: only against an office that rules it out."""
    kinds = {knowledge.roles[r].kind for r in mention.roles if r in knowledge.roles}
    hard = [o for o in current if knowledge.roles[o.role].kind in HARD or knowledge.roles[o.role].unique]
    if not hard:
        return None
    elsewhere = [o for o in hard if names_office(knowledge, mention, o, place=False)]
    if elsewhere:
        return Verdict("place", elsewhere[0], None, certain)
    if not kinds & HARD and not (kinds & {"organisation"} and mention.where):
        return None
    grade = [o for o in hard if "deputy" in o.modifiers | mention.modifiers]
    if grade and "deputy" not in mention.modifiers:
        return Verdict("deputy", grade[0], None, certain)
    return Verdict("never", hard[0], None, certain)


def held_by_other(knowledge: Knowledge, name: str, mention: RoleMention, day: date | None) -> Verdict | None:
    """Return who holds the office that is given to somebody unknown; None where that is not certain, or they match."""
    unique = [r for r in mention.roles if knowledge.roles[r].unique]
    if (
        day is None
        or not mention.where
        or mention.modifiers
        or mention.qualifier
        or len(name.split()) < 2
        or not unique
    ):
        return None
    for role in unique:
        for person in knowledge.holders(role, mention.where, day):
            held = [h for h in knowledge.offices_at(person, day) if h.office.role == role and h.certain]
            near = any(same_name(name, known) > 0.3 for known in person.names)
            if (
                held
                and not near
                and held[0].office.held_on(day - SLACK) == held[0].office.held_on(day + SLACK) == "yes"
            ):
                return Verdict("holder", held[0].office, None, False, person)
    return None


def clash(knowledge: Knowledge, one: RoleMention, other: RoleMention) -> bool:
    """Tell whether one person cannot well bear both titles in one article."""
    if (one.modifiers | other.modifiers) & {"former", "designate", "shadow"}:
        return False
    where = one.where or other.where
    if any(knowledge.compatible(x, y, where) for x in one.roles for y in other.roles):
        grade = ("deputy" in one.modifiers) != ("deputy" in other.modifiers)
        return grade or not same_place(knowledge, one.where, other.where)
    if "deputy" in one.modifiers | other.modifiers:
        return False
    kinds = {frozenset((knowledge.roles[x].kind, knowledge.roles[y].kind)) for x in one.roles for y in other.roles}
    return bool(kinds & _EXCLUSIVE)


# Pairs of kinds of which one person holds one at a time.
_EXCLUSIVE: Final = frozenset(
    frozenset(kinds)
    for kinds in (
        *(
            (kind,)
            for kind in (*HARD, "rank", "court", "business", "sport", "local", "regional", "police", "central-bank")
        ),
        ("minister", "spokesperson"),
        ("state", "spokesperson"),
        ("state", "minister"),
        ("state", "military"),
        ("business", "spokesperson"),
        ("court", "police"),
    )
)
