"""Decisions as records: what an editor did, and what keeps a flag closed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields

FLAG_ACTS = ("accept", "edit", "dismiss", "wontfix", "source-error")  # an event of these is the verdict on its flag
CLOSING = ("dismiss", "wontfix", "source-error")  # the flag stays closed although the check still raises it


@dataclass(frozen=True, slots=True)
class Event:
    """One decision. ``act``: one of ``FLAG_ACTS``, approve or undo; ``step``: events with the same step were
    made together and are undone together; ``key``: the article's text at that time; ``source``: the German sentence,
    ``before`` and ``after`` its English where the act changed it; ``undoes``: the event an undo takes back."""

    act: str
    article: str
    key: str = ""
    fingerprint: str = ""
    chk: str = ""
    rule: str = ""
    severity: str = ""
    source: str = ""
    before: str | None = None
    after: str | None = None
    reason: str = ""
    who: str = ""
    at: str = ""
    id: int = 0
    step: int = 0
    undoes: int | None = None


class Conflict(Exception):  # noqa: N818 -- a message between two editors, not a fault
    """Somebody else decided about the same sentence, flag or article since the page was loaded; ``event`` says what."""

    def __init__(self, event: Event) -> None:
        self.event = event
        super().__init__(f"{event.who} was faster ({event.act} at {event.at})")


FIELDS = tuple("check" if field.name == "chk" else field.name for field in fields(Event))


def records(events: Iterable[Event]) -> Iterator[dict[str, object]]:
    """Yield events as plain values for JSON lines and CSV; ``chk`` is called ``check``."""
    for event in events:
        yield dict(zip(FIELDS, astuple(event), strict=True))


def dump(event: Event) -> str:
    """Return one event as a JSON line."""
    return json.dumps(next(records([event])), ensure_ascii=False)
