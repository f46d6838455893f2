from __future__ import annotations

import lzma
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ConfigError
from pipeline.knowledge import wordlist
from pipeline.knowledge.wordlist import english_words, german_nouns, is_noun, packed


def test_it_knows_both_spellings_and_no_german() -> None:
    words = english_words()
    assert {"tact", "wallow", "colour", "color", "organise", "organize"} <= words
    assert not words & {"landkreis", "belive", "immer", "gesperrt"}


def test_it_knows_german_nouns_and_no_names() -> None:
    assert {"spitzel", "scherben", "sprengung", "grundstück", "grundstücken"} <= german_nouns()
    assert not german_nouns() & {"schneider", "weber", "koch", "berlin", "söder", "maria", "halle"}


def test_a_compound_of_nouns_is_a_noun() -> None:
    assert all(map(is_noun, ("marinesprecher", "gemeindegärtner", "gleitbombenangriffe")))
    assert not any(map(is_noun, ("lautenbacher", "harzberger", "kobachidse", "mülheim")))


@given(st.lists(st.text("abc", min_size=3), unique=True))
def test_packing_loses_nothing(words: list[str]) -> None:
    assert list(wordlist._unpacked(list(packed(sorted(words))))) == sorted(words)


def test_a_damaged_list_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "configs" / "knowledge"
    folder.mkdir(parents=True)
    (folder / "words.txt.xz").write_bytes(lzma.compress("ää".encode()))
    monkeypatch.setattr(wordlist, "root", lambda: tmp_path)
    english_words.cache_clear()
    with pytest.raises(ConfigError, match=r"words\.txt\.xz"):
        english_words()
    english_words.cache_clear()
