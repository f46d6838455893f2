"""What to read: paths, folders, globs and "-" become a list of files, each with its format."""

from __future__ import annotations

import glob
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from pipeline.errors import ArticleError

logger = logging.getLogger(__name__)

Format = Literal["text", "markdown", "html", "xml", "mail", "table", "json", "jsonl", "parquet"]
SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "xml",
    ".eml": "mail",
    ".csv": "table",
    ".tsv": "table",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
}
STDIN = "-"


class Source(NamedTuple):
    """One file to read; ``path`` is None for standard input."""

    path: Path | None
    format: Format

    @property
    def name(self) -> str:
        return str(self.path) if self.path else "<stdin>"


def find(paths: Iterable[str | Path]) -> Iterator[Source | ArticleError]:
    """Yield the files behind ``paths`` in the order given, a folder's and a glob's files sorted, each file once.

    A folder is searched recursively for the known suffixes; hidden files, ``README*``, ``*.en.txt`` (translations
    written earlier) and run directories are passed over. A file that is named is read whatever its suffix. A path
    behind which nothing is found is yielded as an error.
    """
    seen: set[Path] = set()
    for given in paths:
        if str(given) == STDIN:
            yield Source(None, "text")
            continue
        found = _expand(str(given))
        if isinstance(found, ArticleError):
            yield found
            continue
        for path in found:
            if isinstance(path, ArticleError):
                yield path
            elif path.resolve() not in seen:
                seen.add(path.resolve())
                yield _source(path)


def _source(path: Path) -> Source | ArticleError:
    try:
        str(path).encode()
    except UnicodeEncodeError:  # bytes of another encoding, which no file of the run could name
        return ArticleError(_shown(path), "its name is not UTF-8: rename it")
    return Source(path, SUFFIXES.get(path.suffix.lower(), "text"))


def _shown(path: str | Path) -> str:
    """Return a path as text that every file and screen takes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _expand(given: str) -> Sequence[Path | ArticleError] | ArticleError:
    path = Path(given)
    if path.is_dir():
        closed: list[ArticleError] = []
        everything = sorted(_files(path, closed))
        runs = {p.parent for p in everything if p.name == "run.db"}
        if path in runs:
            return ArticleError(_shown(given), "is a run directory of wiredesk: give the folder of the German articles")
        files = [p for p in everything if _is_wanted(p, path) and runs.isdisjoint(p.parents)]
        known = " ".join(SUFFIXES)
        return [*files, *closed] or ArticleError(
            given, f"the folder holds no article: none of its files ends in {known}"
        )
    if path.exists():
        return [path]
    if glob.has_magic(given):
        found = [Path(name) for name in sorted(glob.glob(given, recursive=True))]  # noqa: PTH207 -- absolute patterns
        files = [p for p in found if p.is_file()]
        return files or ArticleError(_shown(given), "no file matches this pattern")
    return ArticleError(_shown(given), "no such file or folder: check the path")


def _files(folder: Path, closed: list[ArticleError]) -> Iterator[Path]:
    """Yield all files below ``folder``, not following links; folders that cannot be opened are added to ``closed``."""

    def note(error: OSError) -> None:
        closed.append(ArticleError(_shown(error.filename), f"the folder cannot be opened: {error.strerror or error}"))

    for place, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(place, name) for name in names):
            if path.is_file() or path.is_symlink():  # a link that leads nowhere is named when it is read
                yield path


def _is_wanted(path: Path, folder: Path) -> bool:
    inner = path.relative_to(folder)
    if any(part.startswith(".") for part in inner.parts) or path.suffix.lower() not in SUFFIXES:
        return False
    if path.name.upper().startswith("README") or path.name.endswith(".en.txt"):
        logger.info("%s is passed over: no source article by its name", path)
        return False
    return True
