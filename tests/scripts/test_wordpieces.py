"""Pieces are grouped into words, and linked one by one where both words have them."""

from __future__ import annotations

import pytest
from marian_training.wordpieces import identical, key, keys, same_pieces, words


def test_words_begin_at_marks_and_around_punctuation() -> None:
    pieces = ["▁Der", "▁Bau", "plan", ",", "▁", "3", ".", "0", "▁„", "Ja", "“", "<0xC5>", "<0x81>"]
    assert words(pieces) == [[0], [1, 2], [3], [4, 5], [6], [7], [8], [9], [10], [11, 12]]
    assert sorted(i for group in words(pieces) for i in group) == list(range(len(pieces)))


@pytest.mark.parametrize(
    ("word", "form"),
    [("▁Bundeskanzlerin", "bundesk"), ("▁2024", "<4 digits>"), ("12", "12"), ("▁Straße", "strasse"), ("▁", "▁")],
)
def test_key(word: str, form: str) -> None:
    assert key(word) == form


def test_keys_join_the_pieces_of_a_word() -> None:
    pieces = ["▁Han", "nover", "."]
    assert keys(pieces, words(pieces)) == ["hannove", "."]


def test_pieces_of_a_name_are_linked_in_order_and_others_to_the_whole_word() -> None:
    source, target = ["▁Ba", "ba", "ba", "s"], ["▁Ba", "ba", "ba", "’", "x"]
    assert same_pieces(source, [0, 1, 2, 3], target, [0, 1, 2, 4]) == [[0], [1], [2], [0, 1, 2, 3]]


def test_words_that_stand_once_on_each_side_are_linked_if_free() -> None:
    forms = ["in", "kyjiw", "am", "montag", "am"], ["on", "monday", "in", "kyjiw"]
    assert identical(forms, {(0, 2)}) == {(1, 3)}
