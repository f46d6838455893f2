"""Learn which groups of letters make a German word look like a name (configs/check/name_shapes.tsv.xz).

usage: fit_name_shapes.py [--write]

From the words of the lexicon that German writes with a capital: names are those that it translates by words with a
capital, nouns those that it translates by others. A logistic regression with L2 decay over groups of one to five
letters, fitted by Adam (Kingma & Ba, 2015). Printed: the area under the ROC curve and the accuracy on a tenth of the
words that were not learnt from, seen up to three times each. Half a minute.
"""

from __future__ import annotations

import lzma
import random
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from fitting import Floats, options
from numpy.typing import NDArray

from pipeline import resources
from pipeline.check._name_shape import BIAS, FILE, groups
from pipeline.check._name_words import proper_share
from pipeline.knowledge.lexicon import lexicon

NAME, NOUN = 0.7, 0.1  # share of translations with a capital from which a word is a name, up to which it is a noun
CAPITAL = 0.8  # share of capitals in German from which a word is taken
LEAST = 4  # words that must have a group of letters
DECAY, STEPS, RATE = 3.0, 250, 0.05
SMALL = 0.2  # weights up to this are left out


class Table(NamedTuple):
    """Which groups (``columns``) stand in which words (``rows``); ``size`` words in all."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    size: int

    def times(self, weights: Floats) -> Floats:
        """Return the sum of weights of each word."""
        return np.bincount(self.rows, weights=weights[self.columns], minlength=self.size).astype(np.float64)


def words() -> list[tuple[str, float]]:
    """Return the words with 1 for a name and 0 for a noun; what English uses more than German does is neither."""
    words = lexicon()
    found = []
    for word, (seen, _, _, known) in words.lines.items():
        if known and len(word) >= 4 and word.isalpha() and words.capital(word) >= CAPITAL:
            share = proper_share(word)
            if share >= NAME or (share <= NOUN and words.seen_english(word) <= seen):
                found.append((word, float(share >= NAME)))
    return found


def table(words: Sequence[str], columns: dict[str, int]) -> Table:
    """Return the groups of the words."""
    cells = [(row, columns[g]) for row, word in enumerate(words) for g in sorted(groups(word)) if g in columns]
    rows, places = np.array(cells, dtype=np.int64).T
    return Table(rows, places, len(words))


def fit(rows: Table, labels: Floats, size: int) -> Floats:
    """Return the weights, the bias last."""
    made, mean, square = np.zeros(size + 1), np.zeros(size + 1), np.zeros(size + 1)
    for step in range(1, STEPS + 1):
        off = 1 / (1 + np.exp(-(rows.times(made[:-1]) + made[-1]))) - labels
        slope = np.bincount(rows.columns, weights=off[rows.rows], minlength=size) + DECAY * made[:-1]
        slope = np.append(slope, off.sum())
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        pace = RATE * (1 - step / (STEPS + 1)) / (1 - 0.9**step)
        made -= pace * mean / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return made


def area(scores: Floats, labels: Floats) -> float:
    """Return the area under the ROC curve."""
    ranks = scores.argsort().argsort() + 1
    names = int(labels.sum())
    return float((ranks[labels == 1].sum() - names * (names + 1) / 2) / names / (len(labels) - names))


def main() -> None:
    parser = options(__doc__, FILE)
    given = parser.parse_args()
    found = words()
    rare = [pair for pair in found if lexicon().seen(pair[0]) <= 3]
    unseen = set(random.Random(1).sample(rare, len(found) // 10))
    for known in ([pair for pair in found if pair not in unseen], found):
        counts = Counter(g for word, _ in known for g in sorted(groups(word)))
        columns = {g: i for i, g in enumerate(g for g, n in counts.items() if n >= LEAST)}
        labels = np.array([label for _, label in known])
        weights = fit(table([w for w, _ in known], columns), labels, len(columns))
        weights = np.where(np.abs(weights) > SMALL, weights.round(1), 0.0)
        if known is not found:
            truth = np.array([label for _, label in sorted(unseen)])
            scores = table([w for w, _ in sorted(unseen)], columns).times(weights[:-1]) + weights[-1]
            right = ((scores > 0) == truth).mean()
            print(f"{len(known)} words, {len(columns)} groups; area {area(scores, truth):.3f}, right {right:.3f}")
    kept = {g: round(10 * weights[i]) for g, i in columns.items() if weights[i]} | {BIAS: round(10 * weights[-1])}
    print(f"{len(kept)} weights")
    if given.write:
        text = "".join(f"{group}\t{weight}\n" for group, weight in sorted(kept.items()))
        (resources.root() / FILE).write_bytes(lzma.compress(text.encode(), preset=9))


if __name__ == "__main__":
    main()
