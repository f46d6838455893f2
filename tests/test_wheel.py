"""A built wheel works anywhere: facts and model travel with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline import resources

ROOT = Path(__file__).parent.parent
BUILD = "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the unpacked wheel, built from a copy so that the checkout stays clean."""
    copy, site = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("site")
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    shutil.copytree(ROOT / "pipeline", copy / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("configs", "models"):
        (copy / name).symlink_to(ROOT / name)
    subprocess.run([sys.executable, "-c", BUILD, site], cwd=copy, check=True, capture_output=True)
    (wheel,) = site.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(site)
    return site


def test_a_wheel_translates_from_any_folder(site: Path, tmp_path: Path) -> None:
    (tmp_path / "brand.txt").write_text("Die Polizei sucht Zeugen.\n", encoding="utf-8")
    away = {"PYTHONPATH": str(site), "XDG_DATA_HOME": str(tmp_path / "data")}
    command = [sys.executable, "-m", "pipeline", "translate", "brand.txt", "--out", "run"]
    run = subprocess.run(command, cwd=tmp_path, env=os.environ | away, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "police" in (tmp_path / "run" / "brand.en.txt").read_text(encoding="utf-8").lower()
    assert f'"home": "{site}' in (tmp_path / "run" / "run.json").read_text(encoding="utf-8")


def test_every_file_of_the_home_is_in_the_wheel(site: Path) -> None:
    ours = {path.relative_to(ROOT) for name in ("configs", "models") for path in (ROOT / name).rglob("*.*")}
    theirs = {path.relative_to(site / "pipeline/_home") for path in (site / "pipeline/_home").rglob("*.*")}
    assert theirs == ours
    assert resources.root() == ROOT  # and the checkout is its own home
