"""The examples of docs/ci.md, the composite action and the pre-commit hook are run for real."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
GERMAN = "Der Hafen bleibt bis Freitag zu. Er kostet 3.000 Euro am Tag.\n"
ENGLISH = "The port stays closed until Friday. It costs 3.000 euros a day.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository with German and English folders; wiredesk is on the path."""
    for folder, text in (("de", GERMAN), ("en", ENGLISH)):
        (tmp_path / "wire" / folder).mkdir(parents=True)
        (tmp_path / "wire" / folder / "hafen.txt").write_text(text, encoding="utf-8")
    for name, text in (("de", "Das Wetter bleibt schön.\n"), ("en", "The weather stays fine.\n")):
        (tmp_path / "wire" / name / "wetter.txt").write_text(text, encoding="utf-8")
    git = ["git", "-c", "user.name=desk", "-c", "user.email=desk@localhost", "-c", "init.defaultBranch=main"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *arguments], cwd=tmp_path, check=True)
    (tmp_path / "wire" / "en" / "wetter.txt").write_text("The weather does not stay fine.\n", encoding="utf-8")
    subprocess.run([*git, "commit", "-q", "-a", "-m", "second"], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def shell_examples() -> list[str]:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    return re.findall(r"```sh\n(.*?)```", text, re.DOTALL)


def run(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)


def flags(folder: str = "run") -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(folder, "flags.jsonl").read_text(encoding="utf-8").splitlines()]


def test_folders_are_paired_and_errors_fail(desk: Path) -> None:
    done = run(shell_examples()[0])
    assert done.returncode == 1, done.stderr
    assert {flag["article"] for flag in flags()} == {"hafen", "wetter"}
    assert "3.000" in {flag["target_text"] for flag in flags()}


def test_only_changed_files_are_checked(desk: Path) -> None:
    done = run(shell_examples()[1])
    assert done.returncode == 1, done.stderr
    assert {flag["article"] for flag in flags()} == {"wetter"}
    assert "git says" in run("wiredesk check wire/de wire/en --out run2 --since nowhere").stderr


def test_accepted_flags_do_not_fail_again_and_every_format_is_written(desk: Path) -> None:
    done = run("set -e\n" + shell_examples()[2])
    assert done.returncode == 0, done.stderr
    assert flags() == []
    run("wiredesk check wire/de wire/en --out run --fail-on never")
    done = run("set -e\n" + shell_examples()[3])
    assert done.returncode == 0, done.stderr
    assert json.loads(Path("wiredesk.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert json.loads(Path("quality.json").read_text(encoding="utf-8"))[0]["location"]["path"].endswith("hafen.txt")
    assert "::error file=" in done.stdout and "## wiredesk" in done.stdout


def test_the_action_runs(desk: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    step = next(step for step in action["runs"]["steps"] if step["name"] == "check")
    given = {"source": "wire/de", "target": "wire/en", "since": "HEAD~1"}
    values = {name: given.get(name, field.get("default", "")) for name, field in action["inputs"].items()}
    environment = {name: values[re.findall(r"inputs\.([\w-]+)", text)[0]] for name, text in step["env"].items()}
    summary = desk / "summary.md"
    done = subprocess.run(
        ["bash", "-c", step["run"]],
        env={**os.environ, **environment, "GITHUB_STEP_SUMMARY": str(summary)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "::error file=wire/de/wetter.txt" in done.stdout
    assert "wetter.txt" in summary.read_text(encoding="utf-8")
    assert (desk / "wiredesk-out" / "wiredesk.sarif").exists()


def test_the_hook_names_a_command_that_is_there(desk: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    example = re.findall(r"args: \[(.*?)\]", (ROOT / "docs" / "ci.md").read_text(encoding="utf-8"))[0]
    done = run(" ".join([hook["entry"], *example.split(", ")]))
    assert done.returncode == 0, done.stderr  # nothing changed since HEAD
