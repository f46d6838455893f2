"""The segmentation benchmark counts boundaries right."""

from __future__ import annotations

import pytest
from bench_segment import ends_of

from pipeline.evaluate.segment_suite import measure, own, runs


def test_runs_join_five_sentences_and_mark_the_joints() -> None:
    (text, gold), (rest, none) = runs(["Aa.", "B.", "C.", "D.", "E.", "F."])
    assert text == "Aa. B. C. D. E."
    assert gold == {3, 6, 9, 12}
    assert (rest, none) == ("F.", set())


def test_ends_of_pieces_ignore_white_space() -> None:
    assert ends_of("Eins.  Zwei. ", ["Eins.  ", "Zwei. "]) == [5, 12]


def test_perfect_none_and_half_scores() -> None:
    items = ["Es regnet.", "Er geht.", "Sie bleibt."]
    assert measure(own, items).f1 == 1.0
    assert measure(lambda text: [len(text)], items).f1 == 0.0
    assert measure(lambda text: [10, 3], items).f1 == pytest.approx(0.5)
