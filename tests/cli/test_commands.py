"""The commands as a user calls them: exit codes, files, one line per error, re-runs."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from pipeline.cli import main
from pipeline.cli._shared import counting
from pipeline.errors import UsageError
from pipeline.store.run import alone

Wiredesk = Callable[..., tuple[int, str, str]]


@pytest.fixture
def wiredesk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Wiredesk:
    """Return a function that runs the command line and returns exit code, standard output and standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["wiredesk", *map(str, arguments)])
        monkeypatch.setenv("COLUMNS", "200")
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsys.readouterr()
        code = end.value.code
        return (code if isinstance(code, int) else 0), out, err

    return run


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """A folder with two good articles, an empty one, a binary one, and an English one."""
    folder = tmp_path / "wire"
    folder.mkdir()
    (folder / "hafen.txt").write_text("Hafen bleibt zu\n\nDer Hafen kostet 3.000 Euro am Tag. Er bleibt zu.\n")
    (folder / "wetter.txt").write_bytes("Das Wetter bleibt schön, sagte der Präsident gestern.\n".encode("cp1252"))
    (folder / "leer.txt").write_text("")
    (folder / "bild.txt").write_bytes(bytes(range(256)) * 40)
    text = "The weather stays fine and the port will be closed until Friday, the minister said on Monday.\n"
    (folder / "english.txt").write_text(text)
    return folder


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_batch_with_bad_files_goes_on(wiredesk: Wiredesk, wire: Path, tmp_path: Path, tiny_model: Path) -> None:
    out = tmp_path / "run"
    code, said, _ = wiredesk("translate", wire, "--out", out, "--model", tiny_model, "--fail-on", "never")
    assert code == 4
    assert {Path(f["path"]).name for f in lines(out / "failures.jsonl")} == {"leer.txt", "bild.txt", "english.txt"}
    assert {a["article"]: a["encoding"] for a in lines(out / "articles.jsonl")} == {
        "hafen": "utf-8",
        "wetter": "windows-1252",
    }
    assert (out / "hafen.en.txt").read_text(encoding="utf-8").count("\n\n") == 1
    assert all(segment["target"] for segment in lines(out / "segments.jsonl"))
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert record["counts"]["articles"] == 2 and "model:" in record["signature"]
    assert (out / "report.html").read_text(encoding="utf-8").startswith(("<!doctype", "\n<!doctype"))
    assert "failed:" in said and "3 failed" in said
    assert not list(out.glob("*.part")) and not list(out.glob(".*"))


def test_a_second_run_redoes_nothing_and_gives_the_same(
    wiredesk: Wiredesk, wire: Path, tmp_path: Path, tiny_model: Path
) -> None:
    out = tmp_path / "run"
    arguments = ("translate", wire / "hafen.txt", wire / "wetter.txt", "--out", out, "--model", tiny_model)
    first, _, _ = wiredesk(*arguments, "--fail-on", "never")
    before = {p.name: p.read_bytes() for p in out.glob("*.jsonl")}
    second, said, _ = wiredesk(*arguments, "--fail-on", "never")
    assert (first, second) == (0, 0)
    assert "2 unchanged, kept from the last run" in said
    assert {p.name: p.read_bytes() for p in out.glob("*.jsonl")} == before


def test_an_article_that_is_gone_leaves_no_file(
    wiredesk: Wiredesk, wire: Path, tmp_path: Path, tiny_model: Path
) -> None:
    out = tmp_path / "run"
    options = ("--out", out, "--model", tiny_model, "--fail-on", "never")
    wiredesk("translate", wire / "hafen.txt", wire / "wetter.txt", *options)
    wiredesk("translate", wire / "hafen.txt", *options)
    assert [p.name for p in out.glob("*.en.txt")] == ["hafen.en.txt"]


def test_what_was_edited_by_hand_is_kept(wiredesk: Wiredesk, tmp_path: Path) -> None:
    pairs, out = tmp_path / "pairs.jsonl", tmp_path / "run"
    row = {"id": "hafen", "source": "Der Hafen bleibt zu.", "target": "The port is closed."}
    other = {"id": "wetter", "source": "Es wird warm.", "target": "It will be warm."}

    def run(*rows: dict[str, str]) -> str:
        pairs.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        return wiredesk("check", pairs, "--out", out, "--fail-on", "never")[2]

    run(row, other)
    run(row, other)
    assert not list(out.glob("*.edited-*"))
    (out / "hafen.en.txt").write_bytes("The port stays clos\xe9d.\n".encode("latin-1"))
    (out / "wetter.en.txt").write_text("Warm weather.\n", encoding="utf-8")
    said = run(row)
    assert (out / "hafen.en.txt").read_text(encoding="utf-8") == "The port is closed.\n"
    assert (out / "hafen.edited-1.txt").read_bytes() == b"The port stays clos\xe9d.\n"
    assert (out / "wetter.edited-1.txt").exists() and not (out / "wetter.en.txt").exists()
    assert "hafen.en.txt was edited by hand" in said


