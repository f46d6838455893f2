"""Where the files lie that are not code: ``configs/``, ``models/``, ``examples/``."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from lzma import LZMAError
from pathlib import Path

from yaml import MarkedYAMLError, YAMLError

from pipeline.errors import ConfigError


def root() -> Path:
    """Return the folder that holds ``configs`` and ``models``.

    In order: the environment variable ``WIREDESK_HOME``; the package's own copy, in an installed wheel (``setup.py``);
    the checkout this package lies in.

    Raises:
        ConfigError: none of them holds ``configs/knowledge``.
    """
    named = os.environ.get("WIREDESK_HOME")
    package = Path(__file__).parent
    places = [Path(named)] if named else [package / "_home", package.parent]
    for place in places:
        if (place / "configs" / "knowledge").is_dir():
            return place
    raise ConfigError(f"no configs/knowledge in {', '.join(map(str, places))}: set WIREDESK_HOME to the checkout")


def shipped(path: Path) -> Path:
    """Return ``path``; where nothing is there, the file of that name among what ships: ``configs/opus-mt.yaml``."""
    return root() / path if not path.exists() and (root() / path).is_file() else path


def yaml_problem(error: YAMLError | UnicodeDecodeError) -> str:
    """Return what is wrong with a YAML file, and where: ``line 2, column 3: expected ',' or ']'``."""
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start + 1} is not UTF-8: save it as UTF-8"
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
    return where + " ".join(str((isinstance(error, MarkedYAMLError) and error.problem) or error).split())


@contextmanager
def damage(path: Path, what: str) -> Iterator[None]:
    """Turn whatever goes wrong while a file that ships is read into one error; ``what`` it should be.

    Raises:
        ConfigError: the file is missing or damaged.
    """
    try:
        yield
    except (OSError, EOFError, ValueError, LookupError, TypeError, AttributeError, LZMAError, YAMLError) as error:
        raise ConfigError(f"{path}: not {what} ({error}); restore it, or install wiredesk again") from error


def cache() -> Path:
    """Return the folder for what can be made again (converted models); it may not exist yet."""
    base = os.environ.get("WIREDESK_CACHE") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "wiredesk"


# What does not decide a result: faces, reports, measuring.
_BESIDES = {"report", "web", "cli", "evaluate", "rundir.py", "export.py", "default.yaml"}


@lru_cache(maxsize=4)
def digest(folder: str) -> str:
    """Return the hash of what decides a result: of the code (``pipeline``) or of the facts (``configs``).

    A run keys its articles on both, so that neither old code nor old knowledge leaves stale results behind.
    """
    place = Path(__file__).parent if folder == "pipeline" else root() / folder
    made = hashlib.sha256()
    for path in sorted(place.rglob("*.py" if folder == "pipeline" else "*.*")):
        if path.is_file() and path.relative_to(place).parts[0] not in _BESIDES:
            made.update(path.name.encode() + path.read_bytes())
    return made.hexdigest()
