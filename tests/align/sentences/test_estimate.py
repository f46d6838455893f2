"""What a text says of itself: a free translation is told from a close one; the constants rule where little is known."""

from __future__ import annotations

from pipeline.align.sentences import bags
from pipeline.align.sentences.estimate import with_shapes, with_share, with_variance
from pipeline.align.sentences.search import Channel, Model, best_chain
from pipeline.align.sentences.tables import WordTable, build

MODEL = Model({(1, 1): 0.8, (1, 0): 0.1, (0, 1): 0.1})
COUNT = 60


def side(words: int, known: int, shift: int) -> bags.Side:
    """Return sentences of ``words`` words: ``known`` of their own, the rest those of the sentence ``shift`` on."""
    return bags.read(
        [
            " ".join(
                [*(f"w{i}x{k}" for k in range(known)), *(f"w{(i + shift) % COUNT}x{k}" for k in range(known, words))]
            )
            for i in range(COUNT)
        ]
    )


def equal_words(source: bags.Side, target: bags.Side) -> WordTable:
    numbers = {word: number for number, word in enumerate(target.types)}
    cells = {(i, numbers[word]): (0.9, 0.9) for i, word in enumerate(source.types) if word in numbers}
    return build(cells, (len(source.types), len(target.types)))


def share(known: int) -> float:
    source, target = side(10, known, 0), side(10, known, COUNT // 2)
    table = equal_words(source, target)
    return with_share(source, target, table, MODEL, best_chain([Channel(source, table)], target, MODEL)).share


def test_a_free_translation_has_fewer_words_with_a_partner() -> None:
    assert share(9) == 0.8
    assert share(5) < 0.7


def test_without_links_the_share_stays() -> None:
    source, target = side(5, 5, 0), side(5, 5, 0)
    assert with_share(source, target, equal_words(source, target), MODEL, []).share == MODEL.share


def test_shapes_follow_the_text_as_far_as_it_goes() -> None:
    ones = [((i, i + 1, i, i + 1), 1.0) for i in range(4000)]
    assert with_shapes(MODEL, []).shapes == MODEL.shapes
    short, long = (with_shapes(MODEL, chain).shapes[1, 0] for chain in (ones[:20], ones))
    assert MODEL.shapes[1, 0] > short > long > 0
    assert abs(sum(with_shapes(MODEL, ones).shapes.values()) - sum(MODEL.shapes.values())) < 1e-9


def test_the_variance_of_equal_lengths_is_smaller() -> None:
    source = side(8, 8, 0)
    ones = [((i, i + 1, i, i + 1), 1.0) for i in range(COUNT)]
    assert with_variance(source, source, MODEL, ones).variance < MODEL.variance
    assert with_variance(source, source, MODEL, []).variance == MODEL.variance


def test_searching_near_a_chain_finds_it_again() -> None:
    source, target = side(8, 6, 0), side(8, 6, COUNT // 2)
    table = equal_words(source, target)
    channels = [Channel(source, table)]
    chain = best_chain(channels, target, MODEL)
    assert best_chain(channels, target, MODEL, near=chain) == chain
