"""Reading end to end: articles and errors as values, from every kind of source."""

from __future__ import annotations

import io
import itertools
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ArticleError
from pipeline.read import read
from pipeline.types import Article

GERMAN = "Die Regierung in Kiew erklärte am Montag, dass die Lage „ernst“ sei. Mehr wollte sie nicht sagen.\n"


def articles(*paths: str | Path) -> list[Article]:
    found = list(read(paths))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def error(*paths: str | Path) -> ArticleError:
    (found,) = read(paths)
    assert isinstance(found, ArticleError), found
    return found


@pytest.mark.parametrize(
    ("encoding", "stated"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "windows-1252"),
    ],
)
def test_encodings_are_detected_and_stated(tmp_path: Path, encoding: str, stated: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(GERMAN.encode(encoding))
    (article,) = articles(path)
    assert (article.text, article.meta.encoding) == (GERMAN.strip(), stated)


def test_the_euro_of_iso_8859_15_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Die Brücke kostet 3 €.".encode("iso8859-15"))
    (article,) = articles(tmp_path / "a.txt")
    assert (article.text, article.meta.encoding) == ("Die Brücke kostet 3 €.", "iso8859-15")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"***\n-\n", "holds no words"),
        (b"\x00\x01\x02\x03" * 50, "is binary"),
        (b"%PDF-1.7 ...", "is a PDF document"),
        (b"PK\x03\x04abc", "Office document"),
        (GERMAN.encode("cp850", errors="replace"), "neither UTF-8 nor Windows-1252"),
        (GERMAN.encode("mac_roman"), "neither UTF-8 nor Windows-1252"),
        ("Die Prüfung für ".encode() + b"\xfc alle", "line 1: byte 0xfc breaks the UTF-8 text"),
        (b"\xff\xfe\x41", "is damaged"),
        ("Правительство заявило в понедельник.".encode(), "another script"),
        (b"The government said on Monday that it would not comment on the report and that talks go on.", "English"),
        (
            "Le gouvernement a déclaré que les pourparlers sont dans une impasse et que la paix est loin.".encode(),
            "French",
        ),
    ],
)
def test_what_is_no_german_text_is_an_error_with_its_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    found = error(path)
    assert found.path == str(path)
    assert reason in found.reason


