"""Facts from the page go into valid knowledge files, or nowhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.desk.facts import Fact, save
from pipeline.errors import WiredeskError
from pipeline.knowledge import Knowledge, resources_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(resources_folder().parent, tmp_path / "configs")
    return tmp_path / "configs" / "knowledge"


def test_a_person_with_an_office_and_the_editor_as_source(folder: Path) -> None:
    fact = Fact(
        "person", "Dörte Wiebrink", "Doerte Wiebrink", "", "D. Wiebrink", "mayor istanbul 2025-01-01..", "f", "de"
    )
    assert "Dörte Wiebrink" in save(fact, "anna", folder)
    person = Knowledge.load(folder).person("Dörte Wiebrink")[0]
    assert person.source.startswith("editor anna, 20")
    assert [office.role for office in person.offices] == ["mayor"]


def test_a_place(folder: Path) -> None:
    save(Fact("place", "Kleinsthausen", country="DE", source="own visit"), "anna", folder)
    assert Knowledge.load(folder).places["kleinsthausen"].de == ("Kleinsthausen",)
    text = (folder / "places" / "added.yaml").read_text(encoding="utf-8")
    assert "editor anna" in text
    assert "own visit" in text
    save(Fact("place", "Kleinststadt", country="DE"), "ben", folder)
    assert {"kleinsthausen", "kleinststadt"} <= set(Knowledge.load(folder).places)


def test_a_term_is_written_replaced_and_wins_over_what_ships(folder: Path) -> None:
    assert "added" in save(Fact("term", "Haftbefehl", "warrant of arrest", "arrest warrant"), "anna", folder)
    assert "replaced" in save(Fact("term", "Haftbefehl", "writ of arrest, writ", "arrest warrant"), "ben", folder)
    (term,) = (term for term, _ in Knowledge.load(folder).glossary.found("Der Haftbefehl liegt vor."))
    assert (term.en, term.avoid) == (("writ of arrest", "writ"), ("arrest warrant",))
    assert term.source.startswith("editor ben, 20")


@pytest.mark.parametrize(
    "fact",
    [
        Fact("person", ""),
        Fact("person", "Neue Person"),
        Fact("person", "Neue Person", gender="q", country="DE"),
        Fact("person", "Neue Person", office="mayor nowhere 2025..", gender="f", country="DE"),
        Fact("place", "Nirgendsdorf", country="ZZ"),
        Fact("place", "Kiew", "Kyiv", country="UA"),
        Fact("thing", "Ding"),
        Fact("term", "Haftbefehl"),
        Fact("term", "Haftbefehl", "warrant", "Warrant"),
        Fact("term", "...", "warrant"),
    ],
)
def test_what_is_wrong_is_written_nowhere(folder: Path, fact: Fact) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    with pytest.raises(WiredeskError):
        save(fact, "anna", folder)
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before
