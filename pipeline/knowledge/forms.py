"""Inflected wordings of German and English role phrases, places and organisations.

The endings are the closed set of German noun and adjective inflection (Duden, Die Grammatik, 10th ed., §§ 688-760);
they over-generate on purpose, since the result is only looked up, never printed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.knowledge.records import Gender, Language
from pipeline.types import Span

_NOUN = ("", "s", "es", "e", "en", "n")
_FEMININE = ("in", "innen")
_NOMINALISED = ("e", "er", "en", "em", "es")
_ADJECTIVE = ("", "e", "er", "en", "em", "es")
_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['’&][^\W_]+)*")
_BREAK = re.compile(r"[^\s‑-]|\s[‑-]\s")
_POSSESSIVE = re.compile(r"['’]s?$")


class Token(NamedTuple):
    """A word; ``text`` as written, without the English possessive; hyphens separate words."""

    text: str
    span: Span
    possessive: bool = False
    joined: bool = False  # a hyphen stands right before it
    broken: bool = False  # punctuation stands between it and the word before


def split(text: str, language: Language) -> list[Token]:
    """Return the words of ``text``; U.S. is one word, a hyphen separates."""
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        broken = bool(_BREAK.search(text, end, match.start()))
        end = match.end()
        word, joined = match[0], match.start() > 0 and text[match.start() - 1] in "-‑–"
        tail = _POSSESSIVE.search(word) if language == "en" else None
        bare = word[: tail.start()] if tail else word
        plural = language == "en" and word.endswith("s") and text[match.end() : match.end() + 1] in {"'", "’"}
        tokens.append(Token(bare, Span(match.start(), match.start() + len(bare)), bool(tail) or plural, joined, broken))
    return tokens


@cache
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a form, as ``split`` would find them in running text."""
    return tuple(t.text for t in split(text, "de"))


def role_forms(form: str, language: Language) -> list[tuple[tuple[str, ...], Gender | str, bool]]:
    """Return (casefolded words, gender, plural) of every inflection of a role's wording.

    German notation: ``Kanzler(in)`` has a feminine in -in, ``Vorsitzende(r)`` is a nominalised adjective;
    gender is m or f where the form shows it, else empty.
    """
    return _english(form) if language == "en" else _german(form)


def _german(form: str) -> list[tuple[tuple[str, ...], str, bool]]:
    found: list[tuple[tuple[str, ...], str, bool]] = [((), "", False)]
    for word in form.split():
        choices = _german_word(word)
        found = [
            (words + more, gender if gender == other or not other else other if not gender else "", many or plural)
            for words, gender, many in found
            for more, other, plural in choices
        ]
    return found


def _german_word(word: str) -> list[tuple[tuple[str, ...], str, bool]]:
    base = word.removesuffix("(in)").removesuffix("(r)")
    *front, last = words_of(base)
    head = tuple(map(fold, front))
    if last == fold(last):  # an abbreviation: OB, CEO
        return [((*head, last), "", False)]
    last = last.casefold()
    return [((*head, last[: len(last) - cut] + e), gender, many) for cut, e, gender, many in _endings(word, base)]


def _endings(word: str, base: str) -> list[tuple[int, str, str, bool]]:
    """Return (letters to cut off, ending, gender, plural) of a noun in the notation of ``role_forms``."""
    if word.endswith("(in)"):
        # Kollege -> Kollegin, but Chef -> Chefin
        cut = 1 if base.endswith("e") else 0
        masculine = [(0, e, "m", e == "en" and not base.endswith(("t", "r"))) for e in _NOUN]
        return masculine + [(cut, e, "f", e == "innen") for e in _FEMININE]
    if word.endswith("(r)"):
        return [(1, e, "m" if e == "er" else "", False) for e in _NOMINALISED]
    if word.endswith("frau"):
        return [(0, "", "f", False), (0, "en", "f", True)]
    if word[0].islower() or word.endswith(("amts", "amtes", "ministeriums")):
        return [(0, "", "", False)]
    if word.endswith("in") and len(word) > 4:  # Rätin, Ärztin
        return [(0, "", "f", False), (0, "nen", "f", True)]
    return [(0, e, "", False) for e in _NOUN]


def _english(form: str) -> list[tuple[tuple[str, ...], str, bool]]:
    words = [t.text for t in split(form, "en")]
    last = words[-1].casefold()
    gender = "f" if last.endswith(("woman", "women")) else "m" if last.endswith(("sman", "rman", "smen")) else ""
    bare = tuple(map(fold, words))
    forms = [(bare, gender, False)]
    # the plural goes on the noun: secretaries of state, heads of government
    head = next((i for i, w in enumerate(bare) if w in {"of", "for", "in", "general"}), len(bare)) - 1
    noun = bare[head]
    if noun.endswith("man"):
        plurals = [noun[:-3] + "men"]
    elif noun.endswith("y") and noun[-2:-1] not in "aeiou":
        plurals = [noun[:-1] + "ies"]
    else:
        plurals = [noun + ("es" if noun.endswith(("s", "ss", "ch")) else "s")]
    forms += [((*bare[:head], fold(p), *bare[head + 1 :]), gender, True) for p in plurals]
    return forms


def name_forms(name: str, language: Language) -> list[tuple[str, ...]]:
    """Return the words of a place's or organisation's name, in German also with the genitive -s or inflected article.

    Capitals stay capitals (US is not us); all else is casefolded.
    """
    words = words_of(name)
    key = tuple(fold(w) for w in words)
    if language == "en":  # Prosecutor's Office, as ``split`` reads it; McDonald's stays what it is
        return [(*(fold(t.text) for t in split(name, language)[:-1]), *key[-1:])]
    if not key:
        return [key]
    forms = [key, (*key[:-1], key[-1] + "s"), (*key[:-1], key[-1] + "es")]
    if len(words) > 1 and words[0].endswith(("e", "er", "es")):  # Vereinte Nationen, der Vereinten Nationen
        stem = key[0].removesuffix("r").removesuffix("s").removesuffix("e")
        forms += [(stem + e, *key[1:]) for e in ("e", "er", "en", "em", "es")]
        forms += [(stem + "en", *key[1:-1], key[-1] + e) for e in ("s", "es")]
    return forms


def adjective_forms(stem: str) -> list[tuple[str, ...]]:
    """Return the inflected forms of a German adjective: ukrainisch, ukrainische, ukrainischer ..."""
    *front, last = (w.casefold() for w in words_of(stem))
    return [(*front, last + e) for e in _ADJECTIVE]


@lru_cache(maxsize=50000)
def fold(word: str) -> str:
    """Return the look-up key of a word: short words of capitals as they are, others casefolded."""
    return word.replace(".", "") if word.isupper() and len(word.replace(".", "")) <= 3 else word.casefold()
