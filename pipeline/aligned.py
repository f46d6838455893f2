"""Two texts that are translations of each other, read from files and aligned: what ``wiredesk align`` does."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from pipeline.align.sentences import (
    AlignOptions,
    Draft,
    align_drafted,
    require_order,
    require_same_article,
    split_text,
)
from pipeline.errors import ArticleError, UsageError
from pipeline.given import by_stem, partner, stem
from pipeline.read import text_of
from pipeline.report.align_html import align_html
from pipeline.report.bitext import Bitext, Unit, rows
from pipeline.report.tmx import tmx
from pipeline.report.xliff import xliff
from pipeline.text.language import shares


def pair_files(source: Path, target: Path) -> list[tuple[Path, Path | ArticleError]]:
    """Return the files that belong together: two files, or those of two folders by name (``x.de.txt``, ``x.en.txt``).

    In place of a file that has no partner, or several, stands the error that says so.

    Raises:
        UsageError: one is a file and the other a folder, one does not exist, or no name is in both folders.
    """
    for place in (source, target):
        if not place.exists():
            raise UsageError(f"{place}: does not exist")
    if source.is_dir() != target.is_dir():
        raise UsageError(f"{source} and {target}: give two files or two folders")
    if source.is_file():
        return [(source, target)]
    known = by_stem(target)
    pairs = [(path, partner(path, source, target, known)) for paths in by_stem(source).values() for path in paths]
    pairs.sort(key=lambda pair: pair[0])
    if not any(stem(path) in known for path, _ in pairs):
        raise UsageError(f"{source} and {target}: no file of one has a name of the other")
    return pairs


def align_files(
    source: Path, target: Path, options: AlignOptions, draft: Draft | None = None
) -> Iterator[Bitext | ArticleError]:
    """Yield each pair of files aligned, or why it could not be; see ``align_drafted`` for ``draft``."""
    for first, second in pair_files(source, target):
        if isinstance(second, ArticleError):
            yield second
            continue
        try:
            yield align_texts(_read(first), _read(second), str(first), options, draft)
        except ArticleError as error:
            yield error


def _read(path: Path) -> str:
    text = text_of(path)
    if not text.strip():
        raise ArticleError(str(path), "is empty: nothing to align")
    return text


def align_texts(source: str, target: str, name: str, options: AlignOptions, draft: Draft | None = None) -> Bitext:
    """Return two texts aligned.

    Raises:
        ArticleError: the languages are swapped, or the texts do not belong together.
    """
    require_order(source, target, name)
    first, second = split_text(source), split_text(target)
    links = align_drafted(first, second, options, draft)
    require_same_article(first, second, links, name)
    units = []
    for link in links:
        here, there = (" ".join(s[r.start : r.stop]) for s, r in ((first, link.source), (second, link.target)))
        units.append(Unit(here, there, link.source, link.target, str(link.status), link.score))
    return Bitext(name, tuple(units), _language(source, "de"), _language(target, "en"))


def _language(text: str, usual: str) -> str:
    """Return the code of the language of ``text``; ``usual`` where its function words do not tell."""
    found = shares(text)
    best = max(found, key=lambda code: found[code])
    return best if found[best] > found[usual] else usual


def write(bitexts: Sequence[Bitext], name: str, file: TextIO) -> None:
    """Write the texts in the format ``name``, one of ``FORMATS``."""
    FORMATS[name](bitexts, file)


def _tsv(bitexts: Sequence[Bitext], file: TextIO) -> None:
    writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    writer.writerow(["article", "status", "score", "source_sentences", "target_sentences", "source", "target"])
    for row in rows(bitexts):
        cells = (" ".join(map(str, v)) if isinstance(v, list) else "" if v is None else str(v) for v in row.values())
        writer.writerow([" ".join(cell.split()) for cell in cells])


def _jsonl(bitexts: Sequence[Bitext], file: TextIO) -> None:
    for row in rows(bitexts):
        file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _tmx(bitexts: Sequence[Bitext], file: TextIO) -> None:
    file.write(tmx(bitexts))


def _xliff(bitexts: Sequence[Bitext], file: TextIO) -> None:
    file.write(xliff(bitexts))


def _html(bitexts: Sequence[Bitext], file: TextIO) -> None:
    file.write(align_html(bitexts))


FORMATS: dict[str, Callable[[Sequence[Bitext], TextIO], None]] = {
    "tsv": _tsv,
    "jsonl": _jsonl,
    "tmx": _tmx,
    "xliff": _xliff,
    "html": _html,
}
