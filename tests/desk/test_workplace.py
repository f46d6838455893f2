"""Decisions on a run: they hold over re-runs, and what is rebuilt is what was there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.check._ledger import sightings
from pipeline.desk.decisions import Decisions
from pipeline.desk.names import drift
from pipeline.desk.queue import Filter
from pipeline.desk.rebuild import rebuild
from pipeline.desk.view import NotThere
from pipeline.desk.workplace import Workplace
from pipeline.errors import UsageError
from pipeline.knowledge import Knowledge
from pipeline.report.jsonl import flag_record, segment_record
from pipeline.store.desk import DeskStore
from pipeline.store.events import Event
from pipeline.store.run import RunStore
from pipeline.text.ledger import Ledger
from tests.web.sample import HARBOUR, MARKET, article, checker, make_run, put


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    with DeskStore(tmp_path / "desk.db") as desk:
        yield Workplace(make_run(tmp_path / "run"), desk)


def flag(place: Workplace, check: str, name: str = "harbour") -> str:
    return next(str(f["fingerprint"]) for f in place.view(name).flags if f["check"] == check)


def test_an_article_rebuilt_is_the_article(place: Workplace) -> None:
    for name, rows in (("harbour", HARBOUR), ("market", MARKET)):
        record = place.run.article(name)
        assert record is not None
        pairs = rebuild(record, place.segments(name))
        assert [segment_record(pair) for pair in pairs] == [segment_record(pair) for pair in article(name, rows)]
        assert [flag_record(f) for f in checker().article(pairs)] == list(place.run.flags(name))


def test_a_re_run_with_other_english_keeps_verdicts_and_edits(place: Workplace) -> None:
    dismissed = flag(place, "number-mismatch")
    Decisions(place).decide("harbour", dismissed, "dismiss", "anna", None, "checked")
    Decisions(place).edit("harbour", 1, "Construction cost 12 million euros.", "anna", None)
    changed = [(de, en.replace("Construction cost", "The building cost")) for de, en in HARBOUR]
    with RunStore(place.folder) as store:
        put(store, 0, article("harbour", [("Ein neuer Satz.", "A new sentence."), *changed]), key="k2")
    view = place.recheck("harbour")
    assert view.segments[2]["target"] == "Construction cost 12 million euros."
    by_check = {f["check"]: f for f in view.flags}
    assert by_check["number-mismatch"]["closed"] == "dismiss"
    assert by_check["number-mismatch"]["segment"] == 5
    assert "magnitude-mismatch" not in by_check


def test_edits_wait_for_their_recheck_and_it_is_kept(place: Workplace) -> None:
    view = Decisions(place).decide("harbour", flag(place, "magnitude-mismatch"), "accept", "anna", None)
    assert view.pending
    assert place.queue.items["harbour"].done == 1
    assert not place.recheck("harbour").pending
    with DeskStore(place.desk.path) as desk:
        assert not Workplace(place.folder, desk).view("harbour").pending


def test_settings_of_another_version_do_not_stop_a_recheck(place: Workplace, tmp_path: Path) -> None:
    path = place.folder / "run.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings["config"]["align"]["gone"] = 1
    path.write_text(json.dumps(settings), encoding="utf-8")
    Decisions(place).decide("harbour", flag(place, "magnitude-mismatch"), "accept", "anna", None)
    assert {f["check"] for f in place.recheck("harbour").flags} <= {f["check"] for f in place.run.flags("harbour")}
    settings["config"]["check"]["gone"] = 1
    path.write_text(json.dumps(settings), encoding="utf-8")
    with DeskStore(tmp_path / "other.db") as desk:
        other = Workplace(place.folder, desk)
        Decisions(other).decide("harbour", flag(other, "magnitude-mismatch"), "accept", "anna", None)
        assert not other.recheck("harbour").pending


def test_undo_takes_back_ones_own_last_step(place: Workplace) -> None:
    Decisions(place).decide("harbour", flag(place, "number-mismatch"), "dismiss", "anna", None)
    Decisions(place).decide("harbour", flag(place, "negation-lost"), "wontfix", "ben", None)
    view, event = Decisions(place).undo("harbour", "anna")
    assert event is not None
    assert {f["check"]: f["closed"] for f in view.flags if f["closed"]} == {"negation-lost": "wontfix"}
    assert Decisions(place).undo("harbour", "anna")[1] is None


def test_an_update_of_the_article_is_not_approved(place: Workplace) -> None:
    assert Decisions(place).approve("calm", "anna", None).item.approved_by == "anna"
    with RunStore(place.folder) as store:
        put(store, 2, article("calm", [("Sonne am Montag", "Sun on Monday")]), key="k2")
    place.refresh()
    assert place.queue.items["calm"].status == "begun"
    assert place.queue.items["calm"].approved_by == ""
    assert place.desk.exact("Es wird warm.") == "It will be warm."


def test_a_check_that_is_mostly_wrong_counts_as_notice(tmp_path: Path) -> None:
    with DeskStore(tmp_path / "desk.db") as desk:
        false = [Event("dismiss", "x", fingerprint=f"f{i}", chk="number-mismatch", rule="r") for i in range(30)]
        desk.add(false, "anna")
        place = Workplace(make_run(tmp_path / "run"), desk)
        shown = {f["check"]: f["shown"] for f in place.view("harbour").flags}
        assert shown["number-mismatch"] == "notice"
        assert shown["magnitude-mismatch"] == "error"
        assert place.queue.items["harbour"].counts["error"] == 2


def test_neighbours_follow_the_queue_and_skip_what_is_done(place: Workplace) -> None:
    assert place.neighbours("harbour", Filter()) == ("", "market")
    assert place.neighbours("market", Filter()) == ("harbour", "")
    assert place.neighbours("calm", Filter()) == ("market", "")
    assert place.neighbours("market", Filter(check="negation-lost")) == ("", "harbour")


def test_what_is_not_there_is_said(place: Workplace) -> None:
    with pytest.raises(NotThere, match="nobody"):
        place.view("nobody")
    with pytest.raises(NotThere, match="not there any more"):
        Decisions(place).decide("harbour", "0" * 16, "dismiss", "anna", None)
    with pytest.raises(UsageError, match="not a verdict"):
        Decisions(place).decide("harbour", flag(place, "number-mismatch"), "burn", "anna", None)
    with pytest.raises(UsageError, match="no suggestion"):
        Decisions(place).decide("harbour", flag(place, "negation-lost"), "accept", "anna", None)


def test_names_that_drift() -> None:
    rows = [("Bürgermeisterin Dörte Wiebrink sprach.", "Mayor Dörte Wiebrink spoke."),
            ("Dörte Wiebrink dankte.", "Doerte Wibrinck gave thanks.")]  # fmt: skip
    ledger = Ledger()
    ledger.add(sightings(article("a", rows), Knowledge.load()))
    assert any(drift(entry) for entry in ledger.entries())
