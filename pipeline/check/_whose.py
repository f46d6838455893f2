"""Whose it is, and who acts: seine Mutter, her mother; besuchte er, she visited; for gender-pronoun."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.knowledge.lexicon import Lexicon
from pipeline.text.stems import cognate_key, english_stem
from pipeline.text.wordforms import Word, gap, word_forms, wordset

# The possessives (Duden 4, 2022, "Possessiva"; Quirk et al., 1985, 6.29); bare ihr and sein may be other words.
_HIS_DE: Final = wordset("sein seine seinen seinem seiner seines")
_HER_DE: Final = wordset("ihr ihre ihren ihrem ihrer ihres")
_OTHERS: Final = wordset("their its my our your whose")
_SAYING: Final = (
    r"(?:said|says|told(?:\s[^,.;:]{1,30}?)?|added|explained|stressed|announced|stated|declared|insisted|admitted|claimed"
    r"|denied|confirmed|argued|warned|replied|promised|thought|believed)"
)
_TOLD: Final = (
    (
        re.compile(
            r"(?<!sich)(?<!ob)\s(?!nicht)\w+t(?:en?)?,\s"  # sie of one woman has no verb in -n
            r"(?:dass\s(?=[^.,;:!?]*[^n\s][.,;:!?]))?(er|sie)\s(?!\w+n\b)(?!Sie\b)\w"
        ),
        re.compile(rf"\b{_SAYING}(?:\sthat)?\s(he|she)\b"),
    ),
    (
        re.compile(r"[,“”\"»]\s\w+te?\s(er|sie)\b(?=[.,;:!?]|$)"),
        re.compile(rf"[,”\"]\s(he|she)\s{_SAYING}(?=[.,;:]|$)"),
    ),
)
_NEAR: Final = 3  # words from a possessive to its noun
_SAID: Final = 0.05  # strength from which the lexicon takes an English word for a translation
_SAME: Final = 5  # letters of a cognate


def other_owner(source: str, target: str, lexicon: Lexicon) -> Iterator[tuple[Word, Word]]:
    """Yield a German possessive with the English one of the other gender that stands at the same noun.

    A noun that stands with several possessives on either side, or with one in German and none in English, says nothing.
    """
    owned = _owned(source, word_forms(source))
    english = word_forms(target)
    held = [i for i, w in enumerate(english) if w.fold in ("his", "her")]
    if not owned or not held or any(w.fold in _OTHERS for w in english):
        return
    his = sum(w.fold in _HIS_DE for w, _ in owned)
    if his == sum(english[i].fold == "his" for i in held) and len(owned) == len(held):
        return  # as many of each
    for word, noun in owned:
        fits = [english[i] for i in held if _stands(noun, english[i + 1 : i + 1 + _NEAR], lexicon)]
        rivals = [w for w, other in owned if w is not word and other.fold == noun.fold]
        if len(fits) == 1 and not rivals and (word.fold in _HIS_DE) != (fits[0].fold == "his"):
            yield word, fits[0]


def _owned(text: str, words: Sequence[Word]) -> list[tuple[Word, Word]]:
    """Return the possessives of a German sentence, each with its noun."""
    found = []
    for i, word in enumerate(words):
        if word.fold not in _HIS_DE | _HER_DE or (word.text[0].isupper() and not _opens(text, word)):
            continue
        for j in range(i + 1, min(i + 1 + _NEAR, len(words))):
            if gap(text, words[j - 1], words[j]).strip(' „“"»«-,'):
                break
            if words[j].text[0].isupper():
                found.append((word, words[j]))
                break
    return found


def _opens(text: str, word: Word) -> bool:
    return not re.search(r"[\w,]\s*$", text[: word.span.start])


def _stands(noun: Word, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Tell whether one of the English words renders a German noun."""
    parts = lexicon.parts(noun.fold)
    options = lexicon.translations(noun.fold) or (lexicon.renderings(parts[-1]) if parts else {})
    options = options or lexicon.translations(noun.fold.removesuffix("in"))  # Mandantin
    stems = {english_stem(word) for word, strength in options.items() if strength >= _SAID}
    return any(
        english_stem(w.fold) in stems or cognate_key(noun.fold)[:_SAME] == cognate_key(w.fold)[:_SAME] for w in words
    )


def reported(source: str, target: str) -> tuple[Word, Word] | None:
    """Return the subjects of the only thing that is reported on either side, or who says it: sagte, sie kenne; said he
    knew; ..., sagte sie; ..., he said."""
    for german, english in _TOLD:
        here, there = list(german.finditer(source)), list(english.finditer(target))
        if len(here) == len(there) == 1 and (here[0][1] == "sie") == (there[0][1] == "he"):
            sides = ((source, here[0].start(1)), (target, there[0].start(1)))
            one, other = (next(w for w in word_forms(text) if w.span.start == at) for text, at in sides)
            return one, other
    return None


def other_actor(source: str, target: str) -> tuple[Word, Word] | None:
    """Return the subject pronoun of a German sentence and the English one of the other gender in its place.

    German: er and no sie, or a sentence that sie opens and no er; English: she alone, or he alone as the opening word.
    """
    german, english = word_forms(source), word_forms(target)
    he, she = ([w for w in german if w.fold == fold] for fold in ("er", "sie"))
    there = [w for w in english if w.fold in ("he", "she")]
    if not there or any(w.fold in ("it", "they", "i") for w in english) or (he and she):
        return None
    if he and all(w.fold == "she" for w in there):
        return he[0], there[0]
    if she and she[0] is german[0] and english[0].fold == "he" and all(w.fold == "he" for w in there):
        return she[0], there[0]
    return None
