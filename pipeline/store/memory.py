"""The translation memory: German sentences with the English an editor approved. Part of the desk's database."""

from __future__ import annotations

import re
import sqlite3
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

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

        Likeness is 1 - insertions and deletions / all characters (the normalised Indel similarity).
        """
        wanted = normal(source)
        words = sorted(set(re.findall(r"\w{3,}", wanted)), key=len, reverse=True)[:12]
        found: dict[str, Match] = {}
        for _, german, english, who, at in self._hits(" OR ".join(map(quoted, words)), _CANDIDATES) if words else ():
            likeness = Indel.normalized_similarity(wanted, german)
            if likeness >= least and german not in found:
                found[german] = Match(german, english, likeness, who, at)
        return sorted(found.values(), key=lambda match: -match.likeness)[:most]

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


def normal(text: str) -> str:
    """Return the form under which a German sentence is found again: NFC, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())
