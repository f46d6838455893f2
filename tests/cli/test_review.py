"""``wiredesk review`` and what the other commands take from the desk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.store.desk import DeskStore
from tests.web.sample import make_run


def call(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, input=more.get("stdin"))


def test_no_torch_is_imported() -> None:
    code = (
        "import sys, pipeline.cli, pipeline.web.app; print([m for m in ('torch', 'transformers') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "which run?"),
        (["nowhere"], "not a run directory"),
        (["RUN", "--host", "0.0.0.0"], "--token"),
        (["RUN", "--users", "nobody.yaml"], "cannot be read"),
        (["RUN", "--users", "u", "--token", "t"], "not both"),
        (["--add-user", "anna"], "--users"),
    ],
)
def test_what_cannot_be_served(options: list[str], said: str, tmp_path: Path) -> None:
    run = make_run(tmp_path / "run", {"a": [("Ein Satz.", "A sentence.")]})
    given = [str(run) if option == "RUN" else option for option in options]
    done = call("review", *given, "--desk", str(tmp_path / "d.db"))
    assert done.returncode == 2
    assert said in done.stderr


def test_no_desk_is_made_for_what_is_no_run(tmp_path: Path) -> None:
    assert call("review", str(tmp_path), "--desk", str(tmp_path / "desk.db")).returncode == 2
    assert not list(tmp_path.iterdir())


def test_what_editors_dismissed_is_not_raised_again(tmp_path: Path) -> None:
    (tmp_path / "a.de.txt").write_text("Der Kai kostet 12 Millionen Euro.\n", encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("The quay costs 12 billion euros.\n", encoding="utf-8")
    desk, out = tmp_path / "desk.db", tmp_path / "out"
    check = ["check", str(tmp_path / "a.de.txt"), str(tmp_path / "a.en.txt"), "--out", str(out), "--desk", str(desk)]
    missing = call(*check)
    assert missing.returncode == 2
    assert "wiredesk review makes one" in missing.stderr
    with DeskStore(desk) as store:
        assert call(*check).returncode == 1
        from pipeline.desk.decisions import Decisions
        from pipeline.desk.workplace import Workplace

        place = Workplace(out, store)
        for flag in place.view("a").flags:
            Decisions(place).decide("a", flag["fingerprint"], "dismiss", "anna", None)
    assert call(*check).returncode == 0
