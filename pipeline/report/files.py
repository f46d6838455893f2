"""Files that are written whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from pipeline.errors import UsageError


@contextmanager
def atomic(path: Path) -> Iterator[TextIO]:
    """Open a text file that takes the place of ``path`` only when the block ends without an error.

    What is no file, such as a pipe or /dev/stdout, is written to as it is.

    Raises:
        UsageError: ``path`` cannot be written: no such folder, no right to, no space.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", newline="\n") as file:
                yield file
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with _replacing(path) as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = "its folder is a file" if isinstance(error, FileExistsError) else error.strerror or error
        raise UsageError(f"{path}: cannot be written ({reason}); name another place") from error


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_text(path: Path, text: str) -> None:
    """Write ``text`` to ``path``, whole or not at all."""
    with atomic(path) as file:
        file.write(text)


def write_lines(path: Path, records: Iterable[dict[str, Any]]) -> None:
    """Write one JSON object a line to ``path``, whole or not at all."""
    with atomic(path) as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
