"""Shorthand for ``wiredesk knowledge import``: ``python scripts/import_wikidata.py dump.json --out people.yaml``."""

from __future__ import annotations

import sys

from pipeline.cli import main

if __name__ == "__main__":
    sys.argv[1:1] = ["knowledge", "import"]
    main()
