"""A moved sentence is found also where the search took it for a part of its neighbour."""

from __future__ import annotations

from pipeline.align.sentences import bags
from pipeline.align.sentences.moves import find_moves
from pipeline.align.sentences.search import Block, Model
from pipeline.align.sentences.tables import build

MODEL = Model({(1, 1): 0.8, (2, 1): 0.05, (1, 2): 0.05, (2, 2): 0.05, (1, 0): 0.05, (0, 1): 0.05})
SENTENCES = [" ".join(f"w{i}x{k}" for k in range(8)) for i in range(5)]


def moved(order: list[int], chain: list[Block]) -> list[Block]:
    source, target = bags.read(SENTENCES), bags.read([SENTENCES[i] for i in order])
    numbers = {word: number for number, word in enumerate(target.types)}
    table = build({(i, numbers[word]): (0.9, 0.9) for i, word in enumerate(source.types)}, (len(numbers), len(numbers)))
    return [block for block, _ in find_moves(source, target, table, MODEL, [(block, 5.0) for block in chain])]


def test_a_moved_sentence_swallowed_by_its_neighbour() -> None:
    chain = [(0, 2, 0, 1), (2, 3, 1, 2), (3, 4, 2, 3), (4, 5, 3, 4), (5, 5, 4, 5)]
    assert moved([0, 2, 3, 4, 1], chain) == [(1, 2, 4, 5)]


def test_what_shares_its_own_link_has_not_moved() -> None:
    chain = [(0, 2, 0, 2), (2, 4, 2, 4), (4, 5, 4, 5)]
    assert moved([1, 0, 3, 2, 4], chain) == []


def test_two_links_of_several_sentences_do_not_swap() -> None:
    chain = [(0, 2, 0, 2), (2, 4, 2, 4), (4, 5, 4, 5)]
    assert moved([0, 2, 1, 3, 4], chain) == []
