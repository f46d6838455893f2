"""A model for whoever can do without it."""

from __future__ import annotations

import math

import pytest

from pipeline.errors import ModelError
from pipeline.translate import MarianTranslator, OptionalModel
from tests.translate.fake import FakeEngine


def test_a_missing_model_is_asked_for_once(caplog: pytest.LogCaptureFixture) -> None:
    asked = []

    def load() -> MarianTranslator:
        asked.append(1)
        raise ModelError("no such model")

    model = OptionalModel(load)
    assert model() is None
    assert model() is None
    assert len(asked) == 1
    assert caplog.text.count("no such model") == 1


def test_the_same_model_again() -> None:
    model = OptionalModel(lambda: MarianTranslator(FakeEngine(lambda text, how: [text])))
    assert model() is model()


def test_the_whole_text_is_scored() -> None:
    translator = MarianTranslator(FakeEngine(lambda text, how: [text]))
    pairs = [("ein Haus", "a house"), ("ein Haus", "a house here")]
    for (_, english), mean, whole in zip(pairs, translator.score(pairs), translator.log_likelihood(pairs), strict=True):
        assert math.isclose(whole, mean * (len(english.split()) + 1))


def test_every_piece_has_its_place_and_likelihood() -> None:
    translator = MarianTranslator(FakeEngine(lambda text, how: [text]))
    (found,) = translator.piece_log_likelihoods([("ein Haus", "a house")])
    assert [(span.of("a house"), likelihood) for span, likelihood in found] == [("a", -0.5), ("house", -0.5)]
