"""How likely a capitalised word that the English has from the German is a noun left untranslated, and no name.

A logistic regression over what the word is by itself and what stands around it on both sides. Its weights stand in
``configs/check/untranslated.yaml``, made by ``scripts/fit_untranslated.py`` from good translations, where such words
are names, and from German words put into them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import log
from typing import Final

from pipeline.check._german import German
from pipeline.check._logistic import Weights, chance, read_weights
from pipeline.check._name_shape import shape
from pipeline.check._name_words import ABSTRACT, SURNAME, proper_share
from pipeline.knowledge.wordlist import is_noun
from pipeline.text.names import NOT_NAMES
from pipeline.text.wordforms import Word, wordset

FILE: Final = "configs/check/untranslated.yaml"
KIND: Final = "noun"
# English words before or behind which a word is no name, or seldom (Quirk et al., 1985, 5.10-5.25, 3.21-3.51).
_NONE_BEFORE_NAMES: Final = wordset(
    "a an his her its their our your my this these those each every some any no two three four five six seven eight "
    "nine ten many several few most other another more"
)
_BEFORE_VERBS: Final = wordset(
    "to will would can could may might must should not be been being have had they we he she i it you"
)
_BEFORE_NOUNS: Final = wordset("the a an his her its their our this these those him them it")
_LONG: Final = 16  # letters from which more of them say nothing new


def word_cues(fold: str, german: German) -> dict[str, float]:
    """Return what a German word in lower case says about itself."""
    words, look = german.lexicon, shape(fold)
    seen = words.seen(fold)
    return {
        "shape": look,
        "unseen": seen == 0,
        "unseen-shape": look if seen == 0 else 0.0,
        "listed": is_noun(fold),
        "unseen-listed": seen == 0 and is_noun(fold),
        "seen": log(1 + seen) / 10,
        "capital": words.capital(fold) - 0.5 if seen else 0.0,
        "proper": proper_share(fold),
        "common": german.common(fold),
        "compound": german.compound(fold),
        "derived": german.derived(fold),
        "built": german.built(fold),
        "length": min(len(fold), _LONG) / 10,
        "hyphen": "-" in fold,
        "surname": bool(SURNAME.search(fold)),
        "abstract": bool(ABSTRACT.search(fold)),
    }


def english_word(fold: str, german: German) -> dict[str, float]:
    """Return what English knows of a German word in lower case."""
    words = german.lexicon
    return {
        "english": german.english(fold),
        "capital-english": words.capital_english(fold) if words.seen_english(fold) else 0.5,
    }


def english_place(words: tuple[Word, ...], i: int) -> dict[str, float]:
    """Return what the English neighbours say: a capital behind it makes the word part of a name, "a" before it none."""
    left, right = (words[j].text if 0 <= j < len(words) else "" for j in (i - 1, i + 1))
    return {
        "capital-before": left[:1].isupper(),
        "capital-behind": right[:1].isupper(),
        "small-behind": right[:1].islower(),
        "last": not right,
        "the-before": left == "the",
        "a-before": left in _NONE_BEFORE_NAMES,
        "verb-before": left in _BEFORE_VERBS,
        "noun-before": left.islower() and len(left) > 3 and left not in NOT_NAMES["en"],
        "the-behind": right in _BEFORE_NOUNS,
        "capitals": sum(w.text[:1].isupper() for w in words) / len(words),
    }


def likely(cues: Mapping[str, float]) -> float:
    """Return the probability, 0..1, that a word with ``cues`` is a noun left untranslated."""
    return chance(_weights(), cues)


@lru_cache(maxsize=1)
def _weights() -> Weights:
    return read_weights(FILE, (KIND,), "untranslated words")[KIND]


def forget() -> None:
    """Read the weights again when they are asked for."""
    _weights.cache_clear()
