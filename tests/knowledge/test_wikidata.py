"""The importer on hand-made samples in the true formats."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from pipeline.errors import UsageError
from pipeline.knowledge import Knowledge
from pipeline.knowledge.models import PeopleFile
from pipeline.knowledge.wikidata import read, resolve, to_yaml, when

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize("name", ["wikidata_dump.json", "wikidata_sparql.json"])
def test_people_and_terms(knowledge: Knowledge, name: str) -> None:
    result = read(DATA / name, knowledge)
    (estonian,) = result.people["EE"]
    assert (estonian["de"], estonian["en"], estonian["gender"]) == ("Jana Muster", "Jana Example", "f")
    assert estonian["offices"] == ["foreign-minister EE 2010-04-06..2012", "prime-minister EE 2012-05.."]
    assert estonian["source"] == "Wikidata Q9000001 P39"
    assert any("Olaf Scholz: already known" in line for line in result.skipped)
    assert any("keeper of the lighthouse" in line for line in result.skipped)


def test_aliases_become_variants(knowledge: Knowledge) -> None:
    result = read(DATA / "wikidata_dump.json", knowledge)
    assert result.people["EE"][0]["variants"] == ["Jana Maria Muster"]


def test_known_people_can_be_kept(knowledge: Knowledge) -> None:
    assert "DE" in read(DATA / "wikidata_sparql.json", knowledge, keep_known=True).people


@pytest.mark.parametrize("name", ["wikidata_dump.json", "wikidata_sparql.json"])
def test_the_result_is_a_people_file(knowledge: Knowledge, name: str) -> None:
    text = to_yaml(read(DATA / name, knowledge), date(2026, 6, 1))
    people = PeopleFile.model_validate(yaml.safe_load(text)).records()
    assert [p.id for p in people] == ["jana-example"]
    assert people[0].checked == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("position", "of", "office"),
    [
        ("Minister of Foreign Affairs of Estonia", "", "foreign-minister EE"),
        ("President of the United States", "", "president US"),
        ("Federal Chancellor of Germany", "", "chancellor DE"),
        ("prime minister", "Latvia", "prime-minister LV"),
        ("Deputy Prime Minister of Poland", "", "deputy prime-minister PL"),
        ("member of the jury", "", None),
        ("president", "", None),
    ],
)
def test_positions(knowledge: Knowledge, position: str, of: str, office: str | None) -> None:
    assert resolve(position, of, knowledge) == office


@pytest.mark.parametrize(
    ("value", "precision", "expected"),
    [
        ("+2021-12-08T00:00:00Z", 11, "2021-12-08"),
        ("+2021-12-00T00:00:00Z", 10, "2021-12"),
        ("+2021-00-00T00:00:00Z", 9, "2021"),
        ("+2020-00-00T00:00:00Z", 8, ""),
        ("-0044-03-15T00:00:00Z", 11, ""),
        ("", 11, ""),
    ],
)
def test_times(value: str, precision: int, expected: str) -> None:
    assert when(value, precision) == expected


@pytest.mark.parametrize("content", ["", "{}", "not json", '{"head": {}, "results": {"bindings": 3}}'])
def test_other_files_are_refused_or_empty(knowledge: Knowledge, tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    if content:
        with pytest.raises(UsageError, match=r"x\.json"):
            read(path, knowledge)
    else:
        assert read(path, knowledge).people == {}
