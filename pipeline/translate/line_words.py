"""The words of ``configs/lines.yaml``: labels, role nouns, time stamps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from pipeline import resources
from pipeline.errors import ConfigError

SECTIONS = ("labels", "phrases", "roles", "prefixes", "stamps", "units")


@dataclass(frozen=True, slots=True)
class LineWords:
    """German phrases in lower case, each with its English."""

    labels: Mapping[str, str]
    phrases: Mapping[str, str]
    roles: Mapping[str, str]
    prefixes: Mapping[str, str]
    stamps: Mapping[str, str]
    units: Mapping[str, str]

    def role(self, word: str) -> str | None:
        """Return the English of a role noun, a compound of a known prefix or of a name with one; None if it is none.

        ``Reporterin`` is reporter, ``Wirtschaftsredakteur`` business editor, ``BBC-Korrespondent`` BBC correspondent.
        """
        low = word.lower()
        if low in self.roles:
            return self.roles[low]
        head, hyphen, tail = word.rpartition("-")
        if hyphen and tail.lower() in self.roles:
            return f"{self._prefix(head) or head} {self.roles[tail.lower()]}"
        for cut in range(2, len(low) - 3):
            if low[cut:] in self.roles and (prefix := self._prefix(low[:cut])):
                return f"{prefix} {self.roles[low[cut:]]}"
        return None

    def _prefix(self, word: str) -> str | None:
        return self.prefixes.get(word.lower().removesuffix("-"))


def read_line_words(path: Path) -> LineWords:
    """Read a file like ``configs/lines.yaml``.

    Raises:
        ConfigError: it is missing or damaged, or a section is missing or does not map text to text.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigError(f"{path}: cannot be read ({error})") from error
    sections = data if isinstance(data, dict) else {}
    problems = [f"{path}: section {name} is missing" for name in SECTIONS if not isinstance(sections.get(name), dict)]
    for name in set(SECTIONS) & set(sections):
        for german, english in (sections[name] or {}).items():
            if not isinstance(german, str) or not isinstance(english, str):
                problems.append(f"{path}: {name}: {german!r}: {english!r} must be text; put it in quotation marks")
            elif german != german.lower():
                problems.append(f"{path}: {name}: {german!r} must be in lower case")
    if problems:
        raise ConfigError(problems)
    return LineWords(**{name: sections[name] for name in SECTIONS})


@lru_cache(maxsize=1)
def line_words() -> LineWords:
    """Return the words that ship in ``configs/lines.yaml``; read once."""
    return read_line_words(resources.root() / "configs" / "lines.yaml")
