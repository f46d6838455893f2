"""Sentence pairs that stand on opposite poles; shared by comparison-reversed and opposite-word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from pipeline.knowledge import Knowledge
from pipeline.knowledge.opposites import Axis, Opposites, Stand
from pipeline.text.wordforms import Word
from pipeline.types import Alignment

# A negation turns one pole into the other (nicht weniger = as much). Closed classes: Duden, "Die Grammatik",
# Negation; Quirk et al., 10.54 ff.
_NEGATION_DE = re.compile(r"\b(?:nicht|kein\w*|(?<!wie )nie|niemals|kaum|weder|ohne|nichts)\b", re.IGNORECASE)
_NEGATION_EN = re.compile(
    r"\b(?:not|no|never|hardly|neither|nor|without|cannot|none|nothing)\b|n['’]t\b", re.IGNORECASE
)
_MARK = re.compile(r"[,;:.!?–—\"“”„]")


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


def negated_alike(source: str, target: str, german: Word, english: Word) -> bool:
    """Tell whether the sides have as many negations, or no negation stands in the clause of either word."""
    if len(_NEGATION_DE.findall(source)) % 2 == len(_NEGATION_EN.findall(target)) % 2:
        return True
    return not _NEGATION_DE.search(_clause(source, german)) and not _NEGATION_EN.search(_clause(target, english))


def _clause(text: str, word: Word) -> str:
    start = max((mark.end() for mark in _MARK.finditer(text, 0, word.span.start)), default=0)
    end = _MARK.search(text, word.span.end)
    return text[start : end.start() if end else len(text)]
