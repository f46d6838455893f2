"""Do numbers and names of a candidate agree with its source? For choosing among hypotheses, not for flagging.

A weak model changes a digit or garbles a rare name while another hypothesis of the same beam has it right; this
tells which. It asks only about what is nearly certain: figures written in digits, and words that look like names on
both sides.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from pipeline.knowledge.lexicon import lexicon
from pipeline.text.dates import find_dates
from pipeline.text.namekeys import word_distance
from pipeline.text.numbers import find_numbers
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import Word, fold, word_forms, wordset

_FIGURE = re.compile(r"\d")
# German personal names take no determiner (Duden, "Die Grammatik", Artikelgebrauch); a capitalised word after one is
# a noun.
_DETERMINERS = wordset(
    """der die das des dem den ein eine einer eines einem einen kein keine keiner keinem keinen im am zum zur vom beim
    ins ans mein meine sein seine seiner seinem seinen ihr ihre ihrer ihrem ihren unser unsere dieser diese dieses
    diesem diesen jeder jede jedes jedem jeden alle aller viele vieler mehrere mehrerer"""
)
# Endings that make nouns of other words (Duden, "Die Grammatik", Wortbildung des Substantivs), with their plurals.
_NOUN_ENDINGS = (
    *("ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "ität", "itäten", "ismus", "tion"),
    *("tionen", "sion", "sionen", "nis", "nisse", "tum", "tümer", "ler", "lerin", "lern", "ierung", "ologie"),
)
SHORTEST_NAME = 4
SHORTEST_NOUN, RARE = 5, 5
"""A word that ends in a known noun of this many letters, seen this often, is a compound."""
ALIKE = 0.35
"""Largest ``word_distance`` of two spellings of one name."""


def disagreements(source: str, target: str) -> dict[str, int]:
    """Return how many numbers and names of ``target`` disagree with ``source``, without the kinds that all agree."""
    counted = {"numbers": _numbers(source, target), "names": _names(source, target)}
    return {name: count for name, count in counted.items() if count}


def _numbers(source: str, target: str) -> int:
    """Count figures without a partner of the same value, on either side, and dates whose day or month has changed."""
    left, right = find_numbers(source, "de"), find_numbers(target, "en")
    values, others = Counter(n.value for n in left), Counter(n.value for n in right)
    missing = sum(n.digits and n.value not in others for n in left)
    invented = sum(n.digits and n.value not in values for n in right)
    days = {(d.days, d.month) for d in find_dates(source, "de") if d.kind == "date"}
    found = {(d.days, d.month) for d in find_dates(target, "en") if d.kind == "date"}
    return missing + invented + len(days ^ found)


def _names(source: str, target: str) -> int:
    """Count names of the source that no word of the target spells."""
    english = [word.text for word in word_forms(target)]
    stems = {english_stem(fold(word)) for word in english}
    capital = [word for word in english if word[0].isupper() and len(word) >= SHORTEST_NAME]
    return sum(
        not stems & set(lexicon().translations(name.fold)) and not any(_alike(name.text, other) for other in capital)
        for name in without_determiner(source)
        if is_name(name.text)
    )


def without_determiner(source: str) -> list[Word]:
    """Return the words of a German text that no article or other determiner comes before, in order."""
    found = word_forms(source)
    return [w for before, w in zip(("", *(b.fold for b in found)), found, strict=False) if before not in _DETERMINERS]


@lru_cache(maxsize=65536)
def is_name(word: str) -> bool:
    """Tell whether a German word is surely a name: capitalised, unknown to the lexicon, and so is every ending of
    it."""
    if len(word) < SHORTEST_NAME or not word[0].isupper() or not word.isalpha() or not word[1:].islower():
        return False
    known = lexicon()
    low = fold(word)
    if low.endswith(_NOUN_ENDINGS):
        return False
    if known.seen(low) or known.translations(low) or known.parts(low):
        return False
    return not any(known.seen(low[cut:]) >= RARE for cut in range(1, len(low) - SHORTEST_NOUN + 1))


@lru_cache(maxsize=65536)
def _alike(german: str, english: str) -> bool:
    return english.startswith(german) or word_distance(german, english) <= ALIKE
