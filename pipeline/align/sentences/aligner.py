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
from pipeline.align.sentences.search import Block, Channel, Model, best_chain
from pipeline.align.sentences.tables import WordTable, build, expect, merge
from pipeline.align.sentences.values import language_of
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
# Weight of drafts against the source itself. Measured with .3 to .5, hardly different: on a novel strict F1 rose from
# .856 to .863 and lax from .948 to .952, on news it fell by .0004 (scripts/bench_align.py --drafts .3 .4 .5).
DRAFT_WEIGHT = 0.4

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
    first, second, draft = _sides(source, target, drafts, options)
    known = _known(first, second, options)
    model = _model(first, second, options, known.listed)
    alike = likeness(source, target, options.embeddings) if options.embeddings else None
    channels = _channels(known, first, second, draft)
    chain = best_chain(channels, second, model, alike)
    if options.learn:
        channels = _channels(known, first, second, draft, _sure(chain))
        model = with_share(first, second, channels[0].table, model, chain)
        chain = best_chain(channels, second, model, alike)
        model = with_variance(first, second, model, chain)
        if known.listed:  # else the weak evidence miscounts shapes: Text+Berg dev .890 instead of .903
            model = with_shapes(model, chain)
        chain = best_chain(channels, second, model, alike, near=chain)
    if known.listed:
        chain = _apart(chain, odd_ones(first, second, chain, model))
    moves = find_moves(first, second, channels[0].table, model, chain) if options.moves else []
    expected = EXPECTED if known.listed else EXPECTED_WITHOUT_LEXICON
    links = []
    for moved, blocks in ((True, moves), (False, _without(chain, moves))):
        for block, gain in blocks:
            score = confidence(first, second, block, gain, model, expected)
            links.append(SentenceLink(range(*block[:2]), range(*block[2:]), score, _status(block, score, moved)))
    return sorted(links, key=_place)


def _sides(
    source: Sequence[str], target: Sequence[str], drafts: Sequence[str], options: AlignOptions
) -> tuple[Side, Side, Side | None]:
    own, other = (language_of(source), language_of(target)) if options.values else (None, None)
    if not own or not other:  # a value on one side only would hide the figures
        own = other = None
    return bags.read(source, own), bags.read(target, other), bags.read(drafts, other) if drafts else None


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
    return _Known(table, bool(masses[0].any()), masses)


def _channels(
    known: _Known, source: Side, target: Side, draft: Side | None, blocks: Sequence[Block] = ()
) -> list[Channel]:
    """Return the source, and its draft if there is one, with the words known or learnt from ``blocks``."""
    table = expect(_extend(known.table, source, target, blocks), *known.masses)
    if draft is None:
        return [Channel(source, table)]
    same = evidence.level(evidence.cognate_table(draft, target, build({}, (len(draft.types), len(target.types)))))
    drafted = Channel(draft, _extend(same, draft, target, blocks), DRAFT_WEIGHT)
    return [Channel(source, table, 1 - DRAFT_WEIGHT), drafted]


def _sure(chain: Sequence[Scored]) -> list[Block]:
    """Return the small blocks of ``chain`` that evidence speaks for: what words can be learnt from."""
    return [(a, b, c, d) for (a, b, c, d), gain in chain if gain > 0 and a < b and c < d and b - a + d - c <= 3]


def _extend(table: WordTable, source: Side, target: Side, blocks: Sequence[Block]) -> WordTable:
    """Return ``table`` with what ``blocks`` teach."""
    if not blocks:
        return table
    sizes = len(source.types), len(target.types)
    return evidence.level(merge([table, learn(source, target, blocks, table)], sizes))


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
