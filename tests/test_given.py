"""Given translations: a program's line breaks in the English do not cut its sentences."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill

from pipeline.align.sentences import AlignOptions
from pipeline.errors import ArticleError
from pipeline.given import jobs_from_files
from pipeline.report.jsonl import segment_record
from pipeline.runner import Job
from pipeline.segment import Segmenter
from pipeline.types import Alignment, Article, Segment, Span, Translation

GERMAN = (
    "Der Hafen von Lindenau bleibt nach dem Sturm noch mindestens drei Tage lang geschlossen.\n\n"
    "Zwei Frachter liegen vor der Küste und warten auf die Freigabe durch die Behörden.\n"
)
ENGLISH = (
    "The port of Lindenau will stay closed for at least three more days after the storm, the authorities said on "
    "Monday in a statement to the press.",
    "Two freighters are lying off the coast and are waiting to be cleared by the authorities of the port of Lindenau.",
)


def test_hard_wrapped_english_is_joined(tmp_path: Path) -> None:
    source, target = tmp_path / "a.de.txt", tmp_path / "a.en.txt"
    source.write_text(GERMAN, encoding="utf-8")
    target.write_text("\n\n".join(fill(paragraph, 50) for paragraph in ENGLISH), encoding="utf-8")
    (job,) = jobs_from_files(source, target)
    assert isinstance(job, Job)
    assert job.given is not None
    made = job.given(job.article, list(Segmenter().run([job.article])), options=AlignOptions(), draft=None)
    assert [item.text for item in made if isinstance(item, Translation)] == list(ENGLISH)


def test_what_an_editor_left_alone_keeps_its_record(tmp_path: Path) -> None:
    source, target = tmp_path / "a.de.txt", tmp_path / "a.en.txt"
    source.write_text(GERMAN, encoding="utf-8")
    german = [paragraph for paragraph in GERMAN.splitlines() if paragraph]
    records = [
        segment_record(Alignment(Translation(segment, text, -0.5, "ours@1"), links=frozenset({(0, 0)}), score=0.7))
        for segment, text in zip(segments_of(german), ENGLISH, strict=True)
    ]
    target.write_text(f"{ENGLISH[0]}\n\n{ENGLISH[1].replace('are waiting', 'wait')}\n", encoding="utf-8")
    (job,) = jobs_from_files(source, target, earlier=lambda name: records if name == "a" else [])
    assert isinstance(job, Job) and job.given is not None
    segments = list(Segmenter().run([job.article]))
    kept, edited = job.given(job.article, segments, options=AlignOptions(), draft=None)
    assert isinstance(kept, Alignment) and (kept.translation.score, kept.links) == (-0.5, frozenset({(0, 0)}))
    assert isinstance(edited, Translation) and (edited.origin, edited.score) == ("given", None)
    (other,) = jobs_from_files(source, target)
    assert isinstance(other, Job) and other.salt != job.salt


def segments_of(texts: list[str]) -> list[Segment]:
    article = Article("a", "", "\n".join(texts))
    starts = [sum(len(text) + 1 for text in texts[:i]) for i in range(len(texts))]
    return [
        Segment(article, i, Span(start, start + len(text)))
        for i, (start, text) in enumerate(zip(starts, texts, strict=True))
    ]


def test_texts_the_wrong_way_round_are_told(tmp_path: Path) -> None:
    english = tmp_path / "en.txt"
    english.write_text("The president travelled to Berlin today. He met three hundred guests and spoke to them.\n")
    german = tmp_path / "de.txt"
    german.write_text("Der Präsident ist heute nach Berlin gereist.\n")
    (failed,) = jobs_from_files(english, german)
    assert isinstance(failed, ArticleError)
    assert "the German comes first" in failed.reason
