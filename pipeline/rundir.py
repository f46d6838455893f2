"""The run directory: the files made from a run's database; each is written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from pipeline.check import ALL_CHECKS
from pipeline.report.files import atomic, write_lines, write_text
from pipeline.report.html import article_view, render
from pipeline.report.text import clean_copy
from pipeline.store.run import RunStore


def write_files(store: RunStore, folder: Path, signature: str, html_articles: int | None) -> None:
    """Write the run's files into ``folder``; ``html_articles`` None leaves report.html out."""
    write_lines(folder / "articles.jsonl", ({k: v for k, v in a.items() if k != "text"} for a in store.articles()))
    write_lines(folder / "segments.jsonl", store.segments())
    write_lines(folder / "flags.jsonl", store.flags())
    write_lines(folder / "failures.jsonl", store.failures())
    wanted = set()
    for article in store.articles():
        name = f"{article['article']}.en.txt"
        wanted.add(name)
        copy = clean_copy(article["text"], list(store.segments(article["article"])))
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != copy:
            write_text(path, copy)
    for stale in folder.glob("*.en.txt"):
        if stale.name not in wanted:
            stale.unlink()
    if html_articles is not None:
        with atomic(folder / "report.html") as file:
            write_html(store, file, signature, html_articles)


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
