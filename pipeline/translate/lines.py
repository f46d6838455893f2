"""Lines that are not prose are translated by rule: time stamps, bylines, role lines, credits, datelines.

A model answers "Vor 6 Minuten" or "- Autor, ..." with inventions; a rule cannot, and it leaves names alone. A rule
gives up on the first word it does not know; then its label is kept and the rest of the line goes to the model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.knowledge.lexicon import lexicon
from pipeline.text.dates import ENGLISH_MONTH_NAMES, ENGLISH_WEEKDAY_NAMES, DateMention, find_dates
from pipeline.text.numbers_german import cardinal
from pipeline.text.wordforms import wordset
from pipeline.translate.cells import translate_cells
from pipeline.translate.line_words import LineWords, line_words
from pipeline.translate.places import english_place
from pipeline.types import SegmentKind, Span

Part = str | Span
"""A stretch of the result: English, or characters of the German line that the model has to translate."""

_WORD = re.compile(r"[^\W\d_][\w]*(?:[.'’\-‑][^\W\d_]\w*)*\.?|\d[\d.,:]*|\S|\s+")
_LABEL_END = re.compile(r"\s*[:,]\s*|\s+")
_BULLET = re.compile(r"[-–—•*+·▪►]\s+(?=\S)")
_LEAD = re.compile(r"[\s(\-–—•*+]*")
_AGO = re.compile(r"vor\s+(weniger\s+als\s+)?(\w+)\s+(\w+)", re.IGNORECASE)
_RELATIVE = {-2: "the day before yesterday", -1: "yesterday", 0: "today", 1: "tomorrow", 2: "the day after tomorrow"}
_PARTICLES = wordset("von van vom zu zur de der den di da del dos el al bin ibn ben ter la le du")
LONGEST = 5
"""Words in the longest phrase of the lexicon."""

NAMED = frozenset({SegmentKind.BYLINE, SegmentKind.CREDIT, SegmentKind.DATELINE})
PROSE = frozenset({SegmentKind.BODY, SegmentKind.HEADLINE, SegmentKind.KICKER})
LABELLED = NAMED | {SegmentKind.ROLE, SegmentKind.CORRECTION, SegmentKind.EMBARGO}


def translate_line(text: str, kind: SegmentKind, place: Callable[[str], str | None] = english_place) -> list[Part]:
    """Return ``text``, a segment of ``kind``, as English and stretches for the model, in order.

    Of kinds that are prose, all but cells and single words is for the model. ``place`` gives a place's English name.
    """
    rules = _Rules(line_words(), place, kind)
    whole = Span(0, len(text))
    if kind in PROSE:
        bullet = _BULLET.match(text)
        start = bullet.end() if bullet else 0
        parts = translate_cells(text[start:])
        return [text[:start]] * bool(start) + [part if isinstance(part, str) else part.shift(start) for part in parts]
    if kind is SegmentKind.TIMESTAMP:
        done = rules.stamp(text)
        return [whole] if done is None else [done]
    if kind not in LABELLED:
        return [whole]
    label, rest = rules.label(text)
    done = rules.phrase(text, rest)
    if done is not None:
        return [_capitalised(label + done, text)]
    return [label, Span(rest, len(text))] if label and kind is not SegmentKind.BYLINE else [whole]


class _Rules:
    """The rules for one kind of line."""

    def __init__(self, words: LineWords, place: Callable[[str], str | None], kind: SegmentKind) -> None:
        self._words, self._place, self._kind = words, place, kind
        self._table = dict(words.phrases)
        if kind in NAMED:  # here "von" and "der" belong to names
            self._table = {german: words.phrases[german] for german in ("und", "sowie", "in", "aus", "mit", "für")}
            self._table["aus"] = "in"
        if kind is SegmentKind.EMBARGO:
            self._table = dict(words.stamps)

    def label(self, text: str) -> tuple[str, int]:
        """Return the English of the label that opens ``text``, with what stands around it, and where it ends."""
        lead = _LEAD.match(text)
        start = lead.end() if lead else 0
        low = text[start:].lower()
        if self._kind is SegmentKind.DATELINE:
            return "", 0
        for german in sorted(self._words.labels, key=len, reverse=True):
            ends = _LABEL_END.match(text, start + len(german)) if low.startswith(german) else None
            if ends and (":" in ends[0] or "," in ends[0] or german in ("von", "vom") or " " in german):
                english = self._words.labels[german]
                if ":" in ends[0] and english.endswith(("by", "until", "from")):
                    return f"{text[:start]}{english} ", ends.end()
                return f"{text[:start]}{english}{ends[0]}", ends.end()
        return text[:start], start

    def stamp(self, text: str) -> str | None:
        """Return a time stamp in English, or None."""
        text = _AGO.sub(self._ago, text)
        done = self._words_of(text, 0, {**self._words.stamps}, names=False)
        return None if done is None else _capitalised(re.sub(r"(As of|[Uu]pdated):? ", r"\1 ", done), text)

    def _ago(self, match: re.Match[str]) -> str:
        less, amount, unit = match[1], match[2].lower(), match[3].lower()
        number = 1 if amount in ("einer", "einem") else cardinal(amount)
        number = int(amount) if amount.isdigit() else number
        if number is None or unit not in self._words.units:
            return match[0]
        return f"{'less than ' if less else ''}{number} {self._words.units[unit]}{'s' * (number != 1)} ago"

    def phrase(self, text: str, start: int) -> str | None:
        """Return the English of ``text`` from ``start``, or None at a word that is neither known nor a name."""
        return self._words_of(text, start, self._table, names=True)

    def _words_of(self, text: str, start: int, table: dict[str, str], names: bool) -> str | None:
        dates = {found.span.start: found for found in find_dates(text, "de") if self._is_date(found, text)}
        done, at = "", start
        while at < len(text):
            step = self._step(text, at, table, names, dates.get(at))
            if step is None:
                return None
            english, at = step
            done += english if english or not done.endswith(" ") else ""
            if not english:
                done = done.rstrip(" ")
        return done

    def _step(
        self, text: str, at: int, table: dict[str, str], names: bool, date: DateMention | None
    ) -> tuple[str, int] | None:
        """Return the English of what stands at ``at``, and where it ends."""
        if date and (english := _date(date, text)):
            return english, date.span.end
        found = _WORD.match(text, at)
        word = found[0] if found else text[at]
        if not word[0].isalpha():
            return word, at + len(word)
        for end in _ends(text, at):
            low = text[at:end].lower()
            english = table.get(low, self._words.roles.get(low) if names else None)
            if english is not None:
                return english, end
            if names and text[at].isupper() and (place := self._place(text[at:end])):
                return place, end
        if names:
            role = self._words.role(word)
            if role or self._is_name(word):
                return role or word, at + len(word)
        return (word, at + len(word)) if word in ("ago", "less", "than") or _english_unit(word, text) else None

    def _is_date(self, found: DateMention, text: str) -> bool:
        """Tell whether a date is meant: in a byline without a figure it is a surname (Mai, Sonntag)."""
        named = self._kind in (SegmentKind.BYLINE, SegmentKind.CREDIT)
        return not named or any(c.isdigit() for c in found.span.of(text))

    def _is_name(self, word: str) -> bool:
        if self._kind in NAMED:
            return word[0].isupper() or word.lower() in _PARTICLES or len(word) <= 3
        return word[0].isupper() and (word.isupper() or not lexicon().translations(word.lower()))


def _ends(text: str, at: int) -> Iterator[int]:
    """Yield where phrases of five words down to one end that begin at ``at``."""
    ends: list[int] = []
    for found in _WORD.finditer(text, at):
        if found[0][0].isalpha() and len(ends) < LONGEST:
            ends.append(found.end())
        elif not found[0].isspace():
            break
    yield from reversed(ends)


def _date(mention: DateMention, text: str) -> str | None:
    year = f" {mention.year}" if mention.year else ""
    if mention.kind == "time" and not mention.half_day and any(c.isdigit() for c in mention.span.of(text)):
        return f"{mention.minutes // 60:02}:{mention.minutes % 60:02}"
    if mention.kind == "date" and len(mention.days) == 1:
        return f"{mention.days[0]} {ENGLISH_MONTH_NAMES[mention.month - 1]}{year}"
    if mention.kind == "month":
        return f"{ENGLISH_MONTH_NAMES[mention.month - 1]}{year}"
    if mention.kind == "weekday":
        return ENGLISH_WEEKDAY_NAMES[mention.weekday]
    return _RELATIVE.get(mention.offset) if mention.kind == "relative" else None


def _english_unit(word: str, text: str) -> bool:
    return " ago" in text and word.rstrip("s") in ("second", "minute", "hour", "day", "week", "month", "year")


def _capitalised(english: str, german: str) -> str:
    """Return ``english`` with a capital where the German line begins with one."""
    opens = re.search(r"[^\W\d_]", german)
    first = re.search(r"\w", english)
    if not opens or not first or not opens[0].isupper() or not first[0].isalpha():
        return english
    return english[: first.start()] + first[0].upper() + english[first.end() :]
