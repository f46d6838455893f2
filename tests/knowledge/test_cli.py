"""The commands of ``wiredesk knowledge``: arguments in, lines and exit codes out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.knowledge import app
from pipeline.errors import UsageError
from pipeline.knowledge import resources_folder

DATA = Path(__file__).parent / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lists = shutil.ignore_patterns("*.xz", "*.gz", "*.tsv")
    shutil.copytree(resources_folder(), tmp_path / "knowledge", ignore=lists)
    shutil.copytree(resources_folder().parent / "styles", tmp_path / "styles")
    return tmp_path / "knowledge"


def test_show() -> None:
    result = CliRunner().invoke(app, ["show", "Selenskyj", "--style", "guardian"])
    assert result.exit_code == 0
    assert "president UA" in result.stdout
    assert "guardian: Volodymyr Zelenskyy" in result.stdout


def test_lint_is_silent_about_what_ships() -> None:
    result = CliRunner().invoke(app, ["lint"])
    assert (result.exit_code, result.stdout) == (0, "")


def test_lint_fails_on_doubts(folder: Path) -> None:
    # fmt: off
    added = CliRunner().invoke(app, [
        "add", "Jana Muster", "--source", "example.org", "--office", "chancellor DE 2023-01-01..2023-02-01",
        "--gender", "f", "--country", "DE", "--checked", "2026-06-01", "--folder", str(folder),
    ])
    # fmt: on
    assert added.exit_code == 0, added.output
    result = CliRunner().invoke(app, ["lint", "--folder", str(folder)])
    assert result.exit_code == 1
    assert "two-holders" in result.stdout


def test_import_writes_a_people_file(tmp_path: Path) -> None:
    out = tmp_path / "people.yaml"
    result = CliRunner().invoke(app, ["import", str(DATA / "wikidata_sparql.json"), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert "Wikidata Q9000001 P39" in out.read_text(encoding="utf-8")
    assert "keeper of the lighthouse" in result.stderr


@pytest.mark.parametrize("options", [["--gender", "female"], ["--checked", "gestern"]])
def test_bad_values_are_named(folder: Path, options: list[str]) -> None:
    arguments = ["add", "Jana Muster", "--source", "example.org", "--folder", str(folder), *options]
    result = CliRunner().invoke(app, arguments)
    assert isinstance(result.exception, UsageError)
    assert options[1] in str(result.exception)
