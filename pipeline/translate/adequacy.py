"""How much of a source is in a hypothesis, and the other way round, by the lexicon: for choosing among hypotheses.

A small model knows the words but not which of them it has already translated; among the hypotheses of one beam the
lexicon often tells a better one. (Reranking by a word-translation model: Och et al. 2004, "A Smorgasbord of Features
for Statistical Machine Translation", where IBM model 1 was the best single feature.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.knowledge.lexicon import lexicon
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import Word, word_forms

SHORTEST = 4
USUALLY_TRANSLATED, USUALLY_EXPLAINED = 0.4, 0.5
"""German words that good translations miss more often than this, and English words that stand for nothing more often
than this, are not asked for."""
FAULT = 0.1
"""Price of a made-up word or a word said twice in a row."""


def adequacy(source: str, target: str) -> float:
    """Return the share of the German words that are translated plus the share of the English words that translate
    something, less ``FAULT`` for each word that is made up or doubled; at most 2."""
    german, english = word_forms(source), word_forms(target)
    known = lexicon()
    stems = {english_stem(word.fold) for word in english} | {word.fold for word in english}
    tables = {word.fold: known.translations(word.fold) for word in german}
    covered = [(_weight(word), _covered(word, tables[word.fold], stems)) for word in german]
    total = sum(weight for weight, _ in covered)
    recall = sum(weight for weight, there in covered if there) / total if total else 1.0
    meant = {word for table in tables.values() for word in table}
    asked = [w for w in english if len(w.fold) >= SHORTEST and known.missed_english(w.fold) < USUALLY_EXPLAINED]
    right = sum(english_stem(word.fold) in meant or word.fold in tables for word in asked)
    precision = right / len(asked) if asked else 1.0
    return recall + precision - FAULT * (_made_up(english, tables) + _doubled(english))


def _weight(word: Word) -> float:
    missed = lexicon().missed(word.fold)
    return 1 - missed if len(word.fold) >= SHORTEST and missed < USUALLY_TRANSLATED else 0.0


def _covered(word: Word, translations: Mapping[str, float], stems: set[str]) -> bool:
    return word.fold in stems or word.fold.removesuffix("s") in stems or not stems.isdisjoint(translations)


def _made_up(english: Sequence[Word], tables: Mapping[str, object]) -> int:
    known = lexicon()
    new = (w for w in english if len(w.fold) >= SHORTEST and w.text.isalpha() and w.fold not in tables)
    return sum(not known.seen_english(word.fold) for word in new)


def _doubled(english: Sequence[Word]) -> int:
    next_one = sum(a.fold == b.fold for a, b in pairwise(english))
    after_next = sum(a.fold == b.fold for a, b in zip(english, english[2:], strict=False) if len(a.fold) > SHORTEST)
    return next_one + after_next
