"""Drafts: quick, one for each text, and none where the model is not there."""

from __future__ import annotations

import pytest

from pipeline.errors import ModelError
from pipeline.translate import Drafter, MarianTranslator, OptionalModel
from tests.translate.fake import FakeEngine


def gone() -> MarianTranslator:
    raise ModelError("no model")


def test_there_is_a_draft_for_each_text() -> None:
    translator = MarianTranslator(FakeEngine(lambda text, how: [f"{text.upper()} {how.beam}"]))
    assert Drafter(lambda: translator)(["ein Haus", "", "zwei"]) == ["EIN HAUS 1", "", "ZWEI 1"]


def test_a_missing_model_is_an_error_only_where_it_is_required() -> None:
    assert Drafter(OptionalModel(gone))(["ein Haus"]) == []
    with pytest.raises(ModelError):
        Drafter(gone)(["ein Haus"])
