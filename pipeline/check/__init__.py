"""Alignment -> Flag: one file per check; this tuple is the table of contents."""

from __future__ import annotations

from pipeline.protocols import Check

ALL_CHECKS: tuple[type[Check], ...] = ()
