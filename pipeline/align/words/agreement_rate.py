"""How good word links are: precision, recall and alignment error rate against hand-made links.

After Och and Ney 2003, "A Systematic Comparison of Various Statistical Alignment Models": annotators mark sure links
(S) and possible ones (P, which include S); precision asks how many links are possible, recall how many sure ones
were found.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

Link = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LinkQuality:
    """All in 0..1; ``error`` (AER) smaller is better. Nan-free: of nothing, everything is right."""

    precision: float
    recall: float
    error: float
    links: int


def link_quality(rows: Iterable[tuple[Set[Link], Set[Link], Set[Link]]]) -> LinkQuality:
    """Return the quality of (found, sure, possible) link sets, summed over all sentence pairs."""
    found_count = sure_count = sure_hits = possible_hits = 0
    for found, sure, possible in rows:
        found_count += len(found)
        sure_count += len(sure)
        sure_hits += len(found & sure)
        possible_hits += len(found & (possible | sure))
    total = found_count + sure_count
    return LinkQuality(
        precision=possible_hits / found_count if found_count else 1.0,
        recall=sure_hits / sure_count if sure_count else 1.0,
        error=1 - (sure_hits + possible_hits) / total if total else 0.0,
        links=found_count,
    )
