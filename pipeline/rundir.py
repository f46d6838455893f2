"""The run directory: the files made from a run's database; each is written whole or not at all."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from pipeline.check import ALL_CHECKS
from pipeline.report.files import atomic, write_lines, write_text
from pipeline.report.html import article_view, render
from pipeline.report.text import clean_copy
from pipeline.store.run import RunStore

logger = logging.getLogger(__name__)


def write_files(store: RunStore, folder: Path, signature: str, html_articles: int | None) -> None:
    """Write the run's files into ``folder``; ``html_articles`` None leaves report.html out."""
    write_lines(folder / "articles.jsonl", ({k: v for k, v in a.items() if k != "text"} for a in store.articles()))
    write_lines(folder / "segments.jsonl", store.segments())
    write_lines(folder / "flags.jsonl", store.flags())
    write_lines(folder / "failures.jsonl", store.failures())
    _write_copies(store, folder)
    if html_articles is not None:
        with atomic(folder / "report.html") as file:
            write_html(store, file, signature, html_articles)


def _write_copies(store: RunStore, folder: Path) -> None:
    """Write the English of every article; what somebody edited in the folder since the last run is put aside first."""
    before, now = store.copies(), {}
    for article in store.articles():
        path = folder / f"{article['article']}.en.txt"
        copy = clean_copy(article["text"], list(store.segments(article["article"])))
        now[path.name] = _digest(copy.encode())
        there = _digest(path.read_bytes()) if path.exists() else ""
        if there != now[path.name]:
            _keep_if_edited(path, there, before)
            write_text(path, copy)
    for name in before.keys() - now.keys():
        if (folder / name).exists():
            _keep_if_edited(folder / name, _digest((folder / name).read_bytes()), before)
            (folder / name).unlink(missing_ok=True)
    store.put_copies(now)


def _keep_if_edited(path: Path, digest: str, before: Mapping[str, str]) -> None:
    if not digest or before.get(path.name, digest) == digest:
        return
    stem, number = path.name.removesuffix(".en.txt"), 1
    while (kept := path.with_name(f"{stem}.edited-{number}.txt")).exists():
        number += 1
    path.rename(kept)
    logger.warning("%s was edited by hand; the edited text is in %s now", path, kept.name)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write_html(store: RunStore, file: TextIO, signature: str, most: int) -> None:
    """Write the report page with at most ``most`` articles in full, those with the gravest flags."""
    listing = list(_listing(store, most))
    fired = {check for check, _, _ in store.flag_counts()}
    checks = [(c.id, (c.__doc__ or "").strip().splitlines()[0]) for c in ALL_CHECKS if c.id in fired]
    shown = [record for record in listing if "number" in record]
    texts = (
        article_view(r["number"], r, list(store.segments(r["article"])), list(store.flags(r["article"]))) for r in shown
    )
    made = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    file.writelines(render(texts, listing, store.failures(), store.counts(), checks, signature, made))


def _listing(store: RunStore, most: int) -> Iterator[dict[str, Any]]:
    records: Sequence[dict[str, Any]] = [{k: v for k, v in a.items() if k != "text"} for a in store.articles()]
    worst = sorted(records, key=lambda a: (-a["errors"], -a["warnings"], -a["notices"]))[:most]
    names = {record["article"] for record in worst}
    number = 0
    for record in records:
        called = {**record, "heading": store.heading(record)}
        if record["article"] in names:
            number += 1
            yield {**called, "number": number}
        else:
            yield called
