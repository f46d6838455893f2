"""An article as it stands: the run's records with what editors decided laid over them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.desk.queue import Item, Suspicion
from pipeline.errors import UsageError
from pipeline.store.events import CLOSING, Event

Record = dict[str, Any]
_LETTERS = ("missing", "added", "copied", "rule")  # origins that are nobody's translation: not for the memory


@dataclass(frozen=True, slots=True)
class View:
    """An article as it stands now.

    ``segments``: records with the desk's English, ``mt`` (what the run had) and ``edited``. ``flags``: records with
    ``closed`` (the closing verdict or ""), ``verdict`` (its event or None), ``shown`` (severity, demoted or not).
    ``pending``: the English was changed and not checked yet. ``seen``: the newest event this view knows of.
    """

    item: Item
    record: Record
    segments: Sequence[Record]
    flags: Sequence[Record]
    pending: bool
    seen: int


class NotThere(UsageError):  # noqa: N818 -- what the page says, not a fault
    """There is no such article, sentence or flag in the run now."""


def key_of(record: Record) -> str:
    return hashlib.sha256(f"{record['article']}\0{record['text']}".encode()).hexdigest()[:16]


def digest_of(record: Record, edits: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps([record["key"], sorted(edits.items())]).encode()).hexdigest()


def changed(segments: Sequence[Record], edits: dict[str, str]) -> bool:
    return any(edits.get(s["source"], s["target"]) != s["target"] for s in segments)


def with_edit(segment: Record, edits: dict[str, str], checked: Record | None) -> Record:
    text = edits.get(segment["source"], segment["target"])
    edited = text != segment["target"]
    links = (checked or {"target_tokens": [], "links": []}) if edited else {}
    return {**segment, "mt": segment["target"], "edited": edited, **links, "target": text}


def closed(flag: Record, verdicts: dict[str, Event], pending: bool) -> str:
    """Return the verdict that closes the flag. A fix closes it only until the re-check says what came of it."""
    event = verdicts.get(flag["fingerprint"])
    return event.act if event and (event.act in CLOSING or pending) else ""


def suspicion(flag: Record, closed: str) -> Suspicion:
    return Suspicion(
        flag["fingerprint"],
        flag["check"],
        flag["rule"],
        flag["severity"],
        flag["confidence"],
        flag["segment"],
        flag["source_text"] or "",
        flag["target_text"] or "",
        flag["suggestion"],
        closed,
    )


def set_status(item: Item, approvals: dict[str, Event], touched: bool) -> None:
    approval = approvals.get(item.key)
    item.status = "approved" if approval else "begun" if touched else "open"
    item.approved_by = approval.who if approval else ""


def find_flag(view: View, fingerprint: str) -> Record:
    for flag in view.flags:
        if flag["fingerprint"] == fingerprint:
            return flag
    raise NotThere("this flag is not there any more; the article was changed")


def segment_of(view: View, index: int) -> Record:
    for segment in view.segments:
        if segment["index"] == index:
            return segment
    raise NotThere(f"there is no sentence {index} in this article")


def for_memory(segment: Record) -> bool:
    has_words = any(c.isalpha() for c in segment["source"]) and bool(segment["target"])
    return has_words and (segment["edited"] or segment["origin"] not in _LETTERS)
