"""Antonyms go both ways, by stems, and a damaged list is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.knowledge import antonyms as module
from pipeline.knowledge.antonyms import antonyms
from pipeline.text.stems import english_stem


@pytest.mark.parametrize(("one", "other"), [("welcomed", "criticised"), ("spring", "autumn"), ("won", "lost")])
def test_both_ways(one: str, other: str) -> None:
    table = antonyms().opposite
    assert english_stem(other) in table[english_stem(one)]
    assert english_stem(one) in table[english_stem(other)]


def test_no_word_is_its_own_opposite() -> None:
    assert not [stem for stem, opposite in antonyms().opposite.items() if stem in opposite]


def test_a_missing_list_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "configs" / "knowledge"
    folder.mkdir(parents=True)
    (folder / "antonyms.yaml").write_text("source: test\ngroups: [up | down]\n", encoding="utf-8")
    monkeypatch.setattr(module, "root", lambda: tmp_path)
    antonyms.cache_clear()
    with pytest.raises(ConfigError, match=r"antonyms\.txt"):
        antonyms()
    antonyms.cache_clear()
