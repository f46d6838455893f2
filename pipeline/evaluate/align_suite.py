"""The suite "align": strict and lax F1 of sentence alignment, and the alignment error rate of word links.

Strict and lax F1 are those of Vecalign's ``score.py`` (Thompson and Koehn 2019): a block counts if it is in the gold
standard, or overlaps with one on both sides; precision counts insertions and deletions, recall does not.
"""

from __future__ import annotations

import ast
import random
import tarfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.align.sentences import Draft, SentenceLink, align_drafted
from pipeline.align.words import WordAligner, link_quality
from pipeline.evaluate.data import load_rows
from pipeline.evaluate.figures import Figure
from pipeline.types import Alignment, Article, Meta, Segment, SegmentKind, Span, Translation

Block = tuple[tuple[int, ...], tuple[int, ...]]  # source and target sentence numbers
Pairs = Sequence[tuple[str, str]]  # source and target sentences
Result = tuple["Text", Sequence[Block]]  # a text and the blocks found in it
SEED = 7
# Development texts: archive, name, and the endings of the two sides.
BOOKS = (
    ("sentences_text_berg_dev.tar.xz", "text_berg", ("de", "fr")),
    ("sentences_tom_sawyer_val.tar.xz", "tom_sawyer", ("de", "en")),
)


@dataclass(frozen=True, slots=True)
class Text:
    """A source, a target, and the blocks that belong together; ``moved`` are those out of order."""

    name: str
    source: list[str]
    target: list[str]
    gold: list[Block]
    moved: frozenset[Block] = frozenset()


def read_book(archive: Path, name: str, endings: tuple[str, str]) -> Text:
    """Return one text with gold blocks (lines ``[source ids]:[target ids]``) from a tar file."""
    files: dict[str, list[str]] = {}
    with tarfile.open(archive) as tar:
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


def plant(pairs: Pairs, strangers: Sequence[str], chance: random.Random, rate: float) -> Text:
    """Return a text made of ``pairs`` with faults planted at ``rate`` each: merges on either side (seen from the other
    side, splits), dropped and inserted target sentences, and at half the rate sentences moved three places or more."""
    items = _items(pairs, strangers, chance, rate)
    order, moved = _order(items, chance, rate / 2)
    starts, at = {}, 0
    for item in order:
        starts[item] = at
        at += len(items[item][1])
    gold, at = [], 0
    for item, (first, second) in enumerate(items):
        gold.append((tuple(range(at, at + len(first))), tuple(range(starts[item], starts[item] + len(second)))))
        at += len(first)
    source = [sentence for first, _ in items for sentence in first]
    target = [sentence for item in order for sentence in items[item][1]]
    return Text("planted", source, target, gold, frozenset(gold[item] for item in moved))


_Item = tuple[list[str], list[str]]


def _items(pairs: Pairs, strangers: Sequence[str], chance: random.Random, rate: float) -> list[_Item]:
    items: list[_Item] = []
    for source, target in pairs:
        draw = chance.random() / rate
        single = bool(items) and _is_single(items[-1])
        if draw < 1 and single:
            items[-1] = ([*items[-1][0], source], [f"{items[-1][1][0]} {target}"])
        elif draw < 2 and single:
            items[-1] = ([f"{items[-1][0][0]} {source}"], [*items[-1][1], target])
        elif draw < 3:
            items.append(([source], []))
        elif draw < 4:
            items += [([source], [target]), ([], [chance.choice(strangers)])]
        else:
            items.append(([source], [target]))
    return items


def _order(items: Sequence[_Item], chance: random.Random, rate: float) -> tuple[list[int], set[int]]:
    """Return the items in the order of the target, and which were moved."""
    order, moved = list(range(len(items))), set()
    for item in range(len(items)):
        if _is_single(items[item]) and chance.random() < rate:
            order.remove(item)
            places = [p for p in range(len(order) + 1) if abs(p - item) >= 3]
            order.insert(chance.choice(places or [item]), item)
            moved.add(item)
    return order, moved


def _is_single(item: _Item) -> bool:
    return len(item[0]) == len(item[1]) == 1


def planted_runs(
    pairs: Pairs, texts: int, seed: int = SEED, rate: float = 0.04, sizes: tuple[int, int] = (8, 60)
) -> Iterator[Text]:
    """Yield texts of ``sizes`` sentences cut from ``pairs``, with planted faults; strangers are from the rest."""
    chance = random.Random(seed)
    for _ in range(texts):
        size = chance.randint(*sizes)
        start = chance.randrange(len(pairs) - size)
        strangers = [target for _, target in [*pairs[:start], *pairs[start + size :]]]
        yield plant(pairs[start : start + size], strangers, chance, rate)


def planted_articles(
    rows: Sequence[Mapping[str, Any]], rounds: int = 5, seed: int = SEED, rate: float = 0.05
) -> Iterator[Text]:
    """Yield each article of ``rows`` ``rounds`` times with other planted faults; strangers are from other articles."""
    chance = random.Random(seed)
    articles = [list(group) for _, group in groupby(rows, key=lambda row: row["article"])]
    for _ in range(rounds):
        for number, article in enumerate(articles):
            strangers = [row["reference"] for other in articles[:number] + articles[number + 1 :] for row in other]
            yield plant([(row["source"], row["reference"]) for row in article], strangers, chance, rate)


def blocks(links: Sequence[SentenceLink]) -> list[Block]:
    """Return links as blocks."""
    return [(tuple(link.source), tuple(link.target)) for link in links]


