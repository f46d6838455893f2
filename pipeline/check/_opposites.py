"""Sentence pairs that stand on opposite poles; shared by comparison-reversed and opposite-word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from pipeline.knowledge import Knowledge
from pipeline.knowledge.opposites import Axis, Opposites, Stand
from pipeline.types import Alignment

# A negation turns one pole into the other (nicht weniger = as much). Closed classes: Duden, "Die Grammatik",
# Negation; Quirk et al., 10.54 ff.
_NEGATION_DE = re.compile(r"\b(?:nicht|kein\w*|(?<!wie )nie|niemals|kaum|weder|ohne|nichts)\b", re.IGNORECASE)
_NEGATION_EN = re.compile(
    r"\b(?:not|no|never|hardly|neither|nor|without|cannot|none|nothing)\b|n['’]t\b", re.IGNORECASE
)


def reversals(
    pair: Alignment, knowledge: Knowledge, check: Literal["comparison", "opposite"]
) -> list[tuple[Axis, Stand, Stand]]:
    """Return the axes of ``check`` on which the two sides of ``pair`` differ; none where one side alone is negated."""
    return [found for found in _all(pair.source, pair.target, knowledge.opposites) if found[0].check == check]


@lru_cache(maxsize=4096)
def _all(source: str, target: str, opposites: Opposites) -> list[tuple[Axis, Stand, Stand]]:
    if len(_NEGATION_DE.findall(source)) % 2 != len(_NEGATION_EN.findall(target)) % 2:
        return []
    return opposites.reversals(source, target)
