"""The scorers tell right from wrong, the planted texts are what they say, and the suite measures without any data."""

from __future__ import annotations

import io
import random
import tarfile
from pathlib import Path

import pytest

from pipeline.align.sentences import LinkStatus, SentenceLink
from pipeline.align.words import WordAligner
from pipeline.config import load_config
from pipeline.evaluate import align_suite
from pipeline.evaluate.align_suite import Block, Text
from pipeline.evaluate.measure import measure_suite
from pipeline.evaluate.suites import wire_rows
from pipeline.runner import Pipeline

PAIRS = [(f"Satz {i}.", f"Sentence {i}.") for i in range(400)]


def oracle(text: Text) -> list[SentenceLink]:
    return [
        SentenceLink(range(a[0], a[-1] + 1) if a else range(0), range(b[0], b[-1] + 1) if b else range(0), 1.0, s)
        for a, b in text.gold
        for s in [LinkStatus.GOOD]
    ]


@pytest.mark.parametrize(
    ("gold", "found", "strict", "lax"),
    [
        ([((0,), (0,)), ((1,), (1,))], [((0,), (0,)), ((1,), (1,))], 1.0, 1.0),
        ([((0, 1), (0,))], [((0,), (0,)), ((1,), ())], 0.0, 2 / 3),  # of the two, one overlaps
        ([((0,), (0,)), ((1,), ())], [((0,), (0,)), ((1,), ())], 1.0, 1.0),
        ([((0,), (0,))], [((0,), (1,))], 0.0, 0.0),
        ([((0,), (0,))], [], 0.0, 0.0),
    ],
)
def test_strict_and_lax_f1(gold: list[Block], found: list[Block], strict: float, lax: float) -> None:
    assert align_suite.scores([(gold, found)]) == pytest.approx((strict, lax))


def test_gaps_count_sentences_that_stand_alone() -> None:
    text = Text("t", ["a", "b", "c"], ["x", "y"], [((0,), (0,)), ((1,), ()), ((2,), ()), ((), (1,))])
    found = [((0,), (0,)), ((1,), ()), ((2,), (1,))]
    assert align_suite.gaps([(text, found)], 0) == (1.0, 0.5, 2)
    assert align_suite.gaps([(text, found)], 1) == (0.0, 0.0, 1)


@pytest.mark.parametrize("seed", range(5))
def test_planted_texts_hold_every_sentence_once(seed: int) -> None:
    text = align_suite.plant(PAIRS[:200], ["Somebody else."], random.Random(seed), 0.08)
    assert sorted(i for first, _ in text.gold for i in first) == list(range(len(text.source)))
    assert sorted(j for _, second in text.gold for j in second) == list(range(len(text.target)))
    for first, second in text.gold:
        for i in first if second else ():
            number = text.source[i].split()[1]
            assert any(number in text.target[j] for j in second)
    shapes = {(len(first), len(second)) for first, second in text.gold}
    assert shapes == {(1, 1), (2, 1), (1, 2), (1, 0), (0, 1)}
    assert text.moved <= set(text.gold)


def test_the_same_seed_plants_the_same() -> None:
    one, same, other = (list(align_suite.planted_runs(PAIRS, 5, seed)) for seed in (1, 1, 2))
    assert one == same
    assert one != other


def test_a_perfect_alignment_scores_100() -> None:
    figures = list(align_suite.planted_figures("wire", align_suite.planted_articles(wire_rows(), rounds=2), oracle))
    assert {figure.value for figure in figures} == {100.0}
    assert all(figure.n for figure in figures)


def test_books_are_read_from_their_archive(tmp_path: Path) -> None:
    path = tmp_path / "book.tar.xz"
    sides = {
        "x.de": "Eins.\nZwei.\nDrei.\n",
        "x.en": "One.\nTwo and three.\n",
        "x.gold": "[0]:[0]:1\n[1, 2]:[1]\n[]:[]\n",
    }
    with tarfile.open(path, "w:xz") as tar:
        for name, content in sides.items():
            member = tarfile.TarInfo(name)
            member.size = len(content.encode())
            tar.addfile(member, io.BytesIO(content.encode()))
    text = align_suite.read_book(path, "book", ("de", "en"))
    assert text == Text("book", ["Eins.", "Zwei.", "Drei."], ["One.", "Two and three."], [((0,), (0,)), ((1, 2), (1,))])


def test_word_figures() -> None:
    row = {"source": "Der Hund schläft .", "target": "The dog sleeps .", "sure": [[1, 1], [3, 3]], "possible": [[0, 0]]}
    error, precision, recall = align_suite.word_figures("own", [row], WordAligner())
    assert (error.better, error.n) == ("lower", 1)
    assert recall.value == 100
    assert error.value < 50 < precision.value


def test_without_development_data_the_committed_set_is_measured(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WIREDESK_BENCH", str(tmp_path / "none"))
    result = measure_suite("align", Pipeline(load_config(None)), ())
    values = {figure.name: figure.value for figure in result.figures}
    assert values["align.strict-F1[wire]"] > 90
    assert not any("rwth" in name for name in values)
    assert any("skipped: text_berg" in note and "WIREDESK_BENCH" in note for note in result.notes)
