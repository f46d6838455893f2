"""Changes knowledge files in place: one entry is rewritten or added, every other byte stays as it is."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from pipeline.errors import ConfigError, UsageError
from pipeline.knowledge import load as loading
from pipeline.knowledge.models import PeopleFile

Entry = dict[str, Any]


def render(entry: Mapping[str, Any]) -> str:
    """Return an entry as one line of flow YAML: ``{de: Name, gender: m, offices: [role place start..]}``."""
    return yaml.safe_dump(
        dict(entry), default_flow_style=True, sort_keys=False, allow_unicode=True, width=10**9
    ).strip()


def find_entry(folder: Path, name: str) -> tuple[Path, yaml.MappingNode, Entry] | None:
    """Return file, node and content of the person of that German or English name or id, in ``folder``/people."""
    for path in sorted((folder / "people").glob("*.yaml")):
        for _, people in _groups(path):
            for node in people.value:
                if name in _names(node):
                    return path, node, yaml.safe_load(yaml.serialize(node))
    return None


def replace_entry(path: Path, node: yaml.MappingNode, entry: Mapping[str, Any]) -> None:
    """Write ``entry`` in the place of ``node``.

    Raises:
        ConfigError: the file would no longer be valid; it is left as it was.
    """
    text = path.read_text(encoding="utf-8")
    write(path, text[: node.start_mark.index] + render(entry) + text[_end(text, node) :])


def append_entry(folder: Path, country: str, entry: Mapping[str, Any], group: Mapping[str, Any]) -> Path:
    """Add ``entry`` after the last person of the first group of ``country``; without one, to a new group in
    ``people/added.yaml`` that has the keys of ``group`` (source, checked). Returns the file.

    Raises:
        ConfigError: the file would not be valid; nothing is written.
    """
    for path in sorted((folder / "people").glob("*.yaml")):
        for group_country, people in _groups(path):
            if group_country == country and people.value:
                _insert_after(path, people.value[-1], entry)
                return path
    path = folder / "people" / "added.yaml"
    head = path.read_text(encoding="utf-8") if path.exists() else "groups:\n"
    keys = "".join(f"    {key}: {_scalar(value)}\n" for key, value in group.items())
    new = f"  - country: {_scalar(country)}\n{keys}    people:\n      - {render(entry)}\n"
    write(path, head.rstrip("\n") + "\n" + new)
    return path


def write(path: Path, text: str, model: type[BaseModel] = PeopleFile) -> None:
    """Write a knowledge file in one step, only if it is a valid ``model``.

    Raises:
        ConfigError: it is not valid, with every problem; the file on disk is left as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".tmp")
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        problems: list[str] = []
        loading.read(draft, model, problems)
        if problems:
            raise ConfigError([p.replace(str(draft), str(path)) for p in problems])
        draft.chmod(path.stat().st_mode if path.exists() else 0o644)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _groups(path: Path) -> list[tuple[str, yaml.SequenceNode]]:
    root = loading.compose(path.read_text(encoding="utf-8"))
    found = []
    for group in _value(root, "groups").value:
        country = _value(group, "country").value
        people = _value(group, "people")
        if isinstance(people, yaml.SequenceNode):
            found.append((country, people))
    return found


def _names(node: yaml.Node) -> set[str]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return {value.value for key, value in pairs if key.value in {"de", "en", "id"}}


def _value(node: yaml.Node | None, key: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                return value
    raise UsageError(f"a people file has no key {key!r} where one is expected; run: wiredesk knowledge lint")


def _insert_after(path: Path, node: yaml.Node, entry: Mapping[str, Any]) -> None:
    text = path.read_text(encoding="utf-8")
    line_end = text.find("\n", _end(text, node))
    cut = len(text) if line_end < 0 else line_end + 1
    indent = " " * max(node.start_mark.column - 2, 0)
    glue = "" if text[:cut].endswith("\n") else "\n"
    write(path, f"{text[:cut]}{glue}{indent}- {render(entry)}\n{text[cut:]}")


def _end(text: str, node: yaml.Node) -> int:
    """Return where the node's own text ends; the parser counts the blank lines and comments after a block node in."""
    end = node.end_mark.index
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        while end > node.start_mark.index and (text[end - 1].isspace() or _in_comment(text, end)):
            end = text.rfind("\n", 0, end) if _in_comment(text, end) else end - 1
    return end


def _in_comment(text: str, end: int) -> bool:
    return text[text.rfind("\n", 0, end) + 1 : end].lstrip().startswith("#")


def _scalar(value: object) -> str:
    return yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=10**9).strip()[1:-1]
