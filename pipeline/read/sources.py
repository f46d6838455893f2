"""What to read: paths, folders, globs and "-" become a list of files, each with its format."""

from __future__ import annotations

import glob
import logging
from collections.abc import Iterable, Iterator
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
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield Source(path, SUFFIXES.get(path.suffix.lower(), "text"))


def _expand(given: str) -> list[Path] | ArticleError:
    path = Path(given)
    if path.is_dir():
        everything = sorted(path.rglob("*"))
        runs = {p.parent for p in everything if p.name == "run.db"}
        if path in runs:
            return ArticleError(given, "is a run directory of wiredesk: give the folder of the German articles")
        files = [p for p in everything if p.is_file() and _is_wanted(p, path) and runs.isdisjoint(p.parents)]
        known = " ".join(SUFFIXES)
        return files or ArticleError(given, f"the folder holds no article: none of its files ends in {known}")
    if path.exists():
        return [path]
    if glob.has_magic(given):
        found = [Path(name) for name in sorted(glob.glob(given, recursive=True))]  # noqa: PTH207 -- absolute patterns
        files = [p for p in found if p.is_file()]
        return files or ArticleError(given, "no file matches this pattern")
    return ArticleError(given, "no such file or folder: check the path")


def _is_wanted(path: Path, folder: Path) -> bool:
    inner = path.relative_to(folder)
    if any(part.startswith(".") for part in inner.parts) or path.suffix.lower() not in SUFFIXES:
        return False
    if path.name.upper().startswith("README") or path.name.endswith(".en.txt"):
        logger.info("%s is passed over: no source article by its name", path)
        return False
    return True
