"""The read stage: paths in, articles out; a bad file or row comes as an error value and the rest goes on."""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.errors import ArticleError
from pipeline.read.build import build, from_record
from pipeline.read.clean import clean
from pipeline.read.decode import decode
from pipeline.read.ids import Ids, slug
from pipeline.read.mail import mail
from pipeline.read.markup import documents, is_markup
from pipeline.read.paragraphs import unwrap
from pipeline.read.records import parse, rows, table
from pipeline.read.sources import SUFFIXES, Format, Source, find
from pipeline.types import Article, Meta

_LARGEST = 4_000_000  # bytes of one article; the longest novels have this, articles a thousandth
_LARGEST_BATCH = 500_000_000  # bytes of a CSV or XML file, which is held in memory
_LANGUAGE_SUFFIX = re.compile(r"\.(?:de|deu|ger)$", re.IGNORECASE)


def read(
    paths: Iterable[str | Path], *, language: str = "de", stdin: BinaryIO | None = None
) -> Iterator[Article | ArticleError]:
    """Yield the articles behind ``paths``: files, folders (recursive), globs, "-" for standard input.

    Plain text (.txt, .md, anything else), web pages and mails are one article a file, XML is one or many
    (``read.markup`` has the kinds). .jsonl, .json, .csv, .tsv and .parquet are one article a row, with the fields id,
    title, text, published, language, byline and more (``build.FIELDS``), JSON lines and Parquet streamed. What cannot
    be read is yielded as an ``ArticleError`` in its place, naming the path (and row), the reason and the remedy;
    nothing is raised. Ids are unique within one call, safe as file names, and the same for the same paths.
    """
    ids = Ids()
    for source in find(paths):
        if isinstance(source, ArticleError):
            yield source
            continue
        for item in _articles(source, language, stdin):
            if isinstance(item, ArticleError):
                yield item
            else:
                yield dataclasses.replace(item, id=ids.take(item.id, _fallback(item, source)))


def _fallback(article: Article, source: Source) -> str:
    """Name an article without an id: the file's stem, for a batch with the row."""
    stem = _LANGUAGE_SUFFIX.sub("", source.path.stem) if source.path else "stdin"
    row = article.meta.source.rpartition(":")[2] if article.meta.source != source.name else ""
    return f"{slug(stem)}-{int(row):06d}" if row.isdigit() else stem


def _articles(source: Source, language: str, stdin: BinaryIO | None) -> Iterator[Article | ArticleError]:
    none = True
    try:
        for item in _items(source, language, stdin):
            none = False
            yield item
        if none:
            yield ArticleError(source.name, "holds no article: nothing to translate")
    except ArticleError as error:
        yield error


def _items(source: Source, language: str, stdin: BinaryIO | None) -> Iterator[Article | ArticleError]:
    if source.path is None:
        yield from _stream(stdin or sys.stdin.buffer, source.name, language)
    elif source.format in ("json", "jsonl", "parquet"):
        for number, record in rows(source.path):
            yield _row(record, f"{source.path}:{number}", source.format, language)
    else:
        yield from _file(_bytes(source.path, source.format), source.name, source.format, language)


def text_of(path: Path) -> str:
    """Return the clean text of a file in any language: plain text, a page, a mail, XML with one article; "" if empty.

    Raises:
        ArticleError: the file cannot be read, or holds several articles or rows.
    """
    name, format_ = str(path), SUFFIXES.get(path.suffix.lower(), "text")
    if format_ in ("json", "jsonl", "parquet", "table"):
        raise ArticleError(name, "holds rows: give each text a file of its own, or wiredesk check one file of pairs")
    data = _bytes(path, format_)
    found = _documents(data, name, format_)
    if found is None:
        return unwrap(clean(decode(data, name)[0])[0])[0]
    if len(found) != 1:
        raise ArticleError(name, f"holds {len(found)} articles: give each a file of its own")
    title, text = (clean(str(found[0].get(key) or ""))[0] for key in ("title", "text"))
    return text if text.startswith(title) else f"{title}\n\n{text}"


def _file(data: bytes, name: str, format_: Format, language: str) -> Iterator[Article | ArticleError]:
    """Read what is no stream of rows."""
    if not data.strip():
        raise ArticleError(name, "is empty: nothing to translate")
    if format_ == "table":
        for number, record in enumerate(table(decode(data, name)[0], name), 2):
            yield _row(record, f"{name}:{number}", format_, language)
    elif (found := _documents(data, name, format_)) is not None:
        kind = "xml" if format_ == "text" else format_
        for number, record in enumerate(found, 1):
            yield _row(record, name if len(found) == 1 else f"{name}:{number}", kind, language)
    else:
        text, encoding = decode(data, name)
        yield build(text, "", Meta(name, format_, encoding, language))


def _documents(data: bytes, name: str, format_: Format) -> list[dict[str, Any]] | None:
    """Return the records in a mail, a page or XML; None for plain text, unless it opens like one of the latter."""
    if format_ == "mail":
        return [mail(data, name)]
    text = decode(data, name)[0]
    if format_ in ("html", "xml") or is_markup(text):
        return documents(text, name, page=format_ == "html")
    return None


def _row(record: dict[str, Any] | ArticleError, place: str, format_: str, language: str) -> Article | ArticleError:
    if isinstance(record, ArticleError):
        return record
    try:
        return from_record(record, place, format_, language)
    except ArticleError as error:
        return error


def _bytes(path: Path, format_: Format) -> bytes:
    name = str(path)
    most = _LARGEST_BATCH if format_ in ("table", "xml") else _LARGEST
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= most else b""
    except OSError as error:
        raise ArticleError(name, f"cannot be opened: {error.strerror or error}") from error
    if size > most:
        what = "such a file" if most == _LARGEST_BATCH else "an article"
        sizes = f"has {size / 10**6:.1f} MB, and {what} may have {most // 10**6}"
        raise ArticleError(name, f"{sizes}: split it, or put one article a line into JSON lines (.jsonl)")
    return data


def _stream(stdin: BinaryIO, name: str, language: str) -> Iterator[Article | ArticleError]:
    """Read standard input: JSON lines if every line of it opens like an object, otherwise one article of text."""
    data = stdin.read()
    lines = [line for line in StringIO(decode(data, name)[0]) if line.strip()]
    if not lines or not all(line.lstrip().startswith("{") for line in lines):
        yield from _file(data, name, "text", language)
        return
    for number, line in enumerate(lines, 1):
        yield _row(parse(line, f"{name}:{number}"), f"{name}:{number}", "jsonl", language)
