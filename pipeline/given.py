"""Articles whose English exists already: SOURCE TARGET files or folders, and PAIRS files, as jobs for the runner."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.align.sentences import AlignOptions, Draft, pair_up
from pipeline.errors import ArticleError, UsageError
from pipeline.read import read, text_of
from pipeline.read.build import build
from pipeline.read.pairs import SUFFIXES, GivenPair, read_pairs
from pipeline.report.jsonl import alignment
from pipeline.runner import Job
from pipeline.text.anatomy import kinds
from pipeline.types import Alignment, Article, Meta, Segment, Span, Translation

Earlier = Callable[[str], Sequence[Mapping[str, Any]]]  # the segment records of an article, by its id


def jobs_from_files(
    source: Path, target: Path, changed: frozenset[Path] | None = None, earlier: Earlier | None = None
) -> Iterator[Job | ArticleError]:
    """Yield a job per article of ``source`` with its English from ``target``: two files, or two folders paired by name.

    A file ``x.de.txt`` goes with ``x.en.txt``, ``x.txt`` or any ``x.*`` of the other folder. With ``changed`` (resolved
    paths) only articles of which one side is among them. ``earlier``: what we made of an article before ``target`` was
    edited; sentences that were left alone keep their place, their scores and their word links.

    Raises:
        UsageError: one is a file and the other a folder, or one does not exist.
    """
    for place in (source, target):
        if not place.exists():
            raise UsageError(f"{place}: does not exist")
    if source.is_dir() != target.is_dir():
        raise UsageError(f"{source} and {target}: give two files or two folders")
    known = by_stem(target) if target.is_dir() else {}
    for article in read([str(source)]):
        if isinstance(article, ArticleError):
            order = " (the German comes first, then the English)" if "reads as English" in article.reason else ""
            yield ArticleError(article.path, article.reason + order)
            continue
        german = Path(article.meta.source)
        if not german.exists():  # it names a row, too
            german = Path(article.meta.source.rpartition(":")[0])
        english = partner(german, source, target, known) if source.is_dir() else target
        if isinstance(english, ArticleError):
            yield ArticleError(article.meta.source, english.reason)
            continue
        if changed is None or changed & {german.resolve(), Path(article.meta.source).resolve(), english.resolve()}:
            yield _job(article, english, earlier)


def changed_files(since: str) -> frozenset[Path]:
    """Return the files that differ from git revision ``since``, committed or not, as resolved paths.

    Raises:
        UsageError: there is no git here, or no such revision.
    """
    commands = (["diff", "--name-only", "-z", since, "--"], ["ls-files", "--others", "--exclude-standard", "-z"])
    top = _git(["rev-parse", "--show-toplevel"]).strip()
    names = [name for command in commands for name in _git(["-C", top, *command]).split("\0") if name]
    return frozenset((Path(top) / name).resolve() for name in names)


def _git(arguments: Sequence[str]) -> str:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=True)
    except FileNotFoundError as error:
        raise UsageError("--since needs git") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.strip().partition("\n")[0]
        raise UsageError(f"--since: git says “{said}”; it takes a revision of the checkout you stand in") from error
    return done.stdout


def jobs_from_pairs(path: Path) -> Iterator[Job | ArticleError]:
    """Yield a job per row of a PAIRS file (see ``pipeline.read.pairs``).

    Raises:
        UsageError: the file does not exist, or its name ends in none of the known ways.
    """
    if not path.is_file():
        raise UsageError(f"{path}: does not exist; wiredesk check takes SOURCE TARGET or a PAIRS file")
    if path.suffix not in SUFFIXES:
        raise UsageError(f"{path}: a PAIRS file ends in {', '.join(SUFFIXES)}; for one article give SOURCE TARGET")
    for pair in read_pairs(path):
        yield pair if isinstance(pair, ArticleError) else _pair_job(pair)


def stem(path: Path) -> str:
    """Return the name under which a German file and its English one find each other."""
    name = path.name.split(".")[0]
    return name.removesuffix("_de").removesuffix("_en").removesuffix("-de").removesuffix("-en")


def by_stem(folder: Path) -> dict[str, list[Path]]:
    """Return the files below ``folder`` by their ``stem``, hidden ones left out."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            found.setdefault(stem(path), []).append(path)
    return found


