"""Measure sentence alignment: ``python scripts/bench_align.py [--time] [--no-lexicon ...] [--drafts .3 .4 .5]``.

The texts and figures of ``wiredesk evaluate --suite align``, with evidence switched off at will, and time and memory
against the length of the text. ``--drafts`` adds drafts of the present model with each of the given weights: how
``DRAFT_WEIGHT`` is set anew for another model. The development data is read from ``WIREDESK_BENCH``, by default
``../shared/bench``.
"""

from __future__ import annotations

import argparse
import logging
import resource
import time
from collections.abc import Sequence
from functools import cache

from pipeline.align.sentences import AlignOptions, SentenceLink, align_sentences, aligner
from pipeline.config import TranslateConfig
from pipeline.evaluate.align_suite import Pairs, Text, book_figures, planted_figures, planted_runs
from pipeline.evaluate.data import bench_folder, load_rows
from pipeline.translate import load_translator

log = logging.getLogger("bench_align")


def measure_time(news: Pairs) -> None:
    """Print time, CPU time and peak memory against the length of the text."""
    for size in (2_500, 5_000, 10_000, 20_000):
        texts = list(planted_runs(news, size // 30, seed=size, sizes=(30, 30)))
        source = [s for text in texts for s in text.source]
        target = [t for text in texts for t in text.target]
        start, cpu = time.perf_counter(), time.process_time()
        align_sentences(source, target)
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(f"{len(source):6} x {len(target):6}  {seconds:6.1f} s  {cpu:6.1f} s of CPU  peak {peak:.2f} GB")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--time", action="store_true", help="also time texts of up to 20,000 sentences")
    parser.add_argument("--seed", type=int, default=7, help="of the planted faults")
    for name in ("lexicon", "cognates", "learn", "moves", "values"):
        parser.add_argument(f"--no-{name}", dest=name, action="store_false")
    parser.add_argument("--drafts", type=float, nargs="*", default=[], help="weights of drafts, 0..1")
    parser.add_argument("--embeddings", default="", help="name of an embedding model")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    bench = bench_folder()
    if bench is None:
        log.error("SKIPPED: no development data (set WIREDESK_BENCH)")
        return
    options = AlignOptions(args.lexicon, args.cognates, args.learn, args.moves, args.values, args.embeddings)

    news = [(row["source"], row["reference"]) for row in load_rows(str(bench / "mt_wmt18.jsonl.xz"))]
    draft = cache(load_translator(TranslateConfig()).drafts) if args.drafts else None
    for weight in args.drafts or [0.0]:
        print(f"weight of drafts {weight}" if weight else "no drafts")
        aligner.DRAFT_WEIGHT = weight

        def align(text: Text) -> Sequence[SentenceLink]:
            drafted = draft(tuple(text.source)) if draft and text.name != "text_berg" else ()
            return align_sentences(text.source, text.target, options, drafted)

        for figure in (
            *book_figures(bench, align),
            *planted_figures("mt_wmt18", planted_runs(news, 60, args.seed), align),
        ):
            print(f"{figure.name:44} {figure.value:6.2f}  n {figure.n}", flush=True)
    if args.time:
        measure_time(news)


if __name__ == "__main__":
    main()
