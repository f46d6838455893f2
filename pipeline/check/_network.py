"""Networks with one hidden layer over a row of figures; the weights stand in YAML files that scripts have learnt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import yaml
from numpy.typing import NDArray

from pipeline.resources import damage, root

Figures = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """The network: (hidden, figures) weights, (hidden) bias, (hidden) out, last; ``likely``: odds worth a notice."""

    hidden: Figures
    bias: Figures
    out: Figures
    last: float
    likely: float = 0.0

    def odds(self, figures: Figures) -> Figures:
        """Return the log-odds of each row of figures; 0 is the least for a warning."""
        return np.asarray(np.tanh(figures @ self.hidden.T + self.bias) @ self.out + self.last)


def read_judges(file: str, kinds: Sequence[str], what: str) -> Mapping[str, Judge]:
    """Return the networks in ``file`` (relative to the root), by kind.

    Raises:
        ConfigError: the file is missing or damaged; it is said to be that of ``what``.
    """
    path = root() / file
    with damage(path, f"the weights of {what}"):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return {kind: _judge(data[kind]) for kind in kinds}


def _judge(data: Mapping[str, object]) -> Judge:
    hidden, bias, out = (np.array(data[key], float) for key in ("hidden", "bias", "out"))
    last, likely = (float(str(data[key])) for key in ("last", "likely"))
    return Judge(hidden, bias, out, last, likely)
