"""Build the MarianMT network: random weights, or encoder and decoder layers taken from multilingual-e5-small.

Initialising a translation model from an encoder follows Rothe et al. 2020 ("Leveraging pre-trained checkpoints for
sequence generation tasks"); a Marian layer with ``normalize_before`` off is a BERT layer, and Marian's position vectors
are read from the saved weights, so the learnt positions of e5 can stand in for the sinusoids.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from transformers import GenerationConfig, MarianConfig, MarianMTModel

from .e5 import E5

USUAL_POSITIONS = 60
"""Positions over which e5's position vectors are averaged when its embedding normalisation is folded into the rows."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network; ``activation`` is ``relu``, ``gelu`` or ``swish``."""

    width: int = 384
    inner: int = 1536
    heads: int = 12
    encoder_layers: int = 6
    decoder_layers: int = 2
    dropout: float = 0.0
    activation: str = "gelu"
    positions: int = 512


def marian_config(shape: Shape, vocabulary: int, attention: str) -> MarianConfig:
    """The Hugging Face configuration; ``vocabulary`` counts ``<pad>``, which is the last id and starts the decoder."""
    pad = vocabulary - 1
    return MarianConfig(
        vocab_size=vocabulary,
        decoder_vocab_size=vocabulary,
        d_model=shape.width,
        encoder_layers=shape.encoder_layers,
        decoder_layers=shape.decoder_layers,
        encoder_attention_heads=shape.heads,
        decoder_attention_heads=shape.heads,
        encoder_ffn_dim=shape.inner,
        decoder_ffn_dim=shape.inner,
        dropout=shape.dropout,
        activation_function=shape.activation,
        pad_token_id=pad,
        bos_token_id=0,
        eos_token_id=0,
        forced_eos_token_id=0,
        decoder_start_token_id=pad,
        scale_embedding=True,
        share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True,
        static_position_embeddings=True,
        normalize_before=False,
        max_position_embeddings=shape.positions,
        attn_implementation=attention,
    )


def generation_config(vocabulary: int) -> GenerationConfig:
    """Beam 4, no ``<pad>`` in the output, ``</s>`` forced at the longest length."""
    pad = vocabulary - 1
    return GenerationConfig(
        bad_words_ids=[[pad]],
        max_length=512,
        num_beams=4,
        decoder_start_token_id=pad,
        pad_token_id=pad,
        bos_token_id=0,
        eos_token_id=0,
        forced_eos_token_id=0,
    )


def random_model(config: MarianConfig) -> MarianMTModel:
    """Glorot weights, embeddings of standard deviation 1 / sqrt(width)."""
    model = MarianMTModel(config)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.dim() == 2 and "embed" not in name and "shared" not in name:
                torch.nn.init.xavier_uniform_(weight)
        rows = model.model.shared.weight
        torch.nn.init.normal_(rows, std=config.d_model**-0.5)
        rows[config.pad_token_id] = 0
    return model


def folded_embeddings(e5: E5) -> tuple[np.ndarray, np.ndarray]:
    """Word rows and position rows with e5's embedding normalisation folded in, each word at an average position.

    ``LN(word + position + type)`` divides by a deviation that depends on the word above all; the small part that
    depends on the position is left to fine-tuning.
    """
    gain, shift = e5.tensors["emb.ln.w"], e5.tensors["emb.ln.b"]
    middle = e5.tensors["emb.pos"][:USUAL_POSITIONS].mean(0)
    words = e5.tensors["emb.word"] + e5.tensors["emb.type"][0] + middle
    words = words - words.mean(1, keepdims=True)
    deviation = np.sqrt((words**2).mean(1, keepdims=True) + e5.tensors["emb.pos"][:USUAL_POSITIONS].var())
    places = e5.tensors["emb.pos"] - middle
    places = (places - places.mean(1, keepdims=True)) / np.median(deviation[5:50_000]) * gain
    return words / deviation * gain + shift, places


def pretrained_model(
    config: MarianConfig,
    e5: E5,
    pieces: list[str],
    encoder_from: list[int],
    decoder_from: list[int],
    cross_from: list[int],
) -> MarianMTModel:
    """Encoder layers, decoder self-attention and feed-forward, and cross-attention from the named e5 layers.

    In e5 the first place belongs to ``<s>``: its position vector is three times as long as the others, heads rest
    there (attention sink: Xiao et al. 2024), and its state forgets its word. Marian has no ``<s>``, so the first word
    of every sentence would be lost. Attention sees order by the position vectors alone; therefore ``</s>``, wherever it
    stands, is given what makes ``<s>`` the sink, and the words begin at the second place.
    """
    model = random_model(config)
    words, places = folded_embeddings(e5)
    index = {p: i for i, p in enumerate(e5.pieces)}
    same = {"…": "...", "„": '▁"'}
    rows = np.stack(
        [words[index[same.get(p, p)]] if same.get(p, p) in index else np.full(e5.width, np.nan) for p in pieces]
    )
    rows[pieces.index("</s>")] = words[index["<s>"]] + places[0]
    mean, spread = np.nanmean(rows, 0), np.nanstd(rows, 0)
    lacking = np.isnan(rows[:, 0])
    rows[lacking] = mean + np.random.default_rng(1).normal(size=(lacking.sum(), e5.width)) * spread * 0.5
    state = {k: v.clone() for k, v in model.state_dict().items()}
    shared = torch.tensor(np.vstack([rows, np.zeros((1, e5.width))]), dtype=torch.float32) / config.d_model**0.5
    for name in ("model.shared", "model.encoder.embed_tokens", "model.decoder.embed_tokens", "lm_head"):
        state[f"{name}.weight"] = shared
    table = torch.tensor(places, dtype=torch.float32)
    state["model.decoder.embed_positions.weight"] = table
    state["model.encoder.embed_positions.weight"] = torch.cat([table[1:], table[-1:]])
    for place, layer in enumerate(encoder_from):
        put_layer(state, f"model.encoder.layers.{place}", e5, layer)
    for place, layer in enumerate(decoder_from):
        put_layer(state, f"model.decoder.layers.{place}", e5, layer)
    for place, layer in enumerate(cross_from):
        put_attention(state, f"model.decoder.layers.{place}.encoder_attn", e5, layer)
    model.load_state_dict(state)
    return model


def put_attention(state: dict[str, Tensor], prefix: str, e5: E5, layer: int) -> None:
    """Copy one e5 self-attention with the normalisation after it."""
    names = {"q": "q_proj", "k": "k_proj", "v": "v_proj", "ao": "out_proj", "aln": None}
    for short, long in names.items():
        for kind, suffix in (("w", "weight"), ("b", "bias")):
            target = f"{prefix}_layer_norm.{suffix}" if long is None else f"{prefix}.{long}.{suffix}"
            state[target] = torch.tensor(np.array(e5.tensors[f"l{layer}.{short}.{kind}"]))


def put_layer(state: dict[str, Tensor], prefix: str, e5: E5, layer: int) -> None:
    """Copy self-attention and feed-forward of one e5 layer."""
    put_attention(state, f"{prefix}.self_attn", e5, layer)
    for short, long in {"fi": "fc1", "fo": "fc2", "oln": "final_layer_norm"}.items():
        for kind, suffix in (("w", "weight"), ("b", "bias")):
            state[f"{prefix}.{long}.{suffix}"] = torch.tensor(np.array(e5.tensors[f"l{layer}.{short}.{kind}"]))
