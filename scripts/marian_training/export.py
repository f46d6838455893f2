"""Write a MarianMT folder that MarianMTModel, MarianTokenizer and CTranslate2's converter read without custom code."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import MarianMTModel

from .model import generation_config

KEPT = ("README.md", "wiredesk.yaml", "curve.png", "curve.tsv")
"""Files of an earlier export that stay."""
ALIASES = ("model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight", "lm_head.weight")


def export(model: MarianMTModel, vocabulary: Path, folder: Path) -> None:
    """Weights (float16, position vectors included), configuration and vocabulary; replaces ``folder`` in one step."""
    new = folder.with_name(folder.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    state = {
        k: v.detach().to("cpu", torch.float16).contiguous() for k, v in model.state_dict().items() if k not in ALIASES
    }
    save_file(state, new / "model.safetensors", metadata={"format": "pt"})
    config = model.config.to_dict() | {"architectures": ["MarianMTModel"], "dtype": "float16"}
    for private in ("_name_or_path", "_attn_implementation_autoset"):
        config.pop(private, None)
    write_json(new / "config.json", config)
    generation_config(model.config.vocab_size).save_pretrained(new)
    for name in ("source.spm", "target.spm", "vocab.json"):
        shutil.copy(vocabulary / name, new / name)
    tokenizer = {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": "de",
        "target_lang": "en",
        "unk_token": "<unk>",
        "eos_token": "</s>",
        "pad_token": "<pad>",
        "model_max_length": model.config.max_position_embeddings,
        "separate_vocabs": False,
    }
    write_json(new / "tokenizer_config.json", tokenizer)
    for name in KEPT:
        if (folder / name).exists():
            shutil.copy(folder / name, new / name)
    old = folder.with_name(folder.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.replace(old)
    new.replace(folder)
    shutil.rmtree(old, ignore_errors=True)


def write_json(path: Path, value: object) -> None:
    """Indented, sorted, with a line end."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")
