"""Sentence links: the language cases, and what holds of every alignment."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.align.sentences import AlignOptions, LinkStatus, SentenceLink, align_sentences
from pipeline.errors import UsageError

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
WORDS = st.sampled_from(
    ["der", "Mann", "the", "man", "12", "Berlin", "und", "and", "walks,", "heute.", "3,5", "3.5", "?", "-"]
)
TEXTS = st.lists(st.lists(WORDS, max_size=7).map(" ".join), min_size=1, max_size=9)


def written(link: SentenceLink) -> str:
    source, target = (" ".join(str(i + 1) for i in side) for side in (link.source, link.target))
    return f"{source}:{target}{'!' if link.status == LinkStatus.MOVED else ''}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_links(case: dict[str, Any]) -> None:
    assert [written(link) for link in align_sentences(case["source"], case["target"])] == case["links"]


@given(TEXTS, TEXTS)
@settings(max_examples=60)
def test_every_sentence_is_in_exactly_one_link(source: list[str], target: list[str]) -> None:
    if not "".join(source).strip() or not "".join(target).strip():
        return
    links = align_sentences(source, target)
    assert sorted(chain.from_iterable(link.source for link in links)) == list(range(len(source)))
    assert sorted(chain.from_iterable(link.target for link in links)) == list(range(len(target)))
    assert all(0.0 <= link.score <= 1.0 for link in links)
    assert [link.source.start for link in links] == sorted(link.source.start for link in links)
    for link in links:
        assert (link.status == LinkStatus.MISSING) == (len(link.target) == 0)
        assert (link.status == LinkStatus.ADDED) == (len(link.source) == 0)
        assert max(len(link.source), len(link.target)) <= 4


def sentences(count: int) -> tuple[list[str], list[str]]:
    """Return an invented text of ``count`` sentences with its translation; every number is in one sentence only."""
    source = [f"Am Tag {i} kamen {i * 7 + 1000} Menschen nach Ort{i % 97}." for i in range(count)]
    target = [f"On day {i} {i * 7 + 1000} people came to Ort{i % 97}." for i in range(count)]
    return source, target


def test_a_long_text_with_a_hole_is_found_again() -> None:
    source, target = sentences(600)
    del target[200:330]
    links = align_sentences(source, target)
    missing = [i for link in links if link.status == LinkStatus.MISSING for i in link.source]
    assert missing == list(range(200, 330))
    assert all(link.status == LinkStatus.GOOD for link in links if len(link.target))


def test_the_same_text_gives_the_same_links() -> None:
    source, target = sentences(150)
    assert align_sentences(source, target[:50] + target[60:]) == align_sentences(source, target[:50] + target[60:])


def test_max_side_and_moves_can_be_switched() -> None:
    case = next(case for case in CASES if case["name"] == "a moved sentence")
    still = align_sentences(case["source"], case["target"], AlignOptions(moves=False))
    assert not any(link.status == LinkStatus.MOVED for link in still)
    source = ["Der Bus und der Zug und das Schiff fuhren am Abend nicht."]
    target = ["The bus did not run in the evening.", "The train did not run.", "The ship did not run."]
    single = align_sentences(source, target, AlignOptions(max_side=1))
    assert max(len(link.target) for link in single) == 1


def statuses(links: list[SentenceLink]) -> set[LinkStatus]:
    return {link.status for link in links}


def test_numbers_are_compared_by_value() -> None:
    source = ["Und das um 18.30 Uhr.", "Es sind 1,5 Millionen.", "Es sind nur zwölf.", "Oder 40."]
    target = ["It was at 6:30 p.m.", "They are 1,500,000.", "And these are 12.", "Or these 40."]
    assert statuses(align_sentences(source, target)) == {LinkStatus.GOOD}
    assert LinkStatus.DOUBTFUL in statuses(align_sentences(source, target, AlignOptions(values=False)))


def test_unrelated_sentences_are_doubted() -> None:
    links = align_sentences(["Die Katze schläft auf dem warmen Ofen."], ["Shares in the steel company fell sharply."])
    assert all(link.status != LinkStatus.GOOD for link in links)


@pytest.mark.parametrize(("source", "target"), [([], ["A."]), (["A."], []), ([" "], ["A."])])
def test_an_empty_side_is_an_error(source: list[str], target: list[str]) -> None:
    with pytest.raises(UsageError, match="empty"):
        align_sentences(source, target)


def test_drafts_tell_what_no_lexicon_knows() -> None:
    source = ["Bla blub bla blo blu bli.", "Blub bla bli blo bla blub.", "Blo bli blu bla bli blo.", "Bli bla bli blo."]
    target = ["The harbour was empty that night.", "Forty ships lay idle at the pier.", "The sailors sang in the bar."]
    drafts = ["The harbour was empty at night.", "Forty ships were idle.", "The sailors were singing in the bar."]
    with_drafts = align_sentences(source[:3], target, drafts=drafts)
    assert all(link.score > 0.95 for link in with_drafts)
    assert any(link.score < 0.75 for link in align_sentences(source[:3], target))
    with pytest.raises(UsageError, match="3 drafts for 4"):
        align_sentences(source, target, drafts=drafts)
