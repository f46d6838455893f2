"""British and American spellings: ``configs/knowledge/spelling.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

import yaml

from pipeline.knowledge.models import Strict
from pipeline.resources import damage, root

Spelling = Literal["uk", "us"]
FILE = "configs/knowledge/spelling.yaml"


class Group(Strict):
    """Words that differ in one place: each of ``stems``, then ``uk`` or ``us``, then each of ``ends``."""

    uk: str
    us: str
    stems: tuple[str, ...]
    ends: tuple[str, ...]


class Spellings(Strict):
    """The file; ``pairs``, and ``units`` after figures: British word: American word."""

    groups: tuple[Group, ...]
    pairs: dict[str, str]
    units: dict[str, str]

    def words(self) -> dict[str, str]:
        """Return every British form with its American one."""
        made = dict(self.pairs)
        for group in self.groups:
            for stem in group.stems:
                made.update({stem + group.uk + end: stem + group.us + end for end in group.ends})
        return made


@lru_cache(maxsize=4)
def respelt(spelling: Spelling, units: bool = False) -> Mapping[str, str]:
    """Return the words, or the ``units``, that ``spelling`` does not have, in lower case, with what it has instead.

    Raises:
        ConfigError: the file is missing or damaged.
    """
    path = root() / FILE
    with damage(path, "the British and American spellings"):
        read = Spellings.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    words = read.units if units else read.words()
    return {us: uk for uk, us in words.items()} if spelling == "uk" else words
