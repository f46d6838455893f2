"""Logistic regressions over named cues; the weights, by kind and cue, stand in YAML files that scripts have learnt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

import yaml

from pipeline.resources import damage, root

Weights = Mapping[str, float]


def odds(weights: Weights, cues: Mapping[str, float]) -> float:
    """Return the log-odds that ``weights`` give to ``cues``; a cue without a weight says nothing."""
    return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in cues.items())


def chance(weights: Weights, cues: Mapping[str, float]) -> float:
    """Return the probability, 0..1, that ``weights`` give to ``cues``."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, odds(weights, cues)))))


def read_weights(file: str, kinds: Sequence[str], what: str) -> Mapping[str, Weights]:
    """Return the weights in ``file`` (relative to the root) of each of ``kinds``; "bias" is among them.

    Raises:
        ConfigError: the file is missing or damaged; it is said to be that of ``what``.
    """
    path = root() / file
    with damage(path, f"the weights of {what}"):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        read = {kind: {name: float(value) for name, value in data[kind].items()} for kind in kinds}
        if all("bias" in weights for weights in read.values()):
            return read
        raise ValueError("no bias")