def partner(german: Path, source: Path, target: Path, known: Mapping[str, Sequence[Path]]) -> Path | ArticleError:
    """Return the file of ``target`` that ``german``, a file below ``source``, goes with, or why there is none.

    One in the subfolder of the same name comes first. ``known``: the files of ``target``, as ``by_stem`` returns them.
    """
    found = [path for path in known.get(stem(german), ()) if path != german]
    place = german.relative_to(source).parent
    chosen = [path for path in found if path.relative_to(target).parent == place] or found
    if len(chosen) == 1:
        return chosen[0]
    if not chosen:
        return ArticleError(str(german), f"no file of that name in {target}")
    names = ", ".join(str(path.relative_to(target)) for path in chosen)
    return ArticleError(str(german), f"several files of that name in {target}: {names}; which is its English?")


def _job(article: Article, english: Path, earlier: Earlier | None) -> Job | ArticleError:
    try:
        text = text_of(english)
    except ArticleError as error:
        return error
    if not text.strip():
        return ArticleError(str(english), "is empty: nothing to check")
    if earlier is None:
        return Job(article, partial(_aligned, target=text), _digest(text))
    records = earlier(article.id)
    made = json.dumps([(record["source"], record["target"]) for record in records])
    return Job(article, partial(_edited, target=text, records=records), _digest(text, made))


def _pair_job(pair: GivenPair) -> Job | ArticleError:
    meta = Meta(source=pair.place, format="pairs", published=pair.published)
    target = pair.target if isinstance(pair.target, str) else "\n".join(pair.target)
    if isinstance(pair.source, str) or isinstance(pair.target, str):
        source = pair.source if isinstance(pair.source, str) else "\n".join(pair.source)
        try:
            article = build(source, pair.id, meta, {"title": pair.title})
        except ArticleError as error:
            return error
        return Job(article, partial(_aligned, target=target), _digest(target))
    article = _listed(pair, pair.source, meta)
    return Job(article, partial(_one_to_one, targets=pair.target), _digest(target, "1-1"))


def _listed(pair: GivenPair, source: Sequence[str], meta: Meta) -> Article:
    spans, start = [], 0
    for text in source:
        spans.append(Span(start, start + len(text)))
        start += len(text) + 1
    return Article(pair.id, pair.title, "\n".join(source), tuple(spans), meta)


def _aligned(
    article: Article, segments: Sequence[Segment], *, target: str, options: AlignOptions, draft: Draft | None
) -> Sequence[Translation]:
    return pair_up(article, segments, target, options, draft)


def _edited(
    article: Article,
    segments: Sequence[Segment],
    *,
    target: str,
    records: Sequence[Mapping[str, Any]],
    options: AlignOptions,
    draft: Draft | None,
) -> Sequence[Translation | Alignment]:
    """Pair the article with an edited ``target``; what is as in ``records`` is taken from there."""
    known = {(record["source"], record["target"]): record for record in records if record["source"]}
    made = pair_up(article, segments, target, options, draft, list(known))
    found = [(known.get((t.segment.text, t.text)), t) for t in made]
    return [alignment(record, t.segment) if record else t for record, t in found]


def _one_to_one(
    article: Article,
    segments: Sequence[Segment],
    *,
    targets: Sequence[str],
    options: AlignOptions,
    draft: Draft | None,
) -> Sequence[Translation]:
    """Pair paragraph ``i`` with ``targets[i]``; nothing else is asked."""
    texts = [span.of(article.text) for span in article.paragraphs]
    named: Iterable[tuple[int, Span]] = enumerate(article.paragraphs)
    kept = [
        Segment(article, i, span, kind, i) for (i, span), kind in zip(named, kinds(texts, article.title), strict=True)
    ]
    return [Translation(segment, text, origin="given") for segment, text in zip(kept, targets, strict=True)]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
