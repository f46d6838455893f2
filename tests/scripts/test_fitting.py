"""What the scripts that learn weights share."""

from __future__ import annotations

import numpy as np
import pytest
from fitting import chance, development_data, half, learnt, logistic, options


def test_the_weights_of_a_logistic_regression_are_found() -> None:
    draw = np.random.default_rng(1)
    rows = np.hstack([draw.normal(size=(4000, 2)), np.ones((4000, 1))])
    true = np.array([2.0, -1.0, 0.5])
    labels = (draw.random(4000) < chance(rows @ true)).astype(np.float64)
    assert logistic(rows, labels, np.ones(4000), decay=0.1) == pytest.approx(true, abs=0.25)


def test_a_decay_draws_weights_to_zero_but_not_the_bias() -> None:
    rows = np.array([[1.0, 1.0], [0.0, 1.0]] * 50)
    labels = np.array([1.0, 1.0, 1.0, 0.0] * 25)
    weak, strong = (logistic(rows, labels, np.ones(100), decay) for decay in (0.1, 1e4))
    assert weak[0] > 1 > 0.1 > strong[0] > 0
    assert chance(strong)[-1] == pytest.approx(0.75, abs=0.01)


def test_halves_and_parts_are_independent() -> None:
    sentences = [f"Satz Nummer {i}." for i in range(400)]
    both = sum(learnt(s) and half(s) == 1 for s in sentences)
    assert 80 < both < 160


def test_no_development_data_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREDESK_BENCH", "/nowhere")
    with pytest.raises(SystemExit, match="WIREDESK_BENCH"):
        development_data()


def test_there_is_only_something_to_write_where_a_file_is_named() -> None:
    assert options("What it does.", "configs/x.yaml").parse_args(["--write"]).write
    with pytest.raises(SystemExit):
        options("What it does.").parse_args(["--write"])