def scores(results: Iterable[tuple[Sequence[Block], Sequence[Block]]]) -> tuple[float, float]:
    """Return strict and lax F1, 0..1, over pairs of gold and found blocks."""
    counts = [[0, 0, 0], [0, 0, 0]]
    for gold, found in results:
        for row, numbers in zip(counts, (_right(gold, found), _right(_full(found), _full(gold))), strict=True):
            row[:] = [a + b for a, b in zip(row, numbers, strict=True)]
    (p_strict, p_lax, p_all), (r_strict, r_lax, r_all) = counts
    p_all, r_all = max(1, p_all), max(1, r_all)
    return _f1(p_strict / p_all, r_strict / r_all), _f1(p_lax / p_all, r_lax / r_all)


def _right(gold: Sequence[Block], test: Sequence[Block]) -> tuple[int, int, int]:
    """Return how many blocks of ``test`` are in ``gold``, how many overlap with one on both sides, and all."""
    known, asked = set(gold), set(test)
    targets: dict[int, set[int]] = defaultdict(set)
    for first, second in gold:
        for i in first:
            targets[i].update(second)
    lax = sum(block in known or any(targets.get(i, set()) & set(block[1]) for i in block[0]) for block in asked)
    return len(asked & known), lax, len(asked)


def _full(found: Sequence[Block]) -> list[Block]:
    return [block for block in found if block[0] and block[1]]


def _f1(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def gaps(results: Iterable[Result], side: int) -> tuple[float, float, int]:
    """Return precision and recall (0..1) of the sentences of one side (0 source, 1 target) that stand alone, and how
    many there are."""
    right = found = wanted = 0
    for text, made in results:
        gold, mine = ({i for b in group if not b[1 - side] for i in b[side]} for group in (text.gold, made))
        right, found, wanted = right + len(gold & mine), found + len(mine), wanted + len(gold)
    return right / max(1, found), right / max(1, wanted), wanted


Align = Callable[[Text], Sequence[SentenceLink]]


def aligned(text: Text, draft: Draft | None = None) -> list[SentenceLink]:
    """Return the links of ``text`` as the product makes them, with drafts where it asks for some."""
    return align_drafted(text.source, text.target, draft=draft)


def book_figures(folder: Path, align: Align = aligned) -> Iterator[Figure]:
    """Yield the figures of the development texts."""
    for archive, name, endings in BOOKS:
        text = read_book(folder / archive, name, endings)
        yield from _f1_figures(name, [(text, blocks(align(text)))])


def planted_figures(name: str, texts: Iterable[Text], align: Align = aligned) -> Iterator[Figure]:
    """Yield F1, and how well dropped, inserted and moved sentences are found, in texts with planted faults."""
    results = [(text, blocks(align(text))) for text in texts]
    yield from _f1_figures(name, results)
    for fault, side in (("dropped", 0), ("inserted", 1)):
        precision, recall, count = gaps(results, side)
        yield Figure(f"align.{fault}-precision[{name}]", 100 * precision, count)
        yield Figure(f"align.{fault}-recall[{name}]", 100 * recall, count)
    moved = [block in made for text, made in results for block in text.moved]
    yield Figure(f"align.moved-recall[{name}]", 100 * sum(moved) / max(1, len(moved)), len(moved))


def _f1_figures(name: str, results: Sequence[Result]) -> Iterator[Figure]:
    strict, lax = scores((text.gold, made) for text, made in results)
    count = sum(len(text.gold) for text, _ in results)
    yield Figure(f"align.strict-F1[{name}]", 100 * strict, count)
    yield Figure(f"align.lax-F1[{name}]", 100 * lax, count)


def word_pairs(folder: Path) -> list[Mapping[str, Any]]:
    """Return the sentence pairs with hand-made word links."""
    return list(load_rows(str(folder / "words_rwth.jsonl.xz")))


def word_figures(name: str, rows: Sequence[Mapping[str, Any]], aligner: WordAligner) -> list[Figure]:
    """Return alignment error rate, precision and recall of the word links on sentence pairs tokenised by spaces."""
    found = []
    for row, made in zip(rows, aligner.run(_pair(number, row) for number, row in enumerate(rows)), strict=True):
        left, right = (_owners(tokens, row[side]) for tokens, side in _sides(made))
        links = {(i, j) for a, b in made.links for i in left[a] for j in right[b]}
        sure, possible = ({(int(i), int(j)) for i, j in row[kind]} for kind in ("sure", "possible"))
        found.append((links, sure, possible))
    quality = link_quality(found)
    return [
        Figure(f"align.AER[{name}]", 100 * quality.error, len(rows), "lower"),
        Figure(f"align.precision[{name}]", 100 * quality.precision, quality.links),
        Figure(f"align.recall[{name}]", 100 * quality.recall, quality.links),
    ]


def _pair(number: int, row: Mapping[str, Any]) -> Translation:
    text = row["source"]
    whole = Span(0, len(text))
    article = Article(f"pair {number}", "", text, (whole,), Meta(source="words", format="pairs"))
    return Translation(Segment(article, 0, whole, SegmentKind.BODY, 0), row["target"], origin="given")


def _sides(made: Alignment) -> tuple[tuple[Sequence[Span], str], tuple[Sequence[Span], str]]:
    return (made.source_tokens, "source"), (made.target_tokens, "target")


def by_spaces(text: str) -> list[Span]:
    """Return the tokens of a text that is tokenised already."""
    spans, start = [], 0
    for word in text.split(" "):
        spans.append(Span(start, start + len(word)))
        start += len(word) + 1
    return spans


def _owners(tokens: Sequence[Span], text: str) -> list[list[int]]:
    """Return for each of our tokens the numbers of the words between spaces that it is part of."""
    return [[number for number, word in enumerate(by_spaces(text)) if word.overlaps(token)] for token in tokens]
