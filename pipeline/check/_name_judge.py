"""How likely a name was lost, altered or added, from the cues of ``_name_cues``: a logistic regression for each.

Their weights stand in ``configs/check/name_gaps.yaml``, made by ``scripts/fit_name_gaps.py`` from good translations and
from slips planted into them. A probability holds where about one sentence in ten has a slip; what counts is where the
thresholds of the checks lie: the script prints which alarms and finds each one means. A network with a hidden layer was
no better on sentences that it had not seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import exp
from typing import Final

import yaml

from pipeline.errors import ConfigError
from pipeline.resources import root

FILE: Final = "configs/check/name_gaps.yaml"
KINDS: Final = ("lost", "altered", "added")


def probability(kind: str, cues: Mapping[str, float]) -> float:
    """Return the probability, 0..1, that ``cues`` come from a slip of ``kind``; a cue without a weight says nothing."""
    weights = judges()[kind]
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in cues.items())
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=1)
def judges() -> Mapping[str, Mapping[str, float]]:
    """Return the weights that ship, by kind and cue; "bias" is among them.

    Raises:
        ConfigError: the file is missing or damaged.
    """
    path = root() / FILE
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        read = {kind: {name: float(value) for name, value in data[kind].items()} for kind in KINDS}
        if all("bias" in weights for weights in read.values()):
            return read
        raise ValueError("no bias")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise ConfigError(f"{path}: not the weights of lost names ({error}); restore it from the repository") from error
