"""Who won: a contest that the German says one side won and the English the other; for roles-swapped.

Only the opponent is looked for, a name behind the verb or its preposition (Duden 4, 2022, "Präpositionalobjekt"): what
became of it, in the words in which agencies give results, in either language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from pipeline.knowledge.lexicon import lexicon
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import fold, word_forms
from pipeline.types import Span

Outcome = Literal["won", "lost"]
_SURE: Final = 0.5  # strength from which an English name is the German one
_ARTICLE: Final = r"(?:d(?:en|em|er|ie|as)\s)?(?:[a-zäöüß]+(?:e|en|er)\s)?(?:\d{1,3}[:-]\d{1,3}\s)?"
_NAME: Final = r"(?P<name>[A-ZÄÖÜ][\w’'-]{2,}(?:\s[A-ZÄÖÜ][\w’'-]{2,}){0,3})"
_REST: Final = r"(?:[^,;:.!?„“”\"]|(?<=\d)[:.](?=\d)){0,60}?"
# Where something else opens the sentence, the subject stands behind the verb: Im Finale schlug Mannheim ...
_SUBJECT: Final = (
    r"^\W*(?!(?:In|Im|Am|An|Auf|Bei|Beim|Nach|Vor|Mit|Zum|Zur|Zuvor|Danach|Dann|Dort|Hier|Zuletzt|Gestern|Heute|Den|Dem"
    r"|Einen|Einem|Trotz|Ohne|Dabei|Zudem|Außerdem|Auch|Erst|Seit|Unter|Über|Aus|Gegen|Für|Durch|Zuhause|Daheim)\s)"
    r"[A-ZÄÖÜ][^,;:.!?„“”\"]{0,60}?"
)
_GERMAN: Final[tuple[tuple[Outcome, re.Pattern[str]], ...]] = (
    (
        "lost",
        re.compile(
            rf"{_SUBJECT}\b(?:besiegten?|schlug(?:en)?|bezwang(?:en)?|bezwingt|deklassierten?)\s{_ARTICLE}{_NAME}"
        ),
    ),
    (
        "lost",
        re.compile(
            rf"\b(?:gewann(?:en)?|gewinn(?:t|en)|sieg(?:t|te|ten)|Siege?n?s?|setz(?:t|te|ten)\ssich)\s{_REST}"
            rf"\b(?:gegen|über|vor)\s{_ARTICLE}{_NAME}"
        ),
    ),
    ("won", re.compile(rf"{_SUBJECT}\bunterl(?:ag(?:en)?|iegt|iegen)\s{_ARTICLE}{_NAME}")),
    ("won", re.compile(rf"\b(?:verlor(?:en)?|verlier(?:t|en)|Niederlagen?)\s{_REST}\bgegen\s{_ARTICLE}{_NAME}")),
)
_BEAT: Final = (
    r"(?:beat|beats|beating|defeat(?:s|ed|ing)?|thrash(?:ed|es|ing)|overc[ao]mes?|overcoming|edg(?:ed|es|ing)(?:\sout|\spast)?"
    r"|s(?:aw|ee|ees|eeing)\soff|down(?:ed|s)|crush(?:ed|es|ing)|hammer(?:ed|s|ing)|upset)"
)
_LOSE: Final = (
    r"(?:los[te]s?|losing|fell|falls|went\sdown|succumbed|(?:was|were|been|being)\s(?:beaten|defeated|thrashed))"
)
_BE: Final = re.compile(r"\b(?:was|were|been|being|be|is|are|got)\s(?:\w+\s)?$")
_BEFORE: Final = r"(?:(?!(?:to|by|at|in|against|from|for|with|after|of|and|over)\s)[\w’'-]+\s){0,4}?"
_BEHIND: Final = r"(?:’s|'s)?\s(?:have\s|had\s|has\s|also\s|then\s)?"
_ENGLISH: Final[tuple[tuple[Outcome, str], ...]] = (
    ("lost", rf"\b{_BEAT}\s{_BEFORE}{{name}}\b"),
    (
        "lost",
        rf"\b(?:w[io]ns?|winning|victory|victories|triumph\w*|success)\b{_REST}\b(?:over|against)\s{_BEFORE}{{name}}\b",
    ),
    ("lost", rf"\b{{name}}{_BEHIND}{_LOSE}\b"),
    ("won", rf"\b(?:{_LOSE}|defeats?|loss(?:es)?)\b{_REST}\b(?:to|against|by|at)\s{_BEFORE}{{name}}\b"),
    ("won", rf"\b{{name}}{_BEHIND}(?:{_BEAT}|w[io]ns?)\b"),
)


def winner_changed(source: str, target: str) -> tuple[Span, Span] | None:
    """Return the opponent in the German and the English words that give it the other outcome, or None."""
    found = [(outcome, m) for outcome, pattern in _GERMAN for m in pattern.finditer(source)]
    if len(found) != 1:
        return None
    outcome, match = found[0]
    for name in match["name"].split():
        said = [found for form in _in_english(name, target) for found in _outcomes(target, form)]
        if said and all(there != outcome for there, _ in said):
            return Span(*match.span("name")), said[0][1]
        if said:
            return None
    return None


def _in_english(name: str, target: str) -> Iterator[str]:
    """Yield the words of the English that are the German name: itself, or what the lexicon has for it, Germany."""
    yield name
    options = lexicon().translations(fold(name))
    yield from dict.fromkeys(
        w.text
        for w in word_forms(target)
        if w.text[0].isupper() and w.text != name and options.get(english_stem(w.fold), 0.0) >= _SURE
    )


def _outcomes(target: str, name: str) -> Iterator[tuple[Outcome, Span]]:
    """Yield what becomes of ``name`` in the English: every phrase that says so."""
    if target.count(name) != 1:
        return
    for outcome, pattern in _ENGLISH:
        for match in re.finditer(pattern.replace("{name}", re.escape(name)), target):
            if pattern.startswith(rf"\b{_BEAT}") and _BE.search(target[: match.start()]):
                continue  # was beaten ... by
            yield outcome, Span(*match.span())
