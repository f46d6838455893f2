"""``wiredesk knowledge add | show | lint`` on a copy of the files."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import ConfigError, UsageError
from pipeline.knowledge import Knowledge, commands, resources_folder
from pipeline.knowledge.commands import NewFact

DAY = date(2026, 6, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lists = shutil.ignore_patterns("*.xz", "*.gz", "*.tsv")
    shutil.copytree(resources_folder(), tmp_path / "knowledge", ignore=lists)
    shutil.copytree(resources_folder().parent / "styles", tmp_path / "styles")
    return tmp_path / "knowledge"


def changed_lines(folder: Path, name: str) -> tuple[list[str], list[str]]:
    before = (resources_folder() / "people" / name).read_text(encoding="utf-8").splitlines()
    after = (folder / "people" / name).read_text(encoding="utf-8").splitlines()
    return [x for x in before if x not in after], [x for x in after if x not in before]


def test_a_new_person_is_one_new_line(folder: Path) -> None:
    fact = NewFact(
        "Jana Muster", "example.org", ["foreign-minister LI 2026-05-04.."], "Jana Example", "f", "EE", checked=DAY
    )
    commands.add(fact, folder)
    gone, new = changed_lines(folder, "eastern_europe.yaml")
    assert gone == []
    assert new == [
        "      - {de: Jana Muster, en: Jana Example, gender: f, offices: [foreign-minister LI 2026-05-04..], "
        "source: example.org, checked: 2026-06-01}"
    ]
    (person,) = Knowledge.load(folder).person("Jana Example")
    assert person.country == "EE"


def test_a_country_without_people_gets_a_group(folder: Path) -> None:
    fact = NewFact("Jana Muster", "example.org", ["prime-minister FJ 2026.."], "", "f", "FJ", checked=DAY)
    commands.add(fact, folder)
    commands.add(
        NewFact("Jan Muster", "example.org", ["foreign-minister FJ 2026.."], "", "m", "FJ", checked=DAY), folder
    )
    assert {p.id for p in Knowledge.load(folder).family("Muster")} == {"jana-muster", "jan-muster"}


def test_an_office_is_added_and_another_ended(folder: Path) -> None:
    fact = NewFact(
        "Boris Pistorius",
        "example.org",
        ["chancellor AT 2030-01-02.."],
        ends=["defence-minister DE 2023-01-19..2030-01-01"],
        variants=["Boris Pistorjus"],
        checked=DAY,
    )
    commands.add(fact, folder)
    gone, new = changed_lines(folder, "germany.yaml")
    assert (len(gone), len(new)) == (1, 1)
    (person,) = Knowledge.load(folder).person("Boris Pistorjus")
    assert "defence-minister DE 2023-01-19..2030-01-01" in {str(o) for o in person.offices}
    assert "chancellor AT 2030-01-02.." in {str(o) for o in person.offices}
    assert person.source.endswith("bundestag.de; example.org")
    assert person.checked == DAY


def test_adding_twice_changes_nothing_more(folder: Path) -> None:
    fact = NewFact("Boris Pistorius", "example.org", ["chancellor AT 2030-01-02.."], checked=DAY)
    commands.add(fact, folder)
    once = (folder / "people" / "germany.yaml").read_bytes()
    commands.add(fact, folder)
    assert (folder / "people" / "germany.yaml").read_bytes() == once


@pytest.mark.parametrize(
    ("fact", "error", "named"),
    [
        (NewFact("A B", " ", ["chancellor DE 2020.."], "", "m", "DE"), UsageError, "source"),
        (NewFact("A B", "x", ["chancellor DE 2020.."]), UsageError, "gender"),
        (NewFact("A B", "x", ["chancelor DE 2020.."], "", "m", "DE"), ConfigError, "similar: chancellor"),
        (NewFact("A B", "x", ["chancellor Nirgends 2020.."], "", "m", "DE"), ConfigError, "Nirgends"),
        (NewFact("A B", "x", ["chancellor DE gestern.."], "", "m", "DE"), ConfigError, "gestern"),
    ],
)
def test_bad_facts_are_refused_and_nothing_is_written(
    folder: Path, fact: NewFact, error: type[Exception], named: str
) -> None:
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    with pytest.raises(error, match=named):
        commands.add(fact, folder)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Olaf Scholz", ["chancellor DE", "2021-12-08 .. 2025-05-06", "source:"]),
        ("Selenskyj", ["Volodymyr Zelenskyy", "president UA", "bbc: Volodymyr Zelensky"]),
        ("district-administrator", ["Landrat", "district administrator"]),
        ("Kiew", ["place kyiv", "not: Kiev", "chicken Kiev"]),
        ("EZB", ["European Central Bank"]),
    ],
)
def test_show(folder: Path, name: str, parts: list[str]) -> None:
    text = commands.show(name, folder, style="bbc")
    for part in parts:
        assert part in text


def test_show_offers_similar_names(folder: Path) -> None:
    with pytest.raises(UsageError, match="Olaf Scholz"):
        commands.show("Olav Scholz", folder)


def test_lint_reports_doubts(folder: Path) -> None:
    for name, office in (
        ("Jana Muster", "chancellor DE 2023-01-01..2024-01-01"),
        ("Jan Muster", "chancellor LI 2022-01-01..2020-01-01"),
        ("Jule Muster", "chancellor LI 2100-01-01.."),
    ):
        commands.add(
            NewFact(name, "example.org", [office], "", "x", "DE", variants=["Olaf Scholz"], checked=DAY), folder
        )
    findings = "\n".join(commands.lint(folder))
    assert "two-holders" in findings
    assert "ends before it starts" in findings
    assert "starts after it was checked" in findings
    assert "shared-name: 'olaf scholz' is a name of jan-muster, jana-muster, jule-muster, olaf-scholz" in findings


def test_lint_of_broken_files_lists_the_faults(folder: Path) -> None:
    (folder / "roles.yaml").write_text("roles: []", encoding="utf-8")
    assert any("roles.yaml" in line for line in commands.lint(folder))
