"""Translate the German side of a training file with a teacher: ``distil_corpus.py TEACHER IN.tsv[.xz] OUT.tsv.xz``.

Sequence-level knowledge distillation (Kim and Rush 2016): a compact model learns more from a large model's output than
from human translations. TEACHER is a MarianMT folder or name; IN has corpus, German and English, tab-separated; OUT has
the same with the teacher's English, where it is long enough to be one. Runs on a GPU where there is one.
"""

from __future__ import annotations

import argparse
import logging
import lzma
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from marian_training.data import read_source
from marian_training.settings import SourceSettings
from transformers import MarianMTModel, MarianTokenizer

log = logging.getLogger(__name__)
MIN_RATIO, MAX_RATIO = 0.4, 2.5
"""English shorter or longer than this, in characters per German character, is taken for a failure and left out."""


def translations(
    model: MarianMTModel, tokenizer: MarianTokenizer, sentences: Sequence[str], batch: int, beam: int
) -> Iterator[tuple[int, str]]:
    """(place, English), in order of length, ``batch`` at a time."""
    order = sorted(range(len(sentences)), key=lambda i: -len(sentences[i]))
    for start in range(0, len(order), batch):
        chosen = order[start : start + batch]
        inputs = tokenizer([sentences[i] for i in chosen], return_tensors="pt", padding=True, truncation=True)
        with torch.inference_mode():
            longest = int(1.6 * inputs["input_ids"].shape[1]) + 10
            ids = model.generate(**inputs.to(model.device), num_beams=beam, max_length=longest)
        yield from zip(chosen, tokenizer.batch_decode(ids, skip_special_tokens=True), strict=True)
        log.info("%d of %d", min(start + batch, len(order)), len(order))


def main(arguments: Sequence[str] | None = None) -> int:
    """Translate and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("teacher")
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--batch", type=int, default=256)
    parser.add_argument("--beam", type=int, default=2)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    device = "cuda" if torch.cuda.is_available() else "cpu"
    kind = torch.bfloat16 if device == "cuda" else torch.float32
    model = MarianMTModel.from_pretrained(options.teacher, dtype=kind).to(device).eval()
    tokenizer = MarianTokenizer.from_pretrained(options.teacher)
    rows = list(read_source(SourceSettings(path=str(options.source)), Path()))
    with lzma.open(options.out, "wt", encoding="utf-8") as out:
        for place, english in translations(model, tokenizer, [r[1] for r in rows], options.batch, options.beam):
            corpus, german, _ = rows[place]
            if MIN_RATIO <= len(english) / len(german) <= MAX_RATIO:
                out.write(f"{corpus}\t{german}\t{english}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
