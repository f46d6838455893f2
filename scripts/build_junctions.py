"""Count which English words meet as written, and which would meet if the word between them were lost.

    python scripts/build_junctions.py CORPUS.tsv.xz... --only wire tatoeba

A corpus has lines ``corpus<TAB>German<TAB>English``; only the English is read. Words are put into classes by the words
beside them: the frequent ones stand for themselves, the others are clustered (k-means over the left and right
neighbours of each word, after Schütze, "Distributional Part-of-Speech Tagging", EACL 1995). For every place the classes
of two tokens on either side are counted as they stand, and for every content word those that would meet without it;
the share of the second count is smoothed from four tokens to three to two (as Witten and Bell smooth n-grams, IEEE
Trans. Information Theory 37, 1991). Written is what differs from what fewer tokens say already.
"""

from __future__ import annotations

import argparse
import lzma
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from pipeline import resources
from pipeline.knowledge.junctions import FILE, NUMBER, Junctions, tokens
from pipeline.knowledge.lexicon import lexicon
from pipeline.text.wordforms import wordset

OWN, OWN_SEEN = 400, 3000  # of so many words, those seen so often are classes of their own
LEAST, CLUSTERS, NEIGHBOURS, RANK, ROUNDS = 8, 160, 600, 60, 25
# Frequent words that can be lost as nouns and verbs are; the other frequent ones are grammar.
LOST = wordset("i he she we they it you this there people years year time said new")
STRENGTH = {2: 3.0, 3: 6.0, 4: 8.0}  # how many sights the estimate from fewer tokens is worth
SEEN = {2: 2, 3: 5, 4: 10}  # sights below which nothing is written
DIFFERENCE = 0.5  # log-odds
Key = tuple[str, ...]
Counts = dict[int, Counter[Key]]


def read(paths: Sequence[Path], only: set[str]) -> Iterator[str]:
    """Yield each English sentence once."""
    seen: set[str] = set()
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                corpus, _, english = line.rstrip("\n").split("\t")
                if (not only or corpus in only) and len(english) > 25 and english not in seen:
                    seen.add(english)
                    yield english


def cluster(texts: Sequence[Sequence[str]]) -> dict[str, str]:
    """Return the class of each word seen ``LEAST`` times; frequent words are their own."""
    counts = Counter(word for text in texts for word in text)
    known = [word for word, n in counts.most_common() if n >= LEAST]
    index = {word: i for i, word in enumerate(known)}
    beside = np.zeros((len(known), 2 * NEIGHBOURS), np.float32)

    def column(word: str) -> int:
        i = index.get(word, NEIGHBOURS)
        return i if i < NEIGHBOURS - 2 else NEIGHBOURS - 2 if word[0].isalpha() else NEIGHBOURS - 1

    for text in texts:
        columns = [column(word) for word in (".", *text, ".")]
        for k, word in enumerate(text):
            if word in index:
                beside[index[word], columns[k]] += 1
                beside[index[word], NEIGHBOURS + columns[k + 2]] += 1
    own = {w for w in known[:OWN] if counts[w] >= OWN_SEEN or not w[0].isalpha()} | {NUMBER}
    rest = [word for word in known if word not in own]
    places = _reduced(beside)[[index[word] for word in rest]]
    groups = _groups(places, np.sqrt([counts[word] for word in rest]))
    return {word: word for word in own} | {word: f"#{g}" for word, g in zip(rest, groups, strict=True)}


def _reduced(beside: np.ndarray) -> np.ndarray:
    """Return each word's place: square roots of its neighbours' shares, drawn to the mean where the word is rare."""
    total = beside.sum(1, keepdims=True)
    mean = np.sqrt(beside.sum(0, keepdims=True) / beside.sum())
    trust = total / (total + 10)
    away = trust * (np.sqrt(beside / total) - mean)
    _, vectors = np.linalg.eigh(away.T @ away)
    return np.asarray(away @ vectors[:, -RANK:])


def _groups(places: np.ndarray, weights: np.ndarray) -> np.ndarray:
    draw = np.random.default_rng(0)
    centres = places[draw.choice(len(places), CLUSTERS, replace=False, p=weights / weights.sum())]
    for _ in range(ROUNDS):
        nearest = ((centres**2).sum(1)[None] - 2 * places @ centres.T).argmin(1)
        for k in range(CLUSTERS):
            mine = nearest == k
            if mine.any():
                centres[k] = (places[mine] * weights[mine, None]).sum(0) / weights[mine].sum()
    return np.asarray(nearest)


def count(texts: Sequence[Sequence[str]], classes: Junctions) -> tuple[Counts, Counts]:
    """Return how often classes meet as written, and how often they would across a lost content word."""
    written: Counts = {2: Counter(), 3: Counter(), 4: Counter()}
    lost: Counts = {2: Counter(), 3: Counter(), 4: Counter()}
    for text in texts:
        row = ["^", "^", *(classes.class_of(word) for word in text), "$", "$"]
        for i in range(2, len(row) - 1):
            _add(written, row[i - 2], row[i - 1], row[i], row[min(i + 1, len(row) - 1)])
            if i < len(row) - 2 and (row[i] in LOST or (row[i][0] == "#" and row[i] != "#mark")):
                _add(lost, row[i - 2], row[i - 1], row[i + 1], row[min(i + 2, len(row) - 1)])
    return written, lost


def _add(counts: Counts, a: str, b: str, c: str, d: str) -> None:
    counts[2][b, c] += 1
    counts[3][a, b, c] += 1
    counts[3]["", b, c, d] += 1
    counts[4][a, b, c, d] += 1


def estimate(written: Counts, lost: Counts) -> dict[Key, float]:
    """Return the log-odds of a lost word for what was seen often enough, against a place taken at random."""
    usual = sum(lost[2].values()) / (sum(lost[2].values()) + sum(written[2].values()))
    base = math.log(usual / (1 - usual))
    made: dict[Key, float] = {}
    for length in (2, 3, 4):
        for key in sorted(written[length].keys() | lost[length].keys()):
            stood, gone = written[length][key], lost[length][key]
            if stood + gone < SEEN[length]:
                continue
            fewer = _fewer(key, made)
            before = 1 / (1 + math.exp(-(fewer + base)))
            share = (gone + STRENGTH[length] * before) / (stood + gone + STRENGTH[length])
            odds = math.log(share / (1 - share)) - base
            if abs(odds - fewer) >= DIFFERENCE:
                made[key] = odds
    return made


def _fewer(key: Key, made: dict[Key, float]) -> float:
    if len(key) == 2:
        return 0.0
    if len(key) == 3:
        return made.get(key[1:], 0.0)
    if key[0] == "":
        return made.get(key[1:3], 0.0)
    two = made.get(key[1:3], 0.0)
    return made.get(key[:3], two) + made.get(("", *key[1:]), two) - two


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--only", nargs="*", default=[], help="names of corpora; others are passed over")
    given = parser.parse_args()
    words = lexicon()
    texts = [[token for _, token in tokens(text, words)] for text in read(given.corpora, set(given.only))]
    classes = cluster(texts)
    found = estimate(*count(texts, Junctions(classes, {}, words)))
    with lzma.open(resources.root() / FILE, "wt", encoding="utf-8", preset=9) as out:
        for word, group in sorted(classes.items()):
            out.write(f"w\t{word}\t{'' if group == word else group}\n")
        for key, odds in sorted(found.items()):
            out.write(f"j\t{' '.join(key)}\t{round(10 * odds)}\n")
    print(f"{len(texts)} sentences, {len(classes)} words, {len(found)} junctions")


if __name__ == "__main__":
    main()
