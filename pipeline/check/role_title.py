"""Someone is given an office they do not hold, or one that the other side or another sentence contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Final

from pipeline.check._common import flag
from pipeline.check._offices import HEADS, Verdict, clash, held_by_other, judge, names_office, same_place
from pipeline.check._role_context import (
    COMING,
    LEAVING,
    SAID,
    SITTING,
    around,
    beside_people,
    gender,
    goes_on,
    one_of_several,
)
from pipeline.check._role_words import english_office, office_words
from pipeline.check._roles import ArticleTitles, Title, article_titles
from pipeline.knowledge import Knowledge
from pipeline.knowledge.mentions import RoleMention
from pipeline.types import Alignment, Blame, Flag, Severity


@dataclass(frozen=True, slots=True)
class RoleTitle:
    """A person is given the wrong office: not theirs, not at that date, not the one the German gives, or two at once.

    Why: the reader knows who is president; one wrong title costs the trust in all the rest.
    Flags: "Außenminister X" -> "Defence Minister X"; "Kanzlerin Merkel" in 2023; "Richter X" and later "Staatsanwalt X"
    Passes: "der ukrainische Staatschef X" -> "Ukrainian President X"; "Kremlsprecher X" -> "Kremlin spokesman X"; a
        wrong office in the German that the English puts right has a notice
    Limits: offices of people whom the knowledge does not list are only compared within the article.
    """

    id: ClassVar[str] = "role-title"
    severity: ClassVar[Severity] = Severity.ERROR

    knowledge: Knowledge = field(default_factory=Knowledge)

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        titles = article_titles(pairs, self.knowledge)
        day = pairs[0].article.meta.published if pairs else None
        flagged: set[tuple[int, int]] = set()
        moved = self._moved(pairs, titles)
        for found in (self._translated(pairs, titles, day), moved, self._facts(pairs, titles, day)):
            for place, suspicion in found:
                if place not in flagged:
                    flagged.add(place)
                    yield suspicion
        yield from self._contradictions(pairs, titles, flagged)

    def _translated(
        self, pairs: Sequence[Alignment], titles: ArticleTitles, day: date | None
    ) -> Iterator[tuple[tuple[int, int], Flag]]:
        """Compare the two sides of each pair."""
        for german, english in _both_sides(titles):
            pair, place = pairs[german.index], (german.index, german.person)
            de, en = german.mention, english.mention
            suggestion = office_words(self.knowledge, de, pair.target[en.span.start : en.span.end])
            told = self._difference(pair, titles, german, english)
            if told and not self._mended(titles, german, english, day):
                rule, what, confidence = told
                yield (
                    place,
                    flag(
                        self,
                        pair,
                        f"{what}: “{de.text} {german.use.text}” became “{en.text} {english.use.text}”",
                        de.span,
                        en.span,
                        suggestion=suggestion,
                        rule=rule,
                        confidence=confidence,
                    ),
                )

    def _mended(self, titles: ArticleTitles, german: Title, english: Title, day: date | None) -> bool:
        """Tell whether the German gives somebody a wrong office and the English the right one."""
        person = titles.people[german.person].known if german.person >= 0 else None
        wrong = judge(self.knowledge, person, german.mention, day) if person else None
        if wrong is None:
            return False
        former = wrong.held if wrong.problem == "past" and "former" in english.mention.modifiers else None
        return any(
            office and names_office(self.knowledge, english.mention, office) for office in (wrong.should, former)
        )

    def _moved(self, pairs: Sequence[Alignment], titles: ArticleTitles) -> Iterator[tuple[tuple[int, int], Flag]]:
        """Yield the one office of a sentence that goes to another of its people: Minister A met B, Minister B met A."""
        for index, pair in enumerate(pairs):
            german, english = ([t for t in side if t.index == index] for side in (titles.source, titles.target))
            if len(german) != 1 or len(english) != 1:
                continue
            de, en = german[0], english[0]
            people = [{n for i, s, _, n in titles.numbered() if (i, s) == (index, side)} for side in ("de", "en")]
            both = {de.person, en.person} <= people[0] & people[1]
            before = all(t.mention.span.end + 1 == t.use.span.start for t in (de, en))
            one = min(de.person, en.person) < 0 or de.person == en.person or en.mention.text.endswith(" of")
            if before and both and not one and self._alike(de.mention, en.mention, de.mention.where):
                told = f"“{de.mention.text}” went from {de.use.text} to {en.use.text}"
                spans = (de.mention.span, en.mention.span)
                yield (index, en.person), flag(self, pair, told, *spans, rule="moved", confidence=0.8)

    def _difference(
        self, pair: Alignment, titles: ArticleTitles, german: Title, english: Title
    ) -> tuple[str, str, float] | None:
        """Return (rule, what happened, confidence) where the English title says something else."""
        de, en, known = german.mention, english.mention, self.knowledge
        if en.head.of(pair.target).casefold() == "deputy":  # the modifier of a title that was not understood
            return None
        sides = ((pair.source, de, titles.names.source), (pair.target, en, titles.names.target))
        people = all(
            beside_people(text, role, [u.span for u in uses if u.index == german.index]) for text, role, uses in sides
        )
        if de.qualifier or (not people and any(one_of_several(text, role) for text, role, _ in sides)):
            return None
        person = titles.people[german.person].known if german.person >= 0 else None
        where = de.where or en.where or (person.country if person else "")
        taken = {t.mention.span for t in titles.target if t.index == english.index and t is not english}
        near = [m for m in known.find_roles(pair.target, "en") if m.span not in taken]
        beside = any(self._alike(m, en, en.where) for m in self._others(pair, titles, german))
        if not (beside or goes_on(pair.target, en) or any(self._alike(de, m, where) for m in (en, *near))):
            return "office", "the office changed", 0.85
        if not same_place(known, de.where, en.where):
            return "place", "the country or body changed", 0.85
        for modifier in ("deputy", "former", "acting", "designate", "shadow"):
            lost, added = modifier in de.modifiers - en.modifiers, modifier in en.modifiers - de.modifiers
            if modifier == "acting" and SITTING.search(around(pair.source, de) + around(pair.target, en)):
                continue
            other = around(pair.target, en) if lost else around(pair.source, de)
            if (lost or added) and not re.search(SAID[modifier], other, re.IGNORECASE):
                return (
                    f"{modifier}-{'lost' if lost else 'added'}",
                    f"“{modifier}” was {'lost' if lost else 'added'}",
                    0.8,
                )
        if LEAVING.search(around(pair.source, de)) and COMING.search(around(pair.target, en)):
            return "outgoing-new", "An outgoing office-holder became a new one", 0.85
        if {gender(pair.source, de), en.gender} == {"m", "f"}:
            return "gender", "The gender changed", 0.7
        return None

    def _others(self, pair: Alignment, titles: ArticleTitles, german: Title) -> list[RoleMention]:
        """Return further titles in apposition: der Sprecher der Polizei, Kommissar X."""
        taken = {t.mention.span for t in titles.source if t.index == german.index}
        return [
            m
            for m in self.knowledge.find_roles(pair.source, "de")
            if m.span not in taken
            and re.fullmatch(r"[^,]{0,30},\s", pair.source[m.span.end : german.mention.span.start])
        ]

    def _alike(self, de: RoleMention, en: RoleMention, where: str) -> bool:
        """Tell whether the phrases can name one office; the head of one body is its leader, chair or president."""
        known = self.knowledge
        body = known.organisations.get(where)
        if body and body.kind == "party" and HEADS & {*de.roles, *en.roles}:
            one, other = ({"party-leader"} if HEADS & set(m.roles) else set(m.roles) for m in (de, en))
            return any(known.compatible(a, b, where) for a in one for b in other)
        if body and de.where == en.where and HEADS & {*de.roles, *en.roles}:
            return True
        return any(known.compatible(a, b, where) for a in de.roles for b in en.roles)

    def _facts(
        self, pairs: Sequence[Alignment], titles: ArticleTitles, day: date | None
    ) -> Iterator[tuple[tuple[int, int], Flag]]:
        """Compare each title with what is known about the person at the article's date."""
        wrong: dict[tuple[int, int], dict[str, tuple[Title, Verdict]]] = {}
        for side, found in (("de", titles.source), ("en", titles.target)):
            for title in found:
                if title.person < 0:
                    continue
                someone = titles.people[title.person]
                if someone.known:
                    verdict = judge(self.knowledge, someone.known, title.mention, day)
                else:
                    verdict = held_by_other(self.knowledge, someone.name, title.mention, day)
                if verdict and not _excused(pairs[title.index], side, title, verdict):
                    wrong.setdefault((title.index, title.person), {})[side] = (title, verdict)
        for (index, number), sides in wrong.items():
            english_titles = [t for t in titles.target if (t.index, t.person) == (index, number)]
            german_titles = [t for t in titles.source if (t.index, t.person) == (index, number)]
            if "en" not in sides and english_titles:
                blame: Blame = "source"
            else:
                blame = "translation" if "de" not in sides and german_titles else "both"
            yield (index, number), self._fact_flag(pairs[index], titles, number, sides, blame)

    def _fact_flag(
        self,
        pair: Alignment,
        titles: ArticleTitles,
        number: int,
        sides: dict[str, tuple[Title, Verdict]],
        blame: Blame,
    ) -> Flag:
        title, verdict = sides.get("en") or sides["de"]
        person = verdict.holder or titles.people[number].known
        if person is None:
            raise ValueError("a verdict names the person or the holder of the office")
        severity = Severity.ERROR if verdict.certain else Severity.WARNING
        if blame == "source":  # the English has it right
            severity = Severity.NOTICE
        text = pair.target[title.mention.span.start : title.mention.span.end] if "en" in sides else ""
        return flag(
            self,
            pair,
            _told(self.knowledge, title, verdict),
            sides["de"][0].mention.span if "de" in sides else None,
            sides["en"][0].mention.span if "en" in sides else None,
            severity=severity,
            suggestion=None
            if verdict.holder or "en" not in sides
            else english_office(self.knowledge, verdict, title.mention, text),
            blame=blame,
            confidence=0.9 if verdict.certain else 0.6,
            rule=f"fact-{verdict.problem}",
            evidence=tuple(
                f"{person.en}: {english_office(self.knowledge, verdict, None, '') or office.role}, {office}"
                f" (source: {person.source}, checked {person.checked})"
                for office in (verdict.should, verdict.held)
                if office
            ),
        )

    def _contradictions(
        self, pairs: Sequence[Alignment], titles: ArticleTitles, flagged: set[tuple[int, int]]
    ) -> Iterator[Flag]:
        """Compare the titles that one unknown person has in the article."""
        for found in (titles.source, titles.target):
            for i, later in enumerate(found):
                place = (later.index, later.person)
                earlier = next((t for t in found[:i] if t.person == later.person and self._clash(t, later)), None)
                if earlier is None or place in flagged or later.person < 0 or titles.people[later.person].known:
                    continue
                flagged.add(place)
                yield self._contradiction(pairs, titles, earlier, later)

    def _clash(self, a: Title, b: Title) -> bool:
        return a.quoted == b.quoted and clash(self.knowledge, a.mention, b.mention)

    def _contradiction(self, pairs: Sequence[Alignment], titles: ArticleTitles, earlier: Title, later: Title) -> Flag:
        german = next((t for t in titles.source if (t.index, t.person) == (later.index, later.person)), None)
        english = next((t for t in titles.target if (t.index, t.person) == (later.index, later.person)), None)
        blame: Blame = "both" if german and english else "source" if german else "translation"
        shown = english or later
        return flag(
            self,
            pairs[later.index],
            f"{shown.use.text}: “{later.mention.text}” here, “{earlier.mention.text}” in sentence {earlier.index + 1}",
            german.mention.span if german else None,
            english.mention.span if english else None,
            severity=Severity.WARNING,
            blame=blame,
            confidence=0.7,
            rule="contradiction",
            evidence=(f"Sentence {earlier.index + 1}: “{earlier.mention.text} {earlier.use.text}”",),
        )


