"""COMET (Rei et al. 2020) in an environment of its own: it pins an older transformers, so it is never imported."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.errors import ConfigError
from pipeline.evaluate.figures import Figure, share

VARIABLE = "WIREDESK_COMET"
_MODEL = "Unbabel/wmt22-comet-da"


def comet_figure(
    ids: Sequence[str], sources: Sequence[str], hypotheses: Sequence[str], references: Sequence[str]
) -> Figure | str:
    """Return COMET x 100 over the segments, by the program that ``WIREDESK_COMET`` names (``comet-score`` of its venv).

    A text instead says why there is no figure: the variable is not set.

    Raises:
        ConfigError: the program is named but does not run, or its answer is not understood.
    """
    program = os.environ.get(VARIABLE)
    if not program:
        return f"skipped: COMET (set {VARIABLE} to the comet-score of its own environment: docs/evaluation.md)"
    with TemporaryDirectory(prefix="wiredesk-comet-") as folder:
        names = {}
        for name, texts in (("source", sources), ("target", hypotheses), ("reference", references)):
            names[name] = Path(folder, f"{name}.txt")
            names[name].write_text("".join(f"{' '.join(text.split())}\n" for text in texts), encoding="utf-8")
        answer = Path(folder, "scores.json")
        files = ["-s", names["source"], "-t", names["target"], "-r", names["reference"]]
        command = [program, *map(str, files), "--model", _MODEL, "--quiet", "--to_json", str(answer)]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True)
            rows = json.loads(answer.read_text(encoding="utf-8"))
            scores = [float(row["COMET"]) for row in next(iter(rows.values()))]
        except (OSError, subprocess.CalledProcessError) as error:
            detail = (getattr(error, "stderr", "") or str(error)).strip().splitlines()[-1]
            raise ConfigError(f"{VARIABLE}={program}: does not run ({detail})") from error
        except (ValueError, KeyError, TypeError, StopIteration) as error:
            raise ConfigError(f"{VARIABLE}={program}: its answer is not understood ({error!r})") from error
    return share(f"mt.COMET {_MODEL}", dict(zip(ids, scores, strict=True)))
