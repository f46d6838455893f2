"""The workplace: one run and the desk's database together, as the editor's page sees them.

Reading and deciding are quick. Only ``recheck`` takes as long as the checks take; a decision that changes English
leaves the article *pending* until it is called.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from pipeline.align import WordAligner
from pipeline.check.checker import Checker
from pipeline.config import Config, config_from
from pipeline.desk import learn, rebuild
from pipeline.desk.queue import Filter, Item, Page, Queue, Totals
from pipeline.desk.view import (
    NotThere,
    Record,
    View,
    changed,
    closed,
    digest_of,
    key_of,
    set_status,
    suspicion,
    with_edit,
)
from pipeline.errors import ConfigError, UsageError
from pipeline.knowledge import Knowledge
from pipeline.store.desk import DeskStore
from pipeline.store.events import Event
from pipeline.store.memory import quoted
from pipeline.store.run import RunStore
from pipeline.translate import OptionalModel, load_translator

logger = logging.getLogger(__name__)

HERE = timedelta(minutes=3)  # an editor whose page was quiet for longer is not shown as being at an article
_NOTE_AGAIN = 30.0  # seconds after which it is written again that somebody has an article open
_JUDGE_AGAIN = 20.0  # seconds between two looks at all verdicts for checks to demote
_MOST_FOUND = 20_000  # segments a text search looks at


class Workplace:
    """A run directory opened for editing. Safe for threads: one works at a time, re-checks run beside it."""

    def __init__(self, folder: Path, desk: DeskStore) -> None:
        """Open the run in ``folder``.

        Raises:
            UsageError: it is not a run directory.
        """
        if not (folder / "run.db").is_file():
            raise UsageError(f"{folder}: not a run directory (no run.db); make one with wiredesk translate or check")
        self.folder, self.desk = folder, desk
        self.run = RunStore(folder, threads=True)
        self.queue = Queue()
        self._lock, self._checking = threading.RLock(), threading.Lock()
        self._noted: dict[str, tuple[str, float]] = {}  # who -> key of the article they have open, since when
        self._state, self._seen, self._judged = -1, -1, time.monotonic()
        self.refresh()

    @cached_property
    def knowledge(self) -> Knowledge:
        return Knowledge.load(style=self._config.check.style)

    @cached_property
    def _config(self) -> Config:
        """The run's settings; of a run of another version, as much as is known now."""
        path = self.folder / "run.json"
        if not path.is_file():
            return Config()
        known = json.loads(path.read_text(encoding="utf-8"))["config"]
        for data in (known, {"check": known.get("check", {})}):
            try:
                return config_from(data, str(path))
            except ConfigError as error:
                logger.info("%s", error)
        logger.warning("%s: settings of another version; edited sentences are checked with the default ones", path)
        return Config()

    @cached_property
    def _checker(self) -> Checker:
        return self._config.checker(self.knowledge, OptionalModel(lambda: load_translator(self._config.translate)))

    @cached_property
    def _aligner(self) -> WordAligner:
        return WordAligner()

    # Keeping up with the run and with other editors

    def refresh(self) -> None:
        """Take in what other processes did to the run, and all new decisions."""
        with self._lock:
            state = self.run.state()
            if state != self._state:
                self._load()
                self._state = state
            newest = self.desk.last()
            if newest != self._seen:
                for name in self.desk.since(self._seen) & set(self.queue.items):
                    self._settle(name)
                self._seen = newest
                if time.monotonic() > self._judged + _JUDGE_AGAIN:
                    self.queue.demote(learn.demoted(self.precision()))
                    self._judged = time.monotonic()

    def _load(self) -> None:
        self.forget_knowledge()
        flags: dict[str, list[Record]] = {}
        for flag in self.run.flags():
            flags.setdefault(flag["article"], []).append(flag)
        verdicts, approvals, edited = self.desk.verdicts(), self.desk.approvals(), self.desk.edited()
        touched = self.desk.since(0)
        self.queue = Queue()
        self._seen = self.desk.last()
        self.queue.demoted = learn.demoted(learn.precision(verdicts.values()))
        for position, record in enumerate(self.run.articles()):
            name = record["article"]
            key = key_of(record)
            title = self.run.heading(record)
            item = Item(name, key, title, record["published"] or "", position, record["segments"])
            self.queue.put(item)
            if name in edited:
                self._settle(name)
                continue
            item.flags = tuple(suspicion(f, closed(f, verdicts, pending=False)) for f in flags.get(name, ()))
            set_status(item, approvals, name in touched)
            self.queue.put(item)

    def _settle(self, name: str) -> None:
        item = self.queue.items[name]
        flags, pending = self._flags(name)
        verdicts = self.desk.verdicts(name)
        item.flags = tuple(suspicion(f, closed(f, verdicts, pending)) for f in flags)
        set_status(item, self.desk.approvals_of(name), True)
        self.queue.put(item)

    # Reading

    def page(self, wanted: Filter) -> Page:
        """Return one page of the queue."""
        with self._lock:
            return self.queue.page(wanted, self._found(wanted.text))

    def totals(self) -> Totals:
        """Return the state of the whole run."""
        with self._lock:
            return self.queue.totals()

    def failures(self) -> Sequence[Record]:
        """Return what of the batch could not be processed: path and reason."""
        with self._lock:
            return self.run.failures()

    def neighbours(self, name: str, wanted: Filter) -> tuple[str, str]:
        """Return the articles with open flags before and after ``name``."""
        with self._lock:
            return self.queue.neighbours(name, wanted, self._found(wanted.text))

    def _found(self, text: str) -> set[str] | None:
        if not any(c.isalnum() for c in text):
            return None
        return {row[0] for row in self.run.find(quoted(text) + "*", _MOST_FOUND)}

    def view(self, name: str) -> View:
        """Return the article as it stands now.

        Raises:
            NotThere: there is no such article in the run.
        """
        with self._lock:
            self.refresh()
            seen = self._seen
            record, item = self.run.article(name), self.queue.items.get(name)
            if record is None or item is None:
                raise NotThere(f"there is no article {name!r} in this run")
            segments = list(self.run.segments(name))
            edits, verdicts = self.desk.edits(name), self.desk.verdicts(name)
            flags, pending = self._flags(name, record, segments, edits)
            checked = None if pending or not changed(segments, edits) else self._checked(name, record, edits)
            shown = [with_edit(s, edits, (checked or {}).get("segments", {}).get(str(s["index"]))) for s in segments]
            edited = {s["index"] for s in shown if s["edited"]} if pending else set()
            rows = [self._shown(f, verdicts, pending, f["segment"] in edited) for f in flags]
            return View(item, record, shown, rows, pending, seen)

    def _shown(self, flag: Record, verdicts: dict[str, Event], pending: bool, unmarked: bool) -> Record:
        severity = "notice" if flag["check"] in self.queue.demoted else flag["severity"]
        more: Record = {"shown": severity, "verdict": verdicts.get(flag["fingerprint"])}
        if unmarked:  # its English was changed: the characters are others now
            more |= {"target_start": None, "target_end": None}
        return {**flag, **more, "closed": closed(flag, verdicts, pending)}

    def _flags(
        self,
        name: str,
        record: Record | None = None,
        segments: Sequence[Record] | None = None,
        edits: dict[str, str] | None = None,
    ) -> tuple[list[Record], bool]:
        """Return the flag records of the article as it stands, and whether they await a re-check."""
        edits = self.desk.edits(name) if edits is None else edits
        if not edits or not changed(segments or list(self.run.segments(name)), edits):
            return list(self.run.flags(name)), False
        checked = self._checked(name, record or self.run.article(name) or {}, edits)
        if checked is None:
            return list(self.run.flags(name)), True
        return list(checked["flags"]), False

    def _checked(self, name: str, record: Record, edits: dict[str, str]) -> Record | None:
        found = self.desk.checked(name)
        return found[1] if found and found[0] == digest_of(record, edits) else None

    def precision(self) -> dict[tuple[str, str], learn.Precision]:
        """Return what all verdicts of the desk say about each check and rule."""
        return learn.precision(self.desk.verdicts().values())

    def present(self, name: str, who: str) -> list[str]:
        """Note that ``who`` has the article open; return who else has."""
        with self._lock:
            item = self.queue.items.get(name)
        if item is None:
            return []
        last = self._noted.get(who, ("", 0.0))
        if last[0] != item.key or time.monotonic() > last[1] + _NOTE_AGAIN:
            self.desk.present(item.key, who)
            self._noted[who] = (item.key, time.monotonic())
        return [other for other in self.everyone().get(item.key, ()) if other != who]

    def everyone(self) -> dict[str, list[str]]:
        """Return who has which article open, by the article's key."""
        return self.desk.who((datetime.now(UTC) - HERE).isoformat(timespec="milliseconds"))

    def find(self, query: str, most: int) -> list[tuple[str, int, str, str]]:
        """Return (article, segment, German, English) of segments of the run that match an FTS5 query."""
        with self._lock:
            return self.run.find(query, most)

    def segments(self, name: str) -> list[Record]:
        """Return the segment records of an article as the run left them."""
        with self._lock:
            return list(self.run.segments(name))

    def forget_knowledge(self) -> None:
        """Let the next re-check read the knowledge files, and the run's settings, anew."""
        for name in ("knowledge", "_checker", "_config"):
            self.__dict__.pop(name, None)

    def recheck(self, name: str) -> View:
        """Check the article with its changed English, and return it as it stands then."""
        with self._checking:
            with self._lock:
                record, segments = self.run.article(name), list(self.run.segments(name))
                edits = self.desk.edits(name)
                done = record is None or not changed(segments, edits) or self._checked(name, record, edits)
            if record and not done:
                rows, flags = rebuild.check(record, segments, edits, self._checker, self._aligner)
                links = {
                    str(s["index"]): {k: s[k] for k in ("target", "target_tokens", "links")}
                    for s in rows
                    if edits.get(s["source"]) == s["target"]
                }
                self.desk.put_checked(name, digest_of(record, edits), {"flags": flags, "segments": links})
                with self._lock:
                    self._settle(name)
        return self.view(name)
