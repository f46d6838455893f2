"""The matrices of ratios against the formula, computed word by word."""

from __future__ import annotations

import math

import numpy as np
import pytest

from pipeline.align.sentences import bags
from pipeline.align.sentences.likelihood import CEILING, Text, block_ratios
from pipeline.align.sentences.tables import WordTable, build, expect, merge

SOURCE = bags.read(["der hund bellt", "die katze schläft die katze", "ende"])
TARGET = bags.read(["the dog barks", "the cat sleeps", "the end the"])
PAIRS = {
    ("der", "the"): (0.9, 0.4),
    ("hund", "dog"): (0.8, 0.7),
    ("katze", "cat"): (0.6, 0.9),
    ("die", "the"): (0.8, 0.5),
}
SHARE = 0.7


def table() -> WordTable:
    cells = {(SOURCE.types.index(a), TARGET.types.index(b)): values for (a, b), values in PAIRS.items()}
    return build(cells, (len(SOURCE.types), len(TARGET.types)))


def text(side: bags.Side) -> Text:
    return Text(side.tokens, side.offsets, side.ends, side.unigram, np.zeros(len(side)))


def by_hand(given: list[str], wanted: list[str], side: bags.Side, direction: int) -> float:
    total = 0.0
    for word in wanted:
        explained = rest = 0.0
        for other in given:
            rows = [v[direction] for (a, b), v in PAIRS.items() if (a, b)[direction] == other]
            rest += 1 - sum(rows)
            explained += sum(
                v[direction]
                for (a, b), v in PAIRS.items()
                if (a, b)[direction] == other and (a, b)[1 - direction] == word
            )
        ratio = explained / len(given) / float(side.unigram[side.types.index(word)]) + rest / len(given)
        total += min(math.log(1 - SHARE + SHARE * ratio), CEILING)
    return total


@pytest.mark.parametrize("size", [1, 2])
def test_ratios_follow_the_formula(size: int) -> None:
    forward, backward = block_ratios(text(SOURCE), text(TARGET), table(), range(3), range(3), SHARE, 2)
    source, target = ([s.split() for s in side.sentences] for side in (SOURCE, TARGET))
    for i in range(size - 1, 3):
        for j in range(3):
            given = [w for s in source[i - size + 1 : i + 1] for w in s]
            assert forward[size - 1, i, j] == pytest.approx(by_hand(given, target[j], TARGET, 0), abs=1e-4)
    for j in range(size - 1, 3):
        for i in range(3):
            given = [w for s in target[j - size + 1 : j + 1] for w in s]
            assert backward[size - 1, i, j] == pytest.approx(by_hand(given, source[i], SOURCE, 1), abs=1e-4)


def test_a_table_that_knows_nothing_says_nothing() -> None:
    nothing = build({}, (len(SOURCE.types), len(TARGET.types)))
    forward, backward = block_ratios(text(SOURCE), text(TARGET), nothing, range(3), range(3), SHARE, 4)
    assert np.abs(forward).max() < 1e-5 and np.abs(backward).max() < 1e-5


def test_an_expected_word_that_is_not_there_counts_against() -> None:
    masses = np.full(len(SOURCE.types), 0.9), np.full(len(TARGET.types), 0.9)
    plain, strict = table(), expect(table(), *masses)
    before, _ = block_ratios(text(SOURCE), text(TARGET), plain, range(3), range(3), SHARE, 1)
    after, _ = block_ratios(text(SOURCE), text(TARGET), strict, range(3), range(3), SHARE, 1)
    assert after[0, 2, 1] < before[0, 2, 1] - 1  # "ende" does not explain "the cat sleeps"


def test_merging_keeps_the_greater_probability() -> None:
    sizes = (2, 2)
    merged = merge([build({(0, 1): (0.2, 0.5)}, sizes), build({(0, 1): (0.4, 0.1), (1, 0): (0.3, 0.3)}, sizes)], sizes)
    assert list(zip(merged.first.tolist(), merged.second.tolist(), strict=True)) == [(0, 1), (1, 0)]
    assert merged.forward.tolist() == pytest.approx([0.4, 0.3])
    assert merged.backward.tolist() == pytest.approx([0.5, 0.3])
    assert merged.forward_mass.tolist() == pytest.approx([0.4, 0.3])
