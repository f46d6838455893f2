"""The English calls an office what only another country calls it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._role_words import office_words
from pipeline.knowledge import Knowledge
from pipeline.knowledge.forms import fold, words_of
from pipeline.knowledge.mentions import RoleMention
from pipeline.knowledge.records import Form, Role
from pipeline.types import Alignment, Flag, Severity


@dataclass(frozen=True, slots=True)
class OfficeTerm:
    """An office has the English name that it has in one country only, and it is another country's.

    Why: France has no Secretary of State, and a reader who meets one thinks of Washington.
    Flags: "Der französische Außenminister" -> "The French Secretary of State"; "Finanzminister Mehmet Simsek" ->
        "Treasury Secretary Mehmet Simsek"
    Passes: "US-Außenminister" -> "US Secretary of State"; "der französische Staatssekretär" -> "the French secretary of
        state"
    Limits: knows the wordings that configs/knowledge/roles.yaml gives to some countries; the country must be named by
        the office, or be that of a known person beside it.
    """

    id: ClassVar[str] = "office-term"
    severity: ClassVar[Severity] = Severity.WARNING

    knowledge: Knowledge = field(default_factory=Knowledge)

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            german = self.knowledge.find_roles(pair.source, "de")
            for mention in self.knowledge.find_roles(pair.target, "en"):
                meant = [m for m in german if set(m.roles) & set(mention.roles)]
                if meant and all(self._strange(pair, m, mention) for m in meant):
                    wanted = office_words(self.knowledge, meant[0], mention.span.of(pair.target))
                    told = f"only elsewhere is the office called “{mention.head.of(pair.target)}”"
                    yield flag(self, pair, told, meant[0].span, mention.span, suggestion=wanted, confidence=0.75)

    def _strange(self, pair: Alignment, german: RoleMention, english: RoleMention) -> bool:
        """Tell whether the English wording means the German office, but not where that is."""
        wording = tuple(fold(word) for word in words_of(english.head.of(pair.target)))
        shared = [self.knowledge.roles[r] for r in german.roles if r in english.roles]
        where = english.where or german.where or self._country(pair.target, english)
        place = self.knowledge.places.get(where)
        if place is None or place.kind != "country" or any(_open(role, wording) for role in shared):
            return False
        return not any(self.knowledge.within(where, form.only) for role in shared for form in _forms(role, wording))

    def _country(self, text: str, mention: RoleMention) -> str:
        """Return the country of the known person whose name follows the office; empty where there is none."""
        words = text[mention.span.end :].split()[:3]
        people = next((p for n in (3, 2) if (p := self.knowledge.person(" ".join(words[:n]).strip(".,;:!?")))), ())
        return people[0].country if len(people) == 1 else ""


def _forms(role: Role, wording: tuple[str, ...]) -> Iterator[Form]:
    """Yield the English forms of a role that have the words, or their plural."""
    for form in role.en:
        words = tuple(fold(word) for word in words_of(form.text))
        if wording in (words, (*words[:-1], f"{words[-1]}s")):
            yield form


def _open(role: Role, wording: tuple[str, ...]) -> bool:
    """Tell whether a wording of the role holds anywhere, or is none that the role lists."""
    forms = list(_forms(role, wording))
    return not role.unique or not forms or any(not form.only or form.implies for form in forms)
