"""Configuration: defaults in one place, all problems at once, overrides, and a fresh default.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pipeline import resources
from pipeline.check import ALL_CHECKS
from pipeline.config import default_yaml, load_config
from pipeline.errors import ConfigError


def test_default_yaml_is_fresh_and_loads_to_the_defaults() -> None:
    path = resources.root() / "configs" / "default.yaml"
    assert path.read_text(encoding="utf-8") == default_yaml()
    assert load_config(path) == load_config()


def test_every_shipped_configuration_loads() -> None:
    for name in ("default.yaml", "opus-mt.yaml"):
        load_config(resources.root() / "configs" / name)


def test_a_configuration_that_ships_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_config(Path("configs/opus-mt.yaml")) != load_config()


def test_all_problems_are_reported_at_once(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text("translate: {beam: 0, modell: x}\nrum: {}\n")
    with pytest.raises(ConfigError) as error:
        load_config(path)
    assert len(error.value.problems) == 3
    text = str(error.value)
    assert "wrong.yaml: translate.modell: unknown key, perhaps model; valid here: batch_tokens, beam" in text
    assert "rum: unknown key, perhaps run; valid here: align, check" in text
    assert "translate.beam" in text and "not 0" in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "must hold sections"),
        ("a: [", "line 1, column 5: expected the node content"),
        ("\x00", "not valid YAML"),
        ("translate:\n  beam: 2\n  beam: 5\n", "line 3, column 3: beam stands twice"),
    ],
)
def test_a_file_that_is_no_configuration_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=said):
        load_config(path)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.yaml: cannot be read"):
        load_config(Path("nowhere.yaml"))


def test_overrides_win_and_reach_checks() -> None:
    config = load_config(None, ["translate.beam=2", "check.number_mismatch.severity=notice", "check.style=bbc"])
    number = next(c for c in ALL_CHECKS if c.id == "number-mismatch")
    enabled, severity, _ = config.check_options(number)
    assert (config.translate.beam, enabled, severity, config.check.style) == (2, True, "notice", "bbc")


def test_an_unknown_check_lists_the_valid_ones() -> None:
    with pytest.raises(ConfigError, match=r"check\.numbr: unknown key.*; valid here: .*number_mismatch"):
        load_config(None, ["check.numbr.enabled=false"])


@pytest.mark.parametrize("override", ["a", "=1", "translate.beam.x=1"])
def test_a_bad_override_is_named(override: str) -> None:
    with pytest.raises(ConfigError):
        load_config(None, ["translate.beam=2", override])


def test_every_check_has_a_section() -> None:
    section = yaml.safe_load(default_yaml())["check"]
    for check in ALL_CHECKS:
        assert section[check.id.replace("-", "_")]["severity"] == check.severity
