"""Loading: what ships is sound, and every fault of a faulty folder is named at once."""

from __future__ import annotations

import shutil
import time
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.knowledge import Knowledge, resources_folder
from pipeline.knowledge.lint import lint
from pipeline.knowledge.models import parse_office, slug, split_name

STYLES = ["default", "bbc", "ap", "reuters", "guardian"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small knowledge folder that loads; the roles and styles are those that ship."""
    source = resources_folder()
    target = tmp_path / "knowledge"
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.xz", "*.gz", "*.tsv", "people"))
    (target / "people").mkdir()
    shutil.copytree(source.parent / "styles", tmp_path / "styles")
    write_people(target, "- {de: Jana Muster, gender: f, offices: [chancellor DE 2020-01-02..2021]}")
    return target


def write_people(folder: Path, *entries: str) -> Path:
    path = folder / "people" / "some.yaml"
    head = "groups:\n  - country: DE\n    source: example.org\n    checked: 2025-01-01\n    people:\n"
    path.write_text(head + "".join(f"      {entry}\n" for entry in entries), encoding="utf-8")
    return path


def test_what_ships_is_large_enough(knowledge: Knowledge) -> None:
    assert len(knowledge.people) >= 1000
    assert len(knowledge.roles) >= 150
    assert len(knowledge.places) >= 500
    assert len(knowledge.organisations) >= 200


def test_a_folder_that_is_not_there_is_one_fault(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nowhere: no such folder; give one laid out like configs/knowledge"):
        Knowledge.load(tmp_path / "nowhere")


def test_what_ships_has_no_lint(knowledge: Knowledge) -> None:
    assert [str(finding) for finding in lint(knowledge)] == []


@pytest.mark.parametrize("style", STYLES)
def test_style_names_known_ids(style: str) -> None:
    known = Knowledge.load(style=style)
    assert known.style is not None
    assert set(known.style.people) <= set(known.people)
    assert set(known.style.places) <= set(known.places)
    assert set(known.style.organisations) <= set(known.organisations)


@pytest.mark.parametrize("style", STYLES)
def test_style_prefers_a_known_spelling(style: str) -> None:
    known = Knowledge.load(style=style)
    assert known.style is not None
    for key, rule in known.style.people.items():
        assert key in {p.id for p in known.person(rule.use)}, f"{key}: {rule.use!r} is not among the person's names"


def test_loading_again_is_free(knowledge: Knowledge) -> None:
    begin = time.perf_counter()
    assert Knowledge.load() is Knowledge.load()
    assert time.perf_counter() - begin < 0.05


def test_an_empty_one_knows_nothing() -> None:
    assert Knowledge().person("Angela Merkel") == ()
    assert Knowledge().find_roles("Bundeskanzlerin Angela Merkel", "de") == []


def test_small_folder_loads(folder: Path) -> None:
    known = Knowledge.load(folder)
    (person,) = known.person("jana muster")
    assert (person.id, person.country, person.source, person.checked) == (
        "jana-muster",
        "DE",
        "example.org",
        date(2025, 1, 1),
    )


def test_every_fault_is_named_with_its_line(folder: Path) -> None:
    path = write_people(
        folder,
        "- {de: Jana Muster, gender: female, offices: [chancellor DE 2020-13-02..]}",
        "- {de: Jan Muster, gender: m, officers: [], offices: [chancellor DE 2020..]}",
    )
    (folder / "organisations.yaml").write_text("organisations: {", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        Knowledge.load(folder)
    message = str(caught.value)
    assert f"{path}:6: groups[0].people[0] (Jana Muster).gender" in message
    assert "'m', 'f' or 'x'" in message
    assert "2020-13-02" in message
    assert f"{path}:7: groups[0].people[1] (Jan Muster).officers" in message
    assert "organisations.yaml: not valid YAML" in message


@pytest.mark.parametrize(
    ("office", "named"),
    [
        ("chancelor DE 2020..", "unknown role 'chancelor'"),
        ("chancellor Germany 2020..", "unknown place or organisation 'Germany'"),
    ],
)
def test_unknown_ids_are_named(folder: Path, office: str, named: str) -> None:
    write_people(folder, f"- {{de: Jana Muster, gender: f, offices: [{office}]}}")
    with pytest.raises(ConfigError, match=named):
        Knowledge.load(folder)


def test_an_id_taken_twice_is_an_error(folder: Path) -> None:
    entry = "- {de: Jana Muster, gender: f, offices: [chancellor DE 2020..]}"
    write_people(folder, entry, entry)
    with pytest.raises(ConfigError, match="jana-muster"):
        Knowledge.load(folder)


def test_a_missing_style_is_named(folder: Path) -> None:
    with pytest.raises(ConfigError, match="no house style 'nowhere'; there are"):
        Knowledge.load(folder, style="nowhere")


def test_norway_is_no_truth_value(folder: Path) -> None:
    write_people(folder, "- {de: Kari Muster, gender: f, country: NO, offices: [prime-minister NO 2020..]}")
    assert Knowledge.load(folder).person("Kari Muster")[0].country == "NO"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("chancellor DE 2025-05-06..", "chancellor DE 2025-05-06.."),
        ("deputy chancellor DE 2021..2025-05", "deputy chancellor DE 2021..2025-05"),
        ("party-leader cdu ?..2020", "party-leader cdu ?..2020"),
    ],
)
def test_offices_round_trip(text: str, shown: str) -> None:
    assert str(parse_office(text)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "chancellor",
        "chancellor DE",
        "chancellor DE 2025",
        "vice chancellor DE 2025..",
        "chancellor DE 2025-02-30..",
    ],
)
def test_malformed_offices_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_office(text)


@pytest.mark.parametrize(
    ("name", "first", "given", "family"),
    [
        ("Anna Muster", False, "Anna", "Muster"),
        ("Ursula von der Heide", False, "Ursula", "von der Heide"),
        ("Mohammed bin Nasser", False, "Mohammed", "bin Nasser"),
        ("Park Min Ho", True, "Min Ho", "Park"),
        ("Lula", False, "", "Lula"),
    ],
)
def test_names_are_split(name: str, first: bool, given: str, family: str) -> None:
    assert split_name(name, first) == (given, family)


@pytest.mark.parametrize(("name", "expected"), [("Käthe Groß", "kathe-gross"), ("Łukasz O'Neil", "lukasz-o-neil")])
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected
