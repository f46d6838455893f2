"""The queue: every article of the run with its open flags, filtered and sorted; held in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

SEVERITIES = ("error", "warning", "notice")
# How much an open flag counts in the queue's order, times its confidence: any error before all warnings of an article
# of ordinary length, any warning before all notices.
WEIGHT = {"error": 100.0, "warning": 10.0, "notice": 1.0}
PAGE = 50

Status = Literal["open", "begun", "approved"]


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A flag as far as the queue needs it. ``closed``: the verdict that closes it, "" while it is open."""

    fingerprint: str
    check: str
    rule: str
    severity: str
    confidence: float
    segment: int
    source_text: str
    target_text: str
    suggestion: str | None
    closed: str = ""


@dataclass(slots=True)
class Item:
    """An article in the queue; ``key`` names its text, ``position`` its place in the run."""

    name: str
    key: str
    title: str
    published: str
    position: int
    segments: int
    flags: tuple[Suspicion, ...] = ()
    status: Status = "open"
    approved_by: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    urgency: float = 0.0
    done: int = 0

    def settle(self, demoted: frozenset[str]) -> None:
        """Count the open flags anew; those of ``demoted`` checks count as notices."""
        self.counts, self.urgency = dict.fromkeys(SEVERITIES, 0), 0.0
        for flag in self.flags:
            if not flag.closed:
                severity = "notice" if flag.check in demoted else flag.severity
                self.counts[severity] += 1
                self.urgency += WEIGHT[severity] * flag.confidence
        self.done = sum(bool(flag.closed) for flag in self.flags)

    @property
    def open(self) -> int:
        return len(self.flags) - self.done


@dataclass(frozen=True, slots=True)
class Filter:
    """What the queue shows; an empty field does not narrow it. ``page`` counts from 1."""

    severity: str = ""
    check: str = ""
    status: str = ""  # open, begun, approved, flagged (has open flags), clear (has none)
    text: str = ""
    sort: str = "urgency"  # urgency, input, title
    page: int = 1

    def passes(self, item: Item, found: set[str] | None, demoted: frozenset[str]) -> bool:
        """Tell whether ``item`` is shown; ``found``: the articles that hold the wanted text, None for any."""
        if found is not None and item.name not in found and self.text.casefold() not in item.title.casefold():
            return False
        if self.status in ("open", "begun", "approved") and item.status != self.status:
            return False
        if (self.status == "flagged" and not item.open) or (self.status == "clear" and item.open):
            return False
        if self.severity and not self.check and not item.counts.get(self.severity):
            return False
        if self.check:
            return any(
                flag.check == self.check
                and not flag.closed
                and self.severity in ("", "notice" if flag.check in demoted else flag.severity)
                for flag in item.flags
            )
        return True


_ORDER: dict[str, Callable[[Item], Any]] = {
    "urgency": lambda item: (item.status == "approved", -item.urgency, item.position),
    "input": lambda item: item.position,
    "title": lambda item: (item.title.casefold(), item.position),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the queue: ``items`` of ``total`` that pass the filter; ``number`` of ``pages``."""

    items: Sequence[Item]
    total: int
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The state of the whole run."""

    articles: int
    approved: int
    flags: int
    done: int
    counts: dict[str, int]
    checks: Sequence[tuple[str, int]]  # open flags by check, most first


class Queue:
    """The articles of a run by id. Not safe for threads by itself; ``Workplace`` holds the lock."""

    def __init__(self) -> None:
        self.items: dict[str, Item] = {}
        self.demoted: frozenset[str] = frozenset()

    def put(self, item: Item) -> None:
        """Enter an article, in place of an older state of it."""
        item.settle(self.demoted)
        self.items[item.name] = item

    def demote(self, checks: frozenset[str]) -> None:
        """Let the flags of ``checks`` count as notices, and only those."""
        if checks != self.demoted:
            self.demoted = checks
            for item in self.items.values():
                item.settle(checks)

    def order(self, wanted: Filter, found: set[str] | None = None) -> list[Item]:
        """Return all articles that pass the filter, in its order."""
        shown = [item for item in self.items.values() if wanted.passes(item, found, self.demoted)]
        return sorted(shown, key=_ORDER.get(wanted.sort, _ORDER["urgency"]))

    def page(self, wanted: Filter, found: set[str] | None = None) -> Page:
        """Return one page of them."""
        shown = self.order(wanted, found)
        pages = max(1, -(-len(shown) // PAGE))
        number = min(max(1, wanted.page), pages)
        return Page(shown[(number - 1) * PAGE : number * PAGE], len(shown), number, pages)

    def neighbours(self, name: str, wanted: Filter, found: set[str] | None = None) -> tuple[str, str]:
        """Return the articles before and after ``name`` in the order of the filter, "" at an end.

        The next one of an article that no longer passes the filter is the first that does.
        """
        names = [item.name for item in self.order(wanted, found) if item.open or item.name == name]
        if name not in names:
            return "", (names[0] if names else "")
        at = names.index(name)
        return (names[at - 1] if at else ""), (names[at + 1] if at + 1 < len(names) else "")

    def totals(self) -> Totals:
        """Return the state of the whole run."""
        items: Iterable[Item] = self.items.values()
        counts = {severity: sum(item.counts[severity] for item in items) for severity in SEVERITIES}
        checks = Counter(flag.check for item in items for flag in item.flags if not flag.closed)
        return Totals(
            len(self.items),
            sum(item.status == "approved" for item in items),
            sum(len(item.flags) for item in items),
            sum(item.done for item in items),
            counts,
            checks.most_common(),
        )
