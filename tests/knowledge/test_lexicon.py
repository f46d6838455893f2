from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.knowledge.lexicon import lexicon, read_lexicon
from pipeline.text.stems import english_stem


@pytest.mark.parametrize(
    "german, english",
    [("präsident", "president"), ("nicht", "not"), ("häuser", "houses"), ("grösste", "largest")],
)
def test_common_words_are_known(german: str, english: str) -> None:
    assert lexicon().translations(german)[english_stem(english)] > 0


def test_an_unknown_compound_is_known_by_its_parts() -> None:
    assert lexicon().seen("gemeindehaushaltsausschuss") == 0
    assert lexicon().parts("gemeindehaushaltsausschuss")[-1].endswith("ausschuss")


@pytest.mark.parametrize(
    ("word", "last"),
    [
        ("landratsamt", "amt"),
        ("jahresende", "ende"),
        ("grundsteuer", "steuer"),
        ("weinsorte", "sorte"),
        ("flugsteig", "steig"),
    ],
)
def test_an_s_goes_to_the_part_it_joins(word: str, last: str) -> None:
    assert lexicon().parts(word)[-1] == last
    assert english_stem("committee") in lexicon().translations("gemeindehaushaltsausschuss")


def test_capital_tells_nouns_from_the_rest() -> None:
    assert lexicon().capital("haus") > 0.9
    assert lexicon().capital("gehen") < 0.1
    assert lexicon().capital_english("london") > 0.9


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "lexicon.tsv.xz").write_bytes(lzma.compress(b"stem\tword without figures\n"))
    with pytest.raises(ConfigError, match=r"lexicon\.tsv\.xz"):
        read_lexicon(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="restore it"):
        read_lexicon(tmp_path)
