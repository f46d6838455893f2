"""``wiredesk align`` from the outside: files, folders, formats, and what is refused."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.align.sentences import AlignOptions
from pipeline.aligned import FORMATS, align_files, align_texts, pair_files, write
from pipeline.cli.align import Format
from pipeline.cli.app import app
from pipeline.errors import ArticleError, UsageError

GERMAN = "Die Bahn streicht Züge.\n\nBetroffen ist der Norden. Der Streik endet am Freitag um 18 Uhr.\n"
ENGLISH = "The railway is cancelling trains.\n\nThe north is affected. The strike ends at 6 p.m. on Friday.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("de/a.de.txt", GERMAN), ("en/a.en.txt", ENGLISH), ("de/b.de.txt", GERMAN)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_folders_are_paired_by_name(folder: Path) -> None:
    made = list(align_files(folder / "de", folder / "en", AlignOptions()))
    assert not isinstance(made[0], ArticleError) and [u.status for u in made[0].units] == ["good"] * 3
    assert isinstance(made[1], ArticleError) and "no file of that name" in str(made[1])


def test_a_name_in_two_subfolders_goes_with_its_own_or_with_none(folder: Path) -> None:
    for place in ("de/mon", "de/tue", "de/wed", "en/mon", "en/tue"):
        (folder / place).mkdir()
        (folder / place / "c.txt").write_text("x", encoding="utf-8")
    found = {str(first.relative_to(folder)): second for first, second in pair_files(folder / "de", folder / "en")}
    assert found["de/mon/c.txt"] == folder / "en/mon/c.txt"
    assert found["de/tue/c.txt"] == folder / "en/tue/c.txt"
    assert "several files of that name" in str(found["de/wed/c.txt"])
    assert "mon/c.txt, tue/c.txt" in str(found["de/wed/c.txt"])


def test_one_folder_may_hold_both_languages(tmp_path: Path) -> None:
    for name in ("a.de.txt", "a.en.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert pair_files(tmp_path, tmp_path)[0] == (tmp_path / "a.de.txt", tmp_path / "a.en.txt")


def test_rows_are_no_text(folder: Path) -> None:
    (folder / "rows.jsonl").write_text('{"text": "Der Zug kommt."}', encoding="utf-8")
    (made,) = align_files(folder / "rows.jsonl", folder / "en/a.en.txt", AlignOptions())
    assert "rows.jsonl: holds rows" in str(made)


def test_a_file_and_a_folder_are_refused(folder: Path) -> None:
    with pytest.raises(UsageError, match="two files or two folders"):
        pair_files(folder / "de", folder / "en" / "a.en.txt")
    with pytest.raises(UsageError, match="does not exist"):
        pair_files(folder / "de", folder / "nowhere")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_chosen_and_holds_the_texts(name: str) -> None:
    file = io.StringIO()
    write([align_texts(GERMAN, ENGLISH, "a", AlignOptions())], name, file)
    assert "Die Bahn streicht" in file.getvalue() and "The north is affected." in file.getvalue()
    assert name in set(Format)


def test_the_command_writes_one_line_a_link(folder: Path) -> None:
    result = CliRunner().invoke(app, ["align", str(folder / "de/a.de.txt"), str(folder / "en/a.en.txt"), "-f", "jsonl"])
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["source_sentences"] for line in lines] == [[1], [2], [3]]
    assert all(line["status"] == "good" for line in lines)


def test_the_command_ends_with_four_where_a_file_fails(folder: Path) -> None:
    result = CliRunner().invoke(app, ["align", str(folder / "de"), str(folder / "en"), "--out", str(folder / "x.tsv")])
    assert result.exit_code == ArticleError.exit_code == 4
    assert len((folder / "x.tsv").read_text(encoding="utf-8").splitlines()) == 4


def test_an_empty_file_is_refused(folder: Path) -> None:
    (folder / "leer.txt").write_text(" \n")
    made = list(align_files(folder / "de/a.de.txt", folder / "leer.txt", AlignOptions()))
    assert isinstance(made[0], ArticleError) and "empty" in str(made[0])
