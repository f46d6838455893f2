from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.knowledge import kept
from pipeline.knowledge.kept import kept_german


def test_words_and_endings_are_folded() -> None:
    found = kept_german()
    assert {"bundestag", "doppelgänger", "weissbier"} <= found.words
    assert "strasse" in found.streets
    assert not [ending for ending in (*found.streets, *found.towns, *found.places) if ending != ending.lower()]


def test_a_file_that_does_not_fit_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "configs" / "knowledge"
    folder.mkdir(parents=True)
    (folder / "kept.yaml").write_text("words: [bund]\n", encoding="utf-8")
    monkeypatch.setattr(kept, "root", lambda: tmp_path)
    kept_german.cache_clear()
    with pytest.raises(ConfigError, match=r"kept\.yaml"):
        kept_german()
    kept_german.cache_clear()
