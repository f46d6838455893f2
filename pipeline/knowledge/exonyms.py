"""German names of peoples and figures of old that English calls otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pipeline.errors import ConfigError
from pipeline.knowledge import load as loading
from pipeline.knowledge.models import Strict
from pipeline.resources import root
from pipeline.text.romanisation import fold


class Exonyms(Strict):
    """``configs/knowledge/exonyms.yaml``: English names, in the singular, by the German one."""

    names: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def exonyms() -> Mapping[str, frozenset[str]]:
    """Return the English names, singular and plural, by the German one, all folded; read once.

    Raises:
        ConfigError: the file does not fit, with every problem.
    """
    problems: list[str] = []
    file = loading.read(root() / "configs" / "knowledge" / "exonyms.yaml", Exonyms, problems)
    if file is None:
        raise ConfigError("\n".join(problems))
    return {
        fold(german): frozenset(fold(name) + ending for name in names for ending in ("", "s"))
        for german, names in file.names.items()
    }
