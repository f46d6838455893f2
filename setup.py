"""Puts ``configs/`` and ``models/`` into a built wheel; all else about the package stands in pyproject.toml."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithHome(build_py):
    """Copies the two folders to ``pipeline/_home``, where ``pipeline/resources.py`` looks for them.

    They lie at the top of the checkout, outside the package, where setuptools' package data does not reach.
    """

    def run(self) -> None:
        super().run()
        if self.editable_mode:  # they are read from the checkout
            return
        home = Path(self.build_lib) / "pipeline" / "_home"
        shutil.rmtree(home, ignore_errors=True)
        for folder in ("configs", "models"):
            shutil.copytree(folder, home / folder)


setup(cmdclass={"build_py": BuildWithHome})
