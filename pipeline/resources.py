"""Where the files lie that are not code: ``configs/``, ``models/``, ``examples/``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pipeline.errors import ConfigError


def root() -> Path:
    """Return the folder that holds ``configs`` and ``models``.

    In order: the environment variable ``WIREDESK_HOME``; the checkout this package lies in; ``share/wiredesk`` of the
    Python installation (where the wheel puts them).

    Raises:
        ConfigError: none of them holds ``configs/knowledge``.
    """
    named = os.environ.get("WIREDESK_HOME")
    places = [Path(named)] if named else [Path(__file__).parent.parent, Path(sys.prefix) / "share" / "wiredesk"]
    for place in places:
        if (place / "configs" / "knowledge").is_dir():
            return place
    raise ConfigError(f"no configs/knowledge in {', '.join(map(str, places))}: set WIREDESK_HOME to the checkout")


def cache() -> Path:
    """Return the folder for what can be made again (converted models); it may not exist yet."""
    base = os.environ.get("WIREDESK_CACHE") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "wiredesk"
