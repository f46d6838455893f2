"""German words that English copy keeps: words English has borrowed, parts of the names of institutions and places."""

from __future__ import annotations

from functools import lru_cache

from pipeline.errors import ConfigError
from pipeline.knowledge import load as loading
from pipeline.knowledge.models import Strict
from pipeline.resources import root
from pipeline.text.wordforms import fold


class Kept(Strict):
    """``configs/knowledge/kept.yaml``, folded: whole ``words``; endings of institutions, streets, towns, places."""

    words: frozenset[str]
    institutions: tuple[str, ...]
    streets: tuple[str, ...]
    towns: tuple[str, ...]
    places: tuple[str, ...]


@lru_cache(maxsize=1)
def kept_german() -> Kept:
    """Return what ships in ``configs/knowledge``; read once.

    Raises:
        ConfigError: the file does not fit, with every problem.
    """
    problems: list[str] = []
    file = loading.read(root() / "configs" / "knowledge" / "kept.yaml", Kept, problems)
    if file is None:
        raise ConfigError("\n".join(problems))
    folded = {
        name: tuple(fold(word) for word in getattr(file, name))
        for name in ("institutions", "streets", "towns", "places")
    }
    return Kept(words=frozenset(fold(word) for word in file.words), **folded)
