"""Single words that were lost or added: they need word links, which the case files do not have."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.align import WordAligner
from pipeline.check import ALL_CHECKS, _lost_words, _network
from pipeline.check._calibrated import calibrated, calibrations
from pipeline.check._lost_words import judge, likeliest
from pipeline.check.clause_dropped import ClauseDropped
from pipeline.errors import ConfigError
from pipeline.knowledge.coverage import coverage
from pipeline.knowledge.junctions import junctions, read_junctions
from pipeline.knowledge.lexicon import lexicon
from pipeline.types import Alignment, Severity
from tests.records import pair


def linked(source: str, target: str) -> Alignment:
    """Return a pair with its words linked, without a model."""
    return next(WordAligner().run([pair(source, target).translation]))


@pytest.mark.parametrize(
    ("target", "word"),
    [
        ("The council the construction of the new bridge on Tuesday.", "beschlossen"),
        ("The council decided on the construction of the new on Tuesday.", "Brücke"),
        ("The decided on the construction of the new bridge on Tuesday.", "Stadtrat"),
    ],
)
def test_the_lost_word_is_named(target: str, word: str) -> None:
    source = "Der Stadtrat hat am Dienstag den Bau der neuen Brücke beschlossen."
    whole = linked(source, "The council decided on the construction of the new bridge on Tuesday.")
    lost = likeliest(linked(source, target), lexicon())
    assert lost is not None
    assert lost.span.of(source) == word
    before = likeliest(whole, lexicon())
    assert before is None or before.odds < lost.odds - 1


def test_the_gap_is_shown() -> None:
    made = linked(
        "Der Minister hat die Kritik der Opposition zurückgewiesen.", "The minister rejected the of the party."
    )
    lost = likeliest(made, lexicon())
    assert lost is not None
    assert lost.gap is not None
    assert lost.gap.of(made.target) == "the of"


def test_without_links_nothing_is_said() -> None:
    made = pair("Der Stadtrat hat am Dienstag den Bau der neuen Brücke beschlossen.", "The council the new bridge.")
    assert likeliest(made, lexicon()) is None


def test_one_flag_for_a_word_and_the_clause_it_lies_in() -> None:
    source = (
        "Der Minister trat am Abend zurück, nachdem das Parlament ihm mit großer Mehrheit das Vertrauen entzogen hatte."
    )
    flags = list(ClauseDropped().find([linked(source, "The minister resigned in the evening.")]))
    assert [f.severity for f in flags] == [Severity.WARNING]


def test_a_junction_tells_a_cut_from_good_english() -> None:
    good, cut = "They approved the plan of the mayor.", "They approved the of the mayor."
    odds = {text: max(place.odds for place in junctions().of(text)) for text in (good, cut)}
    assert odds[cut] > 3 > odds[good]


def test_capitals_at_the_start_and_figures_make_no_difference() -> None:
    one, other = (junctions().of(f"{word} won {n} seats.") for word, n in (("He", "12"), ("he", "3,400")))
    assert [place.odds for place in one] == [place.odds for place in other]


def test_a_damaged_table_names_its_file(tmp_path: Path) -> None:
    path = tmp_path / "junctions.tsv.xz"
    path.write_bytes(b"no table")
    with pytest.raises(ConfigError, match=r"junctions\.tsv\.xz"):
        read_junctions(path, lexicon())


def test_damaged_weights_name_their_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / _lost_words.FILE
    path.parent.mkdir(parents=True)
    path.write_text("hidden: 1", encoding="utf-8")
    monkeypatch.setattr(_network, "root", lambda: tmp_path)
    judge.cache_clear()
    try:
        with pytest.raises(ConfigError, match=r"lost_words\.yaml"):
            judge()
    finally:
        judge.cache_clear()


def test_a_calibrated_threshold_is_told_with_its_value() -> None:
    known = calibrations(ALL_CHECKS)
    assert known["clause-dropped"]["sure"]["value"] == ClauseDropped().sure
    assert all({"value", "unit", "data", "date", "measured"} == set(o) for c in known.values() for o in c.values())
    assert calibrated(1.0, "odds", "a", "2026-01-01").default == 1.0


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Das Feuer brach im Londoner Stadtteil Soho aus.", "The fire broke out in London's Soho."),
        ("Der Stürmer traf in der Nachspielzeit zum 2:0-Endstand.", "The striker scored in added time to make it 2-0."),
        ("Die beiden Kinder sind im Alter von sechs und neun Jahren.", "The two children are aged six and nine."),
    ],
)
def test_labels_of_names_and_figures_may_go(source: str, target: str) -> None:
    assert not [f for f in ClauseDropped().find([linked(source, target)]) if f.severity is not Severity.NOTICE]


@pytest.mark.parametrize(
    ("german", "english", "name"),
    [
        (
            "Das Papier liegt der Deutschen Presse-Agentur vor.",
            "The paper was seen by dpa.",
            ("Deutschen", "Presse-Agentur"),
        ),
        (
            "WHO-Chef Brandt reiste ab.",
            "World Health Organization head Brandt left.",
            ("World", "Health", "Organization"),
        ),
    ],
)
def test_initials_stand_for_a_name(german: str, english: str, name: tuple[str, ...]) -> None:
    found = coverage(german, english, lexicon())
    words = [
        *zip(found.source, found.source_support, strict=True),
        *zip(found.target, found.target_support, strict=True),
    ]
    assert {word.text: support for word, support in words if word.text in name} == dict.fromkeys(name, 1.0)
