"""English a and an, as the sound of the next word wants them: a safe repair of what a model got wrong."""

from __future__ import annotations

import re

from pipeline.text.wordforms import wordset
from pipeline.translate.plan import Draft

_ARTICLE = re.compile(r"(?<![\w'’.-])(?P<article>[Aa]n?) (?=[\"“'‘(]?(?P<word>[A-Za-z]?[a-z]{2,}))")
# Vowels that sound as in you or won, then the mute h (Oxford Advanced Learner's Dictionary, pronunciations).
_YOU_OR_WON = r"(?:eu|ew|on(?:e|ce)(?![a-z])|ubi|uga|uk|unani|uni(?![nm]|de)|ur[aeiou]|us[aeu]|ut[aeio])"
_VOWEL = re.compile(rf"(?!{_YOU_OR_WON})[aeiou]|hour|honest|hono|heir", re.IGNORECASE)
_CONSONANT = re.compile(rf"[bcdfgjklmnpqrstvwyz]|{_YOU_OR_WON}", re.IGNORECASE)
# What follows a letter or a mark called A, and no article: vitamin A is, A and B.
_NO_NOUN = wordset("am an and are as at if in into is it its of on or our us")


def agree(draft: Draft) -> Draft:
    """Return the draft with *a* before a vowel's sound made *an*, and *an* before a consonant's *a*; where spelling
    does not show the sound (capitals, figures, *historic*), nothing changes."""
    for found in reversed(list(_ARTICLE.finditer(draft.text))):
        article, word = found["article"], found["word"]
        if word.lower() in _NO_NOUN:
            continue
        if len(article) == 1 and _VOWEL.match(word):
            draft = draft.replace(found.start(), found.end() - 1, f"{article}n")
        elif len(article) == 2 and _CONSONANT.match(word):
            draft = draft.replace(found.start(), found.end() - 1, article[0])
    return draft
