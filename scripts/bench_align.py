"""Measure sentence alignment: ``python -m scripts.bench_align [--time]``.

Sets, read from the development data folder (``WIREDESK_BENCH``, by default ``../shared/bench``): Text+Berg dev (de-fr),
Tom Sawyer (de-en), and news articles cut from WMT18 with planted merges, splits, drops, insertions and moves. Strict
and lax F1 are those of Vecalign's ``score.py``: a block counts if it is in the gold standard, or overlaps with one on
both sides; precision counts insertions and deletions, recall does not.
"""

from __future__ import annotations

import argparse
import ast
import json
import logging
import lzma
import os
import random
import resource
import tarfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.align.sentences import AlignOptions, SentenceLink, align_sentences

BENCH = Path(os.environ.get("WIREDESK_BENCH", Path(__file__).parent.parent.parent / "shared" / "bench"))
Block = tuple[tuple[int, ...], tuple[int, ...]]
log = logging.getLogger("bench_align")


@dataclass(frozen=True, slots=True)
class Text:
    """A source, a target, and the blocks that belong together; ``moved`` are those out of order."""

    name: str
    source: list[str]
    target: list[str]
    gold: list[Block]
    moved: frozenset[Block] = frozenset()


def read_books(archive: str, name: str, endings: tuple[str, str]) -> Text:
    """Return one text with gold blocks from a tar file of the development data."""
    files: dict[str, list[str]] = {}
    with tarfile.open(BENCH / archive) as tar:
        for member in tar.getmembers():
            stream = tar.extractfile(member)
            if stream:
                files[member.name.rsplit(".", 1)[-1]] = stream.read().decode("utf-8").splitlines()
    gold = []
    for line in files["gold"]:
        first, second, *_ = line.strip().split(":")
        block = tuple(ast.literal_eval(first)), tuple(ast.literal_eval(second))
        if block != ((), ()):
            gold.append(block)
    return Text(name, files[endings[0]], files[endings[1]], gold)


def plant(pairs: Sequence[tuple[str, str]], strangers: Sequence[str], random_: random.Random, rate: float) -> Text:
    """Return a text made of ``pairs`` with faults planted at ``rate`` each: merges on either side (seen from the other
    side, splits), dropped, inserted and moved target sentences. A moved sentence travels three places or more."""
    items: list[tuple[list[str], list[str]]] = []
    for source, target in pairs:
        draw = random_.random() / rate
        if draw < 1 and items and len(items[-1][0]) == len(items[-1][1]) == 1:
            items[-1] = ([*items[-1][0], source], [f"{items[-1][1][0]} {target}"])
        elif draw < 2 and items and len(items[-1][0]) == len(items[-1][1]) == 1:
            items[-1] = ([f"{items[-1][0][0]} {source}"], [*items[-1][1], target])
        elif draw < 3:
            items.append(([source], []))
        elif draw < 4:
            items += [([source], [target]), ([], [random_.choice(strangers)])]
        else:
            items.append(([source], [target]))
    order = list(range(len(items)))
    moved = set()
    for item in range(len(items)):
        if len(items[item][0]) == len(items[item][1]) == 1 and random_.random() < rate / 2:
            order.remove(item)
            places = [p for p in range(len(order) + 1) if abs(p - item) >= 3]
            order.insert(random_.choice(places or [item]), item)
            moved.add(item)
    german = [sentence for first, _ in items for sentence in first]
    english = [sentence for item in order for sentence in items[item][1]]
    starts, at = {}, 0
    for item in order:
        starts[item] = at
        at += len(items[item][1])
    gold, at = [], 0
    for item, (first, second) in enumerate(items):
        gold.append((tuple(range(at, at + len(first))), tuple(range(starts[item], starts[item] + len(second)))))
        at += len(first)
    return Text("planted", german, english, gold, frozenset(gold[item] for item in moved))


