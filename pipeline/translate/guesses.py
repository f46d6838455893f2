"""Replace words that the model guessed by what the lexicon gives: "disadvantage", where the German has Unentschieden,
becomes draw.

A small model that does not know a word writes another one, fluently, though it gives it little probability; and the
lexicon knows no German word of the sentence that means it. Where it knows English for a German word that has none yet,
that is put in its place, chosen by three signs, each the logarithm of a probability: how likely the model finds the
sentence with it, how surely it translates the German word, and how much attention the guessed word paid to that. (Rare
words from a lexicon, as Luong et al. 2015, "Addressing the Rare Word Problem in Neural Machine Translation", but for
words that the model believes it knows.) The constants were chosen on 550 sentences of newstest2018 and FLORES dev.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log
from typing import NamedTuple

from pipeline.knowledge.coverage import COMMON, Coverage, coverage, unexplained
from pipeline.knowledge.lexicon import lexicon
from pipeline.protocols import Scorer
from pipeline.text.wordforms import Word
from pipeline.translate.articles import agree
from pipeline.translate.plan import Draft
from pipeline.translate.restore import attention_shares
from pipeline.types import FROM_LEXICON

GUESSED = -1.5
"""Natural log of the probability below which a word that nothing explains was guessed."""
STRENGTH_WEIGHT = 2.0
LEAST_GAIN = -12.0
"""Least sum of the signs for a word to be put in: the model seldom likes what it does not know."""
MOST_OPTIONS = 4
"""Words tried in place of one: six gain no more."""
OPEN = 0.1
"""Support below which a German word has no English yet."""
LEAST_STRENGTH = 0.08
SELDOM = 3
"""Times an English word must have been seen to be put in."""
SHORTEST = 3
"""A German word of so many letters is none that is missed."""
FAMILY = 5
"""First letters that the forms of a word have in common."""
_UNATTENDED = 0.03  # added to the share of attention: a head looks at one word, where the others share the rest
_OFTEN_CAPITAL = 0.6  # share of capitals from which an English word is a name


class _Option(NamedTuple):
    """``english`` in place of ``guessed``, for ``german``; ``sign`` is what speaks for it but for the model."""

    guessed: Word
    german: Word
    english: str
    sign: float

    def put_into(self, text: str) -> str:
        return text[: self.guessed.span.start] + self.english + text[self.guessed.span.end :]


def replace_guesses(
    drafts: Sequence[Draft], sources: Sequence[str], scorer: Scorer
) -> list[tuple[Draft, tuple[str, ...]]]:
    """Return each draft with guessed words replaced, and what was done, as ``FROM_LEXICON`` says it.

    Args:
        drafts: translations of ``sources``, one for each.
        scorer: the model that made them.
    """
    looked = [coverage(source, draft.text, lexicon()) for source, draft in zip(sources, drafts, strict=True)]
    suspects = [unexplained(found, lexicon()) for found in looked]
    doubted = [i for i, found in enumerate(looked) if suspects[i] and any(_open(found))]
    pieces = scorer.piece_log_likelihoods([(sources[i], drafts[i].text) for i in doubted])
    tried: list[tuple[int, float, _Option]] = []
    for i, chances in zip(doubted, pieces, strict=True):
        before = sum(chance for _, chance in chances)
        for word in suspects[i]:
            if sum(chance for span, chance in chances if span.overlaps(word.span)) < GUESSED:
                tried += [(i, before, option) for option in _options(word, looked[i], drafts[i], sources[i])]
    after = scorer.piece_log_likelihoods([(sources[i], option.put_into(drafts[i].text)) for i, _, option in tried])
    ranked: list[list[tuple[float, _Option]]] = [[] for _ in drafts]
    for (i, before, option), chances in zip(tried, after, strict=True):
        gain = sum(chance for _, chance in chances) - before + option.sign
        if gain >= LEAST_GAIN:
            ranked[i].append((gain, option))
    return [_replaced(draft, options) for draft, options in zip(drafts, ranked, strict=True)]


def _open(found: Coverage) -> Iterator[Word]:
    """Yield the German words that have no English yet."""
    for word, support in zip(found.source, found.source_support, strict=True):
        if support < OPEN and len(word.fold) > SHORTEST:
            yield word


def _options(guessed: Word, found: Coverage, draft: Draft, source: str) -> list[_Option]:
    """Return what may stand in place of a guessed word, the best ``MOST_OPTIONS`` by all signs but the model's."""
    known, there = lexicon(), {word.fold for word in found.target}
    seen, made = known.seen_english(guessed.fold) >= SELDOM, []
    for german in _open(found):
        share = attention_shares(german.span, [guessed.span], draft.attention)[0] if draft.attention else 0.0
        for english, strength in known.renderings(german.fold).items():
            if strength < LEAST_STRENGTH or known.capital_english(english) > _OFTEN_CAPITAL or english in there:
                continue
            if seen and english[:FAMILY] == guessed.fold[:FAMILY]:
                return []  # another form of what is right: researching, researchers
            if SELDOM <= known.seen_english(english) < COMMON:
                sign = STRENGTH_WEIGHT * log(strength) + log(share + _UNATTENDED)
                made.append(_Option(guessed, german, english, sign))
    return sorted(made, key=lambda option: -option.sign)[:MOST_OPTIONS]


def _replaced(draft: Draft, ranked: Sequence[tuple[float, _Option]]) -> tuple[Draft, tuple[str, ...]]:
    """Put in the best options first; each guessed word, German word and English word takes part once."""
    chosen: list[_Option] = []
    for _, option in sorted(ranked, key=lambda item: -item[0]):
        if not any(
            option.guessed == c.guessed or option.german == c.german or option.english == c.english for c in chosen
        ):
            chosen.append(option)
    for option in sorted(chosen, key=lambda option: -option.guessed.span.start):
        draft = draft.replace(option.guessed.span.start, option.guessed.span.end, option.english)
    notes = tuple(FROM_LEXICON.format(new=option.english, old=option.guessed.text) for option in chosen)
    return (agree(draft) if chosen else draft), notes
