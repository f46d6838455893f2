"""Imports point down only, and a stage never imports another stage: the picture in pipeline/README.md."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "pipeline"
FLOORS = [
    {"types", "errors", "resources"},
    {"protocols", "text", "knowledge"},
    {"read", "segment", "translate", "align", "check", "report"},
    {"config", "store"},
    {"runner", "batch", "rundir", "given", "aligned", "desk", "drift", "export", "evaluate"},
    {"cli", "web", "__main__"},
]
FLOOR_OF = {name: floor for floor, names in enumerate(FLOORS) for name in names}
# Two rooms of one floor that may know each other, in one direction only.
SAME_FLOOR = {
    ("resources", "errors"),
    ("knowledge", "text"),
    ("batch", "runner"),
    ("given", "runner"),
    ("aligned", "given"),
    ("export", "rundir"),
    ("drift", "desk"),
    ("evaluate", "runner"),
    ("__main__", "cli"),
    ("cli", "web"),
}


def top(module: str) -> str:
    """Return the part of a module's name under ``pipeline``; "" for the package itself."""
    return module.removeprefix("pipeline").lstrip(".").split(".")[0]


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "pipeline":
            names |= {top(node.module)} if top(node.module) else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {top(alias.name) for alias in node.names if alias.name.split(".")[0] == "pipeline"}
    return names - {""}


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    here = path.relative_to(ROOT).with_suffix("").parts[0]
    if here == "__init__":
        return
    for there in imported(path) - {here}:
        assert FLOOR_OF[there] < FLOOR_OF[here] or (here, there) in SAME_FLOOR, f"{here} imports {there}"


def test_every_room_has_a_floor() -> None:
    rooms = {p.stem for p in ROOT.iterdir() if (p.suffix == ".py" or (p.is_dir() and list(p.glob("*.py"))))}
    assert rooms - {"__init__", "__pycache__"} <= set(FLOOR_OF)


def test_the_page_needs_no_torch() -> None:
    heavy = {"translate", "runner"}
    for path in (ROOT / "web").rglob("*.py"):
        assert not imported(path) & heavy, f"{path.name} would import torch"


def test_an_upward_import_would_be_seen(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("from pipeline.check import ALL_CHECKS\nimport pipeline.web.app\nfrom pipeline import runner\n")
    assert imported(bad) == {"check", "web", "runner"}
