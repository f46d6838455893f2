"""Word links: the model of jumps, the evidence, and what they give together."""

from __future__ import annotations

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
from pipeline.align.words.symmetrise import symmetrise
from pipeline.text.tokens import tokenize
from pipeline.types import Attention, Span
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


def test_attention_is_asked_for_only_where_it_is_missing() -> None:
    asked: list[tuple[str, str]] = []

    def attend(wanted: Sequence[tuple[str, str]]) -> list[Attention]:
        asked.extend(wanted)
        return [diagonal(source, target) for source, target in wanted]

    items = [p.translation for p in pairs(["Xa yb", "***"], ["pq rs", "***"])]
    found = list(WordAligner(attend).run(items))
    assert asked == [("Xa yb", "pq rs")]
    assert found[0].links == {(0, 0), (1, 1)}


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


def test_without_evidence_words_stay_unlinked_or_run_along() -> None:
    made = posteriors(np.full((3, 3), 0.001), Jumps())
    assert (made.sum(0) < 0.9).all()
    assert made.argmax(0).tolist() == [0, 1, 2]


@given(st.integers(1, 6), st.integers(1, 6), st.randoms(use_true_random=False))
def test_both_directions_are_stable_for_any_shape(n: int, m: int, random: np.random.Generator) -> None:
    emissions = np.array([[random.random() + 1e-6 for _ in range(m)] for _ in range(n)])
    forward, backward = both_ways(emissions, Jumps())
    assert forward.shape == backward.shape == (n, m)
    assert np.isfinite(forward).all()
    assert np.isfinite(backward).all()


def test_growing_takes_the_best_neighbour_first() -> None:
    forward = np.array([[0.9, 0.0, 0.0], [0.0, 0.6, 0.7], [0.0, 0.0, 0.0]])
    backward = np.array([[0.9, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    assert symmetrise(forward, backward, least=0.5, grow=0.6) == {(0, 0), (1, 1), (1, 2)}
    assert symmetrise(forward, backward, least=0.5, grow=0.65) == {(0, 0)}


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
