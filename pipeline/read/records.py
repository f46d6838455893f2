"""Batches: JSON lines and Parquet, row by row through Hugging Face datasets in streaming mode.

Nothing is held but a few hundred rows, nothing is downloaded, and what datasets wants to write goes to a folder that is
removed at the end. JSON lines are streamed as text and parsed one by one, because the JSON loader of datasets (pyarrow)
gives up a whole block for one bad line and guesses column types that later rows break.
"""

from __future__ import annotations

import csv
import glob
import json
import re
import tempfile
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from pipeline.errors import ArticleError

Row = tuple[int, dict[str, Any] | ArticleError]
# How a byte that is not UTF-8 shows (error handler backslashreplace); no JSON escape looks like it.
_BAD_BYTE = re.compile(r"\\x[89a-f][0-9a-f]")
TEXT_FIELDS = ("text", "body", "content", "article", "source")  # names of the text's field, the preferred one first
_BATCH = 256  # rows of Parquet held at a time; a row group may hold a million


def rows(path: Path) -> Iterator[Row]:
    """Yield (number, record) for each row of a JSONL, JSON or Parquet file, numbers from 1, blank lines not yielded.

    A row that is no JSON object comes as an ArticleError naming ``path:row``; the rest goes on.

    Raises:
        ArticleError: the file as a whole cannot be read.
    """
    if path.suffix.lower() == ".parquet":
        return _parquet(path)
    return _json(path) if path.suffix.lower() == ".json" else _jsonl(path)


def parse(line: str, place: str) -> dict[str, Any] | ArticleError:
    """Return the JSON object in ``line``, or an error naming ``place``."""
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        if _BAD_BYTE.match(line, error.pos):
            return ArticleError(place, "holds bytes that are not UTF-8: save the file as UTF-8")
        return ArticleError(place, f"is not JSON: {error.msg} at column {error.colno}; write one object a line")
    except RecursionError:
        return ArticleError(place, "is not usable JSON: nested too deeply")
    return value if isinstance(value, dict) else ArticleError(place, "is not a JSON object, with its fields in braces")


def _jsonl(path: Path) -> Iterator[Row]:
    from datasets import Dataset

    _check_readable(path)
    with tempfile.TemporaryDirectory(prefix="wiredesk-") as cache:
        lines = Dataset.from_text(
            glob.escape(str(path)),
            streaming=True,
            cache_dir=cache,
            encoding=_unicode_mark(path),
            encoding_errors="backslashreplace",
        )
        for number, row in enumerate(lines, 1):
            if row["text"].strip():
                yield number, parse(row["text"], f"{path}:{number}")


def _parquet(path: Path) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq
    from datasets import Dataset

    _check_readable(path)
    try:
        pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise ArticleError(str(path), f"is not a readable Parquet file: {error}") from error
    with tempfile.TemporaryDirectory(prefix="wiredesk-") as cache:
        table = Dataset.from_parquet(glob.escape(str(path)), streaming=True, cache_dir=cache, batch_size=_BATCH)
        try:
            for number, row in enumerate(table, 1):
                yield number, dict(row)
        except (pa.ArrowException, OSError) as error:
            raise ArticleError(str(path), f"the Parquet file is damaged: {error}") from error


def _json(path: Path) -> Iterator[Row]:
    _check_readable(path)
    try:
        value = json.loads(path.read_bytes())
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            yield from _jsonl(path)
            return
        raise ArticleError(str(path), f"is not JSON: {error.msg} in line {error.lineno}") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise ArticleError(str(path), f"is not usable JSON: {error}") from error
    for number, record in enumerate(_listed(value), 1):
        wrong = ArticleError(f"{path}:{number}", "is not a JSON object, with its fields in braces")
        yield number, record if isinstance(record, dict) else wrong


def _listed(value: Any) -> list[Any]:
    """Return the records of a JSON file: a list, one object, or the one list of objects in it ({"articles": [...]})."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and value.keys().isdisjoint(TEXT_FIELDS):
        lists = [v for v in value.values() if isinstance(v, list) and v and all(isinstance(row, dict) for row in v)]
        if len(lists) == 1:
            return lists[0]
    return [value]


def table(text: str, path: str) -> Iterator[dict[str, str] | ArticleError]:
    """Yield the rows of a CSV or TSV file; the header line names its columns and shows what parts them.

    A row with more cells than columns is an error in its place; empty cells at the end do no harm.

    Raises:
        ArticleError: there is no column with the text, or the quotation marks do not pair up.
    """
    head = text.lstrip().partition("\n")[0]
    columns = max(",;\t", key=head.count)
    csv.field_size_limit(len(text) + 1)  # the limit of the library, 131,072, is less than a long article in one field
    reader = csv.DictReader(StringIO(text.lstrip()), delimiter=columns, restval="", strict=True)
    names = [name.strip().lower() for name in reader.fieldnames or ()]
    if set(names).isdisjoint(TEXT_FIELDS):
        wanted = ", ".join(TEXT_FIELDS)
        raise ArticleError(f"{path}:1", f"the header line names no column with the text ({wanted}): {head[:100]!r}")
    reader.fieldnames = names
    try:
        for row in reader:
            surplus = [cell for cell in row.pop(None, ()) if cell.strip()]
            if surplus:  # most often a comma in a text without quotation marks: what follows it would be lost
                more = f"has more cells than the header, first {surplus[0][:40]!r}: put the text in quotation marks"
                yield ArticleError(f"{path}:{reader.line_num}", more)
                continue
            yield {name: value for name, value in row.items() if name}
    except csv.Error as error:
        raise ArticleError(f"{path}:{reader.line_num}", f"is not CSV: {error}; no row from here on is read") from error


def _check_readable(path: Path) -> None:
    try:
        with path.open("rb") as file:
            empty = not file.read(1)
    except OSError as error:
        raise ArticleError(str(path), f"cannot be opened: {error.strerror or error}") from error
    if empty:
        raise ArticleError(str(path), "is empty: nothing to translate")


def _unicode_mark(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\0" in head:
        raise ArticleError(str(path), "is binary, not JSON lines: write one object a line, in UTF-8")
    return "utf-8-sig"
