"""Score a MarianMT folder on test sets: ``score_marian.py FOLDER TEST.jsonl[.xz]... [--pairs N] [--beam N]``.

A test set has one object a line with ``source_de`` and ``reference_en``. Prints BLEU and chrF with sacreBLEU's
signatures, the share of source numbers whose value is right in the output, the share of names (capitalised words that
source and reference have in common) that the output keeps, and the speed. CTranslate2 runs it, int8, on one core.
"""

from __future__ import annotations

import argparse
import json
import logging
import lzma
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import ctranslate2
import sacrebleu
from marian_training.augment import WORD
from transformers import MarianTokenizer

from pipeline.text.numbers import find_numbers

log = logging.getLogger(__name__)


def read_tests(path: Path, pairs: int) -> tuple[list[str], list[str]]:
    """Sources and references; with ``pairs`` > 0 about that many, evenly spread."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = rows[:: max(1, len(rows) // pairs)] if pairs else rows
    return [r["source_de"] for r in rows], [r["reference_en"] for r in rows]


def translated(folder: Path, sentences: Sequence[str], beam: int) -> tuple[list[str], float]:
    """Translations, and target pieces a second."""
    tokenizer = MarianTokenizer.from_pretrained(folder)
    with TemporaryDirectory() as engine:
        ctranslate2.converters.TransformersConverter(str(folder)).convert(engine, quantization="int8", force=True)
        translator = ctranslate2.Translator(engine, intra_threads=1)
        pieces = [tokenizer.convert_ids_to_tokens(tokenizer.encode(s)) for s in sentences]
        began = time.monotonic()
        results = translator.translate_batch(pieces, beam_size=beam, max_batch_size=1024, batch_type="tokens")
        spent = time.monotonic() - began
    out = [tokenizer.convert_tokens_to_ids(r.hypotheses[0]) for r in results]
    return tokenizer.batch_decode(out, skip_special_tokens=True), sum(map(len, out)) / spent


def numbers_kept(sources: Sequence[str], outputs: Sequence[str]) -> float:
    """Share of the sources' numbers whose value is also in the output."""
    total = right = 0
    for source, output in zip(sources, outputs, strict=True):
        wanted = Counter(n.value for n in find_numbers(source, "de"))
        found = Counter(n.value for n in find_numbers(output, "en"))
        total += wanted.total()
        right += (wanted & found).total()
    return right / max(1, total)


def names_kept(sources: Sequence[str], references: Sequence[str], outputs: Sequence[str]) -> float:
    """Share of the capitalised words common to source and reference that the output has too."""
    total = right = 0
    for texts in zip(sources, references, outputs, strict=True):
        source, reference, output = (set(WORD.findall(text)) for text in texts)
        names = {w for w in source & reference if w[0].isupper() and len(w) > 3}
        total += len(names)
        right += len(names & output)
    return right / max(1, total)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score each test set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("tests", type=Path, nargs="+")
    parser.add_argument("--pairs", type=int, default=0)
    parser.add_argument("--beam", type=int, default=4)
    options = parser.parse_args(arguments)
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    for path in options.tests:
        sources, references = read_tests(path, options.pairs)
        outputs, speed = translated(options.folder, sources, options.beam)
        print(path.name, len(sources), f"pairs, beam {options.beam}, {speed:.0f} target pieces a second")
        print(" ", bleu.corpus_score(outputs, [references]), bleu.get_signature())
        print(" ", chrf.corpus_score(outputs, [references]), chrf.get_signature())
        numbers, names = numbers_kept(sources, outputs), names_kept(sources, references, outputs)
        print(f"  numbers kept {100 * numbers:.1f} %, names kept {100 * names:.1f} %", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
