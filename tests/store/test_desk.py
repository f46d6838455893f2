"""The desk's database: nothing is lost, nothing is changed, everything can be taken back."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.store.desk import DeskMemory, DeskStore
from pipeline.store.events import Conflict, Event, dump
from pipeline.store.memory import normal


@pytest.fixture
def desk(tmp_path: Path) -> DeskStore:
    return DeskStore(tmp_path / "desk.db")


def flag(act: str, fingerprint: str = "f1", article: str = "a", reason: str = "") -> Event:
    return Event(act, article, "k", fingerprint=fingerprint, chk="c", rule="r", severity="error", reason=reason)


def edit(source: str, after: str, article: str = "a") -> Event:
    return Event("edit", article, "k", source=source, before="x", after=after)


def test_a_verdict_survives_a_new_process(tmp_path: Path) -> None:
    with DeskStore(tmp_path / "d.db") as desk:
        desk.add([flag("dismiss", reason="so")], "anna")
    with DeskStore(tmp_path / "d.db") as desk:
        assert desk.accepted() == {"f1"}
        assert [(e.who, e.reason) for e in desk.verdicts("a").values()] == [("anna", "so")]


def test_the_latest_verdict_counts_and_undo_brings_the_one_before_back(desk: DeskStore) -> None:
    desk.add([flag("dismiss")], "anna")
    second = desk.add([flag("wontfix")], "ben")
    assert desk.verdicts()["f1"].act == "wontfix"
    desk.undo(second[0].step, "ben")
    assert desk.verdicts()["f1"].act == "dismiss"
    assert desk.undo(second[0].step, "ben") == []


def test_a_fix_does_not_accept_the_flag(desk: DeskStore) -> None:
    desk.add([flag("accept")], "anna")
    assert desk.accepted() == frozenset()


def test_an_edit_of_another_stays_when_the_earlier_one_is_undone(desk: DeskStore) -> None:
    first = desk.add([edit("Satz", "one")], "anna")
    desk.add([edit("Satz", "two")], "ben")
    desk.undo(first[0].step, "anna")
    assert desk.edits("a") == {"Satz": "two"}
    assert desk.edited() == {"a"}


def test_events_of_one_step_are_undone_together(desk: DeskStore) -> None:
    made = desk.add([edit("S1", "one"), edit("S2", "two", "b")], "anna")
    assert desk.last_step("b", "anna") == made[1]
    assert len(desk.undo(made[1].step, "anna")) == 2
    assert desk.edits("a") == desk.edits("b") == {}
    assert desk.last_step("b", "anna") is None


def test_events_cannot_be_changed_or_taken_away(desk: DeskStore) -> None:
    desk.add([flag("dismiss")], "anna")
    with sqlite3.connect(desk.path) as other:
        for statement in ("UPDATE event SET who='x'", "DELETE FROM event"):
            with pytest.raises(sqlite3.IntegrityError, match="events stay"):
                other.execute(statement)
    other.close()


def test_the_same_flag_or_sentence_is_a_conflict_and_another_is_not(desk: DeskStore) -> None:
    seen = desk.last()
    desk.add([flag("dismiss"), edit("Satz", "one")], "anna", seen)
    desk.add([flag("dismiss", "f2")], "ben", seen)
    for mine in (flag("accept"), edit("Satz", "two"), Event("approve", "a", "k")):
        with pytest.raises(Conflict, match="was faster"):
            desk.add([mine], "ben", seen)
    assert len(desk.history()) == 3
    desk.add([Event("approve", "other", "k")], "ben", seen)


def test_approval_holds_until_somebody_touches_the_article(desk: DeskStore) -> None:
    approved = desk.add([Event("approve", "a", "k")], "anna", approved=[("Guten  Tag.", "Hello.")])
    assert desk.approvals_of("a")["k"] == approved[0] == desk.approvals()["k"]
    last = desk.add([flag("dismiss")], "ben")
    assert desk.approvals() == desk.approvals_of("a") == {}
    desk.undo(last[0].step, "ben")
    assert set(desk.approvals()) == {"k"}


def test_memory_exact_fuzzy_and_undo(desk: DeskStore) -> None:
    desk.add([Event("approve", "a", "k")], "anna", approved=[("Der Hafen ist offen.", "The port is open.")])
    second = desk.add([Event("approve", "b", "l")], "ben", approved=[("Der Hafen ist offen.", "The harbour is open.")])
    assert desk.exact("Der  Hafen ist\noffen.") == "The harbour is open."
    like = desk.fuzzy("Der Hafen ist nicht offen.")
    assert [(m.target, 0.8 < m.likeness < 1) for m in like] == [("The harbour is open.", True)]
    assert desk.fuzzy("Ganz anderes steht hier.") == []
    desk.undo(second[0].step, "ben")
    assert desk.exact("Der Hafen ist offen.") == "The port is open."
    assert desk.exact("Der Hafen ist zu.") is None


def test_sentences_like_one_for_a_run(desk: DeskStore) -> None:
    pairs = [(f"Der Zug nach Gera hielt {n} Minuten in Suhl.", f"{n}") for n in (5, 12, 120)]
    desk.add([Event("approve", "a", "k")], "anna", approved=[*pairs, ("Ganz anderes.", "Other")])
    desk.add([Event("approve", "b", "l")], "ben", approved=[(pairs[0][0], "five")])
    memory = DeskMemory(desk, least=0.9)
    assert next(english for _, english in memory.like("Der Zug nach Gera hielt 130 Minuten in Suhl.")) == "120"
    assert "five" in dict(memory.like("Der Zug nach Gera hielt 50 Minuten in Suhl.")).values()
    assert memory.like("Der Zug nach Gera fiel heute ganz aus, es gab keine Busse in Suhl.") == []
    assert memory.like("Na ja.") == []
    assert DeskMemory(desk, least=1.0).like(pairs[0][0].replace("5", "6")) == []
    assert DeskMemory(desk, False, 0.9).like(pairs[0][0].replace("5", "6")) == []


@given(st.text(max_size=60))
def test_no_text_breaks_a_search(words: str) -> None:
    with DeskStore(Path(":memory:")) as desk:
        desk.add([Event("approve", "a", "k")], "anna", approved=[("Ein Satz mit Wörtern.", "A sentence.")])
        desk.memory.find(words, 5)
        desk.fuzzy(words)
        desk.memory.like(words, 0.9)


@given(st.text(max_size=80))
def test_the_normal_form_of_a_sentence_is_stable(text: str) -> None:
    assert normal(normal(text)) == normal(text)


def test_many_threads_write_without_loss(desk: DeskStore) -> None:
    def work(number: int) -> None:
        for i in range(10):
            desk.add([flag("dismiss", f"{number}-{i}")], f"w{number}")

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(desk.accepted()) == 40


def test_who_is_here_and_a_lasting_secret(tmp_path: Path) -> None:
    with DeskStore(tmp_path / "d.db") as desk:
        desk.present("k", "anna")
        assert desk.who("2000") == {"k": ["anna"]}
        assert desk.who("3000") == {}
        secret = desk.secret()
    with DeskStore(tmp_path / "d.db") as desk:
        assert desk.secret() == secret


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database at all, just words\n" * 50, encoding="utf-8")
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    for name in ("text", "other.db"):
        with pytest.raises(UsageError, match="--desk"):
            DeskStore(tmp_path / name)


def test_an_event_is_a_json_line(desk: DeskStore) -> None:
    line = dump(desk.add([flag("dismiss")], "anna")[0])
    assert '"check": "c"' in line
    assert "\n" not in line


_WRITER = """
import sys
from pathlib import Path
from pipeline.store.desk import DeskStore
from pipeline.store.events import Event
desk = DeskStore(Path(sys.argv[1]))
for i in range(100_000):
    desk.add([Event("dismiss", "a", "k", fingerprint=f"f{i}")], "anna")
    print(i, flush=True)
"""


def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    for _ in range(3):
        path.unlink(missing_ok=True)
        command = [sys.executable, "-c", _WRITER, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(0.2)
            process.kill()
            told = [line for line in process.stdout.read().split("\n") if line]
        last = int(told[-1]) if told else 0
        with DeskStore(path) as desk:
            assert len(desk.accepted()) >= last + 1
