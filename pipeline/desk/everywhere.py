"""One decision for every place of the batch where the same words stand: found, shown, then applied as one step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.desk.decisions import tidy
from pipeline.desk.queue import Suspicion
from pipeline.desk.view import NotThere
from pipeline.desk.workplace import Workplace
from pipeline.errors import UsageError
from pipeline.store.events import Event
from pipeline.store.memory import quoted

MOST = 300  # places offered at once


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence with the words; ``flag``: the open flag on them, None where they merely stand there."""

    article: str
    title: str
    index: int
    source: str
    target: str
    flag: Suspicion | None

    @property
    def name(self) -> str:
        return f"{self.article}#{self.index}"


@dataclass(frozen=True, slots=True)
class Found:
    """Places that hold ``words``; ``more`` tells that there are further ones."""

    words: str
    places: Sequence[Place]
    more: bool = False


@dataclass
class Everywhere:
    """Finds and changes words across a run."""

    place: Workplace
    _edits: dict[str, dict[str, str]] = field(default_factory=dict)

    def find(self, words: str, check: str = "") -> Found:
        """Return the sentences whose English holds ``words`` as whole words, those flagged by ``check`` first."""
        if not re.search(r"\w", words):
            return Found(words, ())
        whole = _whole(words)
        hits = self.place.find(f"target:{quoted(words)}", MOST * 3)
        found = []
        for article, index, source, machine in self._with_edited(hits):
            target = self._english(article, source, machine)
            item = self.place.queue.items.get(article)
            if item and whole.search(target):
                here = (f for f in item.flags if not f.closed and f.segment == index)
                flag = next((f for f in here if _same(f, check, words)), None)
                found.append(Place(article, item.title, index, source, target, flag))
        found.sort(key=lambda p: (p.flag is None, self.place.queue.items[p.article].position, p.index))
        return Found(words, found[:MOST], len(found) > MOST)

    def _with_edited(self, hits: Iterable[tuple[str, int, str, str]]) -> list[tuple[str, int, str, str]]:
        """Return the hits and the sentences that the desk changed, which the run's index does not know."""
        made = {(row[0], row[1]): row for row in hits}
        for article in sorted(self.place.desk.edited() & set(self.place.queue.items)):
            edits = self._edits.setdefault(article, self.place.desk.edits(article))
            for segment in self.place.segments(article):
                if segment["source"] in edits:
                    key = (article, segment["index"])
                    made.setdefault(key, (*key, segment["source"], segment["target"]))
        return list(made.values())

    def _english(self, article: str, source: str, target: str) -> str:
        edits = self._edits.setdefault(article, self.place.desk.edits(article))
        return edits.get(source, target)

    def replace(self, words: str, new: str, chosen: Sequence[str], check: str, who: str) -> int:
        """Put ``new`` in the place of ``words`` in the chosen places; return how many sentences changed.

        Raises:
            UsageError: nothing is chosen. NotThere: the words no longer stand in any of the places.
        """
        wanted = _chosen(chosen)
        events = []
        for place in self.find(words, check).places:
            if place.name in wanted:
                text = tidy(_whole(words).sub(lambda _: new, place.target))
                if text != place.target:
                    act = "accept" if place.flag and place.flag.suggestion == new else "edit"
                    events.append(self._event(place, act, text))
        return self._write(events, who)

    def dismiss(self, words: str, chosen: Sequence[str], check: str, who: str, reason: str) -> int:
        """Dismiss the flags of ``check`` on ``words`` in the chosen places; return how many."""
        wanted = _chosen(chosen)
        places = [p for p in self.find(words, check).places if p.flag and p.name in wanted]
        return self._write([self._event(place, "dismiss", None, reason) for place in places], who)

    def _event(self, place: Place, act: str, text: str | None, reason: str = "") -> Event:
        flag, item = place.flag, self.place.queue.items[place.article]
        known: dict[str, Any] = {}
        if flag:
            known = {"fingerprint": flag.fingerprint, "chk": flag.check, "rule": flag.rule, "severity": flag.severity}
        before = place.target if text is not None else None
        return Event(
            act, place.article, item.key, source=place.source, before=before, after=text, reason=reason[:500], **known
        )

    def _write(self, events: Sequence[Event], who: str) -> int:
        if not events:
            raise NotThere("the words do not stand there any more; nothing was changed")
        self.place.desk.add(events, who)
        self._edits.clear()
        self.place.refresh()
        return len(events)


def _chosen(names: Sequence[str]) -> set[str]:
    if not names:
        raise UsageError("choose at least one place")
    return set(names)


def _same(flag: Suspicion, check: str, words: str) -> bool:
    return (not check or flag.check == check) and words in (flag.target_text, flag.source_text)


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
