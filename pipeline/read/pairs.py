"""PAIRS files: many articles with the English they already have, one a line (JSONL, TSV) or a row (Parquet).

Fields: ``source`` and ``target`` (each a text, or a list of segments; two lists are paired 1-1), optional ``id``,
``title``, ``published`` (ISO date). A TSV file has a header line with these names; its texts may hold ``\\n`` and
``\\t`` as escapes. Both sides are cleaned as articles are: HTML entities, special spaces, NFC.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from pipeline.errors import ArticleError
from pipeline.read.clean import clean
from pipeline.read.decode import decode
from pipeline.read.ids import slug
from pipeline.read.records import Row, rows

SUFFIXES = (".jsonl", ".tsv", ".parquet")


@dataclass(frozen=True, slots=True)
class GivenPair:
    """One article and its English; a tuple holds segments, a str a text still to be segmented."""

    id: str
    title: str
    source: str | tuple[str, ...]
    target: str | tuple[str, ...]
    published: date | None
    place: str


def read_pairs(path: Path) -> Iterator[GivenPair | ArticleError]:
    """Yield the pairs of ``path`` one by one; a bad row becomes an ``ArticleError`` naming its place."""
    try:
        header = path.suffix == ".tsv"
        for number, row in _tsv_rows(path) if header else rows(path):
            place, name = f"{path}:{number + header}", f"{path.stem}-{number:06d}"
            yield row if isinstance(row, ArticleError) else _pair(row, place, name)
    except ArticleError as error:
        yield error


def _tsv_rows(path: Path) -> Iterator[Row]:
    try:
        text, _ = decode(path.read_bytes(), str(path))
    except OSError as error:
        raise ArticleError(str(path), f"cannot be opened: {error.strerror or error}") from error
    csv.field_size_limit(len(text) + 1)
    reader = csv.DictReader(StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = {"source", "target"} - set(reader.fieldnames or ())
    if missing:
        raise ArticleError(f"{path}:1", f"the header line has no column {' and no column '.join(sorted(missing))}")
    for row in reader:
        number = reader.line_num - 1  # of the rows, as in the names of articles
        if any(cell.strip() for cell in row.pop(None, ())):
            more = "has more cells than the header line: write a tab within a text as \\t"
            yield number, ArticleError(f"{path}:{number + 1}", more)
            continue
        yield number, {k: v.replace("\\n", "\n").replace("\\t", "\t") for k, v in row.items() if k and v is not None}


def _pair(row: Mapping[str, Any], place: str, name: str) -> GivenPair | ArticleError:
    sides: list[str | tuple[str, ...]] = []
    for key in ("source", "target"):
        value = row.get(key)
        if isinstance(value, str):
            sides.append(clean(value)[0])
        elif isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value):
            sides.append(tuple(clean(part)[0] for part in value))
        elif value is None:
            return ArticleError(place, f"has no field {key}; its fields: {', '.join(map(str, row)) or 'none'}")
        else:
            return ArticleError(place, f"the field {key} must be a text or a list of texts, not {type(value).__name__}")
    if not "".join(sides[0]).strip():
        return ArticleError(place, "the source is empty")
    if isinstance(sides[0], tuple) and isinstance(sides[1], tuple) and len(sides[0]) != len(sides[1]):
        counts = f"{len(sides[0])} source and {len(sides[1])} target segments"
        return ArticleError(place, f"lists are paired 1-1, but there are {counts}; give texts to have them aligned")
    published = row.get("published")
    try:
        day = (
            published if isinstance(published, date) else date.fromisoformat(str(published)[:10]) if published else None
        )
    except ValueError:
        return ArticleError(place, f"published must be an ISO date such as 2024-10-17, not {published!r}")
    return GivenPair(slug(str(row.get("id") or name)), str(row.get("title") or ""), sides[0], sides[1], day, place)
