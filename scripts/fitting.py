"""What the scripts that learn weights share: their options, the development data, and who may learn from which part.

Sentences are divided by a hash of the German: three fifths are learnt from, two fifths are only measured on. The three
fifths have two halves, each of which can judge what was learnt from the other.
"""

from __future__ import annotations

import argparse
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.evaluate.data import bench_folder

Floats = NDArray[np.float64]


def options(doc: str | None, file: str = "") -> argparse.ArgumentParser:
    """Return a parser described by ``doc``, a module's docstring; ``--write`` where there is a ``file``."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    if file:
        parser.add_argument("--write", action="store_true", help=f"write {file}")
    return parser


def development_data() -> Path:
    """Return the folder of the development data; ends the script where it is not there."""
    folder = bench_folder()
    if folder is None:
        raise SystemExit("the development data folder is not there: set WIREDESK_BENCH")
    return folder


def learnt(german: str) -> bool:
    """Tell whether a sentence is one of the three fifths that are learnt from."""
    return number(german) % 5 < 3


def half(german: str) -> int:
    """Return the half of its part, 0 or 1, that a sentence belongs to."""
    return number(german) // 5 % 2


def number(german: str) -> int:
    """Return the hash that divides the sentences."""
    return zlib.crc32(german.encode())


def chance(odds: Floats) -> Floats:
    """Return the probabilities of log-odds."""
    return np.asarray(1 / (1 + np.exp(-odds)))


def logistic(
    rows: Floats, labels: Floats, weights: Floats, decay: float, steps: int = 40, bias_decay: float = 1e-9
) -> Floats:
    """Return the weights (m,) of a logistic regression with L2 decay, by Newton's method.

    ``rows``: (n, m), the last column 1, of which the weight is the bias; ``labels``, ``weights``: (n,).
    """
    made = np.zeros(rows.shape[1])
    decays = np.full(rows.shape[1], decay)
    decays[-1] = bias_decay
    for _ in range(steps):
        likely = chance(rows @ made)
        slope = rows.T @ (weights * (likely - labels)) + decays * made
        curve = (rows * (weights * likely * (1 - likely))[:, None]).T @ rows + np.diag(decays)
        step = np.linalg.solve(curve, slope)
        made -= step
        if np.abs(step).max() < 1e-6:
            break
    return made
