"""Evidence from embeddings, with made-up vectors; the models themselves are not asked."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.align.sentences import AlignOptions, align_sentences, embed
from pipeline.align.sentences.bags import Floats
from pipeline.errors import ModelError


def test_translations_are_more_alike_than_chance_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(1)
    meaning = random.normal(size=(40, 64))
    common = 5 * np.ones(64)  # embeddings of any two sentences are alike; that must not count
    sides = {"de": meaning + common, "en": meaning + 0.3 * random.normal(size=meaning.shape) + common}

    def fake(sentences: list[str], model: str) -> Floats:
        assert model == "fake"
        return sides[sentences[0]]

    monkeypatch.setattr(embed, "embed", fake)
    made = embed.likeness(["de"] * 40, ["en"] * 40, "fake")
    everywhere = np.arange(2, 41)
    for shape in ((1, 1), (2, 2)):
        ratio = made.ratio(shape, everywhere, everywhere)
        assert ratio.shape == (39, 39) and np.diag(ratio).min() > 0
        assert np.median(ratio) < 0
        assert (ratio.argmax(axis=1) == np.arange(39)).all()


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match="no-such-model"):
        align_sentences(["Ein Satz."], ["A sentence."], AlignOptions(embeddings="no-such-model"))
