"""English wording for an office, to suggest in place of a wrong one."""

from __future__ import annotations

from pipeline.check._offices import Verdict
from pipeline.knowledge import Knowledge
from pipeline.knowledge.mentions import RoleMention
from pipeline.knowledge.records import Office


def _adjective(knowledge: Knowledge, where: str) -> str:
    if where in knowledge.places:
        place = knowledge.places[where]
        short = next((name for name in place.en if name.isupper() and len(name) <= 3), "")  # US, UK
        return short or (place.adjectives_en or place.en or ("",))[0]
    if where in knowledge.organisations:
        names = knowledge.organisations[where]
        return (names.acronyms_en or names.en or ("",))[0]
    return ""


def _role(knowledge: Knowledge, role: str, where: str) -> str:
    forms = [f for f in knowledge.roles[role].en if not f.implies and (not f.only or knowledge.within(where, f.only))]
    preferred = [f for f in forms if f.only and where] or [f for f in forms if not f.only]
    return preferred[0].text if preferred else role.replace("-", " ")


def _phrase(knowledge: Knowledge, role: str, where: str, modifiers: frozenset[str], named: bool) -> str:
    words = [_adjective(knowledge, where) if named else "", _role(knowledge, role, where)]
    order = [m for m in ("former", "acting", "deputy") if m in modifiers]
    front = ["vice" if m == "deputy" and role in ("president", "chancellor") else m for m in order]
    outer = [w for w in front if w in ("former",)]
    inner = [w for w in front if w not in outer]
    return " ".join(w for w in (*outer, words[0], *inner, words[1]) if w)


def _cased(phrase: str, like: str) -> str:
    """Give the words capitals where the phrase to be replaced has them: Foreign Minister, foreign minister."""
    words = like.split()
    if words and words[-1][:1].isupper():
        small = {"of", "the", "for", "and", "former"}
        return " ".join(w if w in small or w[:1].isupper() else w[:1].upper() + w[1:] for w in phrase.split())
    return phrase


def office_words(knowledge: Knowledge, german: RoleMention, instead: str) -> str:
    """Return English words for a German role phrase, to stand in place of the English phrase ``instead``."""
    named = bool(german.where) and any(
        word in instead for word in (*_words(knowledge, german.where), *(["German"] if not german.where else []))
    )
    phrase = _phrase(knowledge, german.roles[0], german.where, german.modifiers, named or bool(german.where))
    return _cased(phrase, instead)


def _words(knowledge: Knowledge, where: str) -> tuple[str, ...]:
    if where in knowledge.places:
        return (*knowledge.places[where].en, *knowledge.places[where].adjectives_en)
    return knowledge.organisations[where].en if where in knowledge.organisations else ()


def english_office(knowledge: Knowledge, verdict: Verdict, mention: RoleMention | None, instead: str) -> str | None:
    """Return English words for the office a title should name; "former ..." for one that is over."""
    office: Office | None = verdict.should
    if verdict.problem == "past" and mention is not None and verdict.held:
        phrase = _phrase(
            knowledge, verdict.held.role, verdict.held.where, verdict.held.modifiers | {"former"}, bool(mention.where)
        )
        return phrase[:1].upper() + phrase[1:] if instead[:1].isupper() else phrase
    if office is None:
        return None
    phrase = _phrase(knowledge, office.role, office.where, office.modifiers, mention is None or bool(mention.where))
    return _cased(phrase, instead) if instead else phrase
