"""Reads and validates YAML files; every problem of every file is reported at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.knowledge import cache
from pipeline.resources import yaml_problem

M = TypeVar("M", bound=BaseModel)
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times as fast


class _Loader(_Base):  # type: ignore[misc]
    """Words stay words: ``NO`` is Norway, ``true`` an adjective; pydantic makes truth values where a model has one."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}


def read(path: Path, model: type[M], problems: list[str]) -> M | None:
    """Return the file's content as ``model``; where it does not fit, add to ``problems`` and return None.

    A problem reads ``file:line: key path: what is wrong``.
    """
    content = ""
    try:
        kept = cache.get(path)
        if kept is not None:
            return model.model_validate(kept)
        content = path.read_text(encoding="utf-8")
        parsed = yaml.load(content, Loader=_Loader)
        made = model.model_validate(parsed)
        cache.put(path, parsed, made)
        return made
    except OSError as error:
        problems.append(f"{path}: cannot be read ({error.strerror or error})")
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        problems.append(f"{path}: not valid YAML ({yaml_problem(error)})")
    except ValidationError as error:
        root = compose(content or path.read_text(encoding="utf-8"))
        for one in error.errors(include_url=False):
            line, where = locate(root, one["loc"])
            given = "" if isinstance(one["input"], dict | list) else f" (given: {one['input']!r})"
            problems.append(f"{path}:{line}: {where}: {one['msg']}{given}")
    return None


def compose(text: str) -> yaml.Node | None:
    """Return the nodes of a YAML document with their places in the text."""
    return yaml.compose(text, Loader=_Loader)


def locate(root: yaml.Node | None, loc: Sequence[str | int]) -> tuple[int, str]:
    """Return the line (from 1) and the readable key path of a position in a YAML document."""
    node, line, path = root, 1, ""
    for key in loc:
        path += f"[{key}]" if isinstance(key, int) else f".{key}"
        if isinstance(node, yaml.MappingNode):
            node = next((v for k, v in node.value if k.value == str(key)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            path += _named(node)
        else:
            node = None
        line = node.start_mark.line + 1 if node else line
    return line, path.lstrip(".") or "(whole file)"


def _named(node: yaml.Node) -> str:
    """Return the name of a person's entry, which says more than its number."""
    if isinstance(node, yaml.MappingNode):
        return next((f" ({v.value})" for k, v in node.value if k.value == "de" and isinstance(v.value, str)), "")
    return ""


@lru_cache(maxsize=256)
def line_of(path: Path, text: str) -> int:
    """Return the first line (from 1) of the file that holds ``text``; 1 where none does."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if text in line:
            return number
    return 1
