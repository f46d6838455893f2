"""Small repairs of the English that are safe everywhere: marks, figures, times, articles, English quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.text.dates import DateMention, find_dates
from pipeline.text.dates_clock import english_clock
from pipeline.text.numbers import find_numbers
from pipeline.text.quotes import Mark, Side, marks, quotations, unpaired
from pipeline.translate.articles import agree
from pipeline.translate.english import english_marks, is_english
from pipeline.translate.plan import Draft

_FIGURE = re.compile(r"\d[\d.,]*\d")
_TWICE = re.compile(r"(?:1[3-9]|2[0-4])(?:[.:]\d\d)?\s?[ap]\.?\s?m")  # of twenty-four hours, and a half of the day
_LOW_SINGLE = re.compile(r"[‚‹›]")
_FIRST = re.compile(r"^[\W_]*([^\W\d_]\w*)")
_SPACES = re.compile(r" {2,}")
_CUT_SHORT = re.compile(r"(?<=illion)\.(?= [a-z])")  # Mio. and Mrd. have a full stop, million has none
_AGAIN = re.compile(r"\b([a-z]{2,})( \1\b)")
_MAY_FOLLOW_ITSELF = frozenset({"had", "that", "is", "her"})


@dataclass(frozen=True, slots=True)
class QuoteStyle:
    """The marks of the house: ``outer`` and ``inner``, each opening and closing."""

    outer: tuple[str, str] = ('"', '"')
    inner: tuple[str, str] = ("'", "'")


STYLES = {
    "straight": QuoteStyle(),
    "double": QuoteStyle(("“", "”"), ("‘", "’")),
    "single": QuoteStyle(("‘", "’"), ("“", "”")),
}


def polish(draft: Draft, source: str, style: QuoteStyle) -> Draft:
    """Return the draft with quotation marks in house style, one-sided where they are one-sided in ``source``, and
    with the articles that the next words want."""
    draft = keep_english(one_sided(tidy(draft, source), source), source)
    return agree(restyle(right_times(right_figures(draft, source), source), style))


def tidy(draft: Draft, source: str) -> Draft:
    """Return the draft without doubled spaces and words, without the full stop of ``Mio.`` behind a million, and with
    a capital where ``source`` begins with one."""
    doubled = [m.span(2) for m in _AGAIN.finditer(draft.text) if m[1] not in _MAY_FOLLOW_ITSELF]
    cuts = [] if _AGAIN.search(source.lower()) else doubled
    cuts += [m.span() for m in _CUT_SHORT.finditer(draft.text)]
    cuts += [(m.start() + 1, m.end()) for m in _SPACES.finditer(draft.text)]
    for start, end in sorted(cuts, reverse=True):
        draft = draft.replace(start, end, "")
    first, word = _FIRST.search(source), _FIRST.search(draft.text)
    if first and word and first[1][0].isupper() and word[1][0].islower() and word[1] not in source:  # eBay
        draft = draft.replace(word.start(1), word.start(1) + 1, word[1][0].upper())
    return draft


def right_figures(draft: Draft, source: str) -> Draft:
    """Return the draft with German figures in English form (3.000 to 3,000) where the value in ``source`` proves it."""
    values = {number.value for number in find_numbers(source, "de") if number.digits}
    for number in reversed(find_numbers(draft.text, "en")):
        left_german = number.misplaced and number.value in values
        misread = number.value not in values and number.other in values
        if number.digits and (left_german or misread):
            figure = _FIGURE.search(draft.text, number.span.start, number.span.end)
            if figure:
                draft = draft.replace(figure.start(), figure.end(), english_marks(figure[0]))
    return draft


def right_times(draft: Draft, source: str) -> Draft:
    """Return the draft with a time of day in figures put right: in the wrong half of the day (5.40 Uhr, 5.40pm), the
    only one on either side that has no counterpart, or one that says it twice (16.00am)."""
    left, right = _times(source, "de"), _times(draft.text, "en")
    missing = [a for a in left if not any(_same_time(a, b) for b in right)]
    wrong = [b for b in right if not any(_same_time(a, b) for a in left)]
    for mention in reversed(right):
        near = [a for a in missing if (a.minutes - mention.minutes) % 720 == 0]
        near = near or (missing if len(wrong) == 1 else [])
        like = mention.span.of(draft.text)
        if mention in wrong and len(near) == 1 and not near[0].half_day:
            draft = draft.replace(mention.span.start, mention.span.end, english_clock(near[0].minutes, like))
        elif _TWICE.match(like):
            draft = draft.replace(mention.span.start, mention.span.end, english_clock(mention.minutes, like))
    return draft


def _times(text: str, language: Literal["de", "en"]) -> list[DateMention]:
    found = (mention for mention in find_dates(text, language) if mention.kind == "time")
    return [mention for mention in found if any(c.isdigit() for c in mention.span.of(text))]


def _same_time(a: DateMention, b: DateMention) -> bool:
    return (a.minutes - b.minutes) % (720 if a.half_day or b.half_day else 1440) == 0


def keep_english(draft: Draft, source: str) -> Draft:
    """Put English quotations of ``source`` back as they are, where the draft has as many quotations as ``source``."""
    left, right = quotations(source), quotations(draft.text)
    if len(left) != len(right):
        return draft
    for old, new in reversed(list(zip(left, right, strict=True))):
        said = old.of(source)[1:-1]
        if is_english(said) and new.end - new.start > 2:
            draft = draft.replace(new.start + 1, new.end - 1, said)
    return draft


def one_sided(draft: Draft, source: str) -> Draft:
    """Take back a mark with which the model has balanced a quotation that ``source`` leaves open or only closes."""
    alone = [item.side for item in unpaired([(source, 0)])]
    found = marks(draft.text)
    if len(alone) != 1 or not found or unpaired([(draft.text, 0)]):
        return draft
    last, first = found[-1], found[0]
    if alone[0] is Side.OPEN and last.side is not Side.OPEN and len(draft.text) - last.span.end <= 1:
        return draft.replace(last.span.start, last.span.end, "")
    if alone[0] is Side.CLOSE and first.side is not Side.CLOSE and first.span.start == 0:
        return draft.replace(0, first.span.end, "")
    return draft


def restyle(draft: Draft, style: QuoteStyle) -> Draft:
    """Return the draft with every double mark, and every mark that is not English, in the house's form."""
    found = marks(draft.text)
    opened = False
    sides: list[tuple[Mark, Side]] = []
    for mark in found:
        side: Side = mark.side if mark.side is not Side.EITHER else (Side.CLOSE if opened else Side.OPEN)
        opened = side is Side.OPEN
        sides.append((mark, side))
    for mark, side in reversed(sides):
        draft = draft.replace(mark.span.start, mark.span.end, style.outer[side is Side.CLOSE])
    for single in reversed(list(_LOW_SINGLE.finditer(draft.text))):
        closing = single[0] == "›" or (single[0] == "‹" and draft.text[single.end() : single.end() + 1].strip() == "")
        draft = draft.replace(single.start(), single.end(), style.inner[closing])
    return draft
