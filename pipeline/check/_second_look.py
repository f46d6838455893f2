"""A second look at a lost word: does the English get likelier with it put in, or with it taken out of the German?

Of a word that ``_lost_words`` misses, what the lexicon gives for it is put into the English where it seems to be
missing, and a translation model scores the English with and without. Where the word was left out, the whole gets
likelier although it gets longer; where a good translation says it in other words, much less likely. Then the word is
taken out of the German: English that leaves it out loses nothing, or gets likelier (contrastive conditioning, Vamvas
and Sennrich, ACL 2022).

The odds of ``_lost_words``, those of a word cut out there and both gains are weighed by
``configs/check/second_look.yaml``, which ``scripts/fit_second_look.py`` learns; 0 warns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.check._logistic import Weights, read_weights
from pipeline.check._lost_words import LostWord
from pipeline.knowledge.lexicon import Lexicon
from pipeline.protocols import Scorer
from pipeline.text.wordforms import fold, word_forms
from pipeline.types import Alignment, Span

FILE, KIND = "configs/check/second_look.yaml", "word"
PLACES, FORMS = 3, 2
"""Places beside the likeliest gap that are tried, and English words for the lost one."""
DOUBT = 1.0
"""Log-odds below those of a notice (``LostWord.notice``) from which a word is looked at: 7 of 100 good sentences,
64 of 100 with an omission of DEMETR's (with a notice: 3 and 50)."""
_CAPITAL = 0.6  # share of capitals from which an English word has one
_LEAST, _MOST = -15.0, 10.0  # bounds of a gain, in nats, beyond which it says no more
_UNKNOWN = -5.0  # gain of a word that the lexicon has nothing for

Doubt = tuple[Alignment, LostWord]


@dataclass(frozen=True, slots=True)
class Insertion:
    """The English word that does best: ``text`` in place of ``span``; ``gain`` of the log-likelihood, in nats."""

    span: Span
    text: str
    gain: float


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a lost word shows: the English word that does best, None where the lexicon has none for it;
    ``without``: what the English gains, in nats, with the word taken out of the German."""

    insertion: Insertion | None
    without: float


def cues(lost: LostWord, dropped: float, look: Look) -> dict[str, float]:
    """Return what is weighed: odds of the lost word, of a word cut out there and of the heaviest stretch
    (``_stretches``), the gain of the insertion, the gain above 0, whether no word is known for it, the gain without the
    German word."""
    found = look.insertion
    gain = _bounded(found.gain) if found else _UNKNOWN
    return {
        "lost": lost.odds,
        "torn": lost.torn,
        "dropped": dropped,
        "gain": gain,
        "more": max(0.0, gain),
        "unknown": float(found is None),
        "without": _bounded(look.without),
    }


def _bounded(gain: float) -> float:
    return max(_LEAST, min(_MOST, gain))


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the weights that ship."""
    return read_weights(FILE, (KIND,), "the second look")[KIND]


def looks(doubts: Sequence[Doubt], scorer: Scorer, lexicon: Lexicon) -> list[Look]:
    """Return what is seen of each lost word."""
    tried = [_variants(pair, word, lexicon) for pair, word in doubts]
    texts = [(pair.source, pair.target) for pair, _ in doubts]
    texts += [(_without(pair.source, word.span), pair.target) for pair, word in doubts]
    for (pair, _), options in zip(doubts, tried, strict=True):
        texts += [(pair.source, pair.target[: span.start] + text + pair.target[span.end :]) for span, text in options]
    scores = iter(scorer.log_likelihood(texts))
    before = [next(scores) for _ in doubts]
    less = [next(scores) for _ in doubts]
    made = []
    for options, score, without in zip(tried, before, less, strict=True):
        found = [Insertion(span, text, next(scores) - score) for span, text in options]
        made.append(Look(max(found, key=lambda one: one.gain, default=None), without - score))
    return made


def _without(text: str, span: Span) -> str:
    return f"{text[: span.start].rstrip()} {text[span.end :].lstrip()}".strip()


def _variants(pair: Alignment, lost: LostWord, lexicon: Lexicon) -> list[tuple[Span, str]]:
    """Return what may be put in: before which English word, and the two together."""
    share = lost.span.start / len(pair.source)
    at = (lost.gap.start + lost.gap.end) // 2 if lost.gap else round(share * len(pair.target))
    places = sorted((word.span for word in word_forms(pair.target)), key=lambda span: abs(span.start - at))[:PLACES]
    forms = _forms(lost, pair.source, lexicon)
    return [(span, f"{form} {span.of(pair.target)}") for span in places for form in forms]


def _forms(lost: LostWord, source: str, lexicon: Lexicon) -> list[str]:
    known = lexicon.renderings(fold(lost.span.of(source)))
    best = sorted(known, key=lambda word: -known[word])[:FORMS]
    return [word.capitalize() if lexicon.capital_english(word) > _CAPITAL else word for word in best]
