"""What one German word says about quantity: ``zweihundertdreißig``, ``anderthalb``, ``Milliarden``, ``verdoppelt``.

The numerals are a closed class (Duden, "Die Grammatik", Zahladjektive). Long scale: Milliarde is 10^9, Billion 10^12,
Billiarde 10^15, Trillion 10^18.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

UNITS = {"ein": 1, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7}
UNITS |= {"acht": 8, "neun": 9}
TEENS = {"zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16}
TEENS |= {"siebzehn": 17, "achtzehn": 18, "neunzehn": 19}
TENS = {"zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70}
TENS |= {"achtzig": 80, "neunzig": 90}
_ORDINAL_STEMS = {"erst": 1, "dritt": 3, "siebt": 7, "siebent": 7, "acht": 8}
_SCALES = {"million": 10**6, "millionen": 10**6, "mio": 10**6, "milliarde": 10**9, "milliarden": 10**9, "mrd": 10**9}
_SCALES |= {"billion": 10**12, "billionen": 10**12, "bio": 10**12, "billiarde": 10**15, "billiarden": 10**15}
_SCALES |= {"trillion": 10**18, "trillionen": 10**18, "dutzend": 12, "tausend": 1000, "tsd": 1000, "hundert": 100}
_VAGUE = {"dutzende": 12, "hunderte": 100, "tausende": 1000, "zehntausende": 10**4, "hunderttausende": 10**5}
_ONES = frozenset(("ein", "eine", "einen", "einem", "einer", "eines"))
# What can follow a numeral in a word that still counts something: dreiköpfig, zweitägig, 28-Jährige.
_COUNTING = (
    *("jährig", "tägig", "wöchig", "monatig", "stündig", "minütig", "köpfig", "seitig", "stellig", "stöckig"),
    *("geschossig", "spurig", "teilig", "stufig", "sitzig", "türig", "sprachig", "zeilig", "gängig", "strophig"),
)
# Nouns that are counted inside a word: Dreifamilienhaus, Zweitagesfahrt, Vierpunkteplan.
_COUNTED = (
    *(
        "familien",
        "personen",
        "zimmer",
        "tages",
        "wochen",
        "monats",
        "jahres",
        "stunden",
        "minuten",
        "punkte",
        "parteien",
    ),
    *("meilen", "tonne", "tage", "liter", "euro", "mark"),
    *("stufen", "länder", "sterne", "gänge", "klassen", "kilometer", "tore", "sitzer", "zylinder"),
)


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_UNDER_100 = rf"(?:(?:(?:{_any(UNITS)})und)?(?:{_any(TENS)})|{_any(TEENS)}|{_any(UNITS)})"
_UNDER_1000 = rf"(?:(?:(?:{_any(TEENS)}|{_any(UNITS)})?hundert(?:und)?(?:{_UNDER_100})?)|{_UNDER_100})"
_CARDINAL = rf"(?:(?:{_UNDER_1000})?tausend(?:und)?(?:{_UNDER_1000})?|{_UNDER_1000})"
_RANK_END = re.compile(r"e[nrsm]?|ens|\w{2,}(?:st|ßt)e[nrsm]?|klässler\w*")
_HEAD = re.compile(rf"({_CARDINAL})(einhalb)?")
_START = re.compile(
    "ein|zw|dr|vi|fü|se|si|ac|ne|ze|el|hu|ta|null|erst|halb|hälft|andert|ander|beid|dopp|ver|mi|mr|bi|tri|du|ts|zig|zuerst"
)


def _add_up(word: str) -> int:
    """Return the value of a cardinal that ``_CARDINAL`` matches."""
    for power, name in ((1000, "tausend"), (100, "hundert")):
        before, found, after = word.partition(name)
        if found:
            return (_add_up(before) if before else 1) * power + (_add_up(after.removeprefix("und")) if after else 0)
    single = UNITS.get(word) or TEENS.get(word) or TENS.get(word)
    if single:
        return single
    ones, _, tens = word.partition("und")
    return UNITS[ones] + TENS[tens]


def cardinal(word: str) -> int | None:
    """Return the value of ``word`` (lower case) if all of it is a cardinal below a million, else None."""
    if word == "null":
        return 0
    return _add_up(word) if re.fullmatch(_CARDINAL, word) else None


@lru_cache(maxsize=20_000)
def read_word(word: str) -> tuple[str, Fraction] | None:
    """Return (kind, value) of one German word, None when it says nothing about quantity.

    Kinds: cardinal, one (the article or numeral ein), scale (multiplies), vague, ordinal, fraction, multiple, both.
    """
    low = word.lower()
    if not _START.match(low) and not low.endswith(("tel", "illion", "illionen", "illiarde", "illiarden")):
        return None
    if low in _ONES:
        return "one", Fraction(1)
    if low in _SCALES:
        return "scale", Fraction(_SCALES[low])
    if low.removesuffix("n") in _VAGUE:
        return "vague", Fraction(_VAGUE[low.removesuffix("n")])
    if low == "zig":
        return "vague", Fraction(10)
    if re.fullmatch(r"beide[nrsm]?", low):
        return "both", Fraction(2)
    return _fraction(low) or _multiple(low) or _numeral(word, low)


def _fraction(low: str) -> tuple[str, Fraction] | None:
    """halb, Hälfte, Drittel, Viertel, Zwanzigstel, anderthalb, Viertelmillion, Viertelstunde."""
    if re.fullmatch(r"halb(?:e[nrsm]?)?|hälften?", low):
        return "fraction", Fraction(1, 2)
    if re.fullmatch(r"(?:andert|einein)halb(?:e[nrsm]?)?", low):
        return "cardinal", Fraction(3, 2)
    part = re.fullmatch(
        r"(halb|viertel|dreiviertel)(?:(million|milliarde|billion)(?:en)?|(?:stund|stünd|jahr|jähr)\w*)", low
    )
    if part:
        share = {"halb": Fraction(1, 2), "viertel": Fraction(1, 4), "dreiviertel": Fraction(3, 4)}[part[1]]
        return ("cardinal", share * _SCALES[part[2]]) if part[2] else ("fraction", share)
    part = re.fullmatch(r"(.+?)teln?s?", low)
    if not part:
        return None
    if part[1] == "dreivier":
        return "fraction", Fraction(3, 4)
    stem = part[1]
    below = {"drit": 3, "vier": 4, "ach": 8, "sieb": 7}.get(stem) or cardinal(stem) or cardinal(stem.removesuffix("s"))
    return ("fraction", Fraction(1, below)) if below and below > 1 else None


def _multiple(low: str) -> tuple[str, Fraction] | None:
    """doppelt, verdreifacht, zweimal, das Vierfache."""
    if re.fullmatch(r"doppelte?[nrsm]?|doppel\w{3,}|verdoppel(?:n|t|te|ten|nd|ung)", low):
        return "multiple", Fraction(2)
    if re.fullmatch(r"halbier(?:t|te|ten|en|ung)", low):
        return "multiple", Fraction(1, 2)
    found = re.fullmatch(r"(?:ver)?(.+?)fach(?:e[nrsm]?|t|te|ten|ung)?|(.+?)mal(?:ige?[nrsm]?)?", low)
    value = cardinal(found[1] or found[2]) if found else None
    return ("multiple", Fraction(value)) if value and value > 1 else None


def _rank(low: str) -> int | None:
    """Return n of the n-th: dritte, hundertsten, zweitgrößte, Viertklässler."""
    for t in re.finditer("t", low):
        if not _RANK_END.fullmatch(low, t.end()):
            continue
        stem = low[: t.end()]
        for end in ("t", "st"):
            rank = _ORDINAL_STEMS.get(stem) or (cardinal(stem.removesuffix(end)) if stem.endswith(end) else None)
            if rank:
                return rank
    return None


def _numeral(word: str, low: str) -> tuple[str, Fraction] | None:
    """Cardinals, ordinals, and words that begin with one: dreiköpfig, zweitgrößte."""
    value = {"zweier": 2, "dreier": 3, "zweien": 2, "dreien": 3, "vieren": 4}.get(word) or cardinal(low)
    if value is not None:
        return ("one" if value == 1 else "cardinal"), Fraction(value)
    head = _HEAD.match(low)
    if re.fullmatch(r"erstmals|erstmalige?[nrsm]?|zuerst|erstens", low):
        return "ordinal", Fraction(1)
    rank = _rank(low)
    if rank:
        return "ordinal", Fraction(rank)
    if not head:
        return None
    value = _add_up(head[1])
    rest = low[head.end() :]
    if rest.startswith("prozent"):
        return "percent", Fraction(value)
    if big := re.fullmatch(r"(million|milliarde|billion)en\w{3,}", rest):  # die Viermilliardenmarke
        return "cardinal", Fraction(value * _SCALES[big[1]])
    if re.fullmatch(r"er(?:marke|grenze|schwelle)n?", rest) or (
        value >= 1000 and re.fullmatch(r"ern?s?", rest)
    ):  # die Dreißigermarke
        return "cardinal", Fraction(value)
    if re.fullmatch(r"ern?", rest) and value in TENS.values():
        return "decade", Fraction(value)
    counts = value > 1 and (
        rest.startswith((*_COUNTING, *_COUNTED)) or re.fullmatch(r"\w{3,}ige?[nrsm]?", rest) is not None
    )
    if head[2]:
        return (
            ("cardinal", value + Fraction(1, 2))
            if rest.startswith(_COUNTING) or re.fullmatch(r"|e[nrsm]?", rest)
            else None
        )
    return ("cardinal", Fraction(value)) if counts else None
