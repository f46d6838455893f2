"""What stands alone needs no model: cells, figures, single words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translate import MarianTranslator
from pipeline.translate.cells import english_figures, translate_cells
from tests.records import pairs
from tests.translate.fake import FakeEngine


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Partei", "Party"),
        ("Rücktritt!", "Resignation!"),
        ("Partei | Prozent", "Party | Percent"),
        ("SPD | 31,2", "SPD | 31.2"),
        ("DAX 15.123,45 +0,31%", "DAX 15,123.45 +0.31%"),
        ("1. Kipchoge (Kenia) 2:01:09", "1. Kipchoge (Kenya) 2:01:09"),
        ("Schweiz | 9,5 km | 3:0", "Switzerland | 9.5 km | 3:0"),
        ("|---|---|", "|---|---|"),
        ("Die Preise steigen", "<Die Preise steigen>"),
        ("FC Bayern | 34", "<FC Bayern> | 34"),
        ("Schulden in Euro | 1.234,5", "<Schulden in Euro> | 1,234.5"),
        ("Angela Merkel", "<Angela Merkel>"),
        ("Xqzt", "<Xqzt>"),
        ("Xqzt | 3,5", "Xqzt | 3.5"),
        ("10. September 1998", "<10. September 1998>"),
        ("CAN-2004-0226 Pufferüberläufe", "<CAN-2004-0226 Pufferüberläufe>"),
        ("KULTUR", "CULTURE"),
        ("EZB | 3,25 %", "ECB | 3.25 %"),
        ("Kiew/Moskau.", "Kyiv/Moscow."),
        ("Neu-Delhi.", "New Delhi."),
        ("Den Haag.", "The Hague."),
        ("Kiew schweigt.", "<Kiew schweigt.>"),
    ],
)
def test_what_needs_no_model(german: str, english: str) -> None:
    parts = translate_cells(german)
    assert "".join(part if isinstance(part, str) else f"<{part.of(german)}>" for part in parts) == english


@given(st.text(alphabet="aB1 |.,%-(äß\t\u00a0", max_size=30))
def test_nothing_is_lost_between_the_cells(text: str) -> None:
    parts = translate_cells(text)
    assert sum((part if isinstance(part, str) else part.of(text)).count("|") for part in parts) == text.count("|")


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("1.234,5", "1,234.5"),
        ("3.10.2024", "3.10.2024"),
        ("10.30", "10.30"),
        ("2:1 (1:0)", "2:1 (1:0)"),
        ("***", "***"),
    ],
)
def test_figures(german: str, english: str) -> None:
    assert english_figures(german) == english


def test_a_row_is_put_together_again() -> None:
    translator = MarianTranslator(FakeEngine(lambda text, how: [text.upper()]))
    row, figures = translator.translate([p.segment for p in pairs(["Schulden in Euro | 1.234,5", "31,2"], ["", ""])])
    assert (row.text, row.origin) == ("SCHULDEN IN EURO | 1,234.5", "mt")
    assert (figures.text, figures.origin) == ("31.2", "rule")
