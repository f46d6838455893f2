"""Both engines: the same model, the same answers, whatever the batch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import ModelError
from pipeline.translate import CTranslate2Engine, TransformersEngine, find_model
from pipeline.translate.engine import Engine, Search, batches
from tests.translate.tiny import TEXT

MAKERS: dict[str, Callable[..., Engine]] = {
    "ct2-int8": lambda folder, **more: CTranslate2Engine(folder, "cpu", "int8", **more),
    "ct2-float32": lambda folder, **more: CTranslate2Engine(folder, "cpu", "float32", **more),
    "hf-float32": lambda folder, **more: TransformersEngine(folder, "cpu", **more),
}


def engine(kind: str, model: Path, **more: int) -> Engine:
    return MAKERS[kind](find_model(str(model)), **{"threads": 1, **more})


def sources(engine: Engine) -> list[list[str]]:
    """Short texts of three lengths: random weights never end a sentence, every output is of the longest."""
    return [engine.pieces.source(text)[0][: 3 + i % 3] for i, text in enumerate(TEXT[:6])]


@pytest.mark.parametrize("kind", MAKERS)
def test_the_output_does_not_depend_on_the_batch(tiny_model: Path, kind: str) -> None:
    large, small = engine(kind, tiny_model, batch_tokens=4096, threads=2), engine(kind, tiny_model, batch_tokens=1)
    texts = sources(large) * 2
    together = large.search(texts, Search(best=2, beam=2))
    alone = [small.search([text], Search(best=2, beam=2))[0] for text in texts]
    for left, right in zip(together, alone, strict=True):
        assert [hypothesis.pieces for hypothesis in left] == [hypothesis.pieces for hypothesis in right]
        assert [hypothesis.score for hypothesis in left] == pytest.approx([hypothesis.score for hypothesis in right])


def test_the_engines_agree(tiny_model: Path) -> None:
    fast, reference = engine("ct2-float32", tiny_model), engine("hf-float32", tiny_model)
    for left, right in zip(
        fast.search(sources(fast), Search()), reference.search(sources(fast), Search()), strict=True
    ):
        assert left[0].pieces == right[0].pieces
        assert left[0].score == pytest.approx(right[0].score, abs=1e-3)


def test_forced_decoding_agrees_in_score_and_attention(tiny_model: Path) -> None:
    fast, reference = engine("ct2-float32", tiny_model), engine("hf-float32", tiny_model)
    pairs = [(fast.pieces.source(TEXT[i])[0], fast.pieces.target(TEXT[i + 5])[0]) for i in range(5)]
    for pair, left, right in zip(pairs, fast.force(pairs, True), reference.force(pairs, True), strict=True):
        assert left.attention is not None
        assert right.attention is not None
        assert left.attention.shape == (len(pair[1]) + 1, len(pair[0]) + 1)
        np.testing.assert_allclose(left.attention, right.attention, atol=1e-4)
        assert left.score == pytest.approx(right.score, abs=1e-3)


@pytest.mark.parametrize("kind", MAKERS)
def test_attention_rows_are_distributions(tiny_model: Path, kind: str) -> None:
    made = engine(kind, tiny_model)
    for text, best in zip(sources(made), made.search(sources(made), Search()), strict=True):
        attention = best[0].attention
        assert attention is not None
        assert attention.shape == (len(best[0].pieces) + 1, len(text) + 1)
        np.testing.assert_allclose(attention.sum(1), 1, atol=1e-3)


@pytest.mark.parametrize("kind", MAKERS)
def test_penalised_hypotheses_keep_their_true_score(tiny_model: Path, kind: str) -> None:
    made = engine(kind, tiny_model)
    text = sources(made)[0]
    best = made.search([text], Search(no_repeat_ngram=2, repetition_penalty=1.5))[0][0]
    assert best.score == pytest.approx(made.force([(text, best.pieces)])[0].score, abs=1e-3)
    pairs = list(zip(best.pieces, best.pieces[1:], strict=False))
    assert len(pairs) == len(set(pairs))


def test_the_engines_agree_in_what_the_encoder_says(tiny_model: Path) -> None:
    fast, reference = engine("ct2-float32", tiny_model, batch_tokens=9), engine("hf-float32", tiny_model)
    rows = [*sources(fast), []]
    for row, left, right in zip(rows, fast.encode(rows), reference.encode(rows), strict=True):
        assert left.shape == right.shape == (len(row), 32)
        np.testing.assert_allclose(left, right, atol=1e-3)
    assert engine("ct2-int8", tiny_model).encode(rows[:1])[0].shape == (len(rows[0]), 32)


@pytest.mark.parametrize("kind", MAKERS)
def test_an_empty_target_has_a_score(tiny_model: Path, kind: str) -> None:
    made = engine(kind, tiny_model)
    assert made.force([(sources(made)[0], [])], attention=True)[0].score < 0


def test_chosen_heads_are_the_ones_that_are_returned(tiny_model: Path, tmp_path: Path) -> None:
    for file in tiny_model.iterdir():
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / "wiredesk.yaml").write_text("attention: {layer: 1, heads: [3, 1], shift: true}\nmax_pieces: 80\n")
    fast, reference = engine("ct2-float32", tmp_path), engine("hf-float32", tmp_path)
    plain = engine("ct2-float32", tiny_model)
    pairs = [(fast.pieces.source(TEXT[0])[0], fast.pieces.target(TEXT[5])[0])]
    left, right = fast.force(pairs, True)[0], reference.force(pairs, True)[0]
    assert left.attention is not None
    assert right.attention is not None
    np.testing.assert_allclose(left.attention, right.attention, atol=1e-4)
    other = plain.force(pairs, True)[0]
    assert other.attention is not None
    assert np.abs(left.attention - other.attention).max() > 0.01
    assert left.score == pytest.approx(other.score, abs=1e-3)
    assert fast.settings.head.shift
    assert fast.settings.max_pieces == 80
    assert not plain.settings.head.shift


WRONG = (
    "attention: {layer: 9}",
    "attention: {heads: [1]}",
    "attention: {layer: 0, heads: [4]}",
    "attention: {layer: one}",
    "max_pieces: 3",
    "max_pieces: 512",
    "[",
    "- 1",
)


@pytest.mark.parametrize("text", WRONG)
def test_wrong_settings_are_an_error(tiny_model: Path, tmp_path: Path, text: str) -> None:
    for file in tiny_model.iterdir():
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / "wiredesk.yaml").write_text(text)
    with pytest.raises(ModelError, match=r"wiredesk\.yaml"):
        engine("ct2-int8", tmp_path)


def test_batches_hold_equal_lengths_within_the_budget() -> None:
    lengths = [(3,), (5,), (3,), (3,), (9,), (5,)]
    groups = list(batches(lengths, budget=8))
    assert sorted(i for group in groups for i in group) == list(range(6))
    assert all(len({lengths[i] for i in group}) == 1 for group in groups)
    assert all(len(group) == 1 or sum(lengths[i][0] + 1 for i in group) <= 8 for group in groups)


def test_a_gpu_that_is_not_there_is_a_model_error(tiny_model: Path) -> None:
    import torch

    if torch.cuda.is_available():
        pytest.skip("this machine has a GPU")
    for maker in (CTranslate2Engine, TransformersEngine):
        with pytest.raises(ModelError, match="cuda"):
            maker(find_model(str(tiny_model)), "cuda")


def test_an_unknown_precision_is_a_model_error(tiny_model: Path) -> None:
    with pytest.raises(ModelError, match="precision int8"):
        TransformersEngine(find_model(str(tiny_model)), "cpu", "int8")