def test_two_runs_at_once_are_refused(wiredesk: Wiredesk, tmp_path: Path) -> None:
    pairs, out = tmp_path / "pairs.jsonl", tmp_path / "run"
    pairs.write_text('{"source": "Es wird warm.", "target": "It will be warm."}', encoding="utf-8")
    out.mkdir()
    (out / "run.json").touch()
    with alone(out):
        code, _, err = wiredesk("check", pairs, "--out", out)
    assert code == 2 and "another run is being written here" in err
    code, _, _ = wiredesk("check", pairs, "--out", out)
    assert code == 0


def test_checking_a_pair_fails_on_errors(wiredesk: Wiredesk, tmp_path: Path) -> None:
    german, english = tmp_path / "a.de.txt", tmp_path / "a.en.txt"
    german.write_text("Der Hafen kostet 3.000 Euro am Tag, sagte der Bürgermeister.\n")
    english.write_text("The port costs 3.000 euros a day, the mayor said.\n")
    assert wiredesk("check", german, english, "--out", tmp_path / "run")[0] == 1
    assert wiredesk("check", german, english, "--out", tmp_path / "run", "--fail-on", "never")[0] == 0
    set_ = "check.magnitude_mismatch.severity=notice"
    assert wiredesk("check", german, english, "--out", tmp_path / "run", "--set", set_)[0] == 0
    (flag,) = [f for f in lines(tmp_path / "run" / "flags.jsonl") if f["check"] == "magnitude-mismatch"]
    assert (flag["severity"], flag["source_text"], flag["target_text"]) == ("notice", "3.000", "3.000")
    assert flag["suggestion"] == "3,000"