def _both_sides(titles: ArticleTitles) -> Iterator[tuple[Title, Title]]:
    """Pair German and English titles of one person in one pair of sentences."""
    for german in titles.source:
        english = [t for t in titles.target if t.index == german.index and t.person == german.person >= 0]
        rivals = [t for t in titles.source if t.index == german.index and t.person == german.person]
        if len(english) == len(rivals):
            yield german, english[rivals.index(german)]


def _excused(pair: Alignment, side: str, title: Title, verdict: Verdict) -> bool:
    """Tell whether the text shows that it speaks of another time: a quotation, an earlier year, past narrative."""
    if verdict.problem not in ("past", "future") or verdict.held is None:
        return False
    text = pair.source if side == "de" else pair.target
    if title.quoted:
        return True
    years = [int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", text)]
    end = verdict.held.end.last.year if verdict.held.end else 9999
    start = verdict.held.start.first.year if verdict.held.start else 0
    return any(start <= y <= end for y in years) or bool(_THEN.search(text))


_THEN: Final = re.compile(
    r"\b(?:damals|seinerzeit|einst|at the time|back then|once|during the|Ära|era|Amtszeit|presidency|term)\b"
)


def _told(knowledge: Knowledge, title: Title, verdict: Verdict) -> str:
    called, name = title.mention.text, title.use.text
    should = english_office(knowledge, verdict, None, "")
    if verdict.holder:
        return f"“{called} {name}”: that office is held by {verdict.holder.en}"
    if verdict.problem == "past" and verdict.held and verdict.held.end:
        now = f"; {name} is now {should}" if should and verdict.should != verdict.held else ""
        return f"“{called} {name}”: {name} left that office on {verdict.held.end}{now}"
    if verdict.problem == "future" and verdict.held:
        return f"“{called} {name}”: {name} took that office only on {verdict.held.start}"
    if verdict.problem == "still" and verdict.held:
        return f"“{called} {name}”: {name} was still in office, since {verdict.held.start}"
    since = f", since {verdict.should.start}" if verdict.should and verdict.should.start else ""
    return f"“{called} {name}”: {name} is {should}{since}"
