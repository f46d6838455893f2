"""From words and digits to raw numbers: puts together "two hundred and fifty thousand", "eine halbe Million", "2:1"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal
from unicodedata import numeric

from pipeline.text import numbers_english, numbers_german
from pipeline.text.numbers_digits import SUFFIXES, Digits, read_digits
from pipeline.types import Span

Language = Literal["de", "en"]

_TOKEN = re.compile(
    r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.,]\d|\d)|\d*[½⅓⅔¼¾⅛]|\d+ ?[1-7][/⁄][2-8](?![\d/])"
    r"|\d(?:[\d.,:'’\u00a0\u202f]*\d)?"
    r"|[^\W\d_]+(?:\xad[^\W\d_]+)*"
)
_MIXED = re.compile(r"(\d+) ?([1-7])[/⁄]([2-8])")  # 5 1/2
_DECADE = {"de": re.compile(r"er\b(?!n)"), "en": re.compile(r"['’]?s\b")}
_ORDINAL = {"de": re.compile(r"\.(?=\s[A-ZÄÖÜa-zäöü])|-?(?:te|ste)[nrsm]?\b"), "en": re.compile(r"(?:st|nd|rd|th)\b")}
# Letters right behind digits that make a name of them (5G, 4x4), unlike units, ordinals and decades.
_ATTACHED = re.compile(r"[A-Zx][A-Za-z0-9]?\b(?<!C)(?<!F)(?<!W)")
_VULGAR = {c: Fraction(numeric(c)).limit_denominator(8) for c in "½⅓⅔¼¾⅛"}
_ENTITY = re.compile(r"&#?\w+;")
_YEAR_BEFORE = re.compile(r"((?:1[0-9]|20)\d\d)[-–/]$")  # 2019/20, 1994-5
_AND = re.compile(r"[\s-](?:and[\s-]|und\s)?")
_HALF = re.compile(r"[\s-]and[\s-](?:an?[\s-])?(half|quarter)\b", re.IGNORECASE)
# What stands before and behind "a third" where it is a part: by a third, nearly a third in May; no third party.
_MEASURED = re.compile(r"\b(?:by|almost|nearly|about|around|roughly|some|than|over|under|least|to|fully)\s$", re.I)
_NO_NOUN = re.compile(
    r"\s*(?:[.,;:!?)]|$)|\s(?:in|from|to|since|this|last|on|at|by|over|compared|against|after|between|when|while|as|and|"
    r"or|more|less|fewer|higher|lower|within|during|year|because|due)\b"
)
_PERCENT_NEXT = re.compile(r"\s(?:Prozent|percent|per\scent)")
_PLAIN_JOIN = re.compile(r"[\s\-‑]?")
_AND_A_HALF = re.compile(r"\b(?:an?|one)\s[a-z]+\sand\s(?:an?\s)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Raw:
    """A number before percent, unit and approximation are read off the words around it."""

    span: Span
    value: Fraction
    kind: str
    scale: int = 1
    digits: Digits | None = None
    metres: Fraction | None = None  # the value if the letter behind the digits means metres, not million


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # digits, score, or what ``read_word`` says
    value: Fraction
    start: int
    end: int
    digits: Digits | None = None


_MODEL = re.compile(r"(?<!\w)[A-Za-z]+\d[\dA-Za-z]*-$")  # K2-18b, A320-200


def parse(text: str, language: Language, masked: Sequence[Span]) -> list[Raw]:
    """Return the numbers of ``text`` outside the ``masked`` stretches, in order, without overlap."""
    text = _blank(text, masked)
    tokens = list(_tokens(text, language))
    parser = _Parser(text, language, tokens)
    found, i = [], 0
    while i < len(tokens):
        raw, used = parser.read(i)
        if raw:
            found.append(raw)
        i += max(used, 1)
    return found


def _tokens(text: str, language: Language) -> Iterator[_Token]:
    read = numbers_german.read_word if language == "de" else numbers_english.read_word
    for m in _TOKEN.finditer(text):
        if m[0][-1] in _VULGAR and (m[0][:-1].isdecimal() or len(m[0]) == 1):
            value = Fraction(m[0][:-1] or 0) + _VULGAR[m[0][-1]]
            yield _Token("digits", value, *m.span(), Digits(value, None, False))
        elif mixed := _MIXED.fullmatch(m[0]):
            value = Fraction(int(mixed[1])) + Fraction(int(mixed[2]), int(mixed[3]))
            yield _Token("digits", value, *m.span(), Digits(value, None, False))
        elif m[0][0].isdecimal():
            pieces = list(re.finditer(r"[^:]+", m[0]))
            for piece in pieces:
                digits = read_digits(piece[0], language)
                kind = "score" if len(pieces) == 2 else "digits"
                yield _Token(kind, digits.value, m.start() + piece.start(), m.start() + piece.end(), digits)
        else:
            word = read(m[0].replace("\xad", ""))
            if word:
                yield _Token(*word, *m.span())


def _blank(text: str, masked: Sequence[Span]) -> str:
    """Return ``text`` with the ``masked`` stretches and HTML entities (&#39;) made unreadable, length unchanged."""
    for start, end in [*masked, *(m.span() for m in _ENTITY.finditer(text))]:
        text = text[:start] + "\x1f" * (end - start) + text[end:]
    return text


class _Parser:
    """Reads one number at a time off the tokens; every method returns the number and how many tokens it took."""

    def __init__(self, text: str, language: Language, tokens: list[_Token]) -> None:
        self.text, self.language, self.tokens = text, language, tokens

    def read(self, i: int) -> tuple[Raw | None, int]:
        token = self.tokens[i]
        if token.digits:
            return self._digits(i)
        if token.kind in ("one", "cardinal"):
            return self._words(i)
        if token.kind == "fraction":
            return self._fraction(i, token.value, i)
        if token.kind == "vague":
            return self._vague(i)
        if token.kind == "scale":
            scale, stop = self._scales_from(i)
            return self._raw(i, stop - 1, Fraction(scale), "vague", scale), stop - i
        if token.kind == "ordinal":
            return self._raw(i, i, token.value, "ordinal"), 1
        return self._raw(i, i, token.value, token.kind), 1

    def _raw(self, first: int, last: int, value: Fraction, kind: str, scale: int = 1, end: int = 0) -> Raw:
        head = self.tokens[first]
        span = Span(head.start, end or self.tokens[last].end)
        return Raw(span, value, kind, scale, head.digits)

    def _next(self, i: int, *kinds: str, glue: re.Pattern[str] = _PLAIN_JOIN) -> bool:
        """Tell whether token i is of one of ``kinds`` and follows token i-1 with only ``glue`` between."""
        if not 0 < i < len(self.tokens) or self.tokens[i].kind not in kinds:
            return False
        return glue.fullmatch(self.text, self.tokens[i - 1].end, self.tokens[i].start) is not None

    def _scales(self, i: int) -> tuple[int, int]:
        """Return the product of the scale words from token i on, and the index behind them."""
        product = 1
        while self._next(i, "scale") or (self._next(i, "vague") and self.tokens[i].value > 1000):
            product *= int(self.tokens[i].value)
            i += 1
        return product, i

    def _digits(self, i: int) -> tuple[Raw, int]:
        token = self.tokens[i]
        if token.kind == "score":
            return self._raw(i, i, token.value, "score"), 1
        before, after = self.text[max(0, token.start - 2) : token.start], self.text[token.end : token.end + 12]
        if _MODEL.search(self.text[max(0, token.start - 12) : token.start]):
            return self._raw(i, i, token.value, "label"), 1
        suffix = re.match(r"([A-Za-z]+)\b", after)
        if suffix and suffix[1].lower() in SUFFIXES and (suffix[1].islower() or before[-1:] in "$€£"):
            scale = SUFFIXES[suffix[1].lower()]
            if self.language == "en":
                raw = self._raw(i, i, token.value * scale, "cardinal", scale, token.end + suffix.end())
                metres = token.value if suffix[1] == "m" and before[-1:] not in "$€£" else None
                return replace(raw, metres=metres), 1
        if _DECADE[self.language].match(after) and token.value.denominator == 1 and token.value % 10 == 0:
            return self._raw(i, i, token.value, "decade"), 1
        if re.search(r"[^\W\d_]$|[^\W\d_]-$", before) and not before.endswith(("$", "€")):
            return self._raw(i, i, token.value, "label"), 1
        if _ATTACHED.match(after):
            return self._raw(i, i, token.value, "label"), 1
        if _ORDINAL[self.language].match(after) and token.value < 1000 and token.value.denominator == 1:
            return self._raw(i, i, token.value, "ordinal"), 1
        value, stop, scale = self._compose(i)
        if scale > 1:
            return self._half(i, stop, value, scale)
        if self._next(i + 1, "fraction") and self.tokens[i + 1].value < Fraction(1, 2) and token.value < 20:
            return self._raw(i, i + 1, token.value * self.tokens[i + 1].value, "fraction"), 2
        year = _YEAR_BEFORE.search(self.text, max(0, token.start - 5), token.start)
        if year and token.value < 100 and token.value.denominator == 1:
            digits = token.end - token.start
            return self._raw(i, i, Fraction(int(year[1][: 4 - digits] + self.text[token.start : token.end])), "year"), 1
        value = token.value
        plain = self.text[token.start : token.end]
        alike = len(plain) == 4 and plain.isdigit() and 1000 <= value <= 2100
        return self._raw(i, i, value, "year" if alike else "cardinal"), 1

    def _words(self, i: int) -> tuple[Raw | None, int]:
        """A cardinal in words; "one" and "ein" count only when something multiplies or divides them."""
        one = self.tokens[i].kind == "one"
        value, stop, scale = self._compose(i)
        if self._next(stop, "fraction") and scale == 1:
            share = self.tokens[stop].value
            if one:
                return self._fraction(stop, share, i)
            if share != Fraction(1, 2):
                return self._fraction(stop, value * share, i)
        if self.language == "en" and scale == 1 and self._next(stop, "ordinal"):
            rank = self.tokens[stop].value
            if not one and value % 10 == 0 and rank < 10:
                return self._raw(i, stop, value + rank, "ordinal"), stop + 1 - i
            if one and rank > 2 and (self._share_follows(i, stop) or self._is_numeral(i)):
                return self._fraction(stop, 1 / rank, i)
        raw, used = self._half(i, stop, value, scale)
        alone = one and scale == 1 and raw.value == 1
        percent = _PERCENT_NEXT.match(self.text, self.tokens[i].end)
        return (raw if not alone or percent else None), used

    def _share_follows(self, i: int, stop: int) -> bool:
        """Tell whether "a third" is a part, not a place: a third of, by a third, nearly a third in May."""
        end = self.tokens[stop].end
        if self.text.startswith(" of", end):
            return True
        before = self.text[max(0, self.tokens[i].start - 12) : self.tokens[i].start]
        return bool(_MEASURED.search(before) and _NO_NOUN.match(self.text, end))

    def _compose(self, i: int) -> tuple[Fraction, int, int]:
        """Add up the words from token i on: value, index behind them, and the product of the scale words.

        ``group`` is what the next scale word multiplies: two hundred and fifty | thousand | three hundred.
        """
        total, group, scale, lowest = Fraction(0), self.tokens[i].value, 1, 0
        stop = i + 1
        while stop < len(self.tokens):
            token = self.tokens[stop]
            if self._next(stop, "scale") or (self._next(stop, "vague") and token.value > 1000):
                if token.value > 100 and not (lowest and token.value >= lowest) and group:
                    total, group, lowest = total + group * token.value, Fraction(0), int(token.value)
                elif token.value <= 100 and 0 < group < 100:
                    group *= token.value
                else:
                    break
                scale = max(scale, int(token.value))
            elif self.tokens[stop - 1].digits:
                break  # in 2020 one million
            elif self._next(stop, "cardinal", "one", glue=_AND if scale > 1 else _PLAIN_JOIN) and self._is_numeral(
                stop
            ):
                if token.value >= self._room(group, lowest):
                    break
                group += token.value
            else:
                break
            stop += 1
        return total + group, stop, scale

    def _room(self, group: Fraction, lowest: int) -> int:
        """Return below what a cardinal must be to be added to ``group``: twenty + three, hundred + fifty."""
        if group == 0:
            return lowest
        if group % 100 == 0:
            return 100
        return 10 if self.language == "en" and group % 10 == 0 and group % 100 >= 20 else 0

    def _is_numeral(self, i: int) -> bool:
        """Tell a numeral from an article: "a hundred and one", not "a hundred a day"."""
        word = self.text[self.tokens[i].start : self.tokens[i].end].lower()
        return self.tokens[i].kind == "cardinal" or word in ("one", "eins")

    def _half(self, i: int, stop: int, value: Fraction, scale: int) -> tuple[Raw, int]:
        """Add what English says behind a number: two and a half (million), a million and a half."""
        half = _HALF.match(self.text, self.tokens[stop - 1].end)
        single = self.tokens[i].kind == "one" and scale == 1 and not self._is_numeral(i)
        if not half or self.language == "de" or single:
            return self._raw(i, stop - 1, value, "cardinal", scale), stop - i
        share = Fraction(1, 2) if half[1].lower() == "half" else Fraction(1, 4)
        value += share * scale
        while stop < len(self.tokens) and self.tokens[stop].start < half.end():
            stop += 1
        more, after = self._scales(stop)
        return self._raw(i, after - 1, value * more, "cardinal", scale * more), after - i

    def _fraction(self, i: int, value: Fraction, first: int) -> tuple[Raw, int]:
        """Token i is a fraction word worth ``value`` with what stands before it: half a million, ein Drittel."""
        stop, glue = i + 1, re.compile(r"[\s\-‑]?(?:of\s)?")
        if self._next(stop, "one", glue=glue):
            stop += 1
        if self._next(stop, "scale", glue=glue):
            scale, stop = self._scales_from(stop)
            return self._raw(first, stop - 1, value * scale, "cardinal", scale), stop - first
        whole = _AND_A_HALF.search(self.text, max(0, self.tokens[first].start - 24), self.tokens[first].start)
        if whole and self.language == "en" and value < 1:
            raw = self._raw(first, i, value + 1, "cardinal")
            return Raw(Span(whole.start(), raw.span.end), raw.value, "cardinal"), i + 1 - first
        if stop > i + 1 and _PERCENT_NEXT.match(self.text, self.tokens[i + 1].end):  # half a percentage point
            return self._raw(first, i + 1, value, "fraction"), stop - first
        return self._raw(first, i, value, "fraction"), i + 1 - first

    def _scales_from(self, i: int) -> tuple[int, int]:
        product, stop = self._scales(i + 1)
        return product * int(self.tokens[i].value), stop

    def _vague(self, i: int) -> tuple[Raw, int]:
        """Dutzende, hundreds of thousands, Hunderte Millionen."""
        value, stop = self.tokens[i].value, i + 1
        glue = re.compile(r"\s(?:of\s|von\s)?")
        while self._next(stop, "vague", "scale", glue=glue):
            value *= self.tokens[stop].value
            stop += 1
        if self.language == "en" and value == 10:
            return self._raw(i, stop - 1, value, "vague"), stop - i
        return self._raw(i, stop - 1, value, "vague"), stop - i
