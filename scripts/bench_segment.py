"""Boundary F1 of sentence splitters on German news, the own one beside pysbd, sentencex and SoMaJo.

Distinct source sentences of the WMT news test sets are joined by one space in runs of five; the joints are the gold
boundaries. A predicted boundary is right if it falls into the white space of a joint. Splitters that are not installed
are named and left out: pysbd and sentencex come with ``pip install wiredesk[bench]``; SoMaJo is GPL and never a
dependency.

    python scripts/bench_segment.py [--data FOLDER] [--set mt_wmt14]... [--errors N]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import lzma
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.evaluate.segment_suite import Splitter, measure, own

DATA = Path(os.environ.get("WIREDESK_BENCH", Path(__file__).parent.parent.parent / "shared" / "bench"))


def sentences(path: Path) -> list[str]:
    """Return the distinct German sentences of a bench file, in order."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return list(dict.fromkeys(" ".join(json.loads(line)["source_de"].split()) for line in lines))


def ends_of(text: str, pieces: Sequence[str]) -> list[int]:
    """Return where each of ``pieces`` ends in ``text``, white space aside."""
    ends, at = [], 0
    for piece in pieces:
        if piece.strip():
            at = text.index(piece.strip(), at) + len(piece.strip())
            ends.append(at)
    return ends


def load_pysbd() -> Splitter:
    import pysbd

    segmenter = pysbd.Segmenter(language="de", clean=False)
    return lambda text: ends_of(text, segmenter.segment(text))


def load_sentencex() -> Splitter:
    import sentencex

    return lambda text: ends_of(text, list(sentencex.segment("de", text)))


def load_somajo() -> Splitter:
    from somajo import SoMaJo

    tokenizer = SoMaJo("de_CMC", split_sentences=True, character_offsets=True)
    return lambda text: [sentence[-1].character_offset[1] for sentence in tokenizer.tokenize_text([text])]


RIVALS = {"pysbd": load_pysbd, "sentencex": load_sentencex, "somajo": load_somajo}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--set", action="append", dest="sets")
    parser.add_argument("--errors", type=int, default=0, help="print this many wrong decisions of the own splitter")
    args = parser.parse_args()
    if not args.data.is_dir():
        print(f"SKIPPED: no development data in {args.data}: set WIREDESK_BENCH to the folder", file=sys.stderr)
        return 0
    splitters: dict[str, Splitter] = {"wiredesk": own}
    for name, load in RIVALS.items():
        if importlib.util.find_spec(name) is None:
            print(f"SKIPPED: {name} is not installed (pip install {name})", file=sys.stderr)
        else:
            splitters[name] = load()
    print(f"{'set':16}{'splitter':12}{'precision':>10}{'recall':>8}{'F1':>8}{'sent/CPU s':>13}")
    for name in args.sets or ["mt_wmt14", "mt_wmt18"]:
        items = sentences(args.data / f"{name}.jsonl.xz")
        for label, splitter in splitters.items():
            wrong: list[str] = []
            score = measure(splitter, items, wrong.append if splitter is own and args.errors else None)
            print(*wrong[: args.errors], sep="\n", end="\n" if wrong else "")
            rates = f"{score.right / max(1, score.found):10.4f}{score.right / score.gold:8.4f}{score.f1:8.4f}"
            print(f"{name:16}{label:12}{rates}{len(items) / score.seconds:13,.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
