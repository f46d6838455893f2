"""Two runs side by side: which segments changed, which flags appeared and vanished, and whether scores moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import Indel

from pipeline.evaluate.figures import Change, compare_items, share

Key = tuple[str, str, int]  # article, German text, which occurrence of it


@dataclass(frozen=True, slots=True)
class Changed:
    """A segment whose English differs; ``likeness`` in 0..1 (normalised indel similarity)."""

    article: str
    source: str
    before: str
    after: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between run A and run B.

    ``changes`` compare per-segment figures over the segments both runs have (paired bootstrap); ``only_a`` and
    ``only_b`` count segments that the other run lacks; ``scores`` are the model scores of A and B.
    """

    segments: int
    only_a: int
    only_b: int
    changed: tuple[Changed, ...]
    appeared: tuple[dict[str, Any], ...]
    vanished: tuple[dict[str, Any], ...]
    changes: tuple[Change, ...]
    counts: Mapping[str, tuple[int, int]]
    scores: tuple[tuple[float, ...], tuple[float, ...]]


def compare(
    segments: tuple[Iterable[dict[str, Any]], Iterable[dict[str, Any]]],
    flags: tuple[Iterable[dict[str, Any]], Iterable[dict[str, Any]]],
) -> Comparison:
    """Compare the segment and flag records of run A and run B.

    Segments are matched by article and German text, so a new segmentation does not throw everything off; flags by
    fingerprint.
    """
    a, b = _keyed(segments[0]), _keyed(segments[1])
    both = [key for key in a if key in b]
    changed = [
        Changed(key[0], key[1], a[key]["target"], b[key]["target"], _likeness(a[key]["target"], b[key]["target"]))
        for key in both
        if a[key]["target"] != b[key]["target"]
    ]
    flags_a, flags_b = list(flags[0]), list(flags[1])
    prints_a, prints_b = ({flag["fingerprint"] for flag in side} for side in (flags_a, flags_b))
    counts_a, counts_b = (Counter(f"{f['check']} {f['severity']}" for f in side) for side in (flags_a, flags_b))
    scores = [tuple(r["score"] for r in side.values() if r["score"] is not None) for side in (a, b)]
    return Comparison(
        len(both),
        len(a) - len(both),
        len(b) - len(both),
        tuple(sorted(changed, key=lambda change: change.likeness)),
        tuple(flag for flag in flags_b if flag["fingerprint"] not in prints_a),
        tuple(flag for flag in flags_a if flag["fingerprint"] not in prints_b),
        tuple(_changes(a, b, both, flags_a, flags_b)),
        {name: (counts_a[name], counts_b[name]) for name in sorted(counts_a | counts_b)},
        (scores[0], scores[1]),
    )


def _keyed(records: Iterable[dict[str, Any]]) -> dict[Key, dict[str, Any]]:
    seen: Counter[tuple[str, str]] = Counter()
    made = {}
    for record in records:
        place = (record["article"], record["source"])
        made[(*place, seen[place])] = record
        seen[place] += 1
    return made


def _likeness(a: str, b: str) -> float:
    return float(Indel.normalized_similarity(a, b))


def _changes(
    a: Mapping[Key, dict[str, Any]],
    b: Mapping[Key, dict[str, Any]],
    both: list[Key],
    flags_a: list[dict[str, Any]],
    flags_b: list[dict[str, Any]],
) -> Iterable[Change]:
    """Yield the paired changes of the model score (times 100), and of errors and warnings per 100 segments."""
    names = {key: f"{key[0]}|{key[1]}|{key[2]}" for key in both}
    scored = [key for key in both if a[key]["score"] is not None and b[key]["score"] is not None]
    if scored:
        now = share("model score x 100", {names[key]: b[key]["score"] for key in scored})
        if change := compare_items(now, {names[key]: a[key]["score"] for key in scored}):
            yield change
    for severity in ("error", "warning"):
        per_a, per_b = (
            Counter((f["article"], f["segment"]) for f in flags if f["severity"] == severity)
            for flags in (flags_a, flags_b)
        )
        now_items = {names[key]: float(per_b[key[0], b[key]["index"]]) for key in both}
        before = {names[key]: float(per_a[key[0], a[key]["index"]]) for key in both}
        if change := compare_items(share(f"{severity}s per 100 segments", now_items, "lower"), before):
            yield change
