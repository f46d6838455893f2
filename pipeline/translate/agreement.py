"""Do numbers and names of a candidate agree with its source? For choosing among hypotheses, not for flagging."""

from __future__ import annotations


def disagreements(source: str, target: str) -> dict[str, int]:
    """Return how many numbers and names of ``target`` disagree with ``source``, without the kinds that all agree."""
    return {}
