"""English words of opposite meaning, by stems.

``configs/knowledge/antonyms.txt`` has the direct antonyms of WordNet 3.0 (Princeton University; its licence is beside
it), made by ``scripts/build_antonyms.py``; ``antonyms.yaml`` adds poles of news English.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from pipeline.errors import ConfigError
from pipeline.knowledge import load as loading
from pipeline.knowledge.models import Strict
from pipeline.resources import damage, root
from pipeline.text.stems import english_stem


class AntonymGroups(Strict):
    """``configs/knowledge/antonyms.yaml``: in each group the words left of ``|`` are opposite to those right of it."""

    source: str
    groups: tuple[str, ...]


class Poles(NamedTuple):
    """By English stem (``text.stems.english_stem``): the stems ``opposite`` to it, and those on its own pole."""

    opposite: Mapping[str, frozenset[str]]
    beside: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def antonyms() -> Poles:
    """Return the opposites that ship; read once.

    Raises:
        ConfigError: a file is missing or does not fit, with every problem.
    """
    folder = root() / "configs" / "knowledge"
    problems: list[str] = []
    file = loading.read(folder / "antonyms.yaml", AntonymGroups, problems)
    if file is None:
        raise ConfigError("\n".join(problems))
    table: dict[str, set[str]] = defaultdict(set)
    beside: dict[str, set[str]] = defaultdict(set)
    with damage(path := folder / "antonyms.txt", "a word list"):
        for line in path.read_text(encoding="ascii").splitlines():
            word, *others = line.split()
            table[english_stem(word)] |= set(map(english_stem, others))
    for group in file.groups:
        left, _, right = group.partition("|")
        one, other = ({english_stem(word) for word in side.split()} for side in (left, right))
        for stems, opposite in ((one, other), (other, one)):
            for stem in stems:
                table[stem] |= opposite
                beside[stem] |= stems
    return Poles(_frozen(table), _frozen(beside))


def _frozen(table: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {stem: frozenset(others - {stem}) for stem, others in table.items()}
