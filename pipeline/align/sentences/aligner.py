"""Sentence alignment of a source with any translation of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pipeline.align.sentences import bags, evidence
from pipeline.align.sentences.bags import Floats, Side
from pipeline.align.sentences.confidence import EXPECTED, EXPECTED_WITHOUT_LEXICON, confidence, odd_ones
from pipeline.align.sentences.embed import likeness
from pipeline.align.sentences.estimate import with_shapes, with_share, with_variance
from pipeline.align.sentences.learn import learn
from pipeline.align.sentences.links import AlignOptions, LinkStatus, SentenceLink
from pipeline.align.sentences.moves import find_moves
from pipeline.align.sentences.search import Block, Model, best_chain
from pipeline.align.sentences.tables import WordTable, build, expect, merge
from pipeline.errors import UsageError
from pipeline.knowledge.lexicon import lexicon

# Shapes of blocks in human translation, before the text has spoken for itself: 1-1 to 3-1 after Gale and Church 1993,
# the rest by falling powers.
SHAPES = {
    (1, 1): 0.83, (1, 2): 0.05, (2, 1): 0.05, (2, 2): 0.008, (1, 3): 0.01, (3, 1): 0.01,
    (2, 3): 0.004, (3, 2): 0.004, (1, 4): 0.003, (4, 1): 0.003, (3, 3): 0.001, (2, 4): 0.001, (4, 2): 0.001,
    (3, 4): 0.0003, (4, 3): 0.0003, (4, 4): 0.0002,
}  # fmt: skip
# A sentence left alone on one side. Where few words are known, a lone sentence is more often an unseen paraphrase.
ALONE = 0.03
ALONE_WITHOUT_LEXICON = 0.012

Scored = tuple[Block, float]  # a block and its log ratio
DOUBTFUL_BELOW = 0.5
DEFAULT = AlignOptions()


def align_sentences(
    source: Sequence[str], target: Sequence[str], options: AlignOptions = DEFAULT, drafts: Sequence[str] = ()
) -> list[SentenceLink]:
    """Return the links in the order of the source; every sentence of both sides is in exactly one.

    The same sentences give the same links; time and memory grow linearly with the number of sentences.

    ``drafts``: our own translation of each source sentence, where there is one, as further evidence (the idea of
    Bleualign, Sennrich and Volk 2010).

    Raises:
        UsageError: a side has no sentences, or there are not as many drafts as source sentences.
        ModelError: the embedding model asked for is not there.
    """
    for name, side in (("source", source), ("target", target)):
        if not any(sentence.strip() for sentence in side):
            raise UsageError(f"the {name} is empty: there is nothing to align")
    if drafts and len(drafts) != len(source):
        raise UsageError(f"{len(drafts)} drafts for {len(source)} source sentences: give one for each, or none")
    first, second = bags.read(source, drafts), bags.read(target)
    known = _known(first, second, options)
    model = _model(first, second, options, known.listed)
    table = known.table
    alike = likeness(source, target, options.embeddings) if options.embeddings else None
    chain = best_chain(first, second, table, model, alike)
    if options.learn:
        table = _extend(known, first, second, chain)
        model = with_share(first, second, table, model, chain)
        chain = best_chain(first, second, table, model, alike)
        model = with_variance(first, second, model, chain)
        if known.listed:  # else the weak evidence miscounts shapes: Text+Berg dev .890 instead of .903
            model = with_shapes(model, chain)
        chain = best_chain(first, second, table, model, alike, near=chain)
    if known.listed:
        chain = _apart(chain, odd_ones(first, second, chain, model))
    moves = find_moves(first, second, table, model, chain) if options.moves else []
    expected = EXPECTED if known.listed else EXPECTED_WITHOUT_LEXICON
    links = []
    for moved, blocks in ((True, moves), (False, _without(chain, moves))):
        for block, gain in blocks:
            score = confidence(first, second, block, gain, model, expected)
            links.append(SentenceLink(range(*block[:2]), range(*block[2:]), score, _status(block, score, moved)))
    return sorted(links, key=_place)


def _model(source: Side, target: Side, options: AlignOptions, listed: bool) -> Model:
    alone = ALONE if listed else ALONE_WITHOUT_LEXICON
    shapes = {shape: prior for shape, prior in SHAPES.items() if max(shape) <= options.max_side}
    return Model({(1, 0): alone, (0, 1): alone, **shapes}, ratio=float(target.ends[-1] / source.ends[-1]))


class _Known(NamedTuple):
    """Words known to stand for each other before anything is aligned; ``listed``: a lexicon of both languages did.

    ``masses``: how often a word of the first and of the second side has any counterpart at all.
    """

    table: WordTable
    listed: bool
    masses: tuple[Floats, Floats]


def _known(source: Side, target: Side, options: AlignOptions) -> _Known:
    sizes = len(source.types), len(target.types)
    listed, bridge = build({}, sizes), build({}, sizes)
    masses: tuple[Floats, Floats] = np.zeros(sizes[0]), np.zeros(sizes[1])
    if options.lexicon and evidence.is_german(source, lexicon()):
        if evidence.is_english(target, lexicon()):
            listed = evidence.lexicon_table(source, target, lexicon())
            masses = evidence.expected_masses(source, target, lexicon())
        elif options.cognates:
            bridge = evidence.pivot_table(source, target, lexicon())
    alike = evidence.cognate_table(source, target, listed) if options.cognates else build({}, sizes)
    table = evidence.level(merge([listed, alike, bridge], sizes))
    return _Known(expect(table, *masses), bool(masses[0].any()), masses)


def _extend(known: _Known, source: Side, target: Side, chain: Sequence[Scored]) -> WordTable:
    """Return the known words with what the links of ``chain`` teach."""
    sizes = len(source.types), len(target.types)
    sure = [(a, b, c, d) for (a, b, c, d), gain in chain if gain > 0 and a < b and c < d and b - a + d - c <= 3]
    table = evidence.level(merge([known.table, learn(source, target, sure, known.table)], sizes))
    return expect(table, *known.masses)


def _apart(chain: Sequence[Scored], odd: Sequence[Block]) -> list[Scored]:
    """Return ``chain`` with the blocks of ``odd`` taken apart into sentences that stand alone."""
    made: list[Scored] = []
    for block, gain in chain:
        a, b, c, d = block
        if block in odd:
            made += [((i, i + 1, c, c), 0.0) for i in range(a, b)] + [((b, b, j, j + 1), 0.0) for j in range(c, d)]
        else:
            made.append((block, gain))
    return made


def _without(chain: Sequence[Scored], moves: Sequence[Scored]) -> list[Scored]:
    """Return ``chain`` without the sentences of ``moves``; what shared a link with them keeps it if it can."""
    gone_source, gone_target = {block[0] for block, _ in moves}, {block[2] for block, _ in moves}
    made: list[Scored] = []
    for block, gain in chain:
        a, b, c, d = block
        first = [i for i in range(a, b) if i not in gone_source]
        second = [j for j in range(c, d) if j not in gone_target]
        if len(first) == b - a and len(second) == d - c:
            made.append((block, gain))
        elif _in_a_row(first) and _in_a_row(second):
            made.append(((first[0], first[-1] + 1, second[0], second[-1] + 1), gain))
        else:
            made += [((i, i + 1, c, c), 0.0) for i in first] + [((b, b, j, j + 1), 0.0) for j in second]
    return made


def _in_a_row(sentences: Sequence[int]) -> bool:
    return bool(sentences) and sentences[-1] - sentences[0] < len(sentences)


def _status(block: Block, score: float, moved: bool) -> LinkStatus:
    a, b, c, d = block
    if a == b:
        return LinkStatus.ADDED
    if c == d:
        return LinkStatus.MISSING
    if moved:
        return LinkStatus.MOVED
    return LinkStatus.GOOD if score >= DOUBTFUL_BELOW else LinkStatus.DOUBTFUL


def _place(link: SentenceLink) -> tuple[int, int, int]:
    """Sort by the source; an added sentence stands before the source sentence that follows it."""
    return (link.source.start, len(link.source) > 0, link.target.start)
