"""Approved English for a German sentence that is almost the one it was approved for.

Two sentences that are 95 % alike may say the opposite, so likeness alone decides nothing. The approved English stands
in only where all that differs is spelling, a comma, a number, a weekday, a month or a name that stands in the English
once and can be exchanged there; for everything else the model translates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.knowledge import Knowledge
from pipeline.knowledge.lexicon import lexicon
from pipeline.text.dates import ENGLISH_MONTH_NAMES, ENGLISH_WEEKDAY_NAMES
from pipeline.text.likeness import changes
from pipeline.text.stems import english_stem
from pipeline.text.tokens import tokenize
from pipeline.text.wordforms import fold
from pipeline.translate.english import english_marks
from pipeline.types import Span

_WEEKDAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()  # noqa: SIM905
_MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()  # noqa: SIM905
_CALENDAR = (
    dict(zip(_WEEKDAYS, ENGLISH_WEEKDAY_NAMES, strict=True)),
    dict(zip(_MONTHS, ENGLISH_MONTH_NAMES, strict=True)),
)
_IDLE = frozenset(",;–—-")  # what may come and go without a word of the English changing
# A name that German writes in its own way and English in another: Tschernow, Aljona (Duden, transliteration tables).
_TRANSLITERATED = re.compile(r"(?i:tsch|dsch|(?<=\w)j[aeouiy]|[aeouiy]j\b|[eo]wa?\b|witsch\b|enko\b|[sz]kij\b)")
_GENDERED = re.compile(r"\b(?:he|she|his|hers?|him|himself|herself)\b", re.IGNORECASE)
_WRITINGS: tuple[Callable[[str], str], ...] = (
    english_marks,  # 3,5 -> 3.5
    lambda number: number,
    lambda number: number.replace(".", ":"),  # 14.30 -> 14:30
)


@dataclass(frozen=True, slots=True)
class Recalled:
    """English from the memory. ``approved_for``: the German it was approved for, empty where it is the same."""

    target: str
    approved_for: str = ""


def recall(german: str, memory: Iterable[tuple[str, str]], knowledge: Knowledge) -> Recalled | None:
    """Return the first approved English of ``memory`` (German, English; likest first) that fits ``german``."""
    for old, english in memory:
        made = adapt(old, english, german, knowledge)
        if made is not None:
            return Recalled(made, old)
    return None


def adapt(old: str, english: str, new: str, knowledge: Knowledge) -> str | None:
    """Return ``english``, the translation of ``old``, as one of ``new``; None where that is not safe."""
    swaps: list[tuple[Span, str]] = []
    for before, after in changes(old, new):
        gone, come = [s.of(old) for s in before], [s.of(new) for s in after]
        if _same("".join(gone), "".join(come)):
            continue
        if len(gone) != len(come):
            return None
        for one, other in zip(gone, come, strict=True):
            if _same(one, other):
                continue
            swap = _swap(one, other, english, knowledge) if _count(old, one) == 1 else None
            if swap is None:
                return None
            swaps.append(swap)
    if len({span for span, _ in swaps}) < len(swaps):
        return None
    for span, text in sorted(swaps, reverse=True):
        english = english[: span.start] + text + english[span.end :]
    return english


def _same(one: str, other: str) -> bool:
    """Tell whether the two differ in commas, hyphens, dashes or ß at most."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return "".join(c for c in text if c not in _IDLE).replace("ß", "ss")


def _swap(old: str, new: str, english: str, knowledge: Knowledge) -> tuple[Span, str] | None:
    if old[0].isdigit() and new[0].isdigit():
        return _number(old, new, english)
    return _calendar(old, new, english) or _name(old, new, english, knowledge)


def _number(old: str, new: str, english: str) -> tuple[Span, str] | None:
    if "1" in (old, new):  # one becomes many: the words around it change too
        return None
    for written in _WRITINGS:
        if span := _only(written(old), english):
            return None if english[span.end : span.end + 1].isalpha() else (span, written(new))
    return None


def _calendar(old: str, new: str, english: str) -> tuple[Span, str] | None:
    for names in _CALENDAR:
        was = next((name for name in names if old.startswith(name)), None)
        now = next((name for name in names if new.startswith(name)), None)
        if was and now and old.removeprefix(was) == new.removeprefix(now) and (span := _only(names[was], english)):
            return span, names[now]
    return None


def _name(old: str, new: str, english: str, knowledge: Knowledge) -> tuple[Span, str] | None:
    if not (_capital(old) and _capital(new)) or _GENDERED.search(english):
        return None
    known = [name for place in knowledge.place(old, "de") for name in place.en]
    span = next((s for name in (old, *known) if (s := _only(name, english))), None)
    written = _in_english(new, knowledge)
    if span is None or written is None:
        return None
    article = re.search(r"\ban?\s$", english[: span.start], re.IGNORECASE)
    return None if article else (span, written)


def _capital(word: str) -> bool:
    return word[:1].isupper() and word.isalpha()


def _in_english(name: str, knowledge: Knowledge) -> str | None:
    """Return how English writes a German name; None where that is not sure, or the word is none."""
    known = {place.en[0] for place in knowledge.place(name, "de")}
    known |= {person.family_en for person in knowledge.family(name) if person.family_de == name}
    if known:
        return known.pop() if len(known) == 1 else None
    if _TRANSLITERATED.search(name):
        return None
    means = lexicon().translations(fold(name)) if lexicon().seen(fold(name)) else {}
    return name if not means or max(means, key=lambda word: means[word]) == english_stem(fold(name)) else None


def _only(words: str, text: str) -> Span | None:
    """Return where ``words`` stand in ``text`` as whole tokens, if they do exactly once."""
    wanted = [s.of(words) for s in tokenize(words)]
    tokens = tokenize(text)
    found = [
        Span(tokens[i].start, tokens[i + len(wanted) - 1].end)
        for i in range(len(tokens) - len(wanted) + 1)
        if [s.of(text) for s in tokens[i : i + len(wanted)]] == wanted
    ]
    return found[0] if len(found) == 1 else None


def _count(text: str, token: str) -> int:
    return sum(span.of(text) == token for span in tokenize(text))
