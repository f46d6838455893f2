"""Given translations: a program's line breaks in the English do not cut its sentences."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill

from pipeline.given import jobs_from_files
from pipeline.runner import Job
from pipeline.segment import Segmenter

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
    made = job.given(job.article, list(Segmenter().run([job.article])))
    assert [translation.text for translation in made] == list(ENGLISH)
