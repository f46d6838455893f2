"""From the editor's page to the next run: approved English wins, as it is or with its number exchanged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch import Batch
from pipeline.config import load_config
from pipeline.desk.decisions import Decisions
from pipeline.desk.workplace import Workplace
from pipeline.runner import Job, Pipeline
from pipeline.store.desk import DeskMemory, DeskStore
from pipeline.store.run import RunStore
from pipeline.types import Article, Segment, Span, Translation
from tests.web.sample import make_run

MONDAY = (
    ("Baustelle in Gera", "Roadworks in Gera"),
    ("Die Straße nach Suhl ist bis Montag gesperrt.", "The Suhl road is shut until Monday."),
    ("Die Umleitung ist 12 Kilometer lang.", "The diversion is 12 kilometres long."),
    ("Die Arbeiten sind im Zeitplan.", "Work is on schedule."),
)
NEWS = (
    "Die Umleitung ist 12 Kilometer lang.",
    "Die Straße nach Suhl ist bis Freitag gesperrt.",
    "Die Umleitung ist 25 Kilometer lang.",
    "Die Arbeiten sind nicht im Zeitplan.",
)


@dataclass
class Model:
    """Says "by the model" to everything."""

    model: str = "m@1"
    kind: str = "fake"

    def translate(self, segments: Sequence[Segment]) -> list[Translation]:
        return [Translation(s, "By the model.", -0.5) for s in segments]


def test_review_approve_next_run_review(tmp_path: Path) -> None:
    with DeskStore(tmp_path / "desk.db") as desk:
        first = Workplace(make_run(tmp_path / "run", {"monday": MONDAY}), desk)
        Decisions(first).edit("monday", 2, "The detour is 12 km long.", "anna", None)
        Decisions(first).approve("monday", "anna", None)

        made = Pipeline(load_config(), DeskMemory(desk, least=load_config().translate.memory_least))
        made.__dict__["translator"] = Model()
        text = "\n".join(NEWS)
        starts = [text.index(line) for line in NEWS]
        spans = tuple(Span(start, start + len(line)) for start, line in zip(starts, NEWS, strict=True))
        (tmp_path / "next").mkdir()
        with RunStore(tmp_path / "next") as store:
            Batch(made, store).run([Job(Article("friday", "", text, spans))])

        place = Workplace(tmp_path / "next", desk)
        view = place.view("friday")
        assert [s["target"] for s in view.segments] == [
            "The detour is 12 km long.",
            "The Suhl road is shut until Friday.",
            "The detour is 25 km long.",
            "By the model.",
        ]
        assert [s["origin"] for s in view.segments] == ["memory", "memory", "memory", "mt"]
        notices = {f["segment"]: f for f in view.flags if f["check"] == "memory-match"}
        assert {i: f["source_text"] for i, f in notices.items()} == {1: "Freitag", 2: "25"}
        assert all(f["shown"] == "notice" and not f["closed"] for f in notices.values())

        Decisions(place).edit("friday", 1, "The Suhl road stays shut until Friday.", "ben", None)
        place.recheck("friday")  # an editor's own English was not approved for another sentence
        assert [f["segment"] for f in place.view("friday").flags if f["check"] == "memory-match"] == [2]