def test_german_with_english_quotes_is_german(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Der Minister sagte: „We will not comment on that.“ Danach ging er und schwieg.", encoding="utf-8")
    assert len(articles(path)) == 1


def test_one_bad_file_does_not_stop_the_batch(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(GERMAN, encoding="utf-8")
    found = list(read([tmp_path, tmp_path / "nope.txt", tmp_path / "*.xyz"]))
    assert [type(item).__name__ for item in found] == [
        "Article",
        "ArticleError",
        "Article",
        "ArticleError",
        "ArticleError",
    ]


def test_a_name_that_is_no_utf8_and_a_closed_folder_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gut.txt").write_text("Der Hafen bleibt zu.", encoding="utf-8")
    (tmp_path / os.fsdecode(b"M\xfcnchen.txt")).write_text("Es wird warm.", encoding="utf-8")
    (tmp_path / "weg.txt").symlink_to(tmp_path / "nirgends")
    (tmp_path / "zu").mkdir()
    scandir = os.scandir

    def closed(place: str) -> Any:
        if str(place).endswith("zu"):
            raise PermissionError(13, "Permission denied", place)
        return scandir(place)

    monkeypatch.setattr(os, "scandir", closed)
    wrong = {Path(e.path).name: e.reason for e in read([tmp_path]) if isinstance(e, ArticleError)}
    assert wrong == {
        "M\\xfcnchen.txt": "its name is not UTF-8: rename it",
        "weg.txt": "cannot be opened: No such file or directory",
        "zu": "the folder cannot be opened: Permission denied",
    }


def test_a_table_may_be_long_and_so_may_its_fields(tmp_path: Path) -> None:
    text, note = "Der Hafen bleibt bis Freitag zu, sagte der Sprecher der Stadt. " * 3, "x" * 150_000
    rows = "".join(f'{n},"{text}","{note}"\n' for n in range(30))
    (tmp_path / "tag.csv").write_text(f"id,text,note\n{rows}", encoding="utf-8")
    assert (tmp_path / "tag.csv").stat().st_size > 4_000_000
    assert [article.id for article in articles(tmp_path)] == [str(n) for n in range(30)]


def test_folders_globs_and_ids(tmp_path: Path) -> None:
    for name in (
        "b/lage.de.txt",
        "a/lage.txt",
        "a/.hidden.txt",
        "a/README.md",
        "a/lage.en.txt",
        "a/bild.jpg",
        "a/n.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# Titel\n\n{GERMAN}", encoding="utf-8")
    assert [a.id for a in articles(tmp_path)] == ["lage", "n", "lage-2"]
    assert [a.id for a in articles(str(tmp_path / "*" / "lage*.txt"), tmp_path / "a" / "lage.txt")] == [
        "lage.en",
        "lage",
        "lage-2",
    ]
    assert articles(tmp_path / "a" / "n.md")[0].title == "Titel"


def test_standard_input_as_text_and_as_json_lines() -> None:
    (article,) = read(["-"], stdin=io.BytesIO(GERMAN.encode()))
    assert isinstance(article, Article)
    assert (article.id, article.meta.source) == ("stdin", "<stdin>")
    lines = json.dumps({"id": "x", "text": GERMAN}) + "\n" + '{"text": 3}\n'
    first, second = read(["-"], stdin=io.BytesIO(lines.encode()))
    assert isinstance(first, Article)
    assert first.id == "x"
    assert isinstance(second, ArticleError)
    assert second.path == "<stdin>:2"


ROWS = [
    {
        "id": "dpa/1",
        "title": "Zug entgleist",
        "text": GERMAN,
        "published": "2024-10-03T08:00:00+02:00",
        "author": ["A B"],
    },
    {"id": "dpa/1", "headline": "Zug", "body": "Zug\n" + GERMAN, "date": "3. Oktober 2024", "language": "de-AT"},
    {"text": GERMAN},
]


def test_json_lines_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "stapel [1].jsonl"
    bad = ["{kaputt", '["Liste"]', '{"title": "ohne Text"}', '{"text": "ok", "language": "en"}']
    lines = [json.dumps(ROWS[0]), *bad, "", *(json.dumps(row) for row in ROWS[1:])]
    path.write_bytes("\n".join(lines).encode() + b'\n{"text": "\xff"}\n')
    found = list(read([path]))
    good = [item for item in found if isinstance(item, Article)]
    wrong = [item for item in found if isinstance(item, ArticleError)]
    assert [a.id for a in good] == ["dpa-1", "dpa-1-2", "stapel-1-000008"]
    assert [e.path.rpartition(":")[2] for e in wrong] == ["2", "3", "4", "5", "9"]
    assert good[0].text.startswith("Zug entgleist\n\nDie Regierung")
    assert (good[0].title, good[0].meta.published, good[0].meta.byline) == ("Zug entgleist", date(2024, 10, 3), "A B")
    assert (good[1].text.splitlines()[0], good[1].meta.published) == ("Zug", date(2024, 10, 3))
    assert good[0].meta.source == f"{path}:1"


def test_parquet_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "stapel.parquet"
    pq.write_table(pa.table({"id": [7, 8], "text": [GERMAN, None], "published": [date(2024, 1, 2), None]}), path)
    good, wrong = read([path])
    assert isinstance(good, Article)
    assert (good.id, good.meta.published, good.meta.format) == ("7", date(2024, 1, 2), "parquet")
    assert isinstance(wrong, ArticleError)
    assert wrong.path == f"{path}:2"
    path.write_bytes(path.read_bytes()[:60])
    assert "Parquet" in error(path).reason


def test_a_json_list_and_an_object(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([ROWS[0], 5]), encoding="utf-8")
    good, wrong = read([path])
    assert isinstance(good, Article)
    assert isinstance(wrong, ArticleError)
    path.write_text(json.dumps(ROWS[2]), encoding="utf-8")
    assert len(articles(path)) == 1


def test_batches_are_streamed(tmp_path: Path) -> None:
    path = tmp_path / "gross.jsonl"
    line = json.dumps({"text": "x" * 1000}) + "\n"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(line for _ in range(50_000))
    stream = read([path])
    first = next(stream)
    assert isinstance(first, Article)
    assert first.id == "gross-000001"


def test_anatomy_goes_into_the_meta(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = (
        "Zug entgleist bei Ulm\r\nVon Anna Muster\r\nReporterin in Ulm\r\nStand: 03.10.2024, 14:30 Uhr\r\n"
        "ULM (dpa) – Ein Zug ist bei Ulm\u00a0ent\u00adgleist.\r\nZusätzliche Berichterstattung von Bernd Beispiel.\r\n"
    )
    path.write_text(text, encoding="utf-8", newline="")
    (article,) = articles(path)
    meta = article.meta
    assert (article.title, meta.byline, meta.role) == ("Zug entgleist bei Ulm", "Anna Muster", "Reporterin in Ulm")
    assert (meta.published, meta.dateline) == (date(2024, 10, 3), "ULM (dpa)")
    assert meta.credit == "Zusätzliche Berichterstattung von Bernd Beispiel."
    assert meta.notes == ("1 soft hyphens removed", "1 special spaces made plain")
    assert "Ulm entgleist" in article.text


@pytest.mark.parametrize(
    "line",
    ["Stand: 03.10.2024, 9 Uhr", "ULM, 3. Oktober 2024 (dpa) – Es regnet.", "Sperrfrist: 3. Oktober 2024, 5 Uhr"],
)
def test_a_whole_date_in_the_anatomy_is_the_day_of_publication(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{line}\nDer Rat wird am 5. November 2025 wieder tagen.\n", encoding="utf-8")
    assert articles(path)[0].meta.published == date(2024, 10, 3)


@given(st.binary())
def test_any_bytes_give_articles_or_errors(data: bytes) -> None:
    assert all(isinstance(item, Article | ArticleError) for item in read(["-"], stdin=io.BytesIO(data)))


TEXT = st.text(st.characters())  # surrogates too
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from(["id", "title", "kicker", "text", "body", "published", "date", "language", "byline", "credit"])


@given(st.dictionaries(NAMES | TEXT, VALUES, max_size=8))
def test_any_record_gives_an_article_or_an_error(record: dict[str, object]) -> None:
    line = json.dumps(record).encode()  # pure ASCII: half characters come as escapes, as in the wild
    (item,) = read(["-"], stdin=io.BytesIO(line))
    if isinstance(item, Article):
        assert item.id.encode()
        assert "".join((item.text, item.title, item.meta.byline, item.meta.credit)).encode() is not None
        assert all(a.end <= b.start for a, b in itertools.pairwise(item.paragraphs))
        assert all(p.of(item.text) == p.of(item.text).strip() != "" for p in item.paragraphs)
