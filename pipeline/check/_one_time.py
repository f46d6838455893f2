"""A German sentence that tells of the past throughout, or of the present throughout, and English of another time.

Where all finite verbs of the German have the same time, a verb of another time in the English has nothing to render,
whichever word it is (Duden 4, Die Grammatik, 2022, "Tempora", "Partizip II").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from pipeline.knowledge.lexicon import Lexicon
from pipeline.text.verbs import german_past
from pipeline.text.wordforms import Word, word_forms, wordset

# Wish, condition, speech of others, what is to come: the English is free.
_OPEN: Final = re.compile(
    r"\b(?:wenn|falls|sofern|ob|sonst|andernfalls|würd\w+|wär\w+|hätt\w+|könn\w+|kann|müss\w+|muss|möcht\w+|dürf\w+|darf|"
    r"soll\w*|will|woll\w+|wird|werde|werden|sei|seien|habe|gebe|stehe|komme|gehe|künftig\w*|morgen|nächst\w*|kommend\w*|"
    r"demnächst|bald|weiterhin|seit\w*|noch|bislang|bisher|immer|nie|je|zu)\b|[\"„“”»«]",
    re.IGNORECASE,
)
_PERFECT: Final = re.compile(
    r"\b(?:hat|haben)\b[^,;:]*\b(?:\w*ge\w{2,}|(?:be|er|ver|ent|zer|miss)\w{2,}|\w+ier)(?:t|en)"
    r"(?=\s*(?:[,;:.!?]|$| und\b))|"
    r"\b(?:ist|sind)\b[^,;:]*(?:\bworden|kommen|\w*gangen|\w*gestiegen|\w*gesunken|gestorben|\w*gefallen|\w*gereist|"
    r"\w*flohen|\w*gestürzt|\w*gekehrt|\w*gefahren|\w*geworden|gewesen|\w*gezogen)(?=\s*(?:[,;:.!?]|$| und\b))"
)
_DONE: Final = re.compile(r"(?:ge\w{2,}|^(?:be|er|ver|ent|zer|miss)\w{2,}|\w+ier)(?:t|en|[te]e[mnrs]?|ene[mnrs]?)$")
_CLOSED: Final = re.compile(r"\s*(?:[.,;:!?]|$| und\b|worden|wurden?\b|hatten?\b|waren?\b)")
_PRESENT: Final = wordset("is are has have will would does do")
_AUXILIARY: Final = wordset("hat haben ist sind")
_NO_VERB: Final = wordset(
    "nicht mit seit fast selbst erst jetzt jüngst längst zuerst zuletzt sonst statt samt laut rund gut meist höchst "
    "weit dort damit somit mindestens gegen neben zwischen oben unten ihren seinen deren denen einen keinen allen "
    "sieben wegen vergangenen bekannt heute morgen heuer bereits stadt insgesamt zunächst demnächst bereit recht "
    "trotz erneut direkt knapp dicht leicht schlecht rechts fort echt exakt konkret abrupt leer"
)
_WILL: Final = re.compile(
    r"(?<!the )(?<!his )(?<!her )(?<!of )(?<!their )(?<!political )\b(?:will|won['’]t)\b(?= [a-z])"
)
_WAS: Final = re.compile(r"\b(?:was|were)\b")


def other_time(
    source: str, target: str, lexicon: Lexicon, past: Callable[[Word], bool]
) -> tuple[re.Match[str], str] | None:
    """Return the English verb of a time that the German has nowhere, and the name of the change; None if none has."""
    if re.search(r"[\"“”]", target):
        return None
    words, german = word_forms(target), word_forms(source)
    past_here, perfect = any(map(past, german)), _PERFECT.findall(source)
    if _OPEN.search(source) or not (past_here or perfect):
        here = not _OPEN.search(source) and not past_here and _present_only(german, lexicon)
        if here and not any(w.fold in _PRESENT for w in words):
            found = _WAS.search(target)
            return (found, "present became past") if found else None
        return None
    if len(perfect) != sum(w.fold in _AUXILIARY for w in german) or not _ended_only(source, german, lexicon):
        return None
    will = _WILL.search(target)
    return (will, "past became future") if will else None


def _ended_only(source: str, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Tell whether all words that may be a present end their clause, as a participle does: wurde verletzt."""
    return not any(
        _subjunctive(w, lexicon)
        or (_present(w, lexicon) and not (_DONE.search(w.fold) and _CLOSED.match(source, w.span.end)))
        for w in words
        if w.text.islower()
    )


def _present_only(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Tell whether there is a present, and nothing that may be a past, a participle or a Konjunktiv."""
    small = [w for w in words if w.text.islower() and w.fold not in _NO_VERB]
    if any(_DONE.search(w.fold) for w in words[:1]):
        return False  # Gesehen hat er nur einen Dachs
    if any(_DONE.search(w.fold) or german_past(w.fold) or _subjunctive(w, lexicon) for w in small):
        return False
    return any(w.fold in _AUXILIARY or _present(w, lexicon) for w in small)


def _subjunctive(word: Word, lexicon: Lexicon) -> bool:
    return word.fold.endswith("e") and lexicon.seen(word.fold + "n") >= 2 and lexicon.seen(word.fold[:-1] + "t") >= 2


def _present(word: Word, lexicon: Lexicon) -> bool:
    """Tell whether a German word may be a verb in the present, going by its ending."""
    fold = word.fold
    if not word.text.islower() or fold in _NO_VERB or fold in _AUXILIARY:
        return False
    if fold.endswith("t"):
        return len(fold) > 3
    stem = fold.removesuffix("en")
    return stem != fold and any(
        lexicon.seen(third) for third in (stem + "t", stem + "et", stem.replace("a", "ä") + "t")
    )
