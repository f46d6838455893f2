"""What a batch is trained on: smoothed cross-entropy over all pieces or drawn ones, and guided attention."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional
from transformers import MarianMTModel

from .data import Batch
from .settings import TrainSettings


def candidates(gold: Tensor, vocabulary: int, sampled: int) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces for a sampled softmax: (their ids, gold as places among them, the correction to add to each logit).

    A drawn piece stands for all the pieces that were not drawn, so its logit is raised by the logarithm of their ratio.
    """
    present, places = torch.unique(gold, return_inverse=True)
    absent = torch.ones(vocabulary, dtype=torch.bool, device=gold.device)
    absent[present] = False
    others = absent.nonzero()[:, 0]
    drawn = others[torch.randperm(len(others), device=gold.device)[:sampled]]
    correction = torch.zeros(len(present) + len(drawn), device=gold.device)
    correction[len(present) :] = math.log(len(others) / max(1, len(drawn)))
    return torch.cat([present, drawn]), places, correction


def decode(model: MarianMTModel, source: Tensor, shifted: Tensor, cut: bool, attentions: bool) -> Any:
    """Run encoder and decoder; ``cut`` keeps gradients from the encoder's embeddings (its lowest layers are frozen)."""
    encoder = model.model.encoder
    mask = (source != model.config.pad_token_id).long()
    embedded = encoder.embed_tokens(source) * encoder.embed_scale
    encoded = encoder(inputs_embeds=embedded.detach() if cut else embedded, attention_mask=mask).last_hidden_state
    return model.model.decoder(
        input_ids=shifted,
        encoder_hidden_states=encoded,
        encoder_attention_mask=mask,
        use_cache=False,
        output_attentions=attentions,
    )


def batch_loss(
    model: MarianMTModel, batch: Batch, settings: TrainSettings, device: str, step: int
) -> tuple[Tensor, int, Tensor]:
    """Loss to minimise (summed over target pieces), their number, and the plain cross-entropy sum in nats."""
    pad, plan = model.config.pad_token_id, settings.schedule
    source, target = (torch.from_numpy(side).to(device, non_blocking=True) for side in (batch.source, batch.target))
    shifted = torch.cat([torch.full_like(target[:, :1], pad), target[:, :-1]], 1)
    keep = target != pad
    links = batch.links if plan.guided_weight > 0 else None
    cut = plan.frozen_layers > 0 or step < plan.freeze_encoder_steps
    with torch.autocast(device, torch.bfloat16, enabled=settings.hardware.precision == "bfloat16"):
        output = decode(model, source, shifted, cut, links is not None)
        gold, rows = target[keep], model.lm_head.weight[:pad]
        correction = model.final_logits_bias[0, :pad]
        if plan.sampled:
            ids, gold, drawn = candidates(gold, pad, plan.sampled)
            rows, correction = rows[ids], correction[ids] + drawn
        logits = functional.linear(output.last_hidden_state[keep], rows)
    log_probabilities = functional.log_softmax(logits.float() + correction, -1)
    plain = functional.nll_loss(log_probabilities, gold, reduction="sum")
    loss = (1 - plan.smoothing) * plain - plan.smoothing * log_probabilities.mean(-1).sum()
    if links is not None:
        wanted = torch.from_numpy(links).to(device, non_blocking=True)
        loss = loss + guidance(output.cross_attentions, wanted, settings, step)
    return loss, len(gold), plain.detach()


def guidance(layers: Sequence[Tensor], wanted: Tensor, settings: TrainSettings, step: int) -> Tensor:
    """Cross-entropy between word links and attention: of head 0 of the last layer always, of more heads at first.

    ``layers`` are (pairs, heads, target, source), ``wanted`` (pairs, target, source) with rows that sum to 1 or 0.
    While the run is young all heads of the last layer are guided, and half of the first layer's, these to the source
    word of the piece before: the last layer then learns to look to what comes next.
    """
    plan = settings.schedule
    last = guided_nats(layers[-1], wanted)
    loss = last[0]
    young = max(0.0, 1 - step / plan.guide_all_steps) if plan.guide_all_steps else 0.0
    if young:
        loss = loss + young * last.sum()
        before = functional.pad(wanted[:, :-1], (0, 0, 1, 0))
        if len(layers) > 1:
            loss = loss + young * guided_nats(layers[0][:, ::2], before).sum()
    return plan.guided_weight * loss


def guided_nats(attention: Tensor, wanted: Tensor) -> Tensor:
    """Cross-entropy of each head, summed over pairs and pieces."""
    return -(wanted[:, None] * attention.float().clamp_min(1e-6).log()).sum((0, 2, 3))
