"""Whether a German word looks like a name by its letters alone: a logistic regression over groups of letters.

Their weights stand in ``configs/check/name_shapes.tsv.xz`` (a group, a tab, tenths), made by
``scripts/fit_name_shapes.py`` from the words of the lexicon that are names, or nouns, in translation.
"""

from __future__ import annotations

import lzma
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from pipeline.resources import damage, root

FILE: Final = "configs/check/name_shapes.tsv.xz"
BIAS: Final = ""
LONGEST: Final = 5  # letters in a group
_MOST: Final = 4.0  # log odds beyond which more make no difference


def groups(word: str) -> set[str]:
    """Return the groups of up to five letters in a word in lower case, with its beginning and its end marked."""
    marked = f"^{word}$"
    return {marked[i : i + n] for n in range(1, LONGEST + 1) for i in range(len(marked) - n + 1)}


@lru_cache(maxsize=20000)
def shape(word: str) -> float:
    """Return how much a German word in lower case looks like a name, -1 (a noun) to 1 (a name)."""
    weights = shapes()
    odds = weights[BIAS] + sum(weights.get(group, 0.0) for group in groups(word))
    return max(-_MOST, min(_MOST, odds)) / _MOST


@lru_cache(maxsize=1)
def shapes() -> Mapping[str, float]:
    """Return the weights that ship, by group of letters; that of the empty group is the bias.

    Raises:
        ConfigError: the file is missing or damaged.
    """
    path = root() / FILE
    with damage(path, "the shapes of names"):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            read = {group: int(weight) / 10 for group, _, weight in (line.partition("\t") for line in file)}
        if BIAS in read:
            return read
        raise ValueError("no bias")
