"""Stretches without counterpart, with their words linked."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.align import WordAligner
from pipeline.check import _network
from pipeline.check._stretches import FILE, KINDS, Kind, judges, stretch
from pipeline.errors import ConfigError
from pipeline.knowledge.lexicon import lexicon
from pipeline.types import Alignment
from tests.records import pair

GERMAN = "Die Feuerwehr löschte den Brand in der Lagerhalle am Sonntag, nachdem Anwohner den Rauch bemerkt hatten."
ENGLISH = "Firefighters put out the blaze in the warehouse on Sunday after residents had noticed the smoke."


def linked(source: str, target: str) -> Alignment:
    """Return a pair with its words linked, without a model."""
    return next(WordAligner().run([pair(source, target).translation]))


def odds(source: str, target: str, kind: Kind) -> float:
    found = stretch(linked(source, target), lexicon(), kind)
    return found.odds if found else -20.0


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_translation_is_left_alone(kind: Kind) -> None:
    assert odds(GERMAN, ENGLISH, kind) < -2


def test_a_dropped_clause_is_named() -> None:
    made = linked(GERMAN, "Firefighters put out the blaze in the warehouse on Sunday.")
    found = stretch(made, lexicon(), "dropped")
    assert found is not None
    assert found.odds > 0
    assert found.span.of(GERMAN) == "nachdem Anwohner den Rauch bemerkt hatten"


def test_what_is_made_up_is_named() -> None:
    english = ENGLISH[:-1] + ", and two employees were arrested for smuggling."
    found = stretch(linked(GERMAN, english), lexicon(), "added")
    assert found is not None
    assert found.odds > 0
    assert "employees were arrested for smuggling" in found.span.of(english)


def test_the_more_is_dropped_the_higher_the_odds() -> None:
    less = "Firefighters put out the blaze in the warehouse on Sunday."
    least = "Firefighters put out the blaze."
    assert odds(GERMAN, ENGLISH, "dropped") < odds(GERMAN, less, "dropped") < odds(GERMAN, least, "dropped")


def test_words_with_counterparts_make_no_suspect() -> None:
    assert stretch(linked("Der Rat tagt.", "The council meets."), lexicon(), "dropped") is None


def test_damaged_weights_name_their_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / FILE
    path.parent.mkdir(parents=True)
    path.write_text("dropped: {hidden: 1}", encoding="utf-8")
    monkeypatch.setattr(_network, "root", lambda: tmp_path)
    judges.cache_clear()
    try:
        with pytest.raises(ConfigError, match=r"stretches\.yaml"):
            judges()
    finally:
        judges.cache_clear()
