"""Choose how much the lexicon has to say in a model's search.

    choose_lexicon_bias.py MODEL TEST.jsonl[.xz]... --write

Translates the same sentences with each value, through the whole translator, and keeps the one with the highest sum of
BLEU and chrF in the model's ``wiredesk.yaml`` (``lexicon_bias``). 300 sentences and three values take ten minutes on
a busy core; a model that knows better than the lexicon wants 0. A test set has one object a line with ``source_de``
and ``reference_en``; run ``make_manifest.py`` afterwards.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import logging
import lzma
import time
from collections.abc import Sequence
from pathlib import Path

import sacrebleu
import yaml

from pipeline.translate import CTranslate2Engine, find_model
from pipeline.translate.decoder import Decoder
from pipeline.translate.engine import Engine
from pipeline.translate.fused import FusedEngine
from pipeline.translate.model_folder import ModelFolder
from pipeline.translate.model_settings import FILE
from pipeline.translate.translator import MarianTranslator
from pipeline.types import Article, Segment, Span

log = logging.getLogger(__name__)


def read_tests(paths: Sequence[Path], pairs: int, skip: int) -> tuple[list[str], list[str]]:
    """Return sources and references: about ``pairs`` of all files together, evenly spread from row ``skip`` on."""
    sources: list[str] = []
    references: list[str] = []
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        wanted = -(-pairs // len(paths))
        rows = rows[skip :: max(1, len(rows) // wanted)][:wanted]
        sources += [row["source_de"] for row in rows]
        references += [row["reference_en"] for row in rows]
    return sources, references


def engine(folder: ModelFolder, bias: float) -> Engine:
    """Return the model with ``bias`` instead of its own."""
    plain = CTranslate2Engine(folder, "cpu", threads=1)
    plain.settings = dataclasses.replace(plain.settings, lexicon_bias=bias)
    return FusedEngine(plain, Decoder(folder.path, plain.settings.head)) if bias else plain


def measure(folder: ModelFolder, bias: float, sources: Sequence[str], references: Sequence[str]) -> float:
    """Return BLEU plus chrF with ``bias``."""
    segments = [Segment(Article(str(i), "", text), 0, Span(0, len(text))) for i, text in enumerate(sources)]
    translator = MarianTranslator(engine(folder, bias))
    began = time.process_time()
    found = [made.text for made in translator.translate(segments)]
    spent = (time.process_time() - began) / max(1, len(sources))
    bleu = sacrebleu.corpus_bleu(found, [list(references)])
    chrf = sacrebleu.corpus_chrf(found, [list(references)])
    log.info(
        "bias %g: BLEU %.2f (length %.3f), chrF %.2f, %.0f ms", bias, bleu.score, bleu.bp, chrf.score, 1000 * spent
    )
    return float(bleu.score + chrf.score)


def main() -> None:
    """Measure each value; write the best if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="a folder, or a name under models/")
    parser.add_argument("tests", nargs="+", type=Path)
    parser.add_argument("--values", nargs="+", type=float, default=[0.5, 0.75, 1.0])
    parser.add_argument("--pairs", type=int, default=300)
    parser.add_argument("--skip", type=int, default=0, help="first row of each file: another value, other sentences")
    parser.add_argument("--write", action="store_true", help="write the best into the model's wiredesk.yaml")
    given = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    log.setLevel(logging.INFO)
    folder = find_model(given.model)
    sources, references = read_tests(given.tests, given.pairs, given.skip)
    best = max(given.values, key=lambda bias: measure(folder, bias, sources, references))
    log.info("best: %g", best)
    if given.write:
        path = folder.path / FILE
        data = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}) if path.exists() else {}
        data["lexicon_bias"] = best
        path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
