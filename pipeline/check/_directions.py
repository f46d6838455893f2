"""Up or down beside a number: legte um 4,2 Punkte zu, is 4.2 points more; for comparison-reversed."""

from __future__ import annotations

import re
from typing import Literal

from pipeline.text.numbers import Language, Number
from pipeline.text.separable import PARTICLES
from pipeline.text.wordforms import Word, word_forms, wordset
from pipeline.types import Span

Direction = Literal["up", "down"]
# The verbs, nouns and comparatives by which agencies give a change by a figure (Duden, "Das Synonymwörterbuch":
# steigen, sinken; Princeton WordNet 3.1: increase, decrease).
_WORDS: dict[Language, dict[Direction, re.Pattern[str]]] = {
    "de": {
        "up": re.compile(
            r"plus|höher\w*|mehr|steig\w*|stieg\w*|gestiegen\w*|anstieg\w*|zuwachs\w*|zunahm\w*|zunehm\w*|zugenommen"
            r"|wuchs\w*|wächst|gewachsen\w*|erhöh\w*|zuleg\w*|zugelegt|klettert\w*|geklettert|verteuert\w*|teurer|fester"
        ),
        "down": re.compile(
            r"minus|niedriger\w*|weniger|sink\w*|sank\w*|gesunken\w*|fiel\w*|gefallen|rückgang\w*|zurückg\w+|abnahm\w*"
            r"|abgenommen|verringer\w*|schrumpf\w*|geschrumpft|gesenkt|senkt\w*|einbrach\w*|eingebrochen|nachgab\w*"
            r"|nachgegeben|verbilligt\w*|billiger|schwächer|leichter|tiefer"
        ),
    },
    "en": {
        "up": re.compile(
            r"up|higher|more|rise[sn]?|rising|rose|increas\w*|gain\w*|gr[eo]w\w*|climb\w*|jump\w*|soar\w*|surge\w*"
        ),
        "down": re.compile(
            r"down|lower\w*|fewer|less|f[ae]ll\w*|drop\w*|declin\w*|decreas\w*|shr[aiu]nk\w*|slump\w*|slip\w*|cheaper"
        ),
    },
}  # fmt: skip
_BREAK = re.compile(r"[,;:.!?()–—]")
_BEFORE, _AFTER = {"de": 8, "en": 5}, {"de": 12, "en": 3}
_NEGATION = wordset("nicht kein keine keinen nie kaum ohne not no never without hardly")
_AND = wordset("und oder sowie and or but while")
_BESIDE = wordset("plus minus up down")  # particles and signs: of the number only right before it
_TOUCHING = 4  # characters between them: up by 3


def direction(text: str, language: Language, n: Number) -> tuple[Direction, Span] | None:
    """Return which way its clause sends the number ``n``, with the word that says so; None: no way, or both."""
    words = _clause(text, language, n)
    if any(w.fold in _NEGATION or w.fold.endswith("n't") for w in words):
        return None
    hedge = n.hedge_span
    particle = words[-1].fold if words and language == "de" and words[-1].fold in PARTICLES else ""
    if words and language == "de" and words[-1].fold == "aus":
        return None  # fiel deutlich aus: turned out
    found: dict[Direction, Span] = {}
    for word in words:
        beside = 0 <= n.span.start - word.span.end <= _TOUCHING
        if (hedge and hedge.overlaps(word.span)) or (word.fold in _BESIDE and not beside):
            continue
        for way, pattern in _WORDS[language].items():
            if pattern.fullmatch(word.fold) or (particle and pattern.fullmatch(particle + word.fold)):
                found.setdefault(way, word.span)
    return next(iter(found.items())) if len(found) == 1 else None


def _clause(text: str, language: Language, n: Number) -> list[Word]:
    """Return the words around ``n`` up to the next mark, at most some words away."""
    words = word_forms(text)
    before = [w for w in words if w.span.end <= n.span.start]
    after = [w for w in words if w.span.start >= n.span.end]
    left: list[Word] = []
    edge = n.span.start
    for word in reversed(before[-_BEFORE[language] :]):
        if word.fold in _AND or _BREAK.search(text, word.span.end, edge):
            break
        left.insert(0, word)
        edge = word.span.start
    edge = n.span.end
    for word in after[: _AFTER[language]]:
        if word.fold in _AND or _BREAK.search(text, edge, word.span.start):
            break
        left.append(word)
        edge = word.span.end
    return left
