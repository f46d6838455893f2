"""How like two sentences are, and where they differ."""

from __future__ import annotations

import difflib

from rapidfuzz.distance import Indel

from pipeline.text.tokens import tokenize
from pipeline.types import Span


def likeness(one: str, other: str) -> float:
    """Return 1 - insertions and deletions / all characters (the normalised Indel similarity), in 0..1."""
    return float(Indel.normalized_similarity(one, other))


def changes(old: str, new: str) -> list[tuple[list[Span], list[Span]]]:
    """Return the runs of tokens of ``old`` that became runs of tokens of ``new``; either may be empty."""
    before, after = tokenize(old), tokenize(new)
    matcher = difflib.SequenceMatcher(None, [s.of(old) for s in before], [s.of(new) for s in after], autojunk=False)
    return [(before[i:j], after[k:m]) for what, i, j, k, m in matcher.get_opcodes() if what != "equal"]
