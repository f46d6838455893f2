"""PAIRS files: JSONL, TSV and Parquet give the same pairs; a bad row is named and the rest goes on."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from datasets import Dataset

from pipeline.errors import ArticleError
from pipeline.read.pairs import GivenPair, read_pairs

ROW = {
    "id": "a/1",
    "source": "Der Hafen ist zu.\nSeit gestern.",
    "target": "The port is closed.",
    "published": "2024-10-17",
}


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    elif path.suffix == ".tsv":
        lines = ["\t".join(rows[0])] + ["\t".join(str(v).replace("\n", "\\n") for v in row.values()) for row in rows]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    else:
        Dataset.from_list(rows).to_parquet(str(path))
    return path


@pytest.mark.parametrize("suffix", ["jsonl", "tsv", "parquet"])
def test_every_format_gives_the_same_pair(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / f"p.{suffix}", [ROW])
    wanted = GivenPair("a-1", "", ROW["source"], ROW["target"], date(2024, 10, 17), f"{path}:{1 + (suffix == 'tsv')}")
    assert list(read_pairs(path)) == [wanted]


def test_lists_are_paired_one_to_one(tmp_path: Path) -> None:
    rows = [
        {"source": ["Eins.", "Zwei."], "target": ["One.", "Two."]},
        {"source": ["Eins."], "target": ["One.", "Two."]},
    ]
    good, bad = read_pairs(write(tmp_path / "p.jsonl", rows))
    assert isinstance(good, GivenPair)
    assert (good.id, good.target) == ("p-000001", ("One.", "Two."))
    assert isinstance(bad, ArticleError)
    assert "1 source and 2 target segments" in bad.reason


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"source": "Text"}, "has no field target; its fields: source"),
        ({"source": 3, "target": "x"}, "the field source must be"),
        ({"source": " ", "target": "x"}, "the source is empty"),
        ({"source": "x", "target": "x", "published": "gestern"}, "published must be an ISO date"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_goes_on(tmp_path: Path, row: dict[str, Any], said: str) -> None:
    path = write(tmp_path / "p.jsonl", [row, ROW])
    bad, good = read_pairs(path)
    assert isinstance(bad, ArticleError) and isinstance(good, GivenPair)
    assert bad.path == f"{path}:1"
    assert said in bad.reason


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text("{broken\n" + json.dumps(ROW) + "\n")
    bad, good = read_pairs(path)
    assert isinstance(bad, ArticleError) and isinstance(good, GivenPair)
    assert f"{path}:1" in str(bad)


def test_a_table_without_the_columns_says_which_are_missing(tmp_path: Path) -> None:
    path = tmp_path / "p.tsv"
    path.write_text("id\tsource\n1\tText\n")
    (bad,) = read_pairs(path)
    assert isinstance(bad, ArticleError)
    assert "no column target" in bad.reason


def test_a_tab_within_a_text_is_named_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "p.tsv"
    path.write_text("source\ttarget\nEs regnet.\tIt is\training.\nEs ist kalt.\tIt is cold.\t\n\nEs schneit.\n")
    bad, good, short = read_pairs(path)
    assert isinstance(bad, ArticleError) and isinstance(good, GivenPair)
    assert str(bad).startswith(f"{path}:2: has more cells than the header line")
    assert str(short).startswith(f"{path}:5: has no field target")


def test_entities_and_special_spaces_are_cleaned_on_both_sides(tmp_path: Path) -> None:
    row = {"source": "Er sagte: &bdquo;Nein&ldquo;.", "target": ["He said: &quot;No&quot;,\u00a0it&#39;s over."]}
    (pair,) = read_pairs(write(tmp_path / "p.jsonl", [row]))
    assert isinstance(pair, GivenPair)
    assert (pair.source, pair.target) == ("Er sagte: „Nein“.", ('He said: "No", it\'s over.',))
