"""The database of one run (``run.db`` in the run directory): every finished article, so that a re-run skips it.

An article is written in one transaction, with all its segments and flags, so a kill at any moment leaves it whole or
absent. The files of the run directory are made from here. SQLite in WAL mode: readers never wait.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS article (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, position INTEGER NOT NULL, key TEXT NOT NULL,
    decoding TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, record TEXT NOT NULL, segments INTEGER NOT NULL,
    errors INTEGER NOT NULL, warnings INTEGER NOT NULL, notices INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS segment (
    article TEXT NOT NULL, idx INTEGER NOT NULL, record TEXT NOT NULL, PRIMARY KEY (article, idx)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS flag (
    article TEXT NOT NULL, n INTEGER NOT NULL, segment INTEGER NOT NULL, fingerprint TEXT NOT NULL, chk TEXT NOT NULL,
    severity TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (article, n)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS flag_fingerprint ON flag (fingerprint);
CREATE INDEX IF NOT EXISTS flag_check ON flag (chk, severity);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (source, target, tokenize='unicode61 remove_diacritics 2');
CREATE TABLE IF NOT EXISTS names (article TEXT PRIMARY KEY, sightings TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS copy (name TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failure (position INTEGER PRIMARY KEY, record TEXT NOT NULL);
"""
VERSION = 2
_ROOM = 1_000_000  # row of a segment in `words`: number of its article * _ROOM + its index


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the run directory ``folder``, so that no second run writes into it; a crash leaves nothing locked.

    Raises:
        UsageError: another run holds it.
    """
    with closing(sqlite3.connect(folder / "run.lock", timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            reason = "another run is being written here; wait for its end or choose another --out"
            raise UsageError(f"{folder}: {reason} ({error})") from error
        yield


class RunStore:
    """The articles, segments, flags and failures of one run; one process writes, any number read."""

    def __init__(self, folder: Path, threads: bool = False) -> None:
        """Open or create ``folder/run.db``; with ``threads`` several may use the store, one at a time.

        Raises:
            UsageError: the file there is not a run database of this version.
        """
        self.path = folder / "run.db"
        try:
            self._db = sqlite3.connect(self.path, check_same_thread=not threads)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            found = self._db.execute("PRAGMA user_version").fetchone()[0]
            if found not in (0, VERSION):
                raise UsageError(f"{self.path}: made by another version of wiredesk: name another folder")
            self._db.executescript(_SCHEMA + f"PRAGMA user_version={VERSION};")
        except sqlite3.DatabaseError as error:
            raise UsageError(f"{self.path}: cannot be used as a run database ({error}): name another folder") from error

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> RunStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _write(self) -> Iterator[None]:
        try:
            with self._db:
                yield
        except sqlite3.OperationalError as error:  # a full disk, a lock that stays: what was written before is whole
            reason = f"cannot be written ({error}); finished articles are kept, run the same command to go on"
            raise UsageError(f"{self.path}: {reason}") from error

    def keys(self) -> dict[str, str]:
        """Return the content key of every finished article, by article id."""
        return dict(self._db.execute("SELECT id, key FROM article"))

    def decoding(self, article: str) -> str:
        """Return the decoding key of a finished article, "" where there is none."""
        row = self._db.execute("SELECT decoding FROM article WHERE id=?", (article,)).fetchone()
        return str(row[0]) if row else ""

    def begin(self) -> None:
        """Start a run over the same folder: forget the failures of the run before."""
        with self._write():
            self._db.execute("DELETE FROM failure")

    def place(self, article: str, position: int) -> None:
        """Note that a finished article stands at ``position`` in this run."""
        with self._write():
            self._db.execute("UPDATE article SET position=? WHERE id=?", (position, article))

    def put(
        self,
        position: int,
        key: str,
        decoding: str,
        text: str,
        article: dict[str, Any],
        segments: Sequence[dict[str, Any]],
        flags: Sequence[dict[str, Any]],
        sightings: Sequence[dict[str, Any]] = (),
    ) -> None:
        """Write one finished article, in place of an older one of the same id.

        ``key`` stands for all that decides the result, ``decoding`` for what decides the translation of a sentence;
        ``sightings`` are the uses of people's names, for the ledger.
        """
        name = article["article"]
        counts = [sum(flag["severity"] == s for flag in flags) for s in ("error", "warning", "notice")]
        with self._write():
            number = self._number(name)
            self._delete([name])
            self._db.execute(
                "INSERT INTO article VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                (name, number, position, key, decoding, article["title"], text, _dump(article), len(segments), *counts),
            )
            self._db.executemany(
                "INSERT INTO words (rowid, source, target) VALUES (?,?,?)",
                [(number * _ROOM + record["index"], record["source"], record["target"]) for record in segments],
            )
            self._db.executemany(
                "INSERT INTO segment VALUES (?,?,?)", [(name, record["index"], _dump(record)) for record in segments]
            )
            self._db.execute("INSERT INTO names VALUES (?,?)", (name, _dump(sightings)))
            self._db.executemany(
                "INSERT INTO flag VALUES (?,?,?,?,?,?,?)",
                [
                    (name, n, f["segment"], f["fingerprint"], f["check"], f["severity"], _dump(f))
                    for n, f in enumerate(flags)
                ],
            )

    def put_batch_flags(self, flags: Sequence[dict[str, Any]]) -> None:
        """Write the flags that need the whole batch, in place of those of an earlier run."""
        with self._write():
            self._db.execute("DELETE FROM flag WHERE n >= ?", (_ROOM,))
            self._db.executemany(
                "INSERT INTO flag VALUES (?,?,?,?,?,?,?)",
                [
                    (f["article"], _ROOM + n, f["segment"], f["fingerprint"], f["check"], f["severity"], _dump(f))
                    for n, f in enumerate(flags)
                ],
            )
            for column in ("error", "warning", "notice"):
                self._db.execute(
                    f"UPDATE article SET {column}s=(SELECT count(*) FROM flag WHERE article=id AND severity=?)",
                    (column,),
                )

    def sightings(self) -> Iterator[list[dict[str, Any]]]:
        """Yield the uses of people's names, article by article, in input order."""
        query = "SELECT n.sightings FROM names n JOIN article a ON a.id=n.article ORDER BY a.position, a.id"
        for (record,) in self._db.execute(query):
            yield json.loads(record)

    def fail(self, position: int, path: str, reason: str) -> None:
        """Note that the article at ``position`` could not be processed."""
        with self._write():
            self._db.execute(
                "INSERT OR REPLACE INTO failure VALUES (?,?)", (position, _dump({"path": path, "reason": reason}))
            )

    def keep_only(self, names: set[str]) -> None:
        """Forget the articles that are not part of this run any more."""
        gone = [name for name in self.keys() if name not in names]
        if gone:
            with self._write():
                self._delete(gone)

    def copies(self) -> dict[str, str]:
        """Return the digest of every English copy as it was last written, by file name."""
        return dict(self._db.execute("SELECT name, digest FROM copy"))

    def put_copies(self, digests: dict[str, str]) -> None:
        """Note which English copies were written, in place of those of an earlier run."""
        with self._write():
            self._db.execute("DELETE FROM copy")
            self._db.executemany("INSERT INTO copy VALUES (?,?)", digests.items())

    def _number(self, name: str) -> int:
        row = self._db.execute("SELECT number FROM article WHERE id=?", (name,)).fetchone()
        row = row or self._db.execute("SELECT coalesce(max(number), 0) + 1 FROM article").fetchone()
        return int(row[0])

    def _delete(self, names: Sequence[str]) -> None:
        for name in names:
            row = self._db.execute("SELECT number FROM article WHERE id=?", (name,)).fetchone()
            if row:
                first = row[0] * _ROOM
                self._db.execute("DELETE FROM words WHERE rowid BETWEEN ? AND ?", (first, first + _ROOM - 1))
        for table, column in (("article", "id"), ("segment", "article"), ("flag", "article"), ("names", "article")):
            self._db.executemany(f"DELETE FROM {table} WHERE {column}=?", [(name,) for name in names])

    def articles(self) -> Iterator[dict[str, Any]]:
        """Yield article records in input order, with ``text`` and the counts of segments and flags."""
        query = "SELECT record, text, segments, errors, warnings, notices FROM article ORDER BY position, id"
        for record, text, *counts in self._db.execute(query):
            names = ("segments", "errors", "warnings", "notices")
            yield {**json.loads(record), "text": text, **dict(zip(names, counts, strict=True))}

    def article(self, name: str) -> dict[str, Any] | None:
        """Return the record of one article with its ``text`` and ``key``, None where there is none of that id."""
        row = self._db.execute("SELECT record, text, key FROM article WHERE id=?", (name,)).fetchone()
        return {**json.loads(row[0]), "text": row[1], "key": row[2]} if row else None

    def heading(self, record: dict[str, Any]) -> str:
        """Return what to call an article: its title, else the first words of its text, else its id."""
        if record["title"]:
            return str(record["title"])
        body = next((s["source"] for s in self.segments(record["article"]) if s["kind"] == "body"), "")
        return f"{body[:70].rsplit(' ', 1)[0]} …" if len(body) > 70 else body or str(record["article"])

    def find(self, query: str, most: int) -> list[tuple[str, int, str, str]]:
        """Return (article, segment, German, English) of segments that match an FTS5 query, best first."""
        sql = (
            "SELECT a.id, w.rowid % ?, w.source, w.target FROM words w JOIN article a ON a.number = w.rowid / ? "
            "WHERE words MATCH ? ORDER BY rank LIMIT ?"
        )
        return list(self._db.execute(sql, (_ROOM, _ROOM, query, most)))

    def state(self) -> int:
        """Return a number that changes when another process has written to this database."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def segments(self, article: str | None = None) -> Iterator[dict[str, Any]]:
        """Yield segment records, of one article or of all in input order."""
        yield from self._records("segment", "idx", article)

    def flags(self, article: str | None = None) -> Iterator[dict[str, Any]]:
        """Yield flag records, of one article or of all in input order."""
        yield from self._records("flag", "n", article)

    def failures(self) -> list[dict[str, Any]]:
        """Return what could not be processed: path and reason."""
        return [json.loads(r) for (r,) in self._db.execute("SELECT record FROM failure ORDER BY position")]

    def counts(self) -> dict[str, int]:
        """Return the totals: articles, segments, errors, warnings, notices, failures."""
        query = (
            "SELECT count(*), coalesce(sum(segments),0), coalesce(sum(errors),0), coalesce(sum(warnings),0), "
            "coalesce(sum(notices),0), (SELECT count(*) FROM failure) FROM article"
        )
        names = ("articles", "segments", "errors", "warnings", "notices", "failures")
        return dict(zip(names, self._db.execute(query).fetchone(), strict=True))

    def flag_counts(self) -> list[tuple[str, str, int]]:
        """Return (check, severity, number of flags), most frequent first."""
        query = "SELECT chk, severity, count(*) FROM flag GROUP BY 1, 2 ORDER BY 3 DESC, 1"
        return list(self._db.execute(query))

    def _records(self, table: str, order: str, article: str | None) -> Iterator[dict[str, Any]]:
        if article is None:
            query = (
                f"SELECT r.record FROM {table} r JOIN article a ON a.id=r.article ORDER BY a.position, a.id, {order}"
            )
            rows = self._db.execute(query)
        else:
            rows = self._db.execute(f"SELECT record FROM {table} WHERE article=? ORDER BY {order}", (article,))
        for (record,) in rows:
            yield json.loads(record)


def _dump(record: Any) -> str:
    return json.dumps(record, ensure_ascii=False)
