"""Seeded slips: typed mutators plant one slip each into good pairs, so that a check gone blind shows.

The idea is mutation testing turned on the checks (compare DEMETR, Karpinska et al. 2022, which does it to metrics).
"""

from __future__ import annotations

from pipeline.evaluate.slips.form import FORM
from pipeline.evaluate.slips.mutator import Mutator
from pipeline.evaluate.slips.names import NAMES
from pipeline.evaluate.slips.plant import plant
from pipeline.evaluate.slips.quantities import QUANTITIES
from pipeline.evaluate.slips.structure import STRUCTURE
from pipeline.evaluate.slips.words import WORDS

ALL_MUTATORS: tuple[Mutator, ...] = (*QUANTITIES, *WORDS, *NAMES, *STRUCTURE, *FORM)

__all__ = ["ALL_MUTATORS", "Mutator", "plant"]
