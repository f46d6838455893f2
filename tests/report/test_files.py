"""Files are written whole or not at all; the clean copy keeps the paragraphs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.report.files import atomic, write_text
from pipeline.report.text import clean_copy


def test_a_failure_leaves_the_old_file_and_no_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_text(path, "old")

    def fail() -> None:
        with atomic(path) as file:
            file.write("half of the n")
            raise RuntimeError("disk full")

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_text(pipe, "text")
    assert os.read(reader, 9) == b"text"
    os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize(("place", "said"), [("a.txt/b", "its folder is a file"), ("folder", "Is a directory")])
def test_what_cannot_be_written_is_named(tmp_path: Path, place: str, said: str) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match=f"{place}: cannot be written .{said}"):
        write_text(tmp_path / place, "text")


def test_the_clean_copy_keeps_blank_lines_and_joins_sentences() -> None:
    text = "Titel\n\nEin Satz.  Noch einer.\nAbsatz."
    cuts = [(0, 5, "Title"), (7, 16, "One sentence."), (18, 29, "Another."), (30, 37, "Paragraph.")]
    segments = [{"start": a, "end": b, "target": t} for a, b, t in cuts]
    assert clean_copy(text, segments) == "Title\n\nOne sentence.  Another.\nParagraph.\n"


def test_the_clean_copy_leaves_missing_segments_out() -> None:
    segments = [{"start": 0, "end": 3, "target": "One."}, {"start": 4, "end": 7, "target": ""}]
    assert clean_copy("Ein.Zwe", [*segments, {"start": 7, "end": 7, "target": "New."}]) == "One. New.\n"
