"""Drafts of the source as evidence, where the sentences themselves leave doubts (Bleualign, Sennrich and Volk 2010)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from pipeline.align.sentences.aligner import DEFAULT, align_sentences
from pipeline.align.sentences.links import AlignOptions, LinkStatus, SentenceLink
from pipeline.align.sentences.values import language_of

Draft = Callable[[Sequence[str]], Sequence[str]]  # quick English of German sentences; none at all if it cannot

MOST = 3_000  # source sentences drafted: about 40 seconds on one core with the embedded model
DOUBTS = 0.05  # share of doubtful links; news has .003, a freely translated novel .09

log = logging.getLogger(__name__)


def align_drafted(
    source: Sequence[str], target: Sequence[str], options: AlignOptions = DEFAULT, draft: Draft | None = None
) -> list[SentenceLink]:
    """Return the links of ``align_sentences``; ``draft`` is asked if ``options.drafts`` wants it.

    "auto" asks it for texts of up to 3,000 sentences from German into English of which 5 % of the links are doubtful.

    Raises:
        UsageError, ModelError: as ``align_sentences``; and what ``draft`` raises.
    """
    first = align_sentences(source, target, options)
    if draft is None or options.drafts == "never" or (options.drafts == "auto" and not _wanted(source, target, first)):
        return first
    drafts = draft(source)
    if not drafts:
        return first
    log.info("%d sentences drafted as evidence", len(drafts))
    return align_sentences(source, target, options, drafts)


def _wanted(source: Sequence[str], target: Sequence[str], links: Sequence[SentenceLink]) -> bool:
    if len(source) > MOST:
        return False
    doubtful = sum(link.status == LinkStatus.DOUBTFUL for link in links)
    return doubtful >= DOUBTS * len(links) and language_of(source) == "de" and language_of(target) == "en"
