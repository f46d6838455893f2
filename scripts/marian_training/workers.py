"""Workers that share one set of weights, gather gradients batch by batch, and meet once an update.

On a CPU that other work also uses, single-threaded workers that meet once an update lose far less than one process
whose threads meet in every matrix product. All weights live in one flat vector in shared memory, the gradients of each
worker in another. On a GPU there is one worker and nothing to share.
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Barrier
from threading import BrokenBarrierError

import torch
from torch import Tensor
from transformers import MarianMTModel

from .data import Batch
from .loss import batch_loss
from .settings import TrainSettings
from .stream import SPAWN, Stream

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shared:
    """The common state: ``gradients`` and ``sums`` (target pieces, nats) have one row for each worker."""

    weights: Tensor
    gradients: Tensor
    sums: Tensor
    tokens: Synchronized[int]
    step: Synchronized[int]
    places: list[Synchronized[int]]
    meet: Barrier

    @classmethod
    def of(cls, weights: Tensor, workers: int) -> Shared:
        """Room for ``workers``, in shared memory on the CPU."""
        gradients = torch.zeros(workers, len(weights), device=weights.device)
        sums = torch.zeros(workers, 2, dtype=torch.float64)
        if weights.device.type == "cpu":
            for tensor in (weights, gradients, sums):
                tensor.share_memory_()  # type: ignore[no-untyped-call]
        tokens, step = (SPAWN.Value("l", 0) for _ in range(2))
        return cls(
            weights,
            gradients,
            sums,
            tokens,
            step,
            [SPAWN.Value("l", 0) for _ in range(workers)],
            SPAWN.Barrier(workers),
        )


def group_of(name: str) -> int:
    """0 decoder, 1 encoder, 2 embeddings: the groups that have learning rates of their own."""
    if "shared" in name or "embed_tokens" in name:
        return 2
    return 1 if ".encoder.layers." in name else 0


def trainable(model: MarianMTModel) -> list[tuple[str, torch.nn.Parameter]]:
    """Parameters that training may change, ordered by group so that each group is one slice of the flat vector."""
    named = ((n, p) for n, p in model.named_parameters() if "embed_positions" not in n)
    return sorted(named, key=lambda item: group_of(item[0]))


def flat(model: MarianMTModel) -> Tensor:
    """All trainable parameters in one vector, as ``bind`` orders them."""
    return torch.cat([p.detach().reshape(-1) for _, p in trainable(model)])


def bind(model: MarianMTModel, weights: Tensor, gradients: Tensor) -> list[int]:
    """Make the parameters and their gradients views of the flat vectors; return where each of the three groups ends."""
    ends, at = [0, 0, 0], 0
    for name, parameter in trainable(model):
        size = parameter.numel()
        parameter.data = weights[at : at + size].view_as(parameter)
        parameter.grad = gradients[at : at + size].view_as(parameter)
        at += size
        ends[group_of(name)] = at
    return ends


def set_encoder(model: MarianMTModel, learns: bool, frozen_layers: int) -> None:
    """Freeze the encoder, or free its layers above the lowest ``frozen_layers``."""
    for number, layer in enumerate(model.model.encoder.layers):
        for parameter in layer.parameters():
            parameter.requires_grad_(learns and number >= frozen_layers)


def work(
    model: MarianMTModel, batches: Iterator[Batch], shared: Shared, worker: int, settings: TrainSettings, device: str
) -> None:
    """Add up one worker's gradients of an update: take batches until all workers together have enough target pieces."""
    step, plan = shared.step.value, settings.schedule
    set_encoder(model, step >= plan.freeze_encoder_steps, plan.frozen_layers)
    while True:
        with shared.tokens.get_lock():
            if shared.tokens.value >= plan.step_tokens:
                return
            batch = next(batches)
            shared.tokens.value += int((batch.target != model.config.pad_token_id).sum())
        loss, count, plain = batch_loss(model, batch, settings, device, step)
        torch.autograd.backward(loss)
        shared.sums[worker, 0] += count
        shared.sums[worker, 1] += float(plain)


def follow(model: MarianMTModel, stream: Stream, shared: Shared, worker: int, settings: TrainSettings) -> None:
    """The life of a worker other than the first, which ends it by giving up their meetings, as it does if it fails."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    torch.set_num_threads(settings.hardware.threads)
    twin = MarianMTModel(model.config)  # a network that was pickled no longer returns its attention
    twin.load_state_dict(model.state_dict())
    bind(twin, shared.weights, shared.gradients[worker])
    batches = stream.batches()
    try:
        shared.meet.wait()
        while True:
            shared.meet.wait()
            work(twin, batches, shared, worker, settings, "cpu")
            shared.places[worker].value = stream.pool
            shared.meet.wait()
    except BrokenBarrierError:
        log.debug("worker %d ends with the first", worker)
    finally:
        shared.meet.abort()
