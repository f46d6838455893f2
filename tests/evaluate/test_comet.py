"""COMET is called in its own environment, by a stand-in here; without it the reason is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.evaluate.comet import VARIABLE, comet_figure
from pipeline.evaluate.figures import Figure

STAND_IN = """#!{python}
import json, sys
arguments = [a for a in sys.argv[1:] if a != "--quiet"]
options = dict(zip(arguments[::2], arguments[1::2]))
texts = [open(options[key], encoding="utf-8").read().splitlines() for key in ("-s", "-t", "-r")]
assert len({{len(side) for side in texts}}) == 1
rows = [{{"COMET": 1.0 if target == reference else 0.5}} for _, target, reference in zip(*texts)]
json.dump({{options["-t"]: rows}}, open(options["--to_json"], "w"))
"""


def program(tmp_path: Path, text: str) -> str:
    path = tmp_path / "comet-score"
    path.write_text(text.format(python=sys.executable))
    path.chmod(0o755)
    return str(path)


def test_the_program_is_called_with_three_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, program(tmp_path, STAND_IN))
    figure = comet_figure(["a", "b"], ["Eins\nzwei", "Drei"], ["One two", "Three"], ["One two", "Four"])
    assert isinstance(figure, Figure)
    assert (figure.value, dict(figure.items)) == (75.0, {"a": 1.0, "b": 0.5})


def test_without_it_the_reason_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert "WIREDESK_COMET" in str(comet_figure([], [], [], []))


@pytest.mark.parametrize("text", ["#!{python}\nraise SystemExit('no model')\n", "#!{python}\n"])
def test_a_program_that_fails_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv(VARIABLE, program(tmp_path, text))
    with pytest.raises(ConfigError, match="comet-score: "):
        comet_figure(["a"], ["x"], ["y"], ["z"])
