"""Wire anatomy: lines by kind as data in anatomy.yaml, and how they fall into place in an article."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.anatomy import byline_names, dateline, kinds, label, role_text
from pipeline.types import SegmentKind

LINES = yaml.safe_load((Path(__file__).parent / "anatomy.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in LINES.items() for line in lines])
def test_label(kind: str, line: str) -> None:
    assert label(line) == (None if kind == "none" else SegmentKind(kind))


@pytest.mark.parametrize(
    ("opening", "rest"),
    [
        ("KIEW (dpa) –", "Die Lage ist ruhig."),
        ("Berlin/Paris (AFP) -", "Die Minister tagen."),
        ("MOSKAU, 3. Okt (Reuters) -", "Das Parlament tagt."),
        ("Berlin, 3. Oktober –", "Der Kanzler reist."),
        ("Frankfurt am Main (dpa-AFX) -", "Der Dax steigt."),
        ("Den Haag (ots)", "Das Gericht tagt."),
        ("Paris (AFP/dpa).", "Der Zug steht."),
        ("BERLIN –", "Die Regierung berät."),
        ("Ulm, 4. Juni 2025 (abc/de) –", "Der Rat tagt."),
        ("Tel Aviv/Gaza (dpa) -", "Nach dem Angriff wird gesucht."),
    ],
)
def test_dateline(opening: str, rest: str) -> None:
    text = f"{opening} {rest}"
    found = dateline(text)
    assert found is not None
    assert found.of(text) == opening


@pytest.mark.parametrize(
    "text",
    [
        "NATO - das Bündnis tagt.",
        "Der Chef (dpa) sagte.",
        "Berlin ist groß - sehr groß.",
        "USA – Ein Land wählt.",
        "EXKLUSIV – Ministerium prüft.",
    ],
)
def test_no_dateline(text: str) -> None:
    assert dateline(text) is None


def test_names_and_role() -> None:
    assert byline_names("Von Anna Muster und Bernd Beispiel, dpa") == "Anna Muster und Bernd Beispiel, dpa"
    assert byline_names("- Autor, Nils Lang") == "Nils Lang"
    assert role_text("- Rolle, Korrespondent in Rom") == "Korrespondent in Rom"


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        (
            "Eilmeldung|Zug entgleist bei Ulm|Von Anna Muster|Ulm (dpa) - Ein Zug ist entgleist.",
            "kicker headline byline body",
        ),
        ("Zug entgleist bei Ulm|Ein Zug ist entgleist.|Rettung läuft|Helfer sind da.", "headline body headline body"),
        ("Wer regiert jetzt in Tiflis?|Die Lage bleibt offen.", "headline body"),
        ("- Autor, Nils Lang|- Rolle, Reporter|-|Vor 3 Minuten|Es regnet.", "byline role separator timestamp body"),
        ("Von Anna Muster|Korrespondentin in Rom|Es regnet.", "byline role body"),
        ("Ein Satz ohne Punkt", "body"),
        ("Es regnet.|„Ich bleibe.|Er ging.", "body body body"),
        ("Es regnet.|dpa abc xy", "body credit"),
        ("Es regnet.|jop/wd", "body credit"),
        ("jop/wd|Es regnet.", "headline body"),
    ],
)
def test_kinds(article: str, expected: str) -> None:
    assert " ".join(kinds(article.split("|"))) == expected


def test_a_known_title_is_the_headline_even_with_a_stop() -> None:
    assert kinds(["Es ist vorbei.", "Der Streik endet."], "Es ist vorbei.") == [SegmentKind.HEADLINE, SegmentKind.BODY]


@given(st.lists(st.text(min_size=1).filter(lambda t: t.strip() == t and t != ""), max_size=8))
def test_every_paragraph_gets_a_kind(paragraphs: list[str]) -> None:
    assert len(kinds(paragraphs)) == len(paragraphs)
