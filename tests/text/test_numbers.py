"""Numbers and units are read by value in both languages, and printing then reading gives the value back."""

from __future__ import annotations

import itertools
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from text_to_num import text2num

from pipeline.text.numbers import Language, find_numbers
from pipeline.text.numbers_digits import english
from pipeline.text.units import UNITS, find_units, same_unit

CASES = yaml.safe_load((Path(__file__).parent / "numbers.yaml").read_text(encoding="utf-8"))
LANGUAGES = st.sampled_from(["de", "en"])
WORDS = (
    "zwei dritte halb Million Millionen ein eine hundert Prozent 3 1.000 2,5 - : bis Uhr 3. Mai two and a third half "
    "million hundred of per cent % $ € km 5m 2019 / 24 'n ½ einhalb tens zig ( ) every"
)
PIECES = st.sampled_from(WORDS.split())


@pytest.mark.parametrize(
    ("language", "case"), [pytest.param(lang, c, id=c["text"][:40]) for lang in CASES for c in CASES[lang]]
)
def test_case(language: Language, case: dict[str, Any]) -> None:
    found = find_numbers(case["text"], language)
    assert [n.span.of(case["text"]) for n in found] == [wanted["words"] for wanted in case["numbers"]]
    for number, wanted in zip(found, case["numbers"], strict=True):
        assert float(number.value) == pytest.approx(wanted["value"], rel=1e-3)
        for key in wanted.keys() - {"words", "value", "unit"}:
            assert getattr(number, key) == wanted[key], (key, wanted)
        if "unit" in wanted:
            assert number.unit and number.unit.id == wanted["unit"], wanted


@given(st.lists(PIECES, max_size=9).map(" ".join) | st.lists(PIECES, max_size=9).map("".join) | st.text(), LANGUAGES)
def test_spans_lie_in_the_text_in_order_without_overlap(text: str, language: Language) -> None:
    found = find_numbers(text, language)
    assert all(0 <= n.span.start <= n.figure.start < n.figure.end <= n.span.end <= len(text) for n in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    assert all(m.span.of(text) for m in find_units(text, language))


@given(st.integers(0, 10**13), st.integers(0, 99))
def test_digits_read_back(whole: int, cents: int) -> None:
    american = f"{whole:,}.{cents:02}"
    german = american.translate(str.maketrans(",.", ".,"))
    value = Fraction(whole) + Fraction(cents, 100)
    assert [n.value for n in find_numbers(f"Es kostet {german} Euro", "de")] == [value]
    assert [n.value for n in find_numbers(f"It costs €{american} now", "en")] == [value]


@given(st.integers(0, 10**14))
def test_english_prints_what_it_reads(value: int) -> None:
    assert [n.value for n in find_numbers(english(Fraction(value)), "en")] == [value]


ONES = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn"
GERMAN = [*ONES.split(), "achtzehn", "neunzehn"]
GERMAN_TENS = ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
ENGLISH = [*SMALL.split(), "seventeen", "eighteen", "nineteen"]
ENGLISH_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_german(n: int) -> str:
    if n < 20:
        return GERMAN[n]
    if n < 100:
        return (f"{GERMAN[n % 10]}und" if n % 10 else "") + GERMAN_TENS[n // 10]
    for power, name in ((1000, "tausend"), (100, "hundert")):
        if n >= power:
            return in_german(n // power) + name + (in_german(n % power) if n % power else "")
    raise AssertionError


def in_english(n: int) -> str:
    if n < 20:
        return ENGLISH[n]
    if n < 100:
        return ENGLISH_TENS[n // 10] + (f"-{ENGLISH[n % 10]}" if n % 10 else "")
    for power, name, joint in ((10**6, "million", " "), (1000, "thousand", " "), (100, "hundred", " and ")):
        if n >= power:
            return f"{in_english(n // power)} {name}" + (f"{joint}{in_english(n % power)}" if n % power else "")
    raise AssertionError


@given(st.integers(2, 999_999))
def test_german_words_read_back(n: int) -> None:
    words = in_german(n) + ("s" if n % 100 == 1 else "")
    assert text2num(words, "de") == n, "the test spells wrongly"
    assert [number.value for number in find_numbers(f"Es sind {words} Menschen", "de")] == [n]


@given(st.integers(2, 999_999_999))
def test_english_words_read_back(n: int) -> None:
    words = in_english(n)
    assert text2num(words, "en") == n, "the test spells wrongly"
    assert [number.value for number in find_numbers(f"There are {words} people", "en")] == [n]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.id)
def test_every_unit_reads_its_own_english_name(unit: Any) -> None:
    found = find_units(f"12 {unit.english}", "en")
    assert len(found) == 1
    assert same_unit(found[0].unit, unit)
