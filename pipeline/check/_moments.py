"""Pairs the dates and times of a sentence with those of its translation; shared by the checks on dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.check._quantities import translated
from pipeline.text.dates import DateKind, DateMention, find_dates
from pipeline.types import Alignment


@dataclass(frozen=True, slots=True)
class Moments:
    """``changed``: mentions that should be the same; ``missing``, ``added``: left over on one side."""

    changed: tuple[tuple[DateMention, DateMention], ...]
    missing: tuple[DateMention, ...]
    added: tuple[DateMention, ...]


Same = Callable[[DateMention, DateMention], bool]


def compare_moments(pairs: Sequence[Alignment], kinds: tuple[DateKind, ...], same: Same) -> list[Moments]:
    """Compare the mentions of ``kinds`` pair by pair; what moved into a neighbouring segment is not missing."""
    left = [[m for m in find_dates(pair.source, "de") if m.kind in kinds and translated(pair)] for pair in pairs]
    right = [[m for m in find_dates(pair.target, "en") if m.kind in kinds and translated(pair)] for pair in pairs]
    result = []
    for i in range(len(pairs)):
        near = [j for j in (i, i - 1, i + 1) if 0 <= j < len(pairs)]
        missing = [a for a in left[i] if not any(same(a, b) for j in near for b in right[j])]
        added = [b for b in right[i] if not any(same(a, b) for j in near for a in left[j])]
        left_over, right_over = _leave(left[i], right[i], same)
        changed = list(zip(missing, added or (right_over if missing else ()), strict=False))
        if not missing and added:
            changed = list(zip(left_over, added, strict=False))
        lost = [a for a in missing if a not in {pair[0] for pair in changed}]
        new = [b for b in added if b not in {pair[1] for pair in changed}]
        result.append(Moments(tuple(changed), tuple(lost), tuple(new)))
    return result


def _leave(left: Sequence[DateMention], right: Sequence[DateMention], same: Same) -> tuple[list[DateMention], ...]:
    """Return what is left on both sides when mentions are paired one to one."""
    rest, lone = list(right), []
    for a in left:
        partner = next((b for b in rest if same(a, b)), None)
        if partner is None:
            lone.append(a)
        else:
            rest.remove(partner)
    return lone, rest
