"""The model's second look at lost words, with models that answer from a rule."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.align import WordAligner
from pipeline.check import _logistic, _second_look
from pipeline.check._logistic import odds
from pipeline.check._lost_words import LostWord, likeliest
from pipeline.check._second_look import Look, cues, looks, weights
from pipeline.check.clause_dropped import ClauseDropped
from pipeline.errors import ConfigError
from pipeline.knowledge.lexicon import lexicon
from pipeline.types import Alignment, Flag, Severity, Span
from tests.records import pair

SOURCE = "Die Ministerin hat den Entwurf am Montag in Berlin vorgestellt."
CUT = "The minister the draft in Berlin on Monday."


class Model:
    """Likes English that holds ``word`` by ``gain`` nats more; counts what it is asked."""

    model = "other@1"

    def __init__(self, word: str = "", gain: float = 0.0) -> None:
        self.word, self.gain, self.asked = word, gain, 0

    def log_likelihood(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        self.asked += len(pairs)
        return [-20.0 + (self.gain if self.word in english else 0.0) for _, english in pairs]

    def piece_log_likelihoods(self, pairs: Sequence[tuple[str, str]]) -> list[list[tuple[Span, float]]]:
        return [[] for _ in pairs]


def linked(source: str, target: str) -> Alignment:
    return next(WordAligner().run([pair(source, target).translation]))


def flags(made: Alignment, model: Model | None, second_look: bool = True) -> list[Flag]:
    check = ClauseDropped(scorer=lambda: model, second_look=second_look)
    return [f for f in check.find([made]) if f.rule == "word"]


def test_a_word_that_makes_the_english_likelier_is_the_suggestion() -> None:
    (flag,) = flags(linked(SOURCE, CUT), Model("presented", 10.0))
    assert flag.severity is Severity.WARNING
    assert flag.suggestion is not None
    assert "presented" in flag.suggestion
    assert flag.suggestion.removeprefix("presented ") == flag.target_text


def test_without_a_model_the_gap_is_shown() -> None:
    (flag,) = flags(linked(SOURCE, CUT), None)
    assert flag.suggestion is None
    assert "it may belong into" in flag.message


NEITHER = LostWord(Span(0, 1), 0.0, -2.0, None, 0.0)


def test_a_gain_counts_for_and_a_loss_against() -> None:
    found = _second_look.Insertion
    span = linked(SOURCE, CUT).target_tokens[0]
    worse, none, better = (
        odds(weights(), cues(NEITHER, 0.0, Look(one, 0.0)))
        for one in (found(span, "x", -12.0), None, found(span, "x", 8.0))
    )
    assert worse < better
    assert none < better


def test_english_that_is_likelier_without_the_german_word_counts_for() -> None:
    kept, gone = (odds(weights(), cues(NEITHER, 0.0, Look(None, without))) for without in (-6.0, 3.0))
    assert kept < gone


def test_the_word_is_taken_out_of_the_german() -> None:
    class Keen(Model):
        def log_likelihood(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
            return [-10.0 if "vorgestellt" in german else -7.0 for german, _ in pairs]

    made = linked(SOURCE, CUT)
    lost = likeliest(made, lexicon())
    assert lost is not None
    (look,) = looks([(made, lost)], Keen(), lexicon())
    assert lost.span.of(made.source) == "vorgestellt"
    assert look.without == pytest.approx(3.0)


def test_a_model_does_not_judge_its_own_english() -> None:
    made, model = linked(SOURCE, CUT), Model("presented", 10.0)
    own = dataclasses.replace(made, translation=dataclasses.replace(made.translation, model=model.model))
    flags(own, model)
    assert model.asked == 0
    flags(made, model)
    assert model.asked > 0


def test_it_can_be_switched_off() -> None:
    model = Model("presented", 10.0)
    assert flags(linked(SOURCE, CUT), model, second_look=False)
    assert model.asked == 0


def test_a_good_translation_is_not_looked_at() -> None:
    model = Model()
    good = "The minister presented the draft in Berlin on Monday."
    assert not flags(linked(SOURCE, good), model)
    assert model.asked == 0


def test_damaged_weights_name_their_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / _second_look.FILE
    path.parent.mkdir(parents=True)
    path.write_text("bias: 1", encoding="utf-8")
    monkeypatch.setattr(_logistic, "root", lambda: tmp_path)
    weights.cache_clear()
    try:
        with pytest.raises(ConfigError, match=r"second_look\.yaml"):
            weights()
    finally:
        weights.cache_clear()


@pytest.mark.parametrize(("gain", "raised"), [(10.0, [Severity.WARNING]), (-12.0, [])])
def test_below_a_notice_a_word_is_looked_at_and_named_only_when_sure(
    gain: float, raised: list[Severity], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = linked(SOURCE, CUT)
    lost = likeliest(made, lexicon())
    assert lost is not None
    faint = dataclasses.replace(lost, odds=lost.notice - _second_look.DOUBT / 2)
    monkeypatch.setattr("pipeline.check.clause_dropped.likeliest", lambda pair, words: faint)
    sharp = {"bias": -1.0, "gain": 1.0}
    monkeypatch.setattr("pipeline.check.clause_dropped.weights", lambda: sharp)
    assert [flag.severity for flag in flags(made, Model("presented", gain))] == raised
    assert flags(made, None) == []
