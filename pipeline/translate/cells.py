"""Cells of tables, lines of one word, lines of names and figures: translated by rule, each cell by itself.

A model that learnt from sentences answers "Partei" or "SPD 31,2" with inventions; a word list and the rule for figures
do not. What they do not know goes to the model.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.knowledge.lexicon import lexicon
from pipeline.text.dates import find_dates
from pipeline.text.wordforms import fold, wordset
from pipeline.translate.english import english_marks
from pipeline.translate.places import english_name, english_place
from pipeline.types import Span

_BETWEEN: Final = re.compile(r"\s*\|\s*")
_TOKEN: Final = re.compile(r"(?P<before>[^\w%€$£+−-]*)(?P<core>.*?)(?P<after>[^\w%€$£]*)", re.DOTALL)
_FIGURE: Final = re.compile(r"(?:\d+:)*(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_WORD: Final = re.compile(r"(?P<core>[^\W\d_]+(?:-[^\W\d_]+)*)(?P<after>[.:!?]?)")
_PLACES: Final = re.compile(r"(?P<core>[^\W\d_][^\d,;:!?|]{2,40}?)(?P<after>[.:]?)")
_SIGNS: Final = wordset("km m cm mm kg g t ha l")
_CAPITAL = 0.6  # share of capitals from which a word is a noun in German, a name in English
_SHORT = 10  # letters of the longest word that may be a name unheard of
_SURE = 0.25  # strength (``Lexicon.words``) from which a word that stands alone has its first translation


def translate_cells(text: str) -> list[str | Span]:
    """Return ``text``, a line of prose or a row of a table (``|`` between its cells), as English and stretches for the
    model, in order."""
    parts: list[str | Span] = []
    marks = [Span(*found.span()) for found in _BETWEEN.finditer(text)]
    starts, ends = [0, *(mark.end for mark in marks)], [*(mark.start for mark in marks), len(text)]
    for cell, mark in zip(map(Span, starts, ends), [*marks, None], strict=True):
        english = _cell(cell.of(text), row=bool(marks))
        if cell.start < cell.end:
            parts.append(cell if english is None else english)
        if mark:
            parts.append(mark.of(text))
    return parts or [text]


def english_figures(text: str) -> str:
    """Return ``text`` with its figures as English writes them: 1.234,5 is 1,234.5; dates and clock times stay."""
    return "".join(_figure(part) or part for part in re.split(r"(\s+)", text))


def _cell(text: str, row: bool) -> str | None:
    """Return the English of a cell or a line, None if a model has to find it."""
    if alone := _WORD.fullmatch(text):
        word = _name(alone["core"], unknown=row) or _known(alone["core"])
        return None if word is None else word + alone["after"]
    if places := _places(text):
        return places
    if (not row and not any(c.isdigit() for c in text)) or (find_dates(text, "de") and not _figure(text)):
        return None
    parts = text.split(" ")
    made = [_figure(part) or _name(part) for part in parts]
    for i, (part, english) in enumerate(zip(parts, made, strict=True)):
        beside = {*parts[max(0, i - 1) : i], *parts[i + 1 : i + 2]}
        if english is None or (english != part and part.isalpha() and any(other.isalpha() for other in beside)):
            return None  # part of a longer name, perhaps of a club: FC Bayern
    return " ".join(filter(None, made))


def _places(text: str) -> str | None:
    """Return the English of a line of known places, such as the dateline ``Kiew/Moskau.``; None for other lines."""
    found = _PLACES.fullmatch(text)
    if not found:
        return None
    names = [english_place(name.strip()) for name in found["core"].split("/")]
    return "/".join(filter(None, names)) + found["after"] if all(names) else None


def _figure(token: str) -> str | None:
    """Return a token without letters in English form; None if it has a letter."""
    found = _TOKEN.fullmatch(token)
    if found is None or any(c.isalpha() for c in token):
        return None
    parts = re.split(r"([%€$£+−/–-]+)", found["core"])
    core = "".join(english_marks(part) if _FIGURE.fullmatch(part) else part for part in parts)
    return found["before"] + core + found["after"]


def _name(token: str, unknown: bool = True) -> str | None:
    """Return a token that is a name, an abbreviation or the sign of a unit; None for other words.

    ``unknown``: a short word that the lexicon has not is taken for a name, unless it has a German letter.
    """
    found = _TOKEN.fullmatch(token)
    if found is None or not (core := found["core"])[:1].isalpha():
        return None
    words, word = lexicon(), fold(core)
    known = words.renderings(word)
    best = max(known, key=known.__getitem__, default="")
    abbreviation = core.isupper() and len(core) > 1
    strange = unknown and not known and len(core) <= _SHORT and core.isascii()
    foreign = bool(best) and words.capital_english(best) > _CAPITAL
    named = core[0].isupper() and (strange or best == word or abbreviation or foreign)
    english = english_name(core) if named else core
    if named and known and best != word and english == core:
        if not abbreviation:
            return None  # English has another name for it, which is not known here
        if core.isalpha() and known[best] >= _SURE:
            english = best.upper()  # EZB is ECB, KRIEG is WAR
    return found["before"] + english + found["after"] if named or core in _SIGNS else None


def _known(word: str) -> str | None:
    """Return the English that the lexicon gives for a word, with a capital where the German has one."""
    words = lexicon()
    known = words.words(fold(word))
    best = max(known, key=known.__getitem__, default="")
    if not best or known[best] < _SURE or (word[0].isupper() and words.capital(fold(word)) < _CAPITAL):
        return None
    second = sorted(known.values())[-2] if len(known) > 1 else 0.0
    if "-" in best or (second > known[best] / 2 and words.parts(fold(word))):
        return None  # a compound that English writes as two words: Mailingliste
    return best[0].upper() + best[1:] if word[0].isupper() else best
