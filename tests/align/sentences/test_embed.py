"""Evidence from embeddings, with made-up vectors; the models themselves are not asked."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.align.sentences import AlignOptions, align_sentences, embed
from pipeline.align.sentences.bags import Floats
from pipeline.errors import ModelError


def test_alike_sentences_find_each_other_without_any_word(monkeypatch: pytest.MonkeyPatch) -> None:
    meaning = np.random.default_rng(1).normal(size=(40, 64))
    meaning /= np.linalg.norm(meaning, axis=1, keepdims=True)
    source, target = ([f"{side}{chr(97 + i // 7)}{chr(97 + i % 7)} {side}" for i in range(40)] for side in ("q", "x"))
    vectors = dict(zip(source, meaning, strict=True)) | dict(zip(target, meaning, strict=True))

    def fake(sentences: list[str], model: str) -> Floats:
        assert model == "fake"
        return np.array([vectors[sentence] for sentence in sentences])

    monkeypatch.setattr(embed, "embed", fake)
    options = AlignOptions(cognates=False, learn=False, moves=False, embeddings="fake")
    links = align_sentences(source, target[:10] + target[15:], options)
    assert [i for link in links for i in link.source if not link.target] == list(range(10, 15))


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match="no-such-model"):
        align_sentences(["Ein Satz."], ["A sentence."], AlignOptions(embeddings="no-such-model"))
