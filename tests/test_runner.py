"""A batch: resume, failures that cost only themselves, checks that break, safe fixes, given translations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from pipeline.align import WordAligner
from pipeline.batch import Batch
from pipeline.check.checker import Checker
from pipeline.config import load_config
from pipeline.errors import ArticleError, ModelError, StageError
from pipeline.knowledge import Knowledge
from pipeline.protocols import Stage
from pipeline.runner import Job, Pipeline
from pipeline.segment import Segmenter
from pipeline.store.run import RunStore
from pipeline.types import Alignment, Article, Attention, Flag, Meta, Segment, Severity, Span, Translation


@dataclass
class FakeTranslator:
    """Turns words around; fails on the word "kaputt"; counts what it is asked."""

    asked: int = 0
    attended: int = 0
    model: str = "fake@0"
    kind: str = "fake"

    def translate(self, segments: Sequence[Segment]) -> list[Translation]:
        self.asked += len(segments)
        for segment in segments:
            if "kaputt" in segment.text:
                raise StageError("translate", segment.key, "cannot")
            if "Bug" in segment.text:
                raise ZeroDivisionError("a bug")
        return [Translation(s, " ".join(reversed(s.text.split())), -0.5, self.model) for s in segments]

    def attend(self, pairs: Sequence[tuple[str, str]]) -> list[Attention]:
        self.attended += len(pairs)
        return [Attention((), (), np.zeros((0, 0), np.float32)) for _ in pairs]

    def states(self, pairs: Sequence[tuple[str, str]]) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Shout:
    """Flags the word "Tag" and offers another; breaks on "boom"."""

    id: ClassVar[str] = "shout"
    severity: ClassVar[Severity] = Severity.ERROR

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            if "boom" in pair.source:
                raise ValueError("boom")
            at = pair.target.find("Tag")
            if at >= 0:
                span = Span(at, at + 3)
                yield Flag(self.id, self.severity, pair, "Tag", None, span, suggestion="day", safe=True)


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    made = Pipeline(load_config(None, ["check.enabled=false", "run.batch_articles=3"]))
    made.checker = Checker([Shout()])
    made.__dict__["translator"] = FakeTranslator()
    return made


def job(name: str, text: str) -> Job:
    return Job(Article(name, "", text, (Span(0, len(text)),), Meta(source=f"{name}.txt")))


def run(pipeline: Pipeline, folder: Path, items: Sequence[Job | ArticleError]) -> tuple[Batch, dict[str, Any]]:
    with RunStore(folder) as store:
        batch = Batch(pipeline, store)
        batch.run(items)
        state = {
            "articles": [a["article"] for a in store.articles()],
            "failures": store.failures(),
            "flags": [f["article"] for f in store.flags()],
            "targets": [s["target"] for s in store.segments()],
            "attempts": [s["attempts"] for s in store.segments()],
            "approved_for": [s["approved_for"] for s in store.segments()],
        }
    return batch, state


def test_one_bad_article_costs_only_itself(pipeline: Pipeline, tmp_path: Path) -> None:
    items: list[Job | ArticleError] = [
        job("a", "Guten Tag heute."),
        ArticleError("b.txt", "is empty"),
        job("c", "Alles kaputt hier."),
        job("d", "Ein Bug hier."),
        job("e", "Guten Abend."),
    ]
    _, state = run(pipeline, tmp_path, items)
    assert state["articles"] == ["a", "e"]
    assert [(f["path"], f["reason"]) for f in state["failures"]] == [
        ("b.txt", "is empty"),
        ("c.txt", "translate, c#0: cannot"),
        ("d.txt", "internal error: ZeroDivisionError: a bug"),
    ]
    assert state["flags"] == ["a"]


def test_a_second_run_does_only_what_is_new_or_changed(pipeline: Pipeline, tmp_path: Path) -> None:
    run(pipeline, tmp_path, [job("a", "Erster Text."), job("b", "Zweiter Text.")])
    asked = pipeline.translator.asked  # type: ignore[attr-defined]
    batch, state = run(pipeline, tmp_path, [job("b", "Zweiter Text."), job("c", "Dritter."), job("a", "Anderer Text.")])
    assert (batch.skipped, batch.redone) == (1, 2)
    assert pipeline.translator.asked == asked + 2  # type: ignore[attr-defined]
    assert state["articles"] == ["b", "c", "a"]


def test_another_setting_redoes_the_article(pipeline: Pipeline, tmp_path: Path) -> None:
    run(pipeline, tmp_path, [job("a", "Erster Text.")])
    pipeline.config = load_config(None, ["check.enabled=false", "translate.beam=2"])
    batch, _ = run(pipeline, tmp_path, [job("a", "Erster Text.")])
    assert (batch.skipped, batch.redone) == (0, 1)


def test_an_id_that_comes_twice_is_a_failure(pipeline: Pipeline, tmp_path: Path) -> None:
    _, state = run(pipeline, tmp_path, [job("a", "Erster."), job("a", "Zweiter.")])
    assert state["targets"] == ["Erster."]
    assert "seen before" in state["failures"][0]["reason"]


def test_a_check_that_breaks_costs_neither_the_article_nor_the_run(pipeline: Pipeline, tmp_path: Path) -> None:
    _, state = run(pipeline, tmp_path, [job("a", "Es macht boom."), job("b", "Guten Tag.")])
    assert state["articles"] == ["a", "b"]
    assert "not fully checked: check shout, a: ValueError: boom" in state["failures"][0]["reason"]
    batch, _ = run(pipeline, tmp_path, [job("a", "Es macht boom."), job("b", "Guten Tag.")])
    assert (batch.skipped, batch.redone) == (1, 1)  # the article with the broken check is tried again


def test_a_model_that_fails_ends_the_run(pipeline: Pipeline, tmp_path: Path) -> None:
    class Gone(FakeTranslator):
        def translate(self, segments: Sequence[Segment]) -> list[Translation]:
            raise ModelError("no memory")

    pipeline.__dict__["translator"] = Gone()
    with pytest.raises(ModelError):
        run(pipeline, tmp_path, [job("a", "Text.")])


def test_safe_suggestions_are_applied_and_recorded(pipeline: Pipeline, tmp_path: Path) -> None:
    pipeline.config = load_config(None, ["check.enabled=false", "run.fix=true"])
    _, state = run(pipeline, tmp_path, [job("a", "Guten Tag heute")])
    assert state["targets"] == ["heute day Guten"]
    assert state["attempts"] == [["fix shout: 'Tag' -> 'day'"]]
    assert state["flags"] == []


def test_given_translations_need_no_model(pipeline: Pipeline, tmp_path: Path) -> None:
    def given(_: Article, segments: Sequence[Segment], **__: object) -> list[Translation]:
        return [Translation(segment, "given", origin="given") for segment in segments]

    article = job("a", "Erster Text.").article
    _, state = run(pipeline, tmp_path, [Job(article, given, "1")])
    assert state["targets"] == ["given"]
    assert pipeline.translator.asked == 0  # type: ignore[attr-defined]
    batch, _ = run(pipeline, tmp_path, [Job(article, given, "2")])
    assert batch.redone == 1
    assert pipeline.translator.attended == 0  # type: ignore[attr-defined]
    pipeline.config = load_config(None, ["check.enabled=false", "align.model=always"])
    pipeline.run([Job(article, given, "3")])
    assert pipeline.translator.attended == 1  # type: ignore[attr-defined]


def test_the_result_does_not_depend_on_the_batch_size(pipeline: Pipeline, tmp_path: Path) -> None:
    items = [job(f"a{n}", f"Satz Nummer {n} von vielen. Noch einer.") for n in range(7)]
    (tmp_path / "x").mkdir()
    _, three = run(pipeline, tmp_path / "x", items)
    pipeline.config = load_config(None, ["check.enabled=false", "run.batch_articles=1"])
    (tmp_path / "y").mkdir()
    _, one = run(pipeline, tmp_path / "y", items)
    assert three == one


def test_of_a_changed_article_only_the_changed_sentences_are_translated(pipeline: Pipeline, tmp_path: Path) -> None:
    _, first = run(pipeline, tmp_path, [job("a", "Erster Satz hier. Zweiter Satz hier.")])
    fake = pipeline.translator
    asked = fake.asked  # type: ignore[attr-defined]
    _, second = run(pipeline, tmp_path, [job("a", "Erster Satz hier. Neuer Satz hier. Zweiter Satz hier.")])
    assert fake.asked == asked + 1  # type: ignore[attr-defined]
    assert [second["targets"][0], second["targets"][2]] == first["targets"]


def test_another_check_setting_translates_nothing_again(pipeline: Pipeline, tmp_path: Path) -> None:
    _, first = run(pipeline, tmp_path, [job("a", "Guten Tag heute.")])
    asked = pipeline.translator.asked  # type: ignore[attr-defined]
    pipeline.checker = Checker([Shout()], {"shout": Severity.NOTICE})
    pipeline.config = load_config(None, ["check.enabled=false", "check.spacing.enabled=false"])
    batch, second = run(pipeline, tmp_path, [job("a", "Guten Tag heute.")])
    assert batch.redone == 1
    assert pipeline.translator.asked == asked  # type: ignore[attr-defined]
    assert first == second


def test_approved_translations_win_over_the_model(pipeline: Pipeline, tmp_path: Path) -> None:
    pipeline.memory = Decided({"Guten Tag.": "Good day."})
    _, state = run(pipeline, tmp_path, [job("a", "Guten Tag. Und mehr.")])
    assert state["targets"] == ["Good day.", "mehr. Und"]


@dataclass
class Decided:
    """A desk that approved some English and closed some flags of the article ``a``."""

    approved: dict[str, str] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()

    def exact(self, source: str) -> str | None:
        return self.approved.get(source)

    def like(self, source: str) -> Sequence[tuple[str, str]]:
        return [*self.approved.items()]

    def accepted_in(self, article: str) -> frozenset[str]:
        return self.closed if article == "a" else frozenset()


def test_a_decision_of_the_desk_has_only_its_article_done_again(pipeline: Pipeline, tmp_path: Path) -> None:
    jobs = [job("a", "Guten Tag heute."), job("b", "Und mehr.")]
    pipeline.memory = Decided()
    first, _ = run(pipeline, tmp_path, jobs)
    flags = pipeline.run(jobs)[0].flags
    pipeline.memory = Decided(closed=frozenset(flag.fingerprint for flag in flags))
    second, _ = run(pipeline, tmp_path, jobs)
    pipeline.memory = Decided(pipeline.memory.approved | {"Und mehr.": "And more."}, pipeline.memory.closed)
    third, state = run(pipeline, tmp_path, jobs)
    assert flags
    assert [batch.redone for batch in (first, second, third)] == [2, 1, 1]
    assert state["targets"][-1] == "And more."


def test_approved_english_stands_in_for_a_sentence_with_another_number(pipeline: Pipeline, tmp_path: Path) -> None:
    pipeline.memory = Decided({"Der Zug hielt 12 Minuten.": "The train stopped for 12 minutes."})
    text = "Der Zug hielt 20 Minuten. Der Bus hielt 20 Minuten."
    _, state = run(pipeline, tmp_path, [job("a", text)])
    assert state["targets"] == ["The train stopped for 20 minutes.", "Minuten. 20 hielt Bus Der"]
    assert state["approved_for"] == ["Der Zug hielt 12 Minuten.", None]
    again, _ = run(pipeline, tmp_path, [job("a", text)])
    assert again.skipped == 1
    pipeline.memory = Decided()
    _, state = run(pipeline, tmp_path, [job("a", text)])
    assert state["targets"][0] == "Minuten. 20 hielt Zug Der"


def test_an_accepted_flag_is_not_raised_again(pipeline: Pipeline, tmp_path: Path) -> None:
    first = pipeline.run([job("a", "Guten Tag heute.")])[0]
    pipeline.accepted = frozenset(flag.fingerprint for flag in first.flags)
    assert first.flags
    assert pipeline.run([job("a", "Guten Tag heute.")])[0].flags == ()


def test_a_style_with_other_quotation_marks_translates_again(pipeline: Pipeline, tmp_path: Path) -> None:
    run(pipeline, tmp_path, [job("a", "Guten Tag heute.")])
    asked = pipeline.translator.asked  # type: ignore[attr-defined]
    pipeline.config = load_config(None, ["check.enabled=false", "check.style=bbc"])
    pipeline.knowledge = Knowledge.load(style="bbc")
    run(pipeline, tmp_path, [job("a", "Guten Tag heute.")])
    assert pipeline.translator.asked == asked + 1  # type: ignore[attr-defined]


def test_every_stage_keeps_the_contract() -> None:
    first: Stage[Article, Segment] = Segmenter()
    second: Stage[Translation, Alignment] = WordAligner()
    third: Stage[Alignment, Flag] = Checker(())
    assert [first.name, second.name, third.name] == ["segment", "align", "check"]
    assert [list(first.run([])), list(second.run([])), list(third.run([]))] == [[], [], []]
