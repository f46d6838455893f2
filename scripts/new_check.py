"""Make the files of a new check: new_check.py negation-lost

Writes pipeline/check/<name>.py and tests/check/cases/<name>.yaml; then list the class in ALL_CHECKS.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
CHECK = '''"""Check: TODO one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.types import Alignment, Flag, Severity


@dataclass(frozen=True, slots=True)
class {cls}:
    """TODO one line: what is wrong in the translation.

    Why: TODO what the reader would believe.
    Flags: ``TODO`` -> ``TODO``
    Passes: ``TODO`` -> ``TODO``
    Limits: TODO what it cannot see.
    """

    id: ClassVar[str] = "{id}"
    severity: ClassVar[Severity] = Severity.WARNING

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            if pair.source == pair.target:
                yield flag(self, pair, "TODO")
'''
CASES = """# Every case: name, source, target, and the words that each flag points at. Three that flag, three that pass.
- name: TODO
  source: TODO
  target: TODO
  flags: [{source: TODO, target: TODO}]
- name: TODO, passes
  source: TODO
  target: TODO
  flags: []
"""


def main() -> int:
    if len(sys.argv) != 2 or not re.fullmatch(r"[a-z]+(-[a-z]+)+", sys.argv[1]):
        print("usage: new_check.py NAME, the slip in kebab-case: negation-lost", file=sys.stderr)
        return 2
    name = sys.argv[1]
    snake = name.replace("-", "_")
    files = {
        ROOT / "pipeline" / "check" / f"{snake}.py": CHECK.format(id=name, cls=name.title().replace("-", "")),
        ROOT / "tests" / "check" / "cases" / f"{snake}.yaml": CASES,
    }
    if taken := [str(path) for path in files if path.exists()]:
        print(f"already there: {', '.join(taken)}", file=sys.stderr)
        return 2
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
    print("now list the class in ALL_CHECKS, pipeline/check/__init__.py")
    return 0


if __name__ == "__main__":
    sys.exit(main())
