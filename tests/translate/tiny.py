"""A tiny MarianMT folder with random weights, made in a second: enough for everything but the quality."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import sentencepiece
import torch
from transformers import GenerationConfig, MarianConfig, MarianMTModel

from pipeline.translate.convert import quiet

TEXT = (
    "Die Regierung in Wien berät am Montag über den Haushalt für das kommende Jahr.",
    "Der Minister sprach von einer schwierigen Lage, doch er lehnte Neuwahlen ab.",
    "Nach dem Unwetter waren 3.000 Haushalte ohne Strom, 1,5 Millionen Euro Schaden entstanden.",
    "„Wir geben nicht auf“, sagte die Sprecherin der Gewerkschaft am Abend.",
    "Zwei Züge stießen südlich der Stadt zusammen; mehrere Menschen wurden verletzt.",
    "The government in Vienna will discuss next year's budget on Monday.",
    "The minister spoke of a difficult situation, but he rejected new elections.",
    "After the storm 3,000 households were without power, causing 1.5 million euros of damage.",
    '"We will not give up," a union spokeswoman said in the evening.',
    "Two trains collided south of the city; several people were injured.",
)
SPREAD = 0.3
"""Standard deviation of the weights: large enough that hypotheses differ clearly."""


def make_tiny(folder: Path, layers: int = 2, heads: int = 4, width: int = 32) -> Path:
    """Write a MarianMT folder: two piece models of about 200 pieces each, one vocabulary, random weights."""
    folder.mkdir(parents=True, exist_ok=True)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(TEXT * 3),
        model_prefix=str(folder / "sp"),
        vocab_size=400,
        model_type="unigram",
        byte_fallback=True,
        eos_id=0,
        unk_id=1,
        bos_id=-1,
        pad_id=-1,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    shutil.copy(folder / "sp.model", folder / "source.spm")
    (folder / "sp.model").rename(folder / "target.spm")
    (folder / "sp.vocab").unlink()
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    vocabulary = {pieces.id_to_piece(i): i for i in range(len(pieces))}
    vocabulary["<pad>"] = len(pieces)
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"source_lang": "de", "target_lang": "en", "tokenizer_class": "MarianTokenizer"}), encoding="utf-8"
    )
    _model(len(vocabulary), layers, heads, width).save_pretrained(folder)
    return folder


def _model(size: int, layers: int, heads: int, width: int) -> MarianMTModel:
    pad = size - 1
    config = MarianConfig(
        vocab_size=size,
        decoder_vocab_size=size,
        d_model=width,
        encoder_layers=layers,
        decoder_layers=layers,
        encoder_attention_heads=heads,
        decoder_attention_heads=heads,
        encoder_ffn_dim=2 * width,
        decoder_ffn_dim=2 * width,
        activation_function="swish",
        pad_token_id=pad,
        bos_token_id=0,
        eos_token_id=0,
        forced_eos_token_id=0,
        decoder_start_token_id=pad,
        scale_embedding=True,
        static_position_embeddings=True,
        share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True,
    )
    torch.manual_seed(7)
    with quiet():
        model = MarianMTModel(config)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.dim() == 2 and "embed_positions" not in name:
                weight.normal_(std=SPREAD)
        model.model.shared.weight[pad] = 0
    model.generation_config = GenerationConfig(
        bad_words_ids=[[pad]],
        max_length=512,
        decoder_start_token_id=pad,
        pad_token_id=pad,
        bos_token_id=0,
        eos_token_id=0,
    )
    return model
