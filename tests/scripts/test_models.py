"""The models that ship are what models/manifest.yaml says, and load without custom code."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from make_manifest import MODELS, described, manifest

FOLDERS = sorted(p.parent for p in MODELS.glob("*/model.safetensors"))
MAX_BYTES = 45_000_000


def test_the_manifest_is_fresh() -> None:
    assert yaml.safe_load((MODELS / "manifest.yaml").read_text(encoding="utf-8")) == manifest(MODELS)


def test_a_model_without_a_licence_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# A model\n", encoding="utf-8")
    with pytest.raises(ValueError, match="license"):
        described(tmp_path)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_weights_fit_into_a_repository(folder: Path) -> None:
    assert sum(f.stat().st_size for f in folder.iterdir()) <= MAX_BYTES


@pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses")
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_every_character_survives_the_tokenizer(folder: Path) -> None:
    from transformers import MarianTokenizer

    tokenizer = MarianTokenizer.from_pretrained(folder)
    for text in ("„Łódź“ – 3.000 m² für CO₂ …", "Привет 😀", "½ Liter, 14.30 Uhr", "DIE REGIERUNG BESCHLIEẞT"):
        ids = tokenizer.encode(text)
        assert tokenizer.unk_token_id not in ids
        assert tokenizer.decode(ids, skip_special_tokens=True) == text
    assert len(tokenizer.tokenize("2024")) == 5  # a mark for the space, and each digit by itself
