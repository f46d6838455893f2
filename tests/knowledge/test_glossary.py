"""The glossary: what is found in which inflection, what ships, what lint says about terms."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.glossary_term import GlossaryTerm
from pipeline.errors import ConfigError, UsageError
from pipeline.knowledge import Knowledge, commands
from pipeline.knowledge.glossary import Glossary, Term
from pipeline.knowledge.lint import lint
from pipeline.knowledge.new_term import NewTerm, add_term
from pipeline.types import Alignment, Article, Segment, Span, Translation


def found(name: str, german: str, compounds: bool = False) -> list[str]:
    glossary = Glossary((Term((name,), ("x",), compounds=compounds),))
    return [span.of(german) for _, span in glossary.found(german)]


@pytest.mark.parametrize(
    ("name", "german", "wanted"),
    [
        ("Haftbefehl", "Wegen zweier Haftbefehle", "Haftbefehle"),
        ("Haftbefehl", "des Haftbefehls", "Haftbefehls"),
        ("Behörde", "den Behörden", "Behörden"),
        ("Rat", "Die Räte tagen", "Räte"),
        ("Ministerium", "aus zwei Ministerien", "Ministerien"),
        ("kreisfreie Stadt", "in der kreisfreien Stadt Suhl", "kreisfreien Stadt"),
        ("kreisfreie Stadt", "Kreisfreie Städte melden", "Kreisfreie Städte"),
        ("Europäischer Haftbefehl", "mit Europäischem Haftbefehl", "Europäischem Haftbefehl"),
        ("Großer Zapfenstreich", "dem Grossen Zapfenstreich", "Grossen Zapfenstreich"),
        ("ehrenamtlich", "ein ehrenamtlicher Helfer", "ehrenamtlicher"),
        ("Messe", "mit dem Messer", ""),
        ("Haft", "sie haften dafür", ""),
        ("Rat", "das Rathaus", ""),
        ("Haushalt", "der Bundeshaushalt", ""),
    ],
)
def test_inflection(name: str, german: str, wanted: str) -> None:
    assert found(name, german) == ([wanted] if wanted else [])


def test_compounds_where_the_entry_allows_them() -> None:
    assert found("Haushalt", "Der Bundeshaushalt und der EU-Haushalt", True) == ["Bundeshaushalt"]
    assert found("Haushalt", "die Haushaltsdebatte", True) == []


def test_the_longest_term_wins_and_each_is_told_once() -> None:
    glossary = Glossary((Term(("Rat",), ("council",)), Term(("Großer Rat",), ("Grand Council",))))
    hits = list(glossary.found("Der Große Rat und der Rat und der Rat"))
    assert [(term.en[0], span.start) for term, span in hits] == [("Grand Council", 4), ("council", 22)]


@given(st.text(max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    for _, span in Knowledge.load().glossary.found(text):
        assert span.of(text)


def test_what_ships_is_sourced_and_names_what_it_avoids(knowledge: Knowledge) -> None:
    terms = knowledge.glossary.terms
    assert len(terms) >= 150
    assert all(term.source and term.avoid for term in terms)
    assert [f for f in lint(knowledge) if f.kind in ("two-terms", "wanted-unwanted")] == []


def pair(source: str, target: str, links: set[tuple[int, int]]) -> Alignment:
    def tokens(text: str) -> tuple[Span, ...]:
        starts = [0, *(i + 1 for i, c in enumerate(text) if c == " ")]
        return tuple(Span(s, s + len(text[s:].split(" ")[0])) for s in starts)

    article = Article("a", "", source, (Span(0, len(source)),))
    translation = Translation(Segment(article, 0, Span(0, len(source))), target)
    return Alignment(translation, tokens(source), tokens(target), frozenset(links))


def check(*terms: Term) -> GlossaryTerm:
    return GlossaryTerm(dataclasses.replace(Knowledge(), glossary=Glossary(terms)))


def test_unwanted_words_that_stand_for_something_else_pass() -> None:
    term = Term(("Kammer",), ("chamber",), ("board",), source="s", checked=date(2026, 1, 1))
    wrong = pair("Die Kammer tagt", "The board meets", {(1, 1), (2, 2)})
    other = pair("Kammer und Vorstand", "They and board", {(0, 0), (2, 2)})
    assert [f.suggestion for f in check(term).find([wrong])] == ["chamber"]
    assert list(check(term).find([other])) == []


def test_without_unwanted_words_all_but_the_wanted_is_flagged_once_it_is_not_a_short_second_mention() -> None:
    term = Term(("Hoher Rat",), ("High Council",), source="s", checked=date(2026, 1, 1))
    first = pair("Der Hohe Rat tagt", "The High Council meets", {(1, 1), (2, 2), (3, 3)})
    second = pair("Der Hohe Rat sagte", "The council said", {(1, 1), (2, 1), (3, 2)})
    assert list(check(term).find([first, second])) == []
    (flag,) = check(term).find([second])
    assert (flag.rule, flag.target_text, flag.suggestion) == ("absent", "council", "High Council")


def test_lint_names_terms_at_odds() -> None:
    terms = (Term(("Rat",), ("council",), source="s"), Term(("Rat",), ("board",), ("boards",), source="s"))
    kinds = [f.kind for f in lint(dataclasses.replace(Knowledge(), glossary=Glossary(terms)))]
    assert kinds == ["two-terms", "wanted-unwanted"]


def test_a_term_can_be_added_and_shown(tmp_path: Path) -> None:
    (tmp_path / "glossary").mkdir()
    for text in (NewTerm("Rat", [], "s"), NewTerm("Rat", ["council"], " "), NewTerm("Rat", ["a"], "s", ["A"])):
        with pytest.raises(UsageError):
            add_term(text, tmp_path)
    with pytest.raises(ConfigError):
        add_term(NewTerm("--", ["council"], "s"), tmp_path)
    assert list((tmp_path / "glossary").iterdir()) == []


def test_show(knowledge: Knowledge) -> None:
    text = commands.show("Zivildienst")
    assert "not: civil service" in text
    assert "source:" in text
