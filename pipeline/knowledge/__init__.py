"""Reads ``configs/knowledge`` and ``configs/styles``: people and dated roles, places, organisations, word lists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All facts and word lists the checks may use."""
