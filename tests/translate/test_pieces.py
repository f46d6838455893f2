"""Pieces and the characters they stand for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from transformers import MarianTokenizer

from pipeline.errors import ModelError
from pipeline.translate.convert import quiet
from pipeline.translate.pieces import Pieces
from tests.translate.tiny import TEXT

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60)


@given(text=TEXTS)
def test_spans_are_ordered_inside_the_text_and_free_of_space_at_the_ends(tiny_model: Path, text: str) -> None:
    names, spans = Pieces(tiny_model).source(text)
    assert len(names) == len(spans)
    for span in spans:
        assert 0 <= span.start <= span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
    assert spans == sorted(spans)


@given(words=st.lists(st.text("abcdeäöüßéłşАбв0123456789.,„“-", min_size=1, max_size=8), min_size=1, max_size=8))
def test_every_visible_character_belongs_to_a_piece(tiny_model: Path, words: list[str]) -> None:
    text = " ".join(words)
    covered = {i for span in Pieces(tiny_model).source(text)[1] for i in range(*span)}
    assert covered == {i for i, c in enumerate(text) if not c.isspace()}


@given(words=st.lists(st.sampled_from(" ".join(TEXT).split()), min_size=1, max_size=12))
def test_english_pieces_give_the_text_back_with_their_places(tiny_model: Path, words: list[str]) -> None:
    pieces, text = Pieces(tiny_model), " ".join(words)
    names, spans = pieces.target(text)
    again, places = pieces.text(names)
    assert again == text
    assert places == spans


def test_characters_that_are_normalised_keep_their_own_place(tiny_model: Path) -> None:
    text = "Die ﬁnanzen … ½"
    parts = [span.of(text) for span in Pieces(tiny_model).source(text)[1]]
    assert all(any(c in part and len(part) <= 3 for part in parts) for c in "ﬁ…½")


def test_pieces_are_those_of_the_marian_tokenizer(tiny_model: Path) -> None:
    with quiet():
        reference = MarianTokenizer.from_pretrained(tiny_model)
    pieces = Pieces(tiny_model)
    for text in [*TEXT, "Ein Name: Wołodymyr, 😀 und ﬁ."]:
        assert pieces.number(pieces.source(text)[0]) == reference(text)["input_ids"][:-1]
    for text in TEXT:
        numbers = pieces.number(pieces.target(text)[0])
        decoded = reference.decode(numbers, skip_special_tokens=True)
        assert pieces.text([pieces.pieces[n] for n in numbers])[0] == decoded


def test_an_unusual_spelling_costs_more(tiny_model: Path) -> None:
    pieces = Pieces(tiny_model)
    assert pieces.cost("Regierung") < pieces.cost("rEGIERUNG")


@pytest.mark.parametrize(("name", "content"), [("vocab.json", "{}"), ("vocab.json", "["), ("source.spm", "no model")])
def test_a_damaged_file_is_named(tiny_model: Path, tmp_path: Path, name: str, content: str) -> None:
    for file in tiny_model.iterdir():
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / name).unlink()
    (tmp_path / name).write_text(content)
    with pytest.raises(ModelError, match=name):
        Pieces(tmp_path)
