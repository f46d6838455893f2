"""The command line: arguments, exit codes, log set-up, progress; no logic.

One file per command; ``app.py`` lists them.
"""

from __future__ import annotations

from pipeline.cli.app import main

__all__ = ["main"]
