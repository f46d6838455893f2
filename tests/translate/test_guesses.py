"""Words that the model guessed give way to the lexicon's; what it was sure of, or may be right, stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from pipeline.text.tokens import words
from pipeline.translate.engine import Decoded
from pipeline.translate.guesses import replace_guesses
from pipeline.translate.model_settings import AttentionHead, ModelSettings
from pipeline.translate.plan import Draft
from pipeline.translate.translator import MarianTranslator
from pipeline.types import Article, Attention, Segment, Span
from tests.translate.fake import FakeEngine


class Doubts:
    """A model that gives every word the probability 1, but for those it doubts (natural log)."""

    model = "fake@0"

    def __init__(self, doubts: Mapping[str, float]) -> None:
        self.doubts = doubts

    def piece_log_likelihoods(self, pairs: Sequence[tuple[str, str]]) -> list[list[tuple[Span, float]]]:
        return [[(span, self.doubts.get(span.of(text), 0.0)) for span in words(text)] for _, text in pairs]

    def log_likelihood(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        return [sum(chance for _, chance in row) for row in self.piece_log_likelihoods(pairs)]


def draft(source: str, target: str) -> Draft:
    """A draft whose words look at all German words alike."""
    left, right = words(source), words(target)
    weights = np.full((len(right), len(left)), 1 / len(left), np.float32)
    return Draft(target, -1.0, Attention(tuple(left), tuple(right), weights))


GOAL = "Das Spiel endete mit einem Unentschieden."


@pytest.mark.parametrize(
    ("source", "target", "doubts", "wanted"),
    [
        pytest.param(GOAL, "The match ended in a disadvantage.", {}, None, id="the model was sure"),
        pytest.param(
            GOAL,
            "The match ended in a disadvantage.",
            {"disadvantage": -4},
            "The match ended in a draw.",
            id="guessed",
        ),
        pytest.param(GOAL, "The match ended in a draw.", {"draw": -4}, None, id="the lexicon knows it"),
        pytest.param(GOAL, "The match ended in a Disad.", {"Disad": -4}, None, id="a name"),
        pytest.param(
            GOAL,
            "The match ended in a disadvantage.",
            {"disadvantage": -4, "draw": -30, "tie": -30, "undecided": -30, "stalemate": -30},
            None,
            id="the model rules out what the lexicon gives",
        ),
        pytest.param(
            "Er kam gestern.", "He came yesterday hastily.", {"hastily": -4}, None, id="no German word is open"
        ),
        pytest.param(
            "Der Bericht spricht von einem Irrtum.",
            "The report speaks of a haircut.",
            {"haircut": -4},
            "The report speaks of an error.",
            id="the article goes with it",
        ),
    ],
)
def test_guessed_words_are_replaced_and_recorded(
    source: str, target: str, doubts: Mapping[str, float], wanted: str | None
) -> None:
    [(done, notes)] = replace_guesses([draft(source, target)], [source], Doubts(doubts))
    assert done.text == (wanted or target)
    assert len(notes) == (wanted is not None)
    assert all(note.startswith("word from the lexicon: ") for note in notes)


def test_the_spans_of_the_pieces_move_along() -> None:
    [(done, _)] = replace_guesses(
        [draft(GOAL, "The match ended in a disadvantage at last.")], [GOAL], Doubts({"disadvantage": -4})
    )
    assert done.attention is not None
    spans = done.attention.target_spans
    assert " ".join(span.of(done.text) for span in spans) == "The match ended in a draw at last"


def test_a_german_word_gives_one_word_only() -> None:
    doubts = {"disadvantage": -4, "haircut": -4}
    [(done, notes)] = replace_guesses(
        [draft(GOAL, "The match ended in a disadvantage, a haircut.")], [GOAL], Doubts(doubts)
    )
    assert done.text.count("draw") == 1
    assert len(notes) == 1


class Guessing(FakeEngine):
    """Doubts every word alike."""

    def force(self, pairs: Sequence[tuple[Sequence[str], Sequence[str]]], attention: bool = False) -> list[Decoded]:
        return [Decoded(tuple(target), -2, chances=(-2.0,) * (len(target) + 1)) for _, target in pairs]


@pytest.mark.parametrize("bias", [0.0, 0.15])
def test_only_a_model_that_the_lexicon_helps_is_corrected(bias: float) -> None:
    engine = Guessing(lambda german, how: ["The match ended in a disadvantage ."])
    engine.settings = ModelSettings(AttentionHead(0), lexicon_bias=bias)
    segment = Segment(Article("a", "", GOAL), 0, Span(0, len(GOAL)))
    [made] = MarianTranslator(engine).translate([segment])
    assert ("draw" in made.text) == bool(bias)
    assert any(note.startswith("word from the lexicon: draw") for note in made.attempts) == bool(bias)
