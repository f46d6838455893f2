"""Learn the bilingual lexicon in configs/knowledge from parallel text.

    python scripts/build_lexicon.py CORPUS.tsv.xz... --out configs/knowledge --only wire tatoeba

A corpus has lines ``corpus<TAB>German<TAB>English``. IBM model 1 with the diagonal prior of fast_align (Dyer, Chahuneau
& Smith, NAACL 2013), both directions; then, with the lexicon made so far, how often each word has no counterpart in the
same text, and how often it is written with a capital within a sentence. The file format is told in
``pipeline/knowledge/lexicon.py``; what the shipped files were learnt from, in ``configs/knowledge/README.md``.
"""

from __future__ import annotations

import argparse
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.knowledge.coverage import coverage
from pipeline.knowledge.lexicon import read_lexicon
from pipeline.text.stems import german_stem
from pipeline.text.wordforms import fold, word_forms

ROUNDS, TENSION, NULL = 6, 4.0, 0.08  # fast_align's defaults for the prior
LONGEST = 60  # words of a sentence
SHARD = 10_000  # pairs handled at once
RATED = 120_000  # pairs on which the words without counterpart are counted, taken at even distances
Pair = tuple[str, str]


def read(paths: Sequence[Path], only: set[str]) -> Iterator[Pair]:
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                corpus, german, english = line.rstrip("\n").split("\t")
                if not only or corpus in only:
                    yield german, english


def cut(text: str) -> list[str]:
    """Return folded words; English 's is cut off and n't is a word of its own."""
    found: list[str] = []
    for word in word_forms(text):
        if word.fold.endswith("n't"):
            found += [word.fold[:-3], "n't"]
        else:
            found.append(word.fold.removesuffix("'s"))
    return [w for w in found if w]


def vocabulary(sides: Sequence[Sequence[str]]) -> tuple[dict[str, int], list[int]]:
    """Return word numbers (from 1) of the words seen twice, and their counts (0 for the empty word)."""
    counts = Counter(word for side in sides for word in side)
    kept = [(w, n) for w, n in counts.most_common() if n > 1]
    return {w: i for i, (w, _) in enumerate(kept, 1)}, [0, *(n for _, n in kept)]


Shard = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32], NDArray[np.int32]]


def links(shard: Sequence[tuple[list[int], list[int]]]) -> Shard:
    """Return the pairs of words of a shard (source << 32 | target), and of each link: pair, prior, target token."""
    keys, priors, tokens, token = [], [], [], 0
    for source, target in shard:
        n, m = len(source), len(target)
        place = np.abs((np.arange(n) + 0.5)[:, None] / n - (np.arange(m) + 0.5)[None, :] / m)
        prior = np.vstack([(1 - NULL) * np.exp(-TENSION * place), np.full((1, m), NULL)])
        words = np.array([*source, 0], dtype=np.int64)
        keys.append(((words[:, None] << 32) | np.array(target, dtype=np.int64)[None, :]).ravel())
        priors.append(prior.astype(np.float32).ravel())
        tokens.append(np.tile(np.arange(token, token + m, dtype=np.int32), n + 1))
        token += m
    known, place = np.unique(np.concatenate(keys), return_inverse=True)
    return known, place.astype(np.int32), np.concatenate(priors), np.concatenate(tokens)


def train(pairs: Sequence[tuple[list[int], list[int]]]) -> dict[tuple[int, int], float]:
    """Return p(target | source) of every pair of words worth keeping. About 12 bytes of memory a link."""
    shards = [links(pairs[i : i + SHARD]) for i in range(0, len(pairs), SHARD)]
    known = np.unique(np.concatenate([shard[0] for shard in shards]))
    seats = [np.searchsorted(known, shard[0]) for shard in shards]
    sources = known >> 32
    chance = np.ones(len(known), dtype=np.float64)
    for _ in range(ROUNDS):
        counts = np.zeros(len(known))
        for seat, (_, place, prior, token) in zip(seats, shards, strict=True):
            weight = chance[seat][place] * prior
            weight /= np.bincount(token, weight)[token] + 1e-30
            counts[seat] += np.bincount(place, weight, len(seat))
        chance = counts / (np.bincount(sources, counts)[sources] + 0.2)
    kept = np.flatnonzero((chance >= 0.004) & (sources > 0))
    return {(int(known[i] >> 32), int(known[i] & 0xFFFFFFFF)): float(chance[i]) for i in kept}


