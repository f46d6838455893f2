"""Lines by rule: the cases, and that names survive."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ConfigError
from pipeline.translate.line_words import line_words, read_line_words
from pipeline.translate.lines import translate_line
from pipeline.translate.places import english_place
from pipeline.types import SegmentKind

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "lines.yaml").read_text(encoding="utf-8"))
NAMES = st.from_regex(r"[A-ZÄÖÜ][a-zäöüß]{2,9}(-[A-Z][a-z]{2,5})? [A-ZÄÖÜ][a-zäöüß]{2,9}", fullmatch=True)


@pytest.mark.parametrize(("kind", "german", "english"), CASES, ids=[case[1] for case in CASES])
def test_line(kind: str, german: str, english: str) -> None:
    parts = translate_line(german, SegmentKind(kind))
    assert "".join(part if isinstance(part, str) else f"<{part.of(german)}>" for part in parts) == english


@given(names=st.lists(NAMES, min_size=1, max_size=4, unique=True))
def test_names_in_credits_are_kept(names: list[str]) -> None:
    german = f"Zusätzliche Berichterstattung von {', '.join(names)}."
    assert translate_line(german, SegmentKind.CREDIT, no_place) == [f"Additional reporting by {', '.join(names)}."]


@given(text=st.text(max_size=40), kind=st.sampled_from(SegmentKind))
def test_no_line_raises_and_the_rest_is_inside_the_text(text: str, kind: SegmentKind) -> None:
    for part in translate_line(text, kind, no_place):
        assert isinstance(part, str) or 0 <= part.start <= part.end <= len(text)


def no_place(name: str) -> None:
    return None


def test_compounds_of_role_nouns() -> None:
    words = line_words()
    assert words.role("Sportreporterin") == "sports reporter"
    assert words.role("ZDF-Korrespondent") == "ZDF correspondent"
    assert words.role("Blumenkohl") is None


def test_places_come_from_the_knowledge_and_from_cldr() -> None:
    assert english_place("Kiew") == "Kyiv"
    assert english_place("WARSCHAU") == "WARSAW"
    assert english_place("Nowosibirsk") == "Novosibirsk"
    assert english_place("Klein Trebbow") is None


@pytest.mark.parametrize("text", ["labels: {}", "[", "labels: {Von: By}"], ids=repr)
def test_a_damaged_word_list_is_a_configuration_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "lines.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=r"lines\.yaml"):
        read_line_words(path)