def planted(texts: int, seed: int = 7, rate: float = 0.04, sizes: tuple[int, int] = (8, 60)) -> Iterator[Text]:
    """Yield news texts of ``sizes`` sentences with planted faults."""
    with lzma.open(BENCH / "mt_wmt18.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    pairs = [(row["source_de"], row["reference_en"]) for row in rows]
    random_ = random.Random(seed)
    for _ in range(texts):
        size = random_.randint(*sizes)
        start = random_.randrange(len(pairs) - size)
        strangers = [target for _, target in pairs[:start] + pairs[start + size :]]
        yield plant(pairs[start : start + size], strangers, random_, rate)


def precision(gold: Sequence[Block], test: Sequence[Block]) -> tuple[int, int, int]:
    """Return how many blocks of ``test`` are in ``gold``, how many overlap with one on both sides, and all."""
    known = set(gold)
    targets: dict[int, set[int]] = defaultdict(set)
    for first, second in gold:
        for i in first:
            targets[i].update(second)
    strict = sum(block in known for block in set(test))
    lax = sum(
        block in known or any(targets[i] & set(block[1]) for i in block[0] if i in targets) for block in set(test)
    )
    return strict, lax, len(set(test))


def scores(results: Sequence[tuple[Sequence[Block], Sequence[Block]]]) -> tuple[float, float]:
    """Return strict and lax F1 over pairs of gold and found blocks."""
    counts = [[0, 0, 0], [0, 0, 0]]
    for gold, found in results:
        for row, numbers in zip(counts, (precision(gold, found), precision(_full(found), _full(gold))), strict=True):
            row[:] = [a + b for a, b in zip(row, numbers, strict=True)]
    (p_strict, p_lax, p_all), (r_strict, r_lax, r_all) = counts
    return _f1(p_strict / p_all, r_strict / r_all), _f1(p_lax / p_all, r_lax / r_all)


def _full(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if block[0] and block[1]]


def _f1(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def blocks(links: Sequence[SentenceLink]) -> list[Block]:
    """Return links as blocks."""
    return [(tuple(link.source), tuple(link.target)) for link in links]


def gaps(results: Sequence[tuple[Text, Sequence[Block]]], side: int) -> tuple[float, float]:
    """Return precision and recall of the sentences of one side (0 source, 1 target) that stand alone."""
    right = found = wanted = 0
    for text, made in results:
        alone = [{b[side] for b in group if not b[1 - side]} for group in (text.gold, made)]
        gold, mine = ({i for block in group for i in block} for group in alone)
        right, found, wanted = right + len(gold & mine), found + len(mine), wanted + len(gold)
    return right / max(1, found), right / max(1, wanted)


def measure(align: Callable[[Text], Sequence[SentenceLink]]) -> None:
    """Print the table for the three sets."""
    for text in (
        read_books("sentences_text_berg_dev.tar.xz", "Text+Berg dev, de-fr", ("de", "fr")),
        read_books("sentences_tom_sawyer_val.tar.xz", "Tom Sawyer, de-en", ("de", "en")),
    ):
        start = time.perf_counter()
        strict, lax = scores([(text.gold, blocks(align(text)))])
        print(f"{text.name:24} strict {strict:.3f}  lax {lax:.3f}  {time.perf_counter() - start:.1f} s")
    results = [(text, blocks(align(text))) for text in planted(60)]
    strict, lax = scores([(text.gold, made) for text, made in results])
    print(f"{'planted news, de-en':24} strict {strict:.3f}  lax {lax:.3f}")
    for name, side in (("dropped", 0), ("inserted", 1)):
        print(f"  {name:9} precision {gaps(results, side)[0]:.3f}  recall {gaps(results, side)[1]:.3f}")
    moved = [(block in made) for text, made in results for block in text.moved]
    print(f"  moved     recall {sum(moved) / max(1, len(moved)):.3f} of {len(moved)}")


def measure_time() -> None:
    """Print time, CPU time and peak memory against the length of the text."""
    for size in (2_500, 5_000, 10_000, 20_000):
        texts = list(planted(size // 30, seed=size, sizes=(30, 30)))
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
    for name in ("lexicon", "cognates", "learn", "moves"):
        parser.add_argument(f"--no-{name}", dest=name, action="store_false")
    parser.add_argument("--embeddings", default="", help="name of an embedding model")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    if not BENCH.is_dir():
        log.error("SKIPPED: no development data in %s (set WIREDESK_BENCH)", BENCH)
        return
    options = AlignOptions(args.lexicon, args.cognates, args.learn, args.moves, args.embeddings)
    measure(lambda text: align_sentences(text.source, text.target, options))
    if args.time:
        measure_time()


if __name__ == "__main__":
    main()
