"""Alignment -> Flag: one file per check; this tuple is the table of contents."""

from __future__ import annotations

from pipeline.check.empty_translation import EmptyTranslation
from pipeline.check.length_outlier import LengthOutlier
from pipeline.check.quote_unbalanced import QuoteUnbalanced
from pipeline.check.repeated_phrase import RepeatedPhrase
from pipeline.protocols import Check

ALL_CHECKS: tuple[type[Check], ...] = (
    QuoteUnbalanced,
    EmptyTranslation,
    RepeatedPhrase,
    LengthOutlier,
)