def entries(tokens: Sequence[tuple[list[str], list[str]]]) -> tuple[dict[str, tuple[int, str]], dict[str, int]]:
    """Return German word -> (times seen, English words with strengths), and English word -> times seen."""
    german, german_seen = vocabulary([d for d, _ in tokens])
    english, english_seen = vocabulary([e for _, e in tokens])
    numbered = [([german[w] for w in d if w in german], [english[w] for w in e if w in english]) for d, e in tokens]
    numbered = [(d, e) for d, e in numbered if d and e]
    forward = {k: p for k, p in train(numbered).items() if p * german_seen[k[0]] >= 1.2}
    backward = {(d, e): p for (e, d), p in train([(e, d) for d, e in numbered]).items() if p * english_seen[e] >= 1.2}
    words, english_words = list(german), list(english)
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for d, e in forward.keys() | backward.keys():
        one, other = forward.get((d, e), 0.0), backward.get((d, e), 0.0)
        strength = (max(one, 1e-3) * max(other, 1e-3)) ** 0.5
        if strength >= 0.01 or max(one, other) >= 0.05:
            found[words[d - 1]].append((strength, english_words[e - 1]))
    lines = {
        word: (
            german_seen[german[word]],
            " ".join(f"{e}:{round(100 * s)}" for s, e in sorted(items, reverse=True)[:14]),
        )
        for word, items in found.items()
    }
    return lines, {w: english_seen[i] for w, i in english.items()}


def capitals(texts: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return word -> (uses within a sentence, of these with a capital)."""
    found: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for text in texts:
        words = word_forms(text)
        if sum(w.text[:1].isupper() for w in words) > 0.6 * len(words):
            continue  # a headline in title case
        for before, word in pairwise(words):
            if word.text[0].isalpha() and not re.search(
                r"[.:!?\"„“”»«'‚‘(–-]", text[before.span.end : word.span.start]
            ):
                uses, high = found[fold(word.text)]
                found[fold(word.text)] = uses + 1, high + word.text[0].isupper()
    return found


Rates = dict[str, tuple[int, int]]


def save(out: Path, lines: dict[str, tuple[int, str]], seen: dict[str, int], rates: Sequence[Rates]) -> None:
    """Write both files; ``rates``: words without counterpart German, English, then capitals German, English."""

    def percent(rate: Rates, word: str, prior: float, weight: int) -> int:
        uses, hits = rate.get(word, (0, 0))
        return round(100 * (hits + weight * prior) / (uses + weight))

    groups: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for word, (times, items) in lines.items():
        groups[german_stem(word)].append((times, word, items))
    with lzma.open(out / "lexicon.tsv.xz", "wt", encoding="utf-8", preset=9) as stream:
        for stem in sorted(groups):
            made = [
                f"{w} {n} {percent(rates[0], w, 0.25, 6)} {percent(rates[2], w, 0.5, 1)} {items}"
                for n, w, items in sorted(groups[stem], key=lambda g: (-g[0], g[1]))
            ]
            stream.write("\t".join([stem, *made]) + "\n")
    with lzma.open(out / "english.tsv.xz", "wt", encoding="utf-8", preset=9) as stream:
        for word, times in sorted(seen.items()):
            stream.write(f"{word}\t{times}\t{percent(rates[1], word, 0.3, 6)}\t{percent(rates[3], word, 0.5, 1)}\n")


def misses(pairs: Sequence[Pair], out: Path) -> tuple[Rates, Rates]:
    """Return, per German and per English word, its uses and how many of them the lexicon in ``out`` cannot explain."""
    lexicon = read_lexicon(out)
    rates: tuple[Rates, Rates] = (defaultdict(lambda: (0, 0)), defaultdict(lambda: (0, 0)))
    for german, english in pairs:
        found = coverage(german, english, lexicon)
        sides = (found.source, found.source_support), (found.target, found.target_support)
        for rate, (words, support) in zip(rates, sides, strict=True):
            for word, strength in zip(words, support, strict=True):
                uses, missed = rate[word.fold]
                rate[word.fold] = uses + 1, missed + (strength <= 0.02)
    return rates


def main() -> None:
    parser = argparse.ArgumentParser(description="Learn the bilingual lexicon from parallel text.")
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", nargs="*", default=[], help="names of the corpora to use; without it all")
    parser.add_argument("--limit", type=int, default=None, help="use the first pairs only")
    options = parser.parse_args()
    pairs = list(read(options.corpora, set(options.only)))[: options.limit]
    tokens = [(cut(d), cut(e)) for d, e in pairs]
    lines, seen = entries([(d, e) for d, e in tokens if 0 < len(d) <= LONGEST and 0 < len(e) <= LONGEST])
    cased = capitals([d for d, _ in pairs]), capitals([e for _, e in pairs])
    save(options.out, lines, seen, ({}, {}, *cased))
    save(options.out, lines, seen, (*misses(pairs[:: 1 + len(pairs) // RATED], options.out), *cased))
    print(f"{len(lines)} German and {len(seen)} English words in {options.out}")


if __name__ == "__main__":
    main()
