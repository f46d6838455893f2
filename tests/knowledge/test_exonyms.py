"""German names that English calls otherwise: the file that ships, a damaged one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.knowledge.exonyms import exonyms


def test_singular_and_plural() -> None:
    assert {"viking", "vikings"} <= exonyms()["wikinger"]


def test_a_file_that_does_not_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "configs" / "knowledge"
    folder.mkdir(parents=True)
    (folder / "exonyms.yaml").write_text("names: [Goten]\n", encoding="utf-8")
    monkeypatch.setenv("WIREDESK_HOME", str(tmp_path))
    exonyms.cache_clear()
    with pytest.raises(ConfigError, match="exonyms"):
        exonyms()
    exonyms.cache_clear()
