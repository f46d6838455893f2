"""Word links: the model of jumps, the evidence, and what they give together."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.align.words import WordAligner, link_quality
from pipeline.align.words.attention import word_attention
from pipeline.align.words.evidence import cognates, equal_numbers, marks
from pipeline.align.words.hmm import Jumps, both_ways, posteriors
from pipeline.align.words.judge import Judge, beside, judges
from pipeline.align.words.likeness import shares, word_likeness
from pipeline.errors import ConfigError
from pipeline.text.tokens import tokenize
from pipeline.types import Attention, Span, States
from tests.records import pairs

CASES = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def aligner() -> WordAligner:
    return WordAligner()


@pytest.mark.parametrize("case", CASES, ids=[case["de"] for case in CASES])
def test_links(aligner: WordAligner, case: dict[str, str]) -> None:
    made = next(iter(aligner.run([pairs([case["de"]], [case["en"]])[0].translation])))
    linked = {f"{made.source_tokens[i].of(made.source)}-{made.target_tokens[j].of(made.target)}" for i, j in made.links}
    assert set(case["links"].split()) <= linked
    assert not set(case.get("never", "").split()) & linked


GERMAN = ("Der", "Mann", "3.000", "kauft", ",", "„", "“", ".", "Müller", "Kiew", "am", "4.", "Mai", "nicht")
ENGLISH = ("The", "man", "3,000", "buys", ",", '"', ".", "Müller", "Kyiv", "on", "4", "May", "not")


@given(german=st.lists(st.sampled_from(GERMAN), max_size=9), english=st.lists(st.sampled_from(ENGLISH), max_size=9))
def test_any_pair_is_linked_within_its_tokens_and_always_alike(
    aligner: WordAligner, german: list[str], english: list[str]
) -> None:
    source, target = " ".join(german), " ".join(english)
    left, right = tokenize(source), tokenize(target)
    links = aligner.link(source, target, left, right)
    assert all(0 <= i < len(left) and 0 <= j < len(right) for i, j in links)
    assert aligner.link(source, target, left, right) == links


def test_no_pair_influences_another(aligner: WordAligner) -> None:
    items = [pairs([de], [en])[0].translation for de, en in (("Ja.", "Yes."), ("Er ging.", "He went."), ("", "x"))]
    together = [a.links for a in aligner.run(items)]
    assert together == [next(iter(aligner.run([item]))).links for item in items]


class Bookish:
    """A reader that sees the diagonal, and notes what it is asked."""

    def __init__(self, bilingual: bool) -> None:
        self.asked: list[tuple[str, str]] = []
        self.read: list[tuple[str, str]] = []
        self._bilingual = bilingual

    def attend(self, wanted: Sequence[tuple[str, str]]) -> list[Attention]:
        self.asked.extend(wanted)
        return [diagonal(source, target) for source, target in wanted]

    def states(self, wanted: Sequence[tuple[str, str]]) -> list[tuple[States, States]] | None:
        self.read.extend(wanted)
        return [(numbered(source), numbered(target)) for source, target in wanted] if self._bilingual else None


@pytest.mark.parametrize("bilingual", [False, True])
def test_a_reader_is_asked_only_for_what_is_missing(bilingual: bool) -> None:
    reader = Bookish(bilingual)
    first, marks_, attended = (p.translation for p in pairs(["Xa yb", "***", "Xa yb"], ["pq rs", "***", "pq rs"]))
    attended = dataclasses.replace(attended, attention=diagonal("Xa yb", "pq rs"))
    found = list(WordAligner(reader).run([first, marks_, attended]))
    assert reader.asked == [("Xa yb", "pq rs")]
    assert reader.read == [("Xa yb", "pq rs")] * 2
    assert found[0].links == found[2].links == {(0, 0), (1, 1)}


def numbered(text: str) -> States:
    tokens = tokenize(text)
    return States(tuple(tokens), np.eye(len(tokens), 8, dtype=np.float32))


def test_words_with_like_states_are_alike() -> None:
    left, right = numbered("eins zwei drei"), numbered("one two three")
    crossed = States(right.spans, right.vectors[::-1] + 5)
    made = word_likeness(left, crossed, left.spans, right.spans)
    assert made.argmax(1).tolist() == [2, 1, 0]
    np.testing.assert_allclose(made.max(1), 1, atol=1e-6)
    over_source, over_target = shares(made)
    np.testing.assert_allclose(over_source.sum(0), 1)
    np.testing.assert_allclose(over_target.sum(1), 1)
    assert word_likeness(numbered("ja"), numbered("yes"), [Span(0, 2)], [Span(0, 3)]).tolist() == [[1]]


def test_states_of_nothing_are_no_number_that_is_not_one() -> None:
    empty = States((), np.zeros((0, 8), np.float32))
    assert np.isfinite(word_likeness(empty, numbered("a b"), [Span(0, 1)], tokenize("a b"))).all()


def diagonal(source: str, target: str) -> Attention:
    left, right = tokenize(source), tokenize(target)
    return Attention(tuple(left), tuple(right), np.eye(len(right), len(left), dtype=np.float32))


def test_attention_of_pieces_becomes_attention_of_words() -> None:
    source, target = "Altbau ja", "old house"
    attention = Attention(
        (Span(0, 3), Span(3, 6), Span(7, 9)), (Span(0, 3), Span(4, 6), Span(6, 9)),
        np.array([[0.5, 0.25, 0.25], [0.0, 1.0, 0.0], [0.5, 0.0, 0.5]], np.float32),
    )  # fmt: skip
    made = word_attention(attention, tokenize(source), tokenize(target))
    np.testing.assert_allclose(made, [[0.75, 0.75], [0.25, 0.25]])


def test_posteriors_are_probabilities_and_follow_the_evidence() -> None:
    emissions = np.array([[0.9, 0.01, 0.01], [0.01, 0.01, 0.9], [0.01, 0.9, 0.01]])
    made = posteriors(emissions, Jumps())
    assert (made >= 0).all()
    assert (made.sum(0) <= 1 + 1e-9).all()
    assert made.argmax(0).tolist() == [0, 2, 1]


def test_without_evidence_words_stay_unlinked() -> None:
    assert (posteriors(np.full((3, 3), 0.001), Jumps()).sum(0) < 0.9).all()


def test_an_unknown_word_is_linked_along_with_its_neighbours() -> None:
    emissions = np.full((5, 5), 0.02)
    np.fill_diagonal(emissions, [0.9, 0.9, 0.02, 0.9, 0.9])
    assert posteriors(emissions, Jumps()).argmax(0).tolist() == [0, 1, 2, 3, 4]


@given(st.integers(1, 6), st.integers(1, 6), st.randoms(use_true_random=False))
def test_both_directions_are_stable_for_any_shape(n: int, m: int, random: np.random.Generator) -> None:
    emissions = np.array([[random.random() + 1e-6 for _ in range(m)] for _ in range(n)])
    forward, backward = both_ways(emissions, Jumps())
    assert forward.shape == backward.shape == (n, m)
    assert np.isfinite(forward).all()
    assert np.isfinite(backward).all()


def test_figures_tell_of_neighbours_and_rivals() -> None:
    chances = np.diag([0.9, 0.8, 0.7])
    chances[0, 1] = 0.4
    _, _, both, diagonal_, row, column, over, across = beside(chances, chances)
    assert both[0, 0] == pytest.approx(0.9)
    assert diagonal_[1, 1] == pytest.approx(0.9)
    assert row[0, 0] == column[1, 1] == pytest.approx(0.4)
    assert over[1, 1] == across[0, 0] == pytest.approx(0.4)
    assert over[0, 1] == pytest.approx(0.8)
    assert beside(chances[:1, :1], chances[:1, :1])[-1].tolist() == [[0]]


def test_a_judge_weighs_its_figures() -> None:
    judge = Judge(np.array([[1.0, -1.0]]), np.array([0.0]), np.array([10.0]), 0.0, 0.5)
    figures = np.array([[[1.0, 0.0], [0.0, 1.0]]])
    assert judge.links(figures) == {(0, 0)}
    assert judge.probability(figures)[0] == pytest.approx([1, 0], abs=1e-3)


def test_damaged_weights_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.align.words.judge.root", lambda: tmp_path)
    judges.cache_clear()
    with pytest.raises(ConfigError, match=r"words\.yaml.*restore"):
        judges()
    judges.cache_clear()


def test_evidence() -> None:
    assert cognates(["Phosphat", "Selenskyj", "war", "Rat"], ["phosphate", "Zelensky", "war", "rat"]).round(1).tolist()[
        :2
    ] == [[pytest.approx(0.8, abs=0.2), 0, 0, 0], [0, pytest.approx(0.9), 0, 0]]
    like, unlike = marks(["„", "Wort"], ['"', "word"])
    assert like.tolist() == [[True, False], [False, False]]
    assert unlike.tolist() == [[False, True], [True, False]]
    source, target = "Es waren 3.000 in 2 Tagen", "There were 3,000 in two days"
    numbers = equal_numbers(source, target, tokenize(source), tokenize(target))
    assert {(int(i), int(j)) for i, j in zip(*np.nonzero(numbers), strict=True)} == {(2, 2), (4, 4)}


def test_quality_figures() -> None:
    found = link_quality([({(0, 0), (1, 1), (2, 2)}, {(0, 0), (3, 3)}, {(1, 1)})])
    assert found.precision == pytest.approx(2 / 3)
    assert found.recall == pytest.approx(1 / 2)
    assert found.error == pytest.approx(1 - 3 / 5)
    assert link_quality([]).error == 0
