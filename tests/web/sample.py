"""Finished runs for the tests of the editor's page, made without a model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from pipeline.align import WordAligner
from pipeline.check import ALL_CHECKS
from pipeline.check.checker import Checker
from pipeline.config import Config, load_config
from pipeline.knowledge import Knowledge
from pipeline.report.jsonl import article_record, flag_record, segment_record
from pipeline.store.run import RunStore
from pipeline.types import Alignment, Article, Hypothesis, Meta, Segment, SegmentKind, Span, Translation

Rows = Sequence[tuple[str, str]]

HARBOUR: Rows = (
    ("„Kai der Zukunft“ im Hafen von Rostock eröffnet", '"Quay of the future opens in the port of Rostock'),
    ("Der Bau kostete 12 Millionen Euro.", "Construction cost 12 billion euros."),
    ("Die Arbeiten waren nicht im Zeitplan.", "Work was on schedule."),
    (
        "Die Hafenmeisterin Dörte Wiebrink sprach von einem guten Tag.",
        "Harbour master Dörte Wiebrink spoke of a good day.",
    ),
    ("Wiebrink dankte 30 Helfern.", "Wibrinck thanked 13 helpers."),
)
MARKET: Rows = (
    ("Markt bleibt am Dienstag geschlossen", "Market to stay closed on Thursday"),
    ("Das teilte die Stadt mit.", "The city said this."),
    ("<script>alert(1)</script> stand auf dem Plakat.", "<script>alert(1)</script> was on the poster."),
)
CALM: Rows = (("Sonne am Sonntag", "Sun on Sunday"), ("Es wird warm.", "It will be warm."))


# Few checks, so that these tests are about the page and not about the newest check.
_CHECKS = {
    *("quote-unbalanced", "magnitude-mismatch", "number-mismatch", "negation-lost"),
    *("name-variant", "weekday-mismatch"),
}


@lru_cache(maxsize=1)
def config() -> Config:
    return load_config(None, [f"check.{c.id}.enabled=false" for c in ALL_CHECKS if c.id not in _CHECKS])


@lru_cache(maxsize=1)
def checker() -> Checker:
    return config().checker(Knowledge.load())


def article(name: str, rows: Rows, published: date | None = date(2026, 3, 2)) -> list[Alignment]:
    """Return ``rows`` (German, English) as one aligned article, a paragraph per row."""
    spans, start = [], 0
    for source, _ in rows:
        spans.append(Span(start, start + len(source)))
        start += len(source) + 1
    text = "\n".join(source for source, _ in rows)
    made = Article(name, rows[0][0], text, tuple(spans), Meta(source=f"{name}.txt", published=published))
    items = []
    for i, (_, target) in enumerate(rows):
        kind = SegmentKind.HEADLINE if i == 0 else SegmentKind.BODY
        other = Hypothesis(f"{target} (so to speak)", -0.9)
        first = Hypothesis(target, -0.2)
        items.append(Translation(Segment(made, i, spans[i], kind, i), target, -0.2, "m@1", "mt", (), (first, other)))
    return list(WordAligner().run(items))


def put(store: RunStore, position: int, pairs: Sequence[Alignment], key: str = "k") -> list[str]:
    """Write one checked article; return the fingerprints of its flags."""
    flags = checker().article(pairs)
    made = pairs[0].article
    segments = [segment_record(pair) for pair in pairs]
    store.put(position, key, "d", made.text, article_record(made), segments, [flag_record(flag) for flag in flags])
    return [flag.fingerprint for flag in flags]


def make_run(folder: Path, articles: dict[str, Rows] | None = None) -> Path:
    """Write a run directory; without ``articles`` the three above."""
    folder.mkdir(parents=True, exist_ok=True)
    with RunStore(folder) as store:
        for position, (name, rows) in enumerate(
            (articles or {"harbour": HARBOUR, "market": MARKET, "calm": CALM}).items()
        ):
            put(store, position, article(name, rows))
    record = {"signature": "s", "config": config().model_dump(mode="json")}
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    return folder
