"""``wiredesk review`` as a process of its own, as an editor runs it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Server:
    """A running page; ``kill`` is SIGKILL."""

    address: str
    process: subprocess.Popen[str]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def serving(run: Path, desk: Path, *options: str, home: Path | None = None) -> Iterator[Server]:
    """Run the page on a free port of the loopback interface; ``home``: where configs lie, if not in the checkout."""
    command = [sys.executable, "-m", "pipeline", "review", str(run), "--desk", str(desk), "--port", "0", *options]
    env = os.environ | ({"WIREDESK_HOME": str(home)} if home else {})
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=env) as process:
        try:
            said = ""
            for line in process.stderr or ():
                said += line
                if found := re.search(r"http://[^/\s]+", line):
                    yield Server(found.group(), process)
                    return
            raise RuntimeError(f"the page did not start: {said}")
        finally:
            process.kill()
