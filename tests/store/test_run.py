"""The run database: whole articles or none, order of the input, nothing of an older run left over."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import UsageError
from pipeline.store.run import RunStore


def put(store: RunStore, name: str, position: int, flags: int = 1, segments: int = 2) -> None:
    article = {"article": name, "title": name.upper()}
    made = [{"article": name, "index": i, "source": f"s{i}", "target": f"t{i}"} for i in range(segments)]
    raised = [
        {"article": name, "segment": 0, "fingerprint": f"{name}{i}", "check": "c", "severity": "error"}
        for i in range(flags)
    ]
    store.put(position, f"key-{name}", "d", "text", article, made, raised)


def test_articles_come_back_in_input_order(tmp_path: Path) -> None:
    with RunStore(tmp_path) as store:
        put(store, "b", 1)
        put(store, "a", 2, flags=0)
        put(store, "c", 0)
        assert [a["article"] for a in store.articles()] == ["c", "b", "a"]
        assert [f["article"] for f in store.flags()] == ["c", "b"]
        assert [s["index"] for s in store.segments("a")] == [0, 1]
        assert store.counts() == {
            "articles": 3, "segments": 6, "errors": 2, "warnings": 0, "notices": 0, "failures": 0
        }  # fmt: skip


def test_a_new_version_replaces_the_old_one(tmp_path: Path) -> None:
    with RunStore(tmp_path) as store:
        put(store, "a", 0, flags=3, segments=5)
        put(store, "a", 0, flags=1, segments=2)
        assert len(list(store.segments())) == 2
        assert store.flag_counts() == [("c", "error", 1)]


def test_articles_and_failures_of_an_older_run_go(tmp_path: Path) -> None:
    with RunStore(tmp_path) as store:
        put(store, "a", 0)
        store.fail(1, "x.txt", "empty")
    with RunStore(tmp_path) as store:
        assert store.keys() == {"a": "key-a"}
        store.begin()
        put(store, "b", 0)
        store.keep_only({"b"})
        assert store.failures() == []
        assert [a["article"] for a in store.articles()] == ["b"]
        assert [s["article"] for s in store.segments()] == ["b", "b"]


def test_a_file_that_is_no_run_is_named(tmp_path: Path) -> None:
    (tmp_path / "run.db").write_text("not a database, but long enough to be read as a header by sqlite itself")
    with pytest.raises(UsageError, match="cannot be used as a run database"):
        RunStore(tmp_path)


def test_a_run_of_another_version_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "run.db")
    connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(UsageError, match="another version"):
        RunStore(tmp_path)


_WRITER = """
import sys
from pathlib import Path
from pipeline.store.run import RunStore
store = RunStore(Path(sys.argv[1]))
for n in range(1_000_000):
    name = f"a{n:07}"
    segments = [{"article": name, "index": i, "source": "Satz", "target": "sentence"} for i in range(40)]
    flags = [{"segment": i, "fingerprint": "f", "check": "c", "severity": "error"} for i in range(3)]
    store.put(n, "key", "d", "text", {"article": name, "title": ""}, segments, flags)
"""


def test_a_kill_leaves_every_article_whole_or_absent(tmp_path: Path) -> None:
    RunStore(tmp_path).close()
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path)])
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with RunStore(tmp_path) as store:
            if store.counts()["articles"] > 20:
                break
        time.sleep(0.05)
    writer.kill()
    writer.wait()
    with RunStore(tmp_path) as store:
        articles: list[dict[str, Any]] = list(store.articles())
        assert len(articles) > 20
        for article in articles:
            assert len(list(store.segments(article["article"]))) == article["segments"] == 40
            assert len(list(store.flags(article["article"]))) == article["errors"] == 3


def test_words_are_found_on_both_sides_and_forgotten_with_their_article(tmp_path: Path) -> None:
    with RunStore(tmp_path) as store:
        put(store, "a", 0)
        put(store, "b", 1)
        put(store, "a", 0)
        assert store.find('"s1"', 9) == [("a", 1, "s1", "t1"), ("b", 1, "s1", "t1")]
        store.keep_only({"b"})
        assert [row[0] for row in store.find('"t0"', 9)] == ["b"]
        put(store, "c", 2)
        assert [row[0] for row in store.find('"t0"', 9)] == ["b", "c"]


def test_one_article_with_its_text_and_key(tmp_path: Path) -> None:
    with RunStore(tmp_path) as store:
        put(store, "a", 0)
        assert store.article("a") == {"article": "a", "title": "A", "text": "text", "key": "key-a"}
        assert store.article("b") is None


def test_an_article_is_called_by_its_title_or_its_first_words(tmp_path: Path) -> None:
    words = "Der Hafen bleibt auch am Montag geschlossen, " * 3
    segments = [
        {"article": "a", "index": 0, "kind": "byline", "source": "Von Anna Muster", "target": ""},
        {"article": "a", "index": 1, "kind": "body", "source": words, "target": ""},
    ]
    with RunStore(tmp_path) as store:
        store.put(0, "k", "d", "text", {"article": "a", "title": ""}, segments, [])
        assert store.heading({"article": "a", "title": "Titel"}) == "Titel"
        assert (
            store.heading({"article": "a", "title": ""})
            == "Der Hafen bleibt auch am Montag geschlossen, Der Hafen bleibt auch am …"
        )
        assert store.heading({"article": "b", "title": ""}) == "b"