def test_safe_suggestions_are_applied_on_request(wiredesk: Wiredesk, tmp_path: Path) -> None:
    german, english = tmp_path / "a.de.txt", tmp_path / "a.en.txt"
    german.write_text("Der Hafen kostet 3.000 Euro am Tag, sagte der Bürgermeister.\n")
    english.write_text("The port costs 3.000 euros a day, the mayor said.\n")
    wiredesk("check", german, english, "--out", tmp_path / "run", "--set", "run.fix=true")
    (segment,) = lines(tmp_path / "run" / "segments.jsonl")
    assert segment["target"] == "The port costs 3,000 euros a day, the mayor said."
    assert segment["attempts"] == ["fix magnitude-mismatch: '3.000' -> '3,000'"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("check", "nowhere.txt", "nothing.txt"), 2, "nowhere.txt: does not exist"),
        (("check", "nowhere.jsonl"), 2, "nowhere.jsonl: does not exist"),
        (("translate", "x", "--set", "translate.beam=0"), 2, "translate.beam: input should be greater than"),
        (("translate", "x", "--config", "no.yaml"), 2, "no.yaml: cannot be read"),
        (("checks", "nothing"), 2, "no check 'nothing'; wiredesk checks lists them"),
        (("checks", "number-mismatsch"), 2, "perhaps number-mismatch"),
        (("translate", "x", "--set", "check.style=guardiann"), 2, "no house style 'guardiann'; there are ap, bbc"),
        (("export", ".", "--format", "pdf"), 2, "--format pdf: there are"),
        (("evaluate", "--suite", "x"), 2, "--suite x: there are"),
        (("evaluate", "--ratchet"), 2, "--ratchet needs --gate"),
        (("evaluate", "--suite", "segment", "--data", "x.tsv"), 2, "add --suite mt"),
        (("evaluate", "--gate", "configs/no.yaml"), 2, "configs/no.yaml: cannot be read"),
        (("translate", "x", "--model", "nowhere/at/all"), 3, "nowhere/at/all"),
    ],
)
def test_a_users_mistake_is_one_line_and_an_exit_code(
    wiredesk: Wiredesk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    found, _, err = wiredesk(*arguments)
    assert found == code
    assert said in err and "Traceback" not in err


def test_a_folder_with_other_files_is_not_written_into(wiredesk: Wiredesk, wire: Path) -> None:
    code, _, err = wiredesk("check", wire / "hafen.txt", wire / "english.txt", "--out", wire)
    assert code == 2
    assert "not a run of wiredesk" in err


def test_the_manual_page_of_a_check_is_shown(wiredesk: Wiredesk) -> None:
    code, said, _ = wiredesk("checks", "negation-lost")
    assert code == 0
    assert all(head in said for head in ("Why:", "Flags:", "Passes:", "Limits:"))


def test_the_ledger_lists_every_spelling(wiredesk: Wiredesk, tmp_path: Path) -> None:
    german, english = tmp_path / "a.de.txt", tmp_path / "a.en.txt"
    german.write_text("Präsident Wolodymyr Selenskyj reiste ab. Selenskyj will wiederkommen.\n")
    english.write_text("President Volodymyr Zelensky left. Zelensky intends to come back.\n")
    wiredesk("check", german, english, "--out", tmp_path / "run", "--fail-on", "never")
    code, said, _ = wiredesk("names", tmp_path / "run", "--json")
    assert code == 0
    assert {json.loads(line)["spelling"] for line in said.splitlines()} >= {"Wolodymyr Selenskyj", "Zelensky"}


def test_an_edited_run_is_checked_with_what_it_knows(wiredesk: Wiredesk, wire: Path, tmp_path: Path) -> None:
    german, english, run, out = wire / "hafen.txt", tmp_path / "hafen.en.txt", tmp_path / "run", tmp_path / "checked"
    english.write_text("Port stays closed\n\nThe port costs 3,000 euros a day. It stays closed.\n")
    wiredesk("check", german, english, "--out", run, "--fail-on", "never")
    english.write_text("Port stays closed\n\nThe port costs 3,000 euros a day. It stays closed. The mayor resigned.\n")
    wiredesk("check", german, english, "--run", run, "--out", out, "--fail-on", "never")
    assert [(s["target"], s["origin"]) for s in lines(out / "segments.jsonl")][-2:] == [
        ("It stays closed.", "given"),
        ("The mayor resigned.", "added"),
    ]
    code, _, err = wiredesk("check", german, english, "--run", run, "--out", run)
    assert code == 2 and "choose another --out" in err
    code, _, err = wiredesk("check", german, english, "--run", tmp_path, "--out", out)
    assert code == 2 and "no run of wiredesk" in err


def test_a_mistyped_path_does_not_cost_a_finished_run(wiredesk: Wiredesk, tmp_path: Path) -> None:
    german, english, pairs = tmp_path / "a.de.txt", tmp_path / "a.en.txt", tmp_path / "none.jsonl"
    german.write_text("Der Hafen bleibt zu, sagte der Bürgermeister.\n")
    english.write_text("The port stays closed, the mayor said.\n")
    pairs.write_text("kaputt\n")
    wiredesk("check", german, english, "--out", tmp_path / "run", "--fail-on", "never")
    code, said, _ = wiredesk("check", pairs, "--out", tmp_path / "run")
    assert code == 4 and "1 article, 1 segment, 0 errors" in said
    assert (tmp_path / "run" / "a.en.txt").exists()


def test_many_failures_are_counted_on_the_screen_and_listed_in_the_file(wiredesk: Wiredesk, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text("kaputt\n" * 25)
    _, said, _ = wiredesk("check", pairs, "--out", tmp_path / "run")
    assert said.count("failed: ") == 21 and "failed: 5 more, all in" in said
    assert len(lines(tmp_path / "run" / "failures.jsonl")) == 25


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "interrupted; finished articles are kept, run the same command to go on"),
        (BrokenPipeError(), 0, ""),
        (OSError(28, "No space left on device"), 2, "No space left on device"),
        (sqlite3.OperationalError("disk I/O error"), 2, "disk I/O error"),
        (UsageError("no such thing"), 2, "wiredesk: no such thing"),
    ],
)
def test_what_ends_a_command_early_is_one_line_and_an_exit_code(
    wiredesk: Wiredesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: BaseException, code: int, said: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr("pipeline.cli.translate.work", fail)
    monkeypatch.setattr("pipeline.cli.app.os.dup2", lambda *_: None)
    monkeypatch.setattr(sys.stdout, "fileno", lambda: 1)
    found, _, err = wiredesk("translate", "x", "--out", tmp_path / "run")
    assert found == code
    assert (said in err if said else not err) and "Traceback" not in err


def test_an_output_folder_that_cannot_be_made_is_named(wiredesk: Wiredesk, wire: Path) -> None:
    german = wire / "hafen.txt"
    code, _, err = wiredesk("check", german, german, "--out", german / "run")
    assert code == 2 and "cannot be made (Not a directory)" in err


def test_a_failure_names_its_file_once(wiredesk: Wiredesk, tmp_path: Path) -> None:
    (tmp_path / "a.de.txt").write_text("Der Hafen bleibt zu, sagte der Bürgermeister.\n")
    (tmp_path / "a.en.txt").write_text("\n")
    code, said, _ = wiredesk("check", tmp_path / "a.de.txt", tmp_path / "a.en.txt", "--out", tmp_path / "run")
    assert code == 4
    assert f"failed: {tmp_path / 'a.en.txt'}: is empty: nothing to check\n" in said
    (tmp_path / "pairs.jsonl").write_text(json.dumps({"source": "Der Hafen bleibt zu.", "target": ""}))
    code, said, _ = wiredesk("check", tmp_path / "pairs.jsonl", "--out", tmp_path / "run")
    assert code == 4
    assert f"failed: {tmp_path / 'pairs.jsonl'}:1: the translation is empty" in said


def test_a_log_is_told_now_and_then_how_far_a_batch_is() -> None:
    console = Console(file=io.StringIO())
    count = counting(console, seconds=0)
    count("a")
    count("b")
    quiet = counting(console)
    quiet("c")
    assert console.file.getvalue() == "1 article done\n2 articles done\n"  # type: ignore[attr-defined]
