"""The parts of reading on their own: cleaning, paragraphs, ids, dates."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.errors import ArticleError
from pipeline.read.clean import clean
from pipeline.read.decode import decode
from pipeline.read.ids import Ids, slug
from pipeline.read.paragraphs import paragraphs, unwrap
from pipeline.read.published import find_date, parse


@given(st.text())
def test_clean_text_is_stable(text: str) -> None:
    cleaned, _ = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\r" not in cleaned
    assert "\u00ad" not in cleaned
    assert clean(cleaned)[0] == cleaned


def test_clean_notes_what_it_did() -> None:
    text, notes = clean("Mu\u0308ll\u200b und\u2028Gera\u00adde\r\n")
    assert text == "Müll und\nGerade"
    assert notes == ("1 soft hyphens removed", "1 invisible characters removed", "characters composed (NFC)")


def test_ligatures_and_joiners_go_but_emoji_stay_whole() -> None:
    family = "👩\u200d👩\u200d👧"
    assert clean(f"Der O\ufb03zier\u200d kam\u200c mit {family}\u200d.")[0] == f"Der Offizier kam mit {family}\u200d."


def test_html_left_by_a_feed_is_taken_out() -> None:
    text, notes = clean("<p>Müller &amp; S&ouml;hne</p><p>3 &lt; 5, <b>sagt</b> <laut dpa> R&D</p>")
    assert text == "Müller & Söhne\n\n3 < 5, sagt <laut dpa> R&D"
    assert notes == ("HTML entities resolved", "4 HTML tags made line breaks", "2 HTML tags removed")


def test_doubly_encoded_text_is_repaired() -> None:
    assert clean("für „alle“".encode().decode("cp1252", errors="ignore"))[0] != ""
    broken = "Überfälle für Müller".encode().decode("cp1252")
    assert clean(broken) == ("Überfälle für Müller", ("4 doubly encoded characters repaired",))


@given(st.binary())
def test_any_bytes_give_text_or_an_article_error(data: bytes) -> None:
    try:
        text, encoding = decode(data, "a.txt")
    except ArticleError as error:
        assert error.path == "a.txt"
    else:
        assert text.encode(encoding) == data or encoding in ("utf-16", "utf-32")


@given(st.text(alphabet=st.sampled_from("ab \n\tÄ.")))
def test_paragraphs_are_the_lines_that_are_not_blank(text: str) -> None:
    assert [span.of(text) for span in paragraphs(text)] == [line.strip() for line in text.split("\n") if line.strip()]


@given(st.text())
def test_unwrapping_moves_no_character(text: str) -> None:
    joined, count = unwrap(text)
    assert joined.replace("\n", " ") == text.replace("\n", " ")
    assert (count > 0) == (joined != text)


WRAPPED = (
    "Die Regierung hat am Montag in\nBerlin mitgeteilt, sie werde\nihre Pläne noch einmal prüfen\nund dann entscheiden."
)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        (WRAPPED, 1),
        (f"Von Anna Muster\n{WRAPPED}\n\n{WRAPPED}", 2),
        ("Ein Satz.\nNoch ein Satz.\nUnd noch einer.", 0),
        ("1. München   12  30\n2. Dortmund  12  28\n3. Leipzig   12  25", 0),
        ("- Der Zug entgleiste heute\n- Niemand wurde verletzt.\n- Die Strecke ist gesperrt", 0),
        ("Verein\tPunkte\nMünchen\t30\nDortmund\t28", 0),
        ("Kurz\nEin viel längerer zweiter Absatz ohne Punkt\nEnde", 0),
    ],
)
def test_only_hard_wrapped_blocks_are_joined(text: str, joined: int) -> None:
    assert unwrap(text)[1] == joined


@given(st.lists(st.tuples(st.text(), st.text()), max_size=20))
@example([("", "ö" * 60), ("", "ö" * 60)])
def test_ids_are_unique_and_safe(names: list[tuple[str, str]]) -> None:
    ids = Ids()
    taken = [ids.take(name, fallback) for name, fallback in names]
    assert len({name.casefold() for name in taken}) == len(taken)
    assert all(name == slug(name) and "/" not in name and 0 < len(name.encode()) < 200 for name in taken)


def test_ids_keep_readable_names() -> None:
    ids = Ids()
    names = ["Österreich 2024/10", "a", "A", "a-2", "..", "https://x.de/a?b=1"]
    assert [ids.take(n, "datei") for n in names] == [
        "Österreich-2024-10",
        "a",
        "A-2",
        "a-2-2",
        "datei",
        "https-x.de-a-b-1",
    ]
    assert slug("x" * 500) != slug("x" * 501)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stand: 03.10.2024, 14:30 Uhr", date(2024, 10, 3)),
        ("Veröffentlicht am 3. Oktober 2024", date(2024, 10, 3)),
        ("3. Okt. 2024", date(2024, 10, 3)),
        ("2024-10-03T10:00:00Z", date(2024, 10, 3)),
        ("3.10.24", date(2024, 10, 3)),
        ("Vor 6 Minuten", None),
        ("31.02.2024", None),
        ("1.1.2024 oder 2.1.2024", None),
        ("3. Oktober", None),
    ],
)
def test_find_date(text: str, expected: date | None) -> None:
    assert find_date(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-10-03", date(2024, 10, 3)),
        ("Thu, 03 Oct 2024 10:00:00 +0200", date(2024, 10, 3)),
        ("20241003", date(2024, 10, 3)),
        ("20241003T101500Z", date(2024, 10, 3)),
        (1727949600, date(2024, 10, 3)),
        (1727949600000, date(2024, 10, 3)),
        (datetime(2024, 10, 3, 23, tzinfo=UTC), date(2024, 10, 3)),
        ("gestern", None),
        ("", None),
        (True, None),
        (None, None),
        ([1], None),
        (float("nan"), None),
    ],
)
def test_parse(value: Any, expected: date | None) -> None:
    assert parse(value) == expected
