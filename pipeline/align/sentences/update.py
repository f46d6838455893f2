"""What changed between two versions of a text, so that only that is done again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

EDITED = 0.6  # least similarity (1 - inserted and deleted characters / all characters) of an edited sentence

REACH = 200  # places an edited sentence may have gone, so that long texts do not take quadratic time


@dataclass(frozen=True, slots=True)
class Match:
    """Where a sentence of the new version comes from: ``old`` is its number in the old one, None if it is new.

    ``similarity``: 1 unchanged, 0 new, between them edited.
    """

    new: int
    old: int | None
    similarity: float


def match_update(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """Return for each sentence of ``new`` the sentence of ``old`` it was, each used once.

    Unchanged sentences are matched first, in order and then wherever they went; what is left is compared by its
    characters.
    """
    former = [" ".join(text.split()) for text in old]
    latter = [" ".join(text.split()) for text in new]
    found: dict[int, Match] = {}
    for block in SequenceMatcher(None, former, latter, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            found[block.b + step] = Match(block.b + step, block.a + step, 1.0)
    _elsewhere(former, latter, found)
    _edited(former, latter, found)
    return [found.get(i, Match(i, None, 0.0)) for i in range(len(new))]


def _elsewhere(old: Sequence[str], new: Sequence[str], found: dict[int, Match]) -> None:
    used = {match.old for match in found.values()}
    places: dict[str, deque[int]] = defaultdict(deque)
    for i, text in enumerate(old):
        if i not in used:
            places[text].append(i)
    for j, text in enumerate(new):
        if j not in found and places[text]:
            found[j] = Match(j, places[text].popleft(), 1.0)


def _edited(old: Sequence[str], new: Sequence[str], found: dict[int, Match]) -> None:
    """Match the rest, the most similar pairs first."""
    used = {match.old for match in found.values()}
    rest = [i for i in range(len(old)) if i not in used]
    candidates = []
    for j in (j for j in range(len(new)) if j not in found):
        for i in rest[bisect_left(rest, j - REACH) : bisect_right(rest, j + REACH)]:
            alike = Indel.normalized_similarity(old[i], new[j], score_cutoff=EDITED)
            if alike:
                candidates.append((-alike, abs(i - j), j, i))
    for alike, _, j, i in sorted(candidates):
        if j not in found and i not in used:
            found[j] = Match(j, i, -alike)
            used.add(i)
