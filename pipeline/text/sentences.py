"""Sentence splitting by rules, with exact offsets.

A full stop, question mark, exclamation mark or ellipsis with its closing quotes and brackets ends a sentence if what
follows can open one (a capital or a digit) and what stands before is not an abbreviation, an ordinal or an initial.
German makes the decision sharper than English does: function words are lower-case inside a sentence, so a capital
``Der`` after ``Mio.`` opens one and ``Euro`` does not. The idea of asking for the next word's class is from Kiss and
Strunk 2006 ("orthographic heuristic"); the lists are closed and lie in ``abbreviations.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from pipeline.text.abbreviations import ENGLISH, GERMAN, Lexicon, words
from pipeline.types import Span

Language = Literal["de", "en"]

_LEXICONS: dict[str, Lexicon] = {"de": GERMAN, "en": ENGLISH}
_CLOSERS = "\"'“”’‘»«›‹)\\]"
# A closing quote that stands apart from its sentence (`Nein. " Er`) still belongs to it, so it may follow one space.
_END = re.compile(rf"(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>[{_CLOSERS}]*(?:[ \u00a0][\"“”](?=\s))?)(?=\s)")
_NEXT = re.compile(r"\s*(?P<lead>[^\w\s]*(?:\s+[^\w\s]+)*\s*)(?P<word>[^\W_]+)?(?P<stop>\.?)")
_LAST = re.compile(r"[^\s„“”\"'‚‘’»«›‹(\[/–—]+$")
_BEFORE = re.compile(r"([^\s„“”\"'»«(\[]+)\s+[^\s]*$")
_ROMAN = re.compile(r"[IVXL]+$")
_ADJECTIVE = re.compile(r"^[a-zäöüß-]+(?:[^t]e|e[nrsm])$")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})*$|\d+$")
_CAPITALISED = re.compile(r"(?<=[^\s.!?…:;,(\[–—„‚-])\s+(?=(?P<word>[A-ZÄÖÜ][a-zäöüß]+) (?P<next>\w*))")
_COMPLETE = re.compile(rf"[.!?…][{_CLOSERS} ]*$")
_HEADLINE_WORDS = 18  # a longer stretch without a stop is no headline
_SENTENCE_WORDS = 5  # what follows a headline is a whole sentence, not the rest of a name
_SYMBOLS = tuple("€$£¥%&+=/§")  # "5 Mio. €": part of what stands before
_WINDOW = 60  # characters looked at on either side of a stop: longer than any abbreviation with the word before it
_LOOK = 300  # characters looked at on either side of a possible joint; no headline is longer
_LABELLED = words(
    "Plan Vitamin Hepatitis Klasse Gruppe Typ Block Punkt Buchstabe Kategorie Halle Haus Serie Note Tor Team"
)


def split(text: str, language: Language = "de") -> list[Span]:
    """Return the sentences of one paragraph as spans of ``text``, in order.

    Spans never overlap, neither begin nor end with white space, and cover every other character. A line break counts
    as any white space: pass paragraphs, not whole articles. ``language`` is "de" or "en".
    """
    lexicon = _LEXICONS[language]
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if _ends_sentence(text, match, lexicon):
            spans += _cut(text, start, match.end(), lexicon)
            start = match.end()
    spans += _cut(text, start, len(text), lexicon)
    return spans


def _cut(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Span]:
    """Yield the sentence from ``start`` to ``end``, in two where a headline without a stop is glued before it."""
    complete = lexicon.glue and _COMPLETE.search(text, max(start, end - _WINDOW), end)
    for match in _CAPITALISED.finditer(text, start, end) if complete else ():
        lead = text[start : match.start()]
        if len(lead) > _LOOK:
            break
        rest = text[match.end() : min(end, match.end() + _LOOK)]
        named = f"{match['word']} {match['next']}" in lexicon.names
        if match["word"] in lexicon.glue and not named and _is_glued(lead, rest, lexicon):
            yield from _trim(text, start, match.start())
            start = match.start()
    yield from _trim(text, start, end)


def _trim(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if kept := piece.strip():
        start += len(piece) - len(piece.lstrip())
        yield Span(start, start + len(kept))


def _is_glued(lead: str, rest: str, lexicon: Lexicon) -> bool:
    """Tell whether ``lead`` is a headline that lost its line end before the sentence ``rest``."""
    words = lead.split()
    if not 2 <= len(words) <= _HEADLINE_WORDS or len(rest.split()) < _SENTENCE_WORDS:
        return False
    if words[-1] in lexicon.names_follow or lead.count('"') % 2 or lead.count("(") != lead.count(")"):
        return False
    return sum(map(lead.count, "„»‚")) <= sum(map(lead.count, "“”\"«‘’'"))


def _ends_sentence(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    following = _NEXT.match(text, match.end(), match.end() + _WINDOW)
    word = following["word"] if following else None
    if following is None or word is None or word[0].islower():
        return False
    lead = following["lead"]
    if lead[:1] in _SYMBOLS and len(lead) > 1:
        return False
    stop, closed = match["stop"], bool(match["close"].strip(")]"))
    before = text[max(0, match.start() - _WINDOW) : match.start()]
    opens = (word in lexicon.starters and not any(c in "–—-" for c in lead)) or any(c in '„“"»«‚' for c in lead)
    if stop != ".":
        return _ends_with_mark(stop, before, opens)
    if closed:
        return True
    return _ends_with_stop(before, word, opens, bool(following["stop"]), lexicon)


def _ends_with_mark(stop: str, before: str, opens: bool) -> bool:
    if before.endswith("("):  # an aside: "drei (!) Tage"
        return False
    if "!" in stop or "?" in stop:
        return True
    return opens or not before.endswith((" ", "[", "("))  # a free-standing ellipsis marks a gap within the sentence


def _ends_with_stop(before: str, word: str, opens: bool, word_stops: bool, lexicon: Lexicon) -> bool:
    """Decide on a single full stop after ``before``; ``word`` follows, ``opens`` if it can only open a sentence."""
    found = _LAST.search(before)
    if found is None:
        return True
    last = found[0].rpartition("-")[2]
    if before.endswith(lexicon.fixed) or last in lexicon.prefix:
        return False
    previous = _BEFORE.search(before)
    prior = previous[1] if previous else ""
    if len(last) == 1 and last.isalpha():
        return opens and not word_stops if prior not in _LABELLED else True
    if last in lexicon.counter:
        return not (word[0].isdigit() or _ROMAN.match(word))
    if last in lexicon.final or last.endswith("str"):
        return opens
    if last in lexicon.months:
        return opens or not (prior[:1].isdigit() or word[0].isdigit())
    if lexicon.ordinals and _NUMBER.match(last):
        bare = found.start() == 0 or not before[found.start() - 1].isspace()
        return not _is_ordinal(last, "" if bare else prior, word, opens, lexicon)
    if _ROMAN.match(last) and lexicon.ordinals:
        return opens
    if "." in last.rstrip(".") and all(len(part) == 1 for part in last.split(".")):  # U.S, z.B, J.K
        return opens
    return True


def _is_ordinal(number: str, prior: str, word: str, opens: bool, lexicon: Lexicon) -> bool:
    if word in lexicon.month_names or word in lexicon.ranked:
        return True
    if not prior or prior.endswith((":", ",", ";")):  # "1. Der Antrag ...": a list mark, part of what follows
        return True
    if opens:
        return False
    if prior in lexicon.determiners:
        return len(number) < 4 or "." in number or prior in ("zum", "den", "der", "das")
    if _ADJECTIVE.search(prior):
        return len(number) < 4
    return len(number) < 3 and not prior[0].isupper()
