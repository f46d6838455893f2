"""The suite "mt": translate a test set and measure it, in all and by domain and length."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sacrebleu.metrics import CHRF

from pipeline.evaluate.figures import Figure, corpus_figures, share
from pipeline.evaluate.mt import is_degenerate, name_outcomes, number_outcomes
from pipeline.types import Article, Segment, Span

Translate = Callable[[Sequence[Segment]], Sequence[str]]
_BUCKETS = ((0, 10), (10, 20), (20, 35), (35, 10_000))  # source words


@dataclass(frozen=True, slots=True)
class Sample:
    """A test set with one system's output."""

    ids: tuple[str, ...]
    sources: tuple[str, ...]
    references: tuple[str, ...]
    hypotheses: tuple[str, ...]
    domains: tuple[str, ...]


def translate_rows(rows: Sequence[Mapping[str, Any]], translate: Translate) -> Sample:
    """Translate the ``source`` of every row, each an article of its own, and keep it beside the ``reference``."""
    segments = [
        Segment(Article(str(row.get("id", number)), "", row["source"]), 0, Span(0, len(row["source"])))
        for number, row in enumerate(rows)
    ]
    ids = tuple(f"{row['article']}#{row['index']}" if "article" in row else str(row["id"]) for row in rows)
    return Sample(
        ids,
        tuple(row["source"] for row in rows),
        tuple(row["reference"] for row in rows),
        tuple(translate(segments)),
        tuple(str(row.get("domain", row.get("article", "all"))).rsplit("-", 1)[0] for row in rows),
    )


def figures(sample: Sample, same: Callable[[str, str], bool] = str.__eq__) -> list[Figure]:
    """Return the figures of a translated test set; those of a bucket are named ``mt.chrF2++[10-20 words]``."""
    s, h, r = sample.sources, sample.hypotheses, sample.references
    made = corpus_figures(h, r)
    made.append(share("mt.digits", _keyed(sample, number_outcomes(s, h))))
    made.append(share("mt.names", _keyed(sample, name_outcomes(s, r, h, same))))
    degenerate = {i: float(is_degenerate(a, b)) for i, a, b in zip(sample.ids, s, h, strict=True)}
    made.append(share("mt.degenerate", degenerate, "lower"))
    words = sum(len(text.split()) for text in r)
    ratio = 100.0 * sum(len(text.split()) for text in h) / words if words else 0.0
    made.append(Figure("mt.length-ratio", ratio, words))
    for name, members in _buckets(sample).items():
        made.append(_bucket(name, [h[i] for i in members], [r[i] for i in members]))
    return made


def segment_scores(sample: Sample) -> dict[str, float]:
    """Return chrF2++ of every segment, by id; for saying which segments lost most."""
    metric = CHRF(word_order=2)
    rows = zip(sample.ids, sample.hypotheses, sample.references, strict=True)
    return {key: metric.sentence_score(hypothesis, [reference]).score for key, hypothesis, reference in rows}


def _keyed(sample: Sample, outcomes: Sequence[Sequence[bool]]) -> dict[str, float]:
    return {
        f"{key}.{n}": float(right)
        for key, found in zip(sample.ids, outcomes, strict=True)
        for n, right in enumerate(found)
    }


def _buckets(sample: Sample) -> dict[str, list[int]]:
    made: dict[str, list[int]] = {}
    for i, source in enumerate(sample.sources):
        words = len(source.split())
        low, high = next((low, high) for low, high in _BUCKETS if low <= words < high)
        made.setdefault(f"{low}-{high} words" if high < 10_000 else f"{low} words and more", []).append(i)
        if len(set(sample.domains)) > 1:
            made.setdefault(sample.domains[i], []).append(i)
    return {name: made[name] for name in sorted(made)}


def _bucket(name: str, hypotheses: Sequence[str], references: Sequence[str]) -> Figure:
    metric = CHRF(word_order=2)
    value = metric.corpus_score(list(hypotheses), [list(references)]).score
    return Figure(f"mt.chrF2++[{name}]", value, len(references), "higher", str(metric.get_signature()))
