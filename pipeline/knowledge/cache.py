"""Parsed YAML files, kept as JSON: reading 500 KB of YAML takes half a second, of JSON a hundredth."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from pipeline import resources

log = logging.getLogger(__name__)


def get(path: Path) -> Any:
    """Return the parsed content of ``path`` as it is on disk now; None where it is not kept."""
    try:
        kept = json.loads(_place(path).read_text(encoding="utf-8"))
        return kept["content"] if kept["stamp"] == _stamp(path) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def put(path: Path, content: Any, made: BaseModel) -> None:
    """Keep ``content``, if JSON can hold it without loss: ``made`` must come out of it again."""
    try:
        stamp = _stamp(path)
        text = json.dumps({"stamp": stamp, "content": content}, ensure_ascii=False, default=_plain)
        if type(made).model_validate(json.loads(text)["content"]) != made:
            return
        place = _place(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        Path(name).replace(place)
    except (OSError, ValueError, TypeError) as error:
        log.debug("%s is not kept: %s", path, error)


def _place(path: Path) -> Path:
    name = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24]
    return resources.cache() / "knowledge" / f"{name}.json"


def _stamp(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_mtime_ns, status.st_size]


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"JSON cannot hold {value!r}")
