"""What is done to a segment before and after the model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translate.casing import is_shouted, shout, truecase
from pipeline.translate.clauses import clauses, split_long
from pipeline.translate.english import is_english
from pipeline.translate.faults import faults
from pipeline.translate.plan import Draft, outer_marks
from pipeline.translate.polish import STYLES, polish
from pipeline.types import Attention, Span

CASES = Path(__file__).parent / "cases"
POLISH = yaml.safe_load((CASES / "polish.yaml").read_text(encoding="utf-8"))
FAULTS = yaml.safe_load((CASES / "faults.yaml").read_text(encoding="utf-8"))
MARKS = [
    ("„Alles.“", "Alles.", '"', '"'),
    ("„Alles“.", "Alles", '"', '".'),
    ("„Offen geblieben.", "Offen geblieben.", '"', ""),
    ("Und Schluss“, sagte sie.", "Und Schluss“, sagte sie.", "", ""),
    ("Und Schluss.“", "Und Schluss.", "", '"'),
    ("„Ja“, sagte er, „nein“", "„Ja“, sagte er, „nein“", "", ""),
    ("Kein Zitat.", "Kein Zitat.", "", ""),
    ("“", "", '"', ""),
]


@pytest.mark.parametrize(("text", "inner", "lead", "tail"), MARKS, ids=[case[0] for case in MARKS])
def test_outer_marks(text: str, inner: str, lead: str, tail: str) -> None:
    span, before, after = outer_marks(text)
    assert (span.of(text), before, after) == (inner, lead, tail)


@given(text=st.text('ab „“"»«.,', max_size=30))
def test_outer_marks_take_off_nothing_but_marks_and_a_stop(text: str) -> None:
    span, lead, tail = outer_marks(text)
    assert 0 <= span.start <= span.end <= len(text)
    rest = text[: span.start] + text[span.end :]
    assert not any(c.isalpha() for c in rest)
    assert len((lead + tail).replace('"', "")) <= 1


@pytest.mark.parametrize(("source", "english", "wanted"), POLISH, ids=[case[2] for case in POLISH])
def test_polish(source: str, english: str, wanted: str) -> None:
    assert polish(Draft(english, None, None), source, STYLES["straight"]).text == wanted


def test_house_styles() -> None:
    draft = Draft('He said "go".', None, None)
    assert polish(draft, "Er sagte „geh“.", STYLES["single"]).text == "He said ‘go’."
    assert polish(draft, "Er sagte „geh“.", STYLES["double"]).text == "He said “go”."


@pytest.mark.parametrize(("source", "target", "found"), FAULTS, ids=[str(case[1])[:30] for case in FAULTS])
def test_faults(source: str, target: str, found: list[str]) -> None:
    assert list(faults(source, target)) == found


@given(st.text("abc xyz", min_size=1), st.integers(0, 20), st.integers(0, 20), st.text("q", max_size=5))
def test_replacing_moves_the_spans_along(text: str, start: int, end: int, new: str) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    words = [Span(i, i + 1) for i in range(len(text))]
    attention = Attention((), tuple(words), np.zeros((len(words), 0), np.float32))
    draft = Draft(text, None, attention).replace(start, end, new)
    assert draft.attention is not None
    assert draft.text == text[:start] + new + text[end:]
    for old, span in zip(words, draft.attention.target_spans, strict=True):
        if old.end <= start or old.start >= end:
            assert span.of(draft.text) == old.of(text)
        else:
            assert Span(start, start + len(new)) == span


@given(text=st.text("ab ,;.–:", max_size=200), limit=st.integers(3, 40))
def test_split_texts_are_short_enough_and_nothing_is_lost(text: str, limit: int) -> None:
    spans = split_long(text, len, limit)
    assert all(0 < span.end - span.start <= limit for span in spans)
    assert "".join(span.of(text) for span in spans).replace(" ", "") == text.replace(" ", "")
    assert spans == sorted(spans)


def test_splits_fall_on_clause_boundaries() -> None:
    text = "Der Rat tagte bis in die Nacht, aber ein Beschluss kam nicht zustande, weil die Mehrheit fehlte."
    assert [span.of(text) for span in clauses(text)] == [
        "Der Rat tagte bis in die Nacht,",
        "aber ein Beschluss kam nicht zustande, weil die Mehrheit fehlte.",
    ]
    assert len(clauses("Ein kurzer Satz ohne Komma.")) == 1


def test_capitals() -> None:
    usual = {"Feuer", "in", "der", "Stadt", "NATO"}
    text = "FEUER IN DER STADT NATO"
    assert is_shouted(text + " HELFEN")
    assert not is_shouted("NATO UND EU")
    assert not is_shouted("Feuer in der STADTMITTE")
    assert truecase(text, lambda word: word not in usual) == "Feuer in der Stadt NATO"


@given(st.text(max_size=30))
def test_casing_keeps_the_number_of_characters(text: str) -> None:
    assert len(shout(text)) == len(text)
    assert len(truecase(text, len)) == len(text)


@pytest.mark.parametrize("text", ["We will not leave", "Stronger together than ever", "Back to the future"])
def test_english_is_known(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize("text", ["Wir bleiben hier", "Die Hand war warm", "Anna Maria Huber", "Go", "Der Star siegt"])
def test_german_and_names_are_not_english(text: str) -> None:
    assert not is_english(text)
