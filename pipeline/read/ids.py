"""Article ids: unique within a run, stable, and safe as file names."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_UNSAFE = re.compile(r"[^\w.\-]+")
_LONGEST = 120  # bytes of UTF-8: leaves room for suffixes within the 255 that file systems allow


def slug(name: str) -> str:
    """Return ``name`` as a file name: letters, digits, ``. _ -``; "" if none of it can stay.

    A name over 120 bytes is cut and ends in 8 hex digits of its hash, so that two long names stay apart.
    """
    safe = _UNSAFE.sub("-", unicodedata.normalize("NFC", name)).strip("-. ")
    if len(safe.encode()) <= _LONGEST:
        return safe
    digest = hashlib.sha256(name.encode(errors="replace")).hexdigest()[:8]
    return f"{_cut(safe, _LONGEST - 9)}-{digest}"


def _cut(name: str, most: int) -> str:
    """Return as much of ``name`` as fits into ``most`` bytes."""
    return name.encode()[:most].decode(errors="ignore").rstrip("-. ")


class Ids:
    """Hands out ids: the first article keeps its name, later ones of the same name get ``-2``, ``-3`` ..."""

    def __init__(self) -> None:
        self._count: dict[str, int] = {}

    def take(self, name: str, fallback: str) -> str:
        """Return a new id made from ``name``, or from ``fallback`` where nothing of ``name`` is safe."""
        wanted = slug(name) or slug(fallback) or "article"
        unique = wanted
        while unique.casefold() in self._count:  # some file systems do not tell case apart
            self._count[wanted.casefold()] += 1
            suffix = f"-{self._count[wanted.casefold()]}"
            unique = _cut(wanted, _LONGEST - len(suffix)) + suffix
        self._count[unique.casefold()] = 1
        return unique
