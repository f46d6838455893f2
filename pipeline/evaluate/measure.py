"""The suites by name, and what the gate measures; the only module here that runs the pipeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from pipeline.align import WordAligner
from pipeline.check.meaning_drift import MeaningDrift
from pipeline.errors import ModelError
from pipeline.evaluate import align_suite, check_suite, mt_suite, segment_suite, speed_suite
from pipeline.evaluate.comet import comet_figure
from pipeline.evaluate.data import bench_folder, load_rows
from pipeline.evaluate.figures import Figure
from pipeline.evaluate.judged import drift_figure, names_figure
from pipeline.evaluate.suites import wire_rows
from pipeline.runner import Pipeline
from pipeline.text.namekeys import same_name
from pipeline.translate import Drafter
from pipeline.types import Flag, Segment, Translation

_MT_SETS = ("mt_flores_dev", "mt_wmt18")
_SAME = 0.8  # probability from which two spellings count as one name


@dataclass(frozen=True, slots=True)
class Measurement:
    """Figures with what they were made from, by segment id; ``notes`` are lines for the reader."""

    figures: Sequence[Figure]
    sources: Mapping[str, str] = field(default_factory=dict)
    references: Mapping[str, str] = field(default_factory=dict)
    hypotheses: Mapping[str, str] = field(default_factory=dict)
    segments: Mapping[str, float] = field(default_factory=dict)
    notes: Sequence[str] = ()

    def rescore(self, hypotheses: Mapping[str, str]) -> dict[str, float]:
        """Return the segment scores that other ``hypotheses`` of the same segments have."""
        keys = [key for key in self.references if key in hypotheses]
        sources, references, texts = (
            tuple(side[key] for key in keys) for side in (self.sources, self.references, hypotheses)
        )
        return mt_suite.segment_scores(mt_suite.Sample(tuple(keys), sources, references, texts, ("",) * len(keys)))


def measure_suite(name: str, pipeline: Pipeline, data: Sequence[str]) -> Measurement:
    """Measure one suite; ``data`` names test sets for "mt", instead of the committed and the development ones."""
    return _SUITES[name](pipeline, data)


def measure_gate(pipeline: Pipeline) -> Measurement:
    """Measure what the gate needs, on the committed test set alone."""
    mt = _translated(pipeline, "wire", wire_rows())
    figures = [*mt.figures, *check_suite.gate_figures(runner(pipeline))]
    return Measurement(figures, mt.sources, mt.references, mt.hypotheses, mt.segments)


def runner(pipeline: Pipeline) -> Callable[[Sequence[Translation]], Sequence[Flag]]:
    """Return the function that aligns and checks given translations of one article."""
    return lambda translations: pipeline.finish(translations[0].segment.article, translations).flags


def _mt(pipeline: Pipeline, data: Sequence[str]) -> Measurement:
    sets = {name: list(load_rows(name)) for name in data} or {"wire": wire_rows()}
    bench, notes = bench_folder(), []
    if not data and bench:
        sets.update({name: list(load_rows(str(bench / f"{name}.jsonl.xz"))) for name in _MT_SETS})
    elif not data:
        notes.append("skipped: mt_flores_dev, mt_wmt18 (no development data; set WIREDESK_BENCH)")
    figures: list[Figure] = []
    for name, rows in sets.items():
        made = _translated(pipeline, name, rows)
        figures += [_renamed(figure, name) for figure in made.figures]
        sides = (list(side.values()) for side in (made.sources, made.hypotheses, made.references))
        comet = comet_figure(list(made.sources), *sides)
        if isinstance(comet, Figure):
            figures.append(_renamed(comet, name))
        elif comet not in notes:
            notes.append(comet)
    return Measurement(figures, notes=notes)


def _renamed(figure: Figure, name: str) -> Figure:
    return Figure(f"{name} {figure.name}", figure.value, figure.n, figure.better, figure.signature, figure.items)


def _translated(pipeline: Pipeline, name: str, rows: Sequence[Mapping[str, object]]) -> Measurement:
    def translate(segments: Sequence[Segment]) -> list[str]:
        return [translation.text for translation in pipeline.translator.translate(segments)]

    sample = mt_suite.translate_rows(rows, translate)
    figures = mt_suite.figures(sample, _one_name)
    sources, references, hypotheses = (
        dict(zip(sample.ids, side, strict=True)) for side in (sample.sources, sample.references, sample.hypotheses)
    )
    return Measurement(figures, sources, references, hypotheses, mt_suite.segment_scores(sample), (name,))


def _one_name(a: str, b: str) -> bool:
    return a == b or same_name(a, b) >= _SAME


def _checks(pipeline: Pipeline, data: Sequence[str]) -> Measurement:
    bench = bench_folder()
    result = check_suite.measure(runner(pipeline), bench)
    notes = [f"{what:44} {figure:>14}  {over}" for what, figure, over in check_suite.table(result)]
    notes += islice(check_suite.worst(result), 200)
    figures = check_suite.figures(result)
    if bench is None:
        notes.append("skipped: everything but the committed set (no development data; set WIREDESK_BENCH)")
    else:
        figures.append(names_figure(bench, _one_name))
        figures.append(drift_figure(bench, MeaningDrift().measure))
    return Measurement(figures, notes=notes)


def _segment(pipeline: Pipeline, data: Sequence[str]) -> Measurement:
    sets = {name: [row["source"] for row in load_rows(name)] for name in data}
    sets = sets or {"wire": [row["source"] for row in wire_rows()]}
    bench, notes = bench_folder(), []
    if not data and bench:
        for name in ("mt_wmt14", "mt_wmt18"):
            sets[name] = [row["source"] for row in load_rows(str(bench / f"{name}.jsonl.xz"))]
    elif not data:
        notes.append("skipped: mt_wmt14, mt_wmt18 (no development data; set WIREDESK_BENCH)")
    return Measurement([f for name, items in sets.items() for f in segment_suite.figures(name, items)], notes=notes)


def _align(pipeline: Pipeline, data: Sequence[str]) -> Measurement:
    figures = list(align_suite.planted_figures("wire", align_suite.planted_articles(wire_rows())))
    bench, notes = bench_folder(), []
    if bench is None:
        notes.append("skipped: text_berg, tom_sawyer, mt_wmt18, words_rwth (no development data; set WIREDESK_BENCH)")
        return Measurement(figures, notes=notes)
    align = partial(align_suite.aligned, draft=Drafter(lambda: pipeline.translator))
    figures += align_suite.book_figures(bench, align)
    news = [(row["source"], row["reference"]) for row in load_rows(str(bench / "mt_wmt18.jsonl.xz"))]
    figures += align_suite.planted_figures("mt_wmt18", align_suite.planted_runs(news, 60), align)
    words = align_suite.word_pairs(bench)
    figures += align_suite.word_figures("words_rwth", words, WordAligner())
    try:
        reader = pipeline.translator
    except ModelError as error:
        notes.append(f"skipped: words_rwth with the model ({error})")
    else:
        figures += align_suite.word_figures("words_rwth with model", words, WordAligner(reader))
    return Measurement(figures, notes=notes)


_SUITES: dict[str, Callable[[Pipeline, Sequence[str]], Measurement]] = {
    "mt": _mt,
    "segment": _segment,
    "checks": _checks,
    "align": _align,
    "speed": lambda pipeline, data: Measurement(speed_suite.figures(pipeline)),
}
SUITES = tuple(_SUITES)
