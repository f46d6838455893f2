"""Updates: gradients of all workers to weights, their running average, checkpoints."""

from __future__ import annotations

import logging
import math
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from torch import Tensor
from transformers import MarianMTModel

from .settings import TrainSettings
from .workers import Shared, trainable

log = logging.getLogger(__name__)
AVERAGE_EVERY = 5


@dataclass(slots=True)
class Progress:
    """What a checkpoint remembers beside the tensors: seconds ``spent``, ``best`` chrF, a pool of each worker ..."""

    step: int = 0
    tokens: int = 0
    spent: float = 0.0
    pools: list[int] = field(default_factory=list)
    best: float = 0.0
    waited: int = 0


class Trainer:
    """The weights, their running average, Adam's moments, and the place in the schedule.

    ``ends``: where the three groups of weights end; ``kept``: rows of the embeddings that stay as they are.
    """

    def __init__(
        self,
        model: MarianMTModel,
        shared: Shared,
        ends: list[int],
        settings: TrainSettings,
        folder: Path,
        device: str,
        kept: Tensor | None = None,
    ) -> None:
        self.model, self.shared, self.settings, self.folder, self.device = model, shared, settings, folder, device
        self.kept, self.embeddings = kept, slice(ends[1], ends[2])
        plan = settings.schedule
        groups = []
        for start, end, peak in zip(
            [0, *ends], ends, (plan.rate, plan.encoder_rate, plan.embedding_rate), strict=False
        ):
            weights = torch.nn.Parameter(shared.weights[start:end])
            weights.grad = shared.gradients[0, start:end]
            groups.append({"params": [weights], "peak": peak})
        self.optimiser = torch.optim.AdamW(
            groups, lr=0.0, betas=(0.9, 0.98), eps=1e-9, weight_decay=plan.weight_decay, fused=True
        )
        self.average = shared.weights.clone()
        self.progress = Progress(pools=[0] * len(shared.places))
        self.ending = False

    @property
    def share(self) -> float:
        """How much of the planned steps, else of the planned time, is done, 0 to 1."""
        plan = self.settings.schedule
        return min(1.0, self.progress.step / plan.steps if plan.steps else self.progress.spent / (plan.minutes * 60))

    @property
    def over(self) -> bool:
        """The plan is fulfilled, or somebody asked to end."""
        return self.ending or self.share >= 1

    def rate(self, group: int) -> float:
        """The group's rate, as a share of its peak: up over the warm-up, then linearly down to 0 at the planned end."""
        plan = self.settings.schedule
        begin = plan.freeze_encoder_steps if group == 1 else 0
        return max(0.0, min(1.0, (self.progress.step + 1 - begin) / plan.warmup)) * (1 - self.share)

    def update(self) -> None:
        """One optimiser step on the summed gradients of all workers; a gradient that is not finite is left out."""
        total = self.shared.gradients[0]
        for other in self.shared.gradients[1:]:
            total += other
        tokens = float(self.shared.sums[:, 0].sum())
        total /= max(tokens, 1.0)
        if self.kept is not None:
            total[self.embeddings].view(-1, self.model.config.d_model)[self.kept] = 0
        norm = float(total.norm())
        if math.isfinite(norm):
            total *= min(1.0, self.settings.schedule.clip / (norm + 1e-9))
            for number, group in enumerate(self.optimiser.param_groups):
                group["lr"] = group["peak"] * self.rate(number)
            self.optimiser.step()
        else:
            log.warning("step %d: the gradient is not finite, update left out", self.progress.step)
        self.shared.gradients.zero_()
        self.progress.step += 1
        self.progress.tokens += int(tokens)
        if self.progress.step % AVERAGE_EVERY == 0:
            span = min(self.settings.schedule.average_steps, self.progress.step + AVERAGE_EVERY)
            self.average.lerp_(self.shared.weights, AVERAGE_EVERY / span)

    def save(self) -> None:
        """Write the checkpoint, whole or not at all."""
        target = self.folder / "checkpoint.pt"
        state = {
            "weights": self.shared.weights,
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "progress": asdict(self.progress),
        }
        torch.save(state, target.with_suffix(".new"))
        target.with_suffix(".new").replace(target)

    def resume(self) -> bool:
        """Take up the checkpoint where there is one."""
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return False
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.shared.weights.copy_(state["weights"])
        self.average.copy_(state["average"])
        peaks = [group["peak"] for group in self.optimiser.param_groups]
        self.optimiser.load_state_dict(state["optimiser"])
        for group, peak in zip(self.optimiser.param_groups, peaks, strict=True):
            group["peak"] = peak
        self.progress = Progress(**state["progress"])
        pools, workers = self.progress.pools, len(self.shared.places)
        if len(pools) != workers:
            self.progress.pools = [sum(pools) // workers + 1] * workers
        return True

    def averaged(self) -> MarianMTModel:
        """A copy of the network with the averaged weights, ready to translate."""
        twin = MarianMTModel(self.model.config)
        twin.load_state_dict(self.model.state_dict())
        fill(twin, self.average)
        return twin.to(self.device).eval()


def fill(model: MarianMTModel, weights: Tensor) -> None:
    """Copy a flat vector into a network."""
    at = 0
    with torch.no_grad():
        for _, parameter in trainable(model):
            parameter.copy_(weights[at : at + parameter.numel()].view_as(parameter))
            at += parameter.numel()
