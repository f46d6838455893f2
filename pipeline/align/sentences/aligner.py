"""Sentence alignment of a source with any translation of it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.align.sentences import bags, evidence
from pipeline.align.sentences.bags import Side
from pipeline.align.sentences.learn import learn
from pipeline.align.sentences.links import AlignOptions, LinkStatus, SentenceLink
from pipeline.align.sentences.search import Block, Model, best_chain
from pipeline.align.sentences.tables import WordTable, build, merge
from pipeline.errors import UsageError
from pipeline.knowledge.lexicon import lexicon

# Shapes of blocks in human translation: 1-1 to 3-1 after Gale and Church 1993, the rest by falling powers.
SHAPES = {
    (1, 1): 0.83, (1, 2): 0.05, (2, 1): 0.05, (1, 0): 0.012, (0, 1): 0.012, (2, 2): 0.008, (1, 3): 0.01, (3, 1): 0.01,
    (2, 3): 0.004, (3, 2): 0.004, (1, 4): 0.003, (4, 1): 0.003, (3, 3): 0.001, (2, 4): 0.001, (4, 2): 0.001,
    (3, 4): 0.0003, (4, 3): 0.0003, (4, 4): 0.0002,
}  # fmt: skip

DEFAULT = AlignOptions()


def align_sentences(
    source: Sequence[str], target: Sequence[str], options: AlignOptions = DEFAULT
) -> list[SentenceLink]:
    """Return the links in the order of the source; every sentence of both sides is in exactly one.

    The same sentences give the same links; time and memory grow linearly with the number of sentences.

    Raises:
        UsageError: a side has no sentences.
    """
    for name, side in (("source", source), ("target", target)):
        if not any(sentence.strip() for sentence in side):
            raise UsageError(f"the {name} is empty: there is nothing to align")
    first, second = bags.read(source), bags.read(target)
    model = _model(first, second, options)
    table = _known(first, second, options)
    chain = best_chain(first, second, table, model)
    if options.learn:
        table = _extend(table, first, second, chain)
        chain = best_chain(first, second, table, model)
    return [_link(block, gain) for block, gain in chain]


def _model(source: Side, target: Side, options: AlignOptions) -> Model:
    shapes = {shape: prior for shape, prior in SHAPES.items() if max(shape) <= options.max_side}
    return Model(shapes, ratio=float(target.ends[-1] / source.ends[-1]))


def _known(source: Side, target: Side, options: AlignOptions) -> WordTable:
    """Return the words known to stand for each other before anything is aligned."""
    sizes = len(source.types), len(target.types)
    listed = build({}, sizes)
    bridge = build({}, sizes)
    if options.lexicon and evidence.is_german(source, lexicon()):
        if evidence.is_english(target, lexicon()):
            listed = evidence.lexicon_table(source, target, lexicon())
        elif options.cognates:
            bridge = evidence.pivot_table(source, target, lexicon())
    alike = evidence.cognate_table(source, target, listed) if options.cognates else build({}, sizes)
    return evidence.level(merge([listed, alike, bridge], sizes))


def _extend(table: WordTable, source: Side, target: Side, chain: Sequence[tuple[Block, float]]) -> WordTable:
    """Return ``table`` with what the links of ``chain`` teach."""
    sizes = len(source.types), len(target.types)
    sure = [(a, b, c, d) for (a, b, c, d), gain in chain if gain > 0 and a < b and c < d and b - a + d - c <= 3]
    return evidence.level(merge([table, learn(source, target, sure, table)], sizes))


def _link(block: Block, gain: float) -> SentenceLink:
    a, b, c, d = block
    status = LinkStatus.ADDED if a == b else LinkStatus.MISSING if c == d else LinkStatus.GOOD
    return SentenceLink(range(a, b), range(c, d), 1.0, status)
