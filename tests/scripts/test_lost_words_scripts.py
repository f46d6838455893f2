"""What the weights of lost words and the table of junctions are learnt from."""

from __future__ import annotations

import random
from collections import Counter

from build_junctions import Counts, _add, estimate
from fit_lost_words import cut
from fitting import learnt
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.wordforms import word_forms

TEXT = "The mayor of the small town opened the new bridge in the morning, and the guests praised the builders."
GRAMMAR = {"the", "of", "in", "and"}


@given(st.integers(0, 10_000))
def test_a_cut_leaves_a_shorter_text_of_the_same_words(seed: int) -> None:
    made = cut(TEXT, lambda word: word in GRAMMAR, random.Random(seed))
    assert made is not None
    before, after = (Counter(word.fold for word in word_forms(text)) for text in (TEXT, made))
    assert after < before
    assert after.total() >= 4
    assert "  " not in made


def test_nothing_is_cut_out_of_a_few_words() -> None:
    assert cut("The guests praised him.", lambda word: word in GRAMMAR, random.Random(0)) is None


def test_the_same_sentence_is_always_on_the_same_side() -> None:
    sides = [learnt(f"Satz Nummer {i}.") for i in range(200)]
    assert sides == [learnt(f"Satz Nummer {i}.") for i in range(200)]
    assert 90 < sum(sides) < 150


def test_what_meets_only_across_a_lost_word_gets_high_odds() -> None:
    written: Counts = {2: Counter(), 3: Counter(), 4: Counter()}
    lost: Counts = {2: Counter(), 3: Counter(), 4: Counter()}
    for _ in range(50):
        _add(written, "^", "the", "#1", "of")
        _add(lost, "^", "the", "of", "the")
    odds = estimate(written, lost)
    assert odds["the", "of"] > 2
    assert odds["the", "#1"] < -2
