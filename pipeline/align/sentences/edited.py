"""An edited version of a translation we made: what the editor left alone belongs where it was."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pipeline.align.sentences.confidence import ALONE
from pipeline.align.sentences.links import LinkStatus, SentenceLink
from pipeline.align.sentences.update import match_update

Align = Callable[[Sequence[str], Sequence[str]], list[SentenceLink]]


class _Anchor(NamedTuple):
    """Source sentence ``at`` is target sentences ``start`` to ``end``; ``same``: 1 unchanged, below it edited."""

    at: int
    start: int
    end: int
    same: float


def align_edited(
    source: Sequence[str],
    target: Sequence[str],
    earlier: Sequence[tuple[str, Sequence[str]]],
    align: Align,
) -> list[SentenceLink]:
    """Return the links of ``source`` with ``target``, in the order of the source.

    ``earlier``: source sentences of the earlier version, each with the sentences of its translation. What is still
    there in order is linked by that, its score the share of characters that stayed; ``align`` is asked about the rest.
    """
    anchors = _anchors(source, target, earlier)
    order = _in_order(anchors)
    moved = [anchor for anchor in anchors if anchor not in order and anchor.same == 1.0]
    order = _certain(order, moved, len(source), len(target))
    links = [_link(anchor, LinkStatus.GOOD) for anchor in order] + [_link(anchor, LinkStatus.MOVED) for anchor in moved]
    for gap in _gaps(order, moved, len(source), len(target)):
        if gap.rows and gap.columns:
            made = align([source[i] for i in gap.rows], [target[j] for j in gap.columns])
            links += [piece for link in made for piece in _back(link, gap)]
        else:
            links += _alone(gap.rows, gap.columns, gap.end)
    return sorted(links, key=lambda link: (link.source.start, len(link.source) > 0, link.target.start))


def _anchors(
    source: Sequence[str], target: Sequence[str], earlier: Sequence[tuple[str, Sequence[str]]]
) -> list[_Anchor]:
    """Return the source sentences of which the whole translation is still there in one piece."""
    pieces, owner = list[str](), list[int]()
    for match in match_update([text for text, _ in earlier], source):
        if match.old is not None and match.similarity == 1.0:
            pieces += earlier[match.old][1]
            owner += [match.new] * len(earlier[match.old][1])
    wanted = {at: owner.count(at) for at in owner}
    found: dict[int, list[tuple[int, float]]] = {}
    for match in match_update(pieces, target):
        if match.old is not None:
            found.setdefault(owner[match.old], []).append((match.new, match.similarity))
    return [
        _Anchor(at, items[0][0], items[-1][0] + 1, min(same for _, same in items))
        for at, items in sorted(found.items())
        if len(items) == wanted[at] == items[-1][0] + 1 - items[0][0]
    ]


def _in_order(anchors: Sequence[_Anchor]) -> list[_Anchor]:
    """Return the most anchors whose targets are in the order of their sources: a longest increasing subsequence."""
    ends, last, before = list[int](), list[int](), dict[int, int | None]()
    for number, anchor in enumerate(anchors):
        place = bisect_left(ends, anchor.start)
        before[number] = last[place - 1] if place else None
        ends[place : place + 1] = [anchor.start]
        last[place : place + 1] = [number]
    made, at = list[_Anchor](), last[-1] if last else None
    while at is not None:
        made.append(anchors[at])
        at = before[at]
    return made[::-1]


def _certain(order: list[_Anchor], moved: Sequence[_Anchor], rows: int, columns: int) -> list[_Anchor]:
    """Return ``order`` without the edited sentences beside a gap of one side: they may have been merged or split."""
    while True:
        doubted = set[_Anchor]()
        for number, gap in enumerate(_gaps(order, moved, rows, columns)):
            if bool(gap.rows) != bool(gap.columns):
                doubted |= {anchor for anchor in order[max(0, number - 1) : number + 1] if anchor.same < 1.0}
        if not doubted:
            return order
        order = [anchor for anchor in order if anchor not in doubted]


class _Gap(NamedTuple):
    """Source and target sentences between two anchors, and the numbers of the sentences that follow."""

    rows: list[int]
    columns: list[int]
    end: tuple[int, int]


def _gaps(order: Sequence[_Anchor], moved: Sequence[_Anchor], rows: int, columns: int) -> Iterator[_Gap]:
    """Yield what is free before each anchor, and after the last."""
    gone_rows = {anchor.at for anchor in moved}
    gone_columns = {j for anchor in moved for j in range(anchor.start, anchor.end)}
    i = j = 0
    for anchor in (*order, _Anchor(rows, columns, columns, 1.0)):
        free = [k for k in range(i, anchor.at) if k not in gone_rows]
        yield _Gap(free, [k for k in range(j, anchor.start) if k not in gone_columns], (anchor.at, anchor.start))
        i, j = anchor.at + 1, anchor.end


def _link(anchor: _Anchor, status: LinkStatus) -> SentenceLink:
    return SentenceLink(range(anchor.at, anchor.at + 1), range(anchor.start, anchor.end), anchor.same, status)


def _back(link: SentenceLink, gap: _Gap) -> list[SentenceLink]:
    """Return ``link``, whose numbers count the sentences of ``gap``, with the numbers of the texts.

    A link across something that was moved away is taken apart.
    """
    rows, columns = [gap.rows[i] for i in link.source], [gap.columns[j] for j in link.target]
    if rows and columns and rows[-1] - rows[0] < len(rows) and columns[-1] - columns[0] < len(columns):
        whole = range(rows[0], rows[-1] + 1), range(columns[0], columns[-1] + 1)
        return [SentenceLink(*whole, link.score, link.status)]
    following = (
        gap.rows[link.source.stop] if link.source.stop < len(gap.rows) else gap.end[0],
        gap.columns[link.target.stop] if link.target.stop < len(gap.columns) else gap.end[1],
    )
    return _alone(rows, columns, following)


def _alone(rows: Sequence[int], columns: Sequence[int], following: tuple[int, int]) -> list[SentenceLink]:
    row, column = (range(at, at) for at in following)
    missing = [SentenceLink(range(i, i + 1), column, ALONE, LinkStatus.MISSING) for i in rows]
    return missing + [SentenceLink(row, range(j, j + 1), ALONE, LinkStatus.ADDED) for j in columns]
