"""Start as a word-by-word translator: fit the last cross-attention so that it turns a source word into its translation.

With all heads on the linked source word, values and output projection together are one matrix from encoder states to
the space of the output embeddings; ridge regression over word links gives it before any training. Words are weighted by
the inverse root of their frequency, so that function words do not drown the others.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np
import sentencepiece as spm
import torch
from torch import Tensor
from torch.nn import functional
from transformers import MarianMTModel

from .data import Pair, cut, padded
from .stream import Links

RIDGE = 30.0
FEED_FORWARD = 0.3
"""The last feed-forward layer, made for another place, starts at this share of its strength."""
GAINS = (0.25, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0)
"""Gains of the last normalisation to choose from: how sharp the first softmax is."""
BATCH_TOKENS = 2000
LONGEST = 60
HELD_OUT = 20
"""Every such linked piece is kept from the fit, to measure it and to choose the gain."""
log = logging.getLogger(__name__)


def linked_states(
    model: MarianMTModel, pairs: Sequence[Pair], processor: spm.SentencePieceProcessor, linker: Links, seed: int
) -> tuple[Tensor, Tensor]:
    """Encoder states (linked pieces, width), each the mean over the source pieces of one target piece; those pieces."""
    rows = [(processor.encode(german), processor.encode(english)) for german, english in pairs]
    states, targets, pad, names = [], [], len(processor), processor.id_to_piece
    lengths = [(len(s) + 1, len(t) + 1) for s, t in rows]
    for chosen in cut(lengths, BATCH_TOKENS, LONGEST, np.random.default_rng(seed)):
        source = torch.from_numpy(padded([[*rows[i][0], 0] for i in chosen], pad))
        with torch.inference_mode():
            encoded = model.model.encoder(input_ids=source, attention_mask=(source != pad).long()).last_hidden_state
        for place, i in enumerate(chosen):
            s, t = rows[i]
            links = linker.links(names(s), names(t))
            known = links.sum(1) > 0
            states.append(torch.from_numpy(links[known]) @ encoded[place, : len(s) + 1])
            targets.append(torch.tensor([*t, 0])[known])
    return torch.cat(states), torch.cat(targets)


def fit_lexical(
    model: MarianMTModel, pairs: Sequence[Pair], processor: spm.SentencePieceProcessor, linker: Links, seed: int
) -> None:
    """Set values and output projection of the last cross-attention; logs how many held-out pieces it gets right."""
    states, targets = linked_states(model, pairs, processor, linker, seed)
    rows = model.model.shared.weight.detach()[:-1]
    table = functional.normalize(rows - rows.mean(0), dim=1)
    weight = targets.bincount(minlength=len(table))[targets].float().rsqrt()[:, None]
    centre = (states * weight).sum(0) / weight.sum()
    wanted = table[targets] - (table[targets] * weight).sum(0) / weight.sum()
    kept = torch.arange(len(states)) % HELD_OUT != 0
    x, y, w = (states - centre)[kept], wanted[kept], weight[kept]
    matrix = torch.linalg.solve(x.T @ (x * w) + RIDGE * torch.eye(x.shape[1]), x.T @ (y * w))
    guess = (states - centre)[~kept] @ matrix
    right = ((guess @ table.T).argmax(1) == targets[~kept]).float().mean()
    log.info("lexical fit: %d linked pieces, %.1f %% of the held-out ones right", len(states), 100 * float(right))
    layer = model.model.decoder.layers[-1]
    with torch.no_grad():
        layer.encoder_attn.v_proj.weight.copy_(torch.eye(x.shape[1]))
        layer.encoder_attn.v_proj.bias.copy_(-centre)
        layer.encoder_attn.out_proj.weight.copy_(matrix.T / (x @ matrix).std())
        layer.encoder_attn.out_proj.bias.zero_()
        layer.fc2.weight.mul_(FEED_FORWARD)
        layer.final_layer_norm.weight.fill_(best_gain(guess, targets[~kept], rows))
        layer.final_layer_norm.bias.zero_()


def best_gain(outputs: Tensor, targets: Tensor, rows: Tensor) -> float:
    """The gain of the last normalisation under which the softmax over the embeddings fits best."""
    normal = functional.layer_norm(outputs, outputs.shape[1:])
    losses = {gain: float(functional.cross_entropy(gain * normal @ rows.T, targets)) for gain in GAINS}
    best = min(losses, key=lambda gain: losses[gain])
    log.info("gain of the last normalisation %.2f: %.3f nats a linked piece", best, losses[best])
    return best
