"""The desk's database: what editors decided, for every run they ever worked on. SQLite in WAL mode.

Nothing is ever changed or taken away: a decision is an *event*, undoing it is another event, and what holds now is read
from the events that were not undone. Triggers in the database refuse everything else. A flag is known by its
fingerprint, a sentence by its article and its German text, so decisions outlive re-runs, new segmentations and new
translations. An event is on the disk (``synchronous=FULL``) before its method returns.
"""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.store.events import CLOSING, FLAG_ACTS, Conflict, Event
from pipeline.store.memory import MEMORY_SCHEMA, Match, MemoryTable

VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS event (
    id INTEGER PRIMARY KEY AUTOINCREMENT, step INTEGER NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, act TEXT NOT NULL,
    article TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, chk TEXT NOT NULL, rule TEXT NOT NULL,
    severity TEXT NOT NULL, source TEXT NOT NULL, before TEXT, after TEXT, reason TEXT NOT NULL, undoes INTEGER);
CREATE INDEX IF NOT EXISTS event_fingerprint ON event (fingerprint, id) WHERE fingerprint<>'';
CREATE INDEX IF NOT EXISTS event_article ON event (article, id);
CREATE INDEX IF NOT EXISTS event_step ON event (step);
CREATE INDEX IF NOT EXISTS event_undoes ON event (undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER IF NOT EXISTS event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events stay'); END;
CREATE TRIGGER IF NOT EXISTS event_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events stay'); END;
CREATE TABLE IF NOT EXISTS presence (key TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (key, who))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS checked (article TEXT PRIMARY KEY, digest TEXT NOT NULL, record TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_LIVE = "e.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM event u WHERE u.undoes=e.id)"
_COLUMNS = tuple(
    "id step at who act article key fingerprint chk rule severity source before after reason undoes".split()  # noqa: SIM905
)


def default_path() -> Path:
    """Return where the desk's database lies when no option says so: ``WIREDESK_DESK``, else the user's data folder."""
    if named := os.environ.get("WIREDESK_DESK"):
        return Path(named)
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "wiredesk" / "desk.db"


class DeskStore:
    """Events, presence, settings and the translation memory; any number of processes may have it open."""

    def __init__(self, path: Path) -> None:
        """Open or create the database at ``path``.

        Raises:
            UsageError: it cannot be made, or is not a desk database of this version.
        """
        self.path = path
        self._lock = threading.RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            found = self._db.execute("PRAGMA user_version").fetchone()[0]
            foreign = found == 0 and self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if found not in (0, VERSION) or foreign:
                raise UsageError(f"{path}: not a desk database of this version; name another with --desk")
            self._db.executescript(f"{_SCHEMA}{MEMORY_SCHEMA}PRAGMA user_version={VERSION};")
        except (sqlite3.Error, OSError) as error:
            raise UsageError(
                f"{path}: cannot be used as the desk's database ({error}); name another with --desk"
            ) from error
        self.memory = MemoryTable(self._db, self._lock)

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> DeskStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        with self._lock:
            return self._db.execute(query, values).fetchall()

    def _events(self, where: str, values: Sequence[object] = ()) -> list[Event]:
        rows = self._rows(f"SELECT {','.join(_COLUMNS)} FROM event e WHERE {where}", values)
        return [Event(**dict(zip(_COLUMNS, row, strict=True))) for row in rows]  # type: ignore[arg-type]

    # What was decided

    def add(
        self, events: Sequence[Event], who: str, seen: int | None = None, approved: Sequence[tuple[str, str]] = ()
    ) -> list[Event]:
        """Write ``events`` as one step by ``who``; ``approved`` (German, English) enter the memory with them.

        ``seen``: the newest event the editor's page knew of; None asks for no check.

        Raises:
            Conflict: after ``seen`` somebody decided about the same flag, sentence or (approve) article.
        """
        now = _now()
        with self._write() as db:
            if seen is not None:
                self._check(events, seen)
            step = db.execute("SELECT coalesce(max(id),0)+1 FROM event").fetchone()[0]
            made = [self._insert(db, event, who, now, step) for event in events]
            self.memory.put(db, approved, step, who, now)
        return made

    def undo(self, step: int, who: str) -> list[Event]:
        """Take the events of ``step`` back that still hold; return the events that say so, none if none did."""
        with self._write() as db:
            back = self._events(f"step=? AND {_LIVE} ORDER BY id", (step,))
            now = _now()
            number = db.execute("SELECT coalesce(max(id),0)+1 FROM event").fetchone()[0]
            made = []
            for old in back:
                new = Event(**{**asdict(old), "act": "undo", "reason": old.act, "undoes": old.id})
                made.append(self._insert(db, new, who, now, number))
            self.memory.forget(db, step)
        return made

    def _check(self, events: Sequence[Event], seen: int) -> None:
        for event in events:
            for other in self._events("article=? AND id>? ORDER BY id DESC", (event.article, seen)):
                same_flag = event.fingerprint and event.fingerprint == other.fingerprint
                same_text = event.after is not None and event.source == other.source and other.after is not None
                if event.act == "approve" or same_flag or same_text:
                    raise Conflict(other)

    def _insert(self, db: sqlite3.Connection, event: Event, who: str, at: str, step: int) -> Event:
        values = asdict(event) | {"who": who, "at": at, "step": step}
        values.pop("id")
        marks = ",".join(f":{name}" for name in values)
        cursor = db.execute(f"INSERT INTO event ({','.join(values)}) VALUES ({marks})", values)
        return Event(**{**values, "id": int(cursor.lastrowid or 0)})

    # What holds now

    def verdicts(self, article: str | None = None) -> dict[str, Event]:
        """Return the verdict that holds on each flag, by fingerprint: of one article, or of all."""
        acts = ",".join(f"'{act}'" for act in FLAG_ACTS)
        where, values = ("article=? AND ", (article,)) if article is not None else ("", ())
        events = self._events(f"{where}fingerprint<>'' AND act IN ({acts}) AND {_LIVE} ORDER BY id", values)
        return {event.fingerprint: event for event in events}

    def edits(self, article: str) -> dict[str, str]:
        """Return the desk's English of the sentences of ``article`` that it changed, by German text."""
        events = self._events(f"article=? AND after IS NOT NULL AND {_LIVE} ORDER BY id", (article,))
        return {event.source: event.after or "" for event in events}

    def edited(self) -> set[str]:
        """Return the articles of which at least one sentence was changed."""
        return {
            str(r[0]) for r in self._rows(f"SELECT DISTINCT article FROM event e WHERE after IS NOT NULL AND {_LIVE}")
        }

    def approvals(self) -> dict[str, Event]:
        """Return, by key, the approval of every article that nobody touched after it was approved."""
        query = f"SELECT max(id) FROM event e WHERE {_LIVE} GROUP BY article"
        return {event.key: event for event in self._events(f"id IN ({query}) AND act='approve'")}

    def approvals_of(self, article: str) -> dict[str, Event]:
        """Return ``approvals`` of one article: one at most."""
        query = f"SELECT max(id) FROM event e WHERE article=? AND {_LIVE}"
        return {event.key: event for event in self._events(f"id IN ({query}) AND act='approve'", (article,))}

    def accepted(self) -> frozenset[str]:
        """Return the fingerprints of the flags an editor closed although they are still raised."""
        return frozenset(name for name, event in self.verdicts().items() if event.act in CLOSING)

    def exact(self, source: str) -> str | None:
        """Return the approved English of a German sentence, None where there is none."""
        return self.memory.exact(source)

    def fuzzy(self, source: str, least: float = 0.7, most: int = 3) -> list[Match]:
        """Return approved sentences like ``source``, likest first."""
        return self.memory.fuzzy(source, least, most)

    # Articles checked anew: made from the rest, so it may be lost

    def checked(self, article: str) -> tuple[str, Any] | None:
        """Return (digest, records) of the latest re-check of ``article``."""
        rows = self._rows("SELECT digest, record FROM checked WHERE article=?", (article,))
        return (str(rows[0][0]), json.loads(str(rows[0][1]))) if rows else None

    def put_checked(self, article: str, digest: str, record: Any) -> None:
        """Keep the records of a re-check; ``digest`` stands for all they were made of."""
        with self._write() as db:
            values = (article, digest, json.dumps(record, ensure_ascii=False))
            db.execute("INSERT OR REPLACE INTO checked VALUES (?,?,?)", values)

    # The log

    def last(self) -> int:
        """Return the number of the newest event, 0 where there is none."""
        return int(str(self._rows("SELECT coalesce(max(id),0) FROM event")[0][0]))

    def since(self, seen: int) -> set[str]:
        """Return the articles with events newer than ``seen``."""
        return {str(row[0]) for row in self._rows("SELECT DISTINCT article FROM event WHERE id>?", (seen,))}

    def history(self, article: str | None = None, most: int = 1_000_000) -> list[Event]:
        """Return events, newest first: of one article, or of all."""
        if article is None:
            return self._events("1 ORDER BY id DESC LIMIT ?", (most,))
        return self._events("article=? ORDER BY id DESC LIMIT ?", (article, most))

    def last_step(self, article: str, who: str) -> Event | None:
        """Return the newest event of ``who`` in ``article`` that can be undone."""
        found = self._events(f"article=? AND who=? AND {_LIVE} ORDER BY id DESC LIMIT 1", (article, who))
        return found[0] if found else None

    # Who is here, and settings

    def present(self, key: str, who: str) -> None:
        """Note that ``who`` has the article open now, and no other."""
        with self._write() as db:
            db.execute("DELETE FROM presence WHERE who=? AND key<>?", (who, key))
            db.execute("INSERT OR REPLACE INTO presence VALUES (?,?,?)", (key, who, _now()))

    def who(self, after: str) -> dict[str, list[str]]:
        """Return who had which article open after a time (ISO), by key."""
        found: dict[str, list[str]] = {}
        for key, who in self._rows("SELECT key, who FROM presence WHERE at>? ORDER BY at DESC", (after,)):
            found.setdefault(str(key), []).append(str(who))
        return found

    def secret(self) -> str:
        """Return the key sessions are signed with; made once."""
        with self._write() as db:
            db.execute("INSERT OR IGNORE INTO setting VALUES ('secret', ?)", (secrets.token_urlsafe(32),))
            return str(db.execute("SELECT value FROM setting WHERE name='secret'").fetchone()[0])


@dataclass(frozen=True, slots=True)
class DeskMemory:
    """The desk as a run sees it; without ``memory`` approved English is not used, but closed flags stay closed.

    ``least``: likeness from which an approved sentence may stand in for another, in 0..1.
    """

    store: DeskStore
    memory: bool = True
    least: float = 1.0

    def exact(self, source: str) -> str | None:
        """Return the approved English of a German sentence, None where there is none."""
        return self.store.exact(source) if self.memory else None

    def like(self, source: str) -> list[tuple[str, str]]:
        """Return approved (German, English) like a German sentence but not the same, likest first."""
        return self.store.memory.like(source, self.least) if self.memory and self.least < 1 else []

    def accepted_in(self, article: str) -> frozenset[str]:
        """Return the fingerprints of the article's flags that an editor closed."""
        return frozenset(name for name, event in self.store.verdicts(article).items() if event.act in CLOSING)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
