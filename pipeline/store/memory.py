"""The translation memory: German sentences with the English an editor approved. Part of the desk's database."""

from __future__ import annotations

import re
import sqlite3
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.text.likeness import likeness

# A German sentence may stand here more than once; the row of the latest approval counts, so that undoing an approval
# brings the one before back.
MEMORY_SCHEMA = """
CREATE TABLE IF NOT EXISTS memory (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, step INTEGER NOT NULL, who TEXT NOT NULL,
    at TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS memory_source ON memory (source, step);
CREATE INDEX IF NOT EXISTS memory_step ON memory (step);
CREATE VIRTUAL TABLE IF NOT EXISTS memory_words USING fts5 (
    source, target, content='memory', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER IF NOT EXISTS memory_new AFTER INSERT ON memory BEGIN
    INSERT INTO memory_words (rowid, source, target) VALUES (new.id, new.source, new.target); END;
CREATE TRIGGER IF NOT EXISTS memory_gone AFTER DELETE ON memory BEGIN
    INSERT INTO memory_words (memory_words, rowid, source, target) VALUES ('delete', old.id, old.source, old.target);
    END;
"""
_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class Match:
    """An approved sentence; ``likeness`` to what was asked for in 0..1 (1 is the same)."""

    source: str
    target: str
    likeness: float
    who: str
    at: str


class MemoryTable:
    """The memory's rows; writes happen inside the transactions of ``DeskStore``."""

    def __init__(self, db: sqlite3.Connection, lock: threading.RLock) -> None:
        self._db, self._lock = db, lock
        self._counts: dict[str, int] = {}
        self._newest: int | None = None
        db.execute("CREATE VIRTUAL TABLE temp.memory_vocabulary USING fts5vocab (main, memory_words, row)")

    def put(self, db: sqlite3.Connection, pairs: Sequence[tuple[str, str]], step: int, who: str, at: str) -> None:
        """Enter approved pairs under the step that approved them."""
        rows = [(normal(source), target, step, who, at) for source, target in pairs]
        db.executemany("INSERT INTO memory (source, target, step, who, at) VALUES (?,?,?,?,?)", rows)

    def forget(self, db: sqlite3.Connection, step: int) -> None:
        """Take the pairs of one step out."""
        db.execute("DELETE FROM memory WHERE step=?", (step,))

    def exact(self, source: str) -> str | None:
        """Return the latest approved English of ``source``, None where there is none."""
        query = "SELECT target FROM memory WHERE source=? ORDER BY step DESC, id DESC LIMIT 1"
        with self._lock:
            row = self._db.execute(query, (normal(source),)).fetchone()
        return str(row[0]) if row else None

    def fuzzy(self, source: str, least: float, most: int) -> list[Match]:
        """Return approved sentences at least ``least`` like ``source``, likest first.

        Likeness as in ``pipeline.text.likeness``.
        """
        wanted = normal(source)
        words = sorted(set(re.findall(r"\w{3,}", wanted)), key=len, reverse=True)[:12]
        found: dict[str, Match] = {}
        for _, german, english, who, at in self._hits(" OR ".join(map(quoted, words)), _CANDIDATES) if words else ():
            alike = likeness(wanted, german)
            if alike >= least and german not in found:
                found[german] = Match(german, english, alike, who, at)
        return sorted(found.values(), key=lambda match: -match.likeness)[:most]

    def like(self, source: str, least: float) -> list[tuple[str, str]]:
        """Return (German, latest English) of approved sentences at least ``least`` like ``source``, likest first.

        Quick enough to be asked for every sentence of a batch: looks only at sentences of about the same length that
        share one of its four rarest words, of those that the memory has at all.
        """
        wanted = normal(source)
        words = self._rarest(wanted, 4)
        if not words:
            return []
        sql = (
            "SELECT m.source, m.target FROM memory_words w JOIN memory m ON m.id=w.rowid WHERE memory_words MATCH ? "
            "AND length(m.source) BETWEEN ? AND ? AND m.source<>? ORDER BY m.step, m.id"
        )
        bounds = (len(wanted) * least / (2 - least), len(wanted) * (2 - least) / least)
        with self._lock:
            query = f"source : ({' OR '.join(map(quoted, words))})"
            rows = self._db.execute(sql, (query, *bounds, wanted)).fetchall()
        latest = dict(rows)
        found = {german: score for german in latest if (score := likeness(wanted, german)) >= least}
        return [(german, latest[german]) for german in sorted(found, key=lambda german: -found[german])]

    def _rarest(self, text: str, most: int) -> list[str]:
        counts = {word: self._count(word) for word in set(re.findall(r"\w+", _plain(text)))}
        known = [word for word, count in counts.items() if count]
        return sorted(known, key=lambda word: (counts[word], word))[:most]

    def _count(self, word: str) -> int:
        """Return how many approved sentences hold ``word``."""
        with self._lock:
            newest = self._db.execute("SELECT max(id) FROM memory").fetchone()[0]
            if newest != self._newest:
                self._counts.clear()
                self._newest = newest
            if word not in self._counts:
                row = self._db.execute("SELECT doc FROM memory_vocabulary WHERE term=?", (word,)).fetchone()
                self._counts[word] = row[0] if row else 0
            return self._counts[word]

    def find(self, words: str, most: int) -> list[Match]:
        """Return approved sentences that hold ``words`` as a phrase on either side, best first."""
        if not re.search(r"\w", words):
            return []
        return [Match(german, english, 1.0, who, at) for _, german, english, who, at in self._hits(quoted(words), most)]

    def pairs(self) -> list[tuple[str, str]]:
        """Return every German sentence with its latest approved English, in the order of approval."""
        query = "SELECT source, target FROM memory WHERE id IN (SELECT max(id) FROM memory GROUP BY source) ORDER BY id"
        with self._lock:
            return self._db.execute(query).fetchall()

    def _hits(self, query: str, most: int) -> list[tuple[int, str, str, str, str]]:
        sql = (
            "SELECT m.id, m.source, m.target, m.who, m.at FROM memory_words w JOIN memory m ON m.id=w.rowid "
            "WHERE memory_words MATCH ? ORDER BY rank, m.step DESC LIMIT ?"
        )
        with self._lock:
            return self._db.execute(sql, (query, most)).fetchall()

    def size(self) -> int:
        """Return how many sentences there are."""
        with self._lock:
            return int(self._db.execute("SELECT count(DISTINCT source) FROM memory").fetchone()[0])


def quoted(words: str) -> str:
    """Return ``words`` as a phrase of the FTS5 query language, in which nothing is an operator."""
    return '"' + words.replace("\0", " ").replace('"', '""') + '"'


def _plain(text: str) -> str:
    """Return ``text`` as the index has it: small letters without marks."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def normal(text: str) -> str:
    """Return the form under which a German sentence is found again: NFC, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())
