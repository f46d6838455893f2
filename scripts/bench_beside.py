"""Measure alignment beside others: ``python scripts/bench_beside.py [sentences] [words]``.

Sentences: length only (Gale and Church 1993), lengths with words learnt from the texts (as hunalign ``-realign`` and
Moore 2002), ours, and ours with drafts. Words: fast_align and HMM of ``sil-thot``, and eflomal, all learnt from the
development data's own pairs and symmetrised by grow-diag-final-and, beside ours with and without the model. What is not
installed is skipped, and said so. The development data is read from ``WIREDESK_BENCH``, by default ``../shared/bench``.
"""

from __future__ import annotations

import importlib
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.align.sentences import AlignOptions, SentenceLink, align_drafted
from pipeline.align.words import WordAligner, link_quality
from pipeline.config import TranslateConfig
from pipeline.evaluate.align_suite import Text, book_figures, planted_figures, planted_runs, word_figures, word_pairs
from pipeline.evaluate.data import bench_folder, load_rows
from pipeline.translate import MarianTranslator, load_translator

log = logging.getLogger("bench_beside")
Links = set[tuple[int, int]]
Pair = tuple[list[str], list[str]]
PLANTED = 40  # texts with planted faults
TRAINING = ("mt_wmt14", "mt_wmt18", "mt_flores_dev")
ITERATIONS = 5  # of each model, GIZA++'s usual number
LENGTHS = AlignOptions(lexicon=False, cognates=False, learn=False, moves=False, values=False)


def sentences(bench: Path, translator: MarianTranslator) -> None:
    """Print strict and lax F1 on the books, and on news with planted faults."""
    news = [(row["source"], row["reference"]) for row in load_rows(str(bench / "mt_wmt18.jsonl.xz"))]

    def align(text: Text, options: AlignOptions) -> Sequence[SentenceLink]:
        german_to_english = text.name != "text_berg"
        return align_drafted(text.source, text.target, options, translator.drafts if german_to_english else None)

    rows = {
        "length only (Gale-Church)": LENGTHS,
        "lengths, words learnt (Moore, hunalign)": AlignOptions(
            lexicon=False, cognates=False, moves=False, values=False
        ),
        "ours": AlignOptions(drafts="never"),
        "ours with drafts": AlignOptions(drafts="always"),
    }
    for name, options in rows.items():
        start = time.perf_counter()
        figures = [*book_figures(bench, partial(align, options=options))]
        figures += planted_figures("mt_wmt18", planted_runs(news, PLANTED), partial(align, options=options))
        found = "  ".join(f"{figure.name.removeprefix('align.')} {figure.value:.1f}" for figure in figures[:6])
        print(f"{name:40} {found}  {time.perf_counter() - start:.0f} s", flush=True)


def words(bench: Path, translator: MarianTranslator) -> None:
    """Print the alignment error rate on the hand-made links."""
    rows = word_pairs(bench)
    for name, reader in (("ours without the model", None), ("ours with the model", translator)):
        error = next(iter(word_figures("words", rows, WordAligner(reader))))
        print(f"{name:40} AER {error.value:.1f}", flush=True)
    training = [_pair(row) for name in TRAINING for row in load_rows(str(bench / f"{name}.jsonl.xz"))]
    asked = [_pair({"source": row["source"], "reference": row["target"]}) for row in rows]
    for name, link in _others():
        start = time.perf_counter()
        made = link([*training, *asked])[len(training) :]
        quality = link_quality(
            (found, _gold(row["sure"]), _gold(row["possible"])) for found, row in zip(made, rows, strict=True)
        )
        print(f"{name:40} AER {100 * quality.error:.1f}  {time.perf_counter() - start:.0f} s", flush=True)


def _gold(pairs: Sequence[Sequence[int]]) -> Links:
    return {(int(i), int(j)) for i, j in pairs}


def _pair(row: Any) -> Pair:
    return row["source"].lower().split(" "), row["reference"].lower().split(" ")


def _others() -> Iterator[tuple[str, Callable[[Sequence[Pair]], list[Links]]]]:
    try:
        import thot.alignment as thot

        yield "fast_align (sil-thot)", partial(_thot, [thot.FastAlignModel])
        yield "HMM (sil-thot)", partial(_thot, [thot.Ibm1AlignmentModel, thot.HmmAlignmentModel])
    except ImportError:
        log.error("SKIPPED fast_align, HMM: sil-thot is not installed (pip install sil-thot)")
    try:
        yield "eflomal", partial(_eflomal, importlib.import_module("eflomal").Aligner())
    except ImportError:
        log.error("SKIPPED eflomal: it is not installed (pip install eflomal; GPL-3.0, a yardstick only)")


def _thot(chain: Sequence[Any], pairs: Sequence[Pair]) -> list[Links]:
    """Return links by models that begin where the one before ended."""
    import thot.alignment as thot

    both = []
    for order in (0, 1):
        model = chain[0]()
        for pair in pairs:
            model.add_sentence_pair(pair[order], pair[1 - order])
        for number, kind in enumerate(chain):
            model = kind(model) if number else model
            model.start_training()
            for _ in range(ITERATIONS):
                model.train()
            model.end_training()
        both.append(model)
    aligner = thot.SymmetrizedAligner(*both)
    aligner.heuristic = thot.SymmetrizationHeuristic.GROW_DIAG_FINAL_AND
    matrices = [aligner.get_best_alignment(source, target)[1].to_numpy() for source, target in pairs]
    return [{(int(i), int(j)) for i, j in zip(*matrix.nonzero(), strict=True)} for matrix in matrices]


def _eflomal(aligner: Any, pairs: Sequence[Pair]) -> list[Links]:
    with tempfile.TemporaryDirectory() as folder:
        ways = [str(Path(folder) / name) for name in ("forward", "reverse")]
        sides = [[" ".join(pair[side]) for pair in pairs] for side in (0, 1)]
        aligner.align(*sides, links_filename_fwd=ways[0], links_filename_rev=ways[1])
        texts = [Path(way).read_text(encoding="utf-8").splitlines() for way in ways]
    return [grow_diag(_links(one), _links(other)) for one, other in zip(*texts, strict=True)]


def _links(line: str) -> Links:
    return {(int(i), int(j)) for i, j in (pair.split("-") for pair in line.split())}


def grow_diag(one: Links, other: Links) -> Links:
    """Return two directions symmetrised by grow-diag-final-and (Koehn et al. 2005)."""
    made, union = one & other, one | other
    while True:
        rows, columns = {i for i, _ in made}, {j for _, j in made}
        new = {
            (i, j)
            for i, j in union - made
            if (i not in rows or j not in columns)
            and any((i + a, j + b) in made for a in (-1, 0, 1) for b in (-1, 0, 1))
        }
        if not new:
            break
        made.add(min(new))
    for i, j in sorted(one) + sorted(other):
        if all(i != a and j != b for a, b in made):
            made.add((i, j))
    return made


def main() -> None:
    """Run the benchmarks."""
    logging.basicConfig(level=logging.WARNING)
    bench = bench_folder()
    if bench is None:
        log.error("SKIPPED: no development data (set WIREDESK_BENCH)")
        return
    translator = load_translator(TranslateConfig())
    for name, measure in (("sentences", sentences), ("words", words)):
        if name in sys.argv[1:] or len(sys.argv) == 1:
            measure(bench, translator)


if __name__ == "__main__":
    main()
