"""Are two spellings one person's name? ``same_name`` answers with a probability.

A name is cut into words; words are compared by the sounds that the romanisation schemes give them (``romanisation``),
with a price for each sound that differs. Plain edit distance cannot do this: Jaro-Winkler finds Ryabykh closer to
Ryabkov (.89) than to Rjabych (.83), the same name in German.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from math import exp
from typing import Final

from rapidfuzz.distance.Indel import normalized_similarity as indel

from pipeline.text.east_asian import korean, level_chinese
from pipeline.text.romanisation import fold, fold_german, readings
from pipeline.text.romanisation_tables import GIVEN_EQUIVALENTS, PARTICLES, TITLES

_VOWELS: Final = frozenset("aeiouy")

# Price of taking one sound for another, 0 (no difference) to 1 (another name). Set by hand from what the schemes and
# languages exchange, then checked on pairs held out from the development data.
_SWAP: Final[dict[frozenset[str], float]] = {
    frozenset(pair): price
    for pairs, price in (
        ("1s 1z 2S 2Z", 0.0),
        ("iy ij yj JZ kq kG gG Gq hx", 0.15),
        ("ei eo ou ae ao gk", 0.3),
        ("gh hG gx uv sz SZ vw cC JC Jg xk fv fp", 0.35),
        ("eu dt bp au ai ay oy SC 1S 2s 2z 1c", 0.6),
    )
    for pair in pairs.split()
}
_DROP: Final[dict[str, float]] = {"j": 0.2, "h": 0.35, "e": 0.5, "i": 0.6, "y": 0.5, "u": 0.7, "a": 0.8, "o": 0.8}


# Greek writes the sound i in several ways, which some romanisations keep: Oikonomou, Ikonomou (ELOT 743; UN 1987).
_IOTA: Final = re.compile("oi|ei|y")
_GREEK: Final = re.compile("(?:[oaiey]s|ou)$")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_NO_NAME: Final = 3.0  # distance of what has no words, such as a comma, to every name
_LIKENESS: Final = 0.4  # least share of sounds in common for two readings to be compared, to save time


@lru_cache(maxsize=50000)
def _edit(a: str, b: str) -> float:
    """Return the least total price of turning sounds ``a`` into sounds ``b``; 9 where it is over 2."""
    row = [0.0]
    for c in b:
        row.append(row[-1] + _DROP.get(c, 1.0))
    for ca in a:
        last, row[0] = row[0], row[0] + _DROP.get(ca, 1.0)
        for j, cb in enumerate(b, 1):
            swap = 0.0 if ca == cb else _SWAP.get(frozenset((ca, cb)), 1.0)
            best = min(last + swap, row[j] + _DROP.get(ca, 1.0), row[j - 1] + _DROP.get(cb, 1.0))
            last, row[j] = row[j], best
        if min(row) > 2.0:
            return 9.0
    return row[-1]


def _genitives(word: str) -> tuple[str, ...]:
    """Return the word and, where it may be a German or English genitive, the word without the ending."""
    bare = re.sub(r"(?:['’]s?|(?<=[^s])s)$", "", word)
    return (word, bare) if bare != word and len(bare) > 2 else (word,)


@lru_cache(maxsize=50000)
def word_distance(a: str, b: str) -> float:
    """Return how far two words of a name are apart: 0 the same, about 1 for one sound that no scheme exchanges.

    Diacritics, German substitutes (ae), doubled letters, scheme and genitive -s cost little or nothing.
    """
    if fold(a) == fold(b) or fold_german(a) == fold_german(b) or fold(a) == fold_german(b) or fold_german(a) == fold(b):
        return 0.0
    if _GREEK.search(a) and _GREEK.search(b) and _IOTA.sub("i", fold(a)) == _IOTA.sub("i", fold(b)):
        return 0.05
    best = 9.0
    for one, other in product(_genitives(a), _genitives(b)):
        extra = 0.02 * ((one != a) + (other != b))
        if one != a and other != b:
            continue
        if fold(one) == fold(other):
            return extra
        for x, y in product(readings(one), readings(other)):
            if x == y:
                return 0.03 + extra
            if abs(len(x) - len(y)) <= 3 and indel(x, y) >= _LIKENESS:
                best = min(best, _edit(x, y) + 0.03 + extra)
    return best


@lru_cache(maxsize=20000)
def split(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell people apart: no titles, no particles; "Putin, Wladimir" is turned round."""
    if name.count(",") == 1:
        family, given = name.split(",")
        name = f"{given.strip()} {family.strip()}"
    name = re.sub(r"(?i)\babd[aeiou]?(?:[\s-](?:[aeu](?:l|r|n|s|sh|sch|d|t|z))?[\s-]?|[lr](?=[a-z]{3}))", "Abdul", name)
    words = [w for w in re.split(r"[\s\u00a0]+", name.strip()) if w]
    words = [re.sub(r"(?i)^(al|as|asch|ash|el|an|ar|at|ad|az|ul|ud|ben|bin)[-‑]", "", w) for w in words]
    kept = [w for w in words if fold(_POSSESSIVE.sub("", w)).strip(".,") not in TITLES | PARTICLES]
    return tuple(kept or words)


def _initials(word: str) -> bool:
    return bool(re.fullmatch(r"(?:[^\W\d_]\.?[-‑]?){1,3}", word)) and ("." in word or len(word) == 1)


@lru_cache(maxsize=1)
def _equivalents() -> dict[str, int]:
    return {form: i for i, line in enumerate(GIVEN_EQUIVALENTS) for form in line.split()}


def equivalent_given(a: str, b: str) -> bool:
    """Tell whether two given names are listed as forms of one: Andrij, Andrey; Mohammed, Mohamad."""
    known = _equivalents()
    return known.get(fold(a), -1) == known.get(fold(b), -2)


def given_distance(a: str, b: str) -> float:
    """Return the distance of two given names; initials and the forms of one name in other languages count as near."""
    if _initials(a) or _initials(b):
        x, y = (re.sub(r"[^\w]", "", fold(w)) for w in (a, b))
        if _initials(a) and _initials(b):
            return 0.1 if x.startswith(y) or y.startswith(x) else 2.0
        short, long = (a, b) if _initials(a) else (b, a)
        heads = {r[:1] for r in readings(long)} | {fold(long)[:1]}
        mine = {r[:1] for r in readings(re.sub(r"\W", "", short)[:1])} | {fold(short)[:1]}
        return 0.15 if heads & mine or ({"1", "s", "z"} & heads and {"1", "s", "z"} & mine) else 2.0
    distance = word_distance(a, b)
    return 0.3 if distance > 0.3 and equivalent_given(a, b) else distance


def _scaled(distance: float, a: str, b: str) -> float:
    """Return ``distance`` relative to the length of the words: one odd sound matters more in a short name."""
    return distance * float((6.0 / max(3, min(len(a), len(b)))) ** 0.35)


def _order(a: Sequence[str], b: Sequence[str]) -> float:
    """Return the distance of two word lists of which ``a`` is not the longer, family name last."""
    family = word_distance(a[-1], b[-1])
    total = _scaled(family, a[-1], b[-1])
    if total > 1.5:
        return total
    given_a, given_b = a[:-1], b[:-1]
    if not given_a or not given_b:
        return total
    spelt_out = not any(map(_initials, (*given_a, *given_b)))
    joined = word_distance("".join(given_a), "".join(given_b)) if spelt_out else 9.0
    worst, at = 0.0, 0
    for word in given_a:
        options = [(given_distance(word, other), i) for i, other in enumerate(given_b) if i >= at]
        if not options:
            worst = max(worst, 2.0)
            break
        distance, i = min(options)
        # The first given names must stand against each other: George W. is not George H. W.
        if word is given_a[0] and i > 0:
            distance += 0.6
        worst, at = max(worst, _scaled(distance, word, given_b[i])), i + 1
    if len(given_a) == len(given_b) or len(given_a) == 1:
        given = min(worst, _scaled(joined, "".join(given_a), "".join(given_b)))
    else:
        given = min(worst + 0.2, _scaled(joined, "".join(given_a), "".join(given_b)))
        if _initials(given_a[-1]) and any(map(_initials, given_b)):  # George W., George H. W.
            given += 1.0
    return max(total, given) + 0.35 * min(total, given)


def _asian(a: str, b: str) -> float | None:
    """Return a distance for two names that both read as Chinese or Korean, else None."""
    one, other = korean(a), korean(b)
    if one or other:
        bare = korean(re.sub(r"s$", "", a)), korean(re.sub(r"s$", "", b))
        if one and other and one == other:
            return 0.05
        if None not in bare and bare[0] == bare[1]:
            return 0.1
        if one and other:
            return 1.6
    if " " in a and " " in b and (c := level_chinese(a)) and (d := level_chinese(b)):
        turned = [
            level_chinese(" ".join([*b.split()[1:], b.split()[0]])),
            level_chinese(" ".join([*b.split()[-1:], *b.split()[:-1]])),
        ]
        return 0.05 if c == d else 0.15 if c in turned else 1.6
    return None


@lru_cache(maxsize=50000)
def name_distance(a: str, b: str) -> float:
    """Return the distance of two names: 0 the same, about 1 undecided, 2 and more different people."""
    if fold(a) == fold(b):
        return 0.0
    asian = _asian(a, b)
    if asian is not None:
        return asian
    one, other = sorted((split(a), split(b)), key=len)
    if not one:
        return _NO_NAME
    best = _order(one, other)
    if len(one) > 1:
        turned = (*other[1:], other[0])
        best = min(best, _order(one, turned) + 0.15, _order(one, (other[-1], *other[:-1])) + 0.15)
        if len(other) > len(one) and len(one) > 1:  # Spanish: the second family name may be left out
            best = min(best, _order(one, other[: len(one)]) + 0.3)
    elif len(other) > 1:
        best = min(
            best, _order(one, other[:1]) + (0.1 if korean(" ".join(other)) or level_chinese(" ".join(other)) else 0.9)
        )
        best = min(best, _scaled(word_distance(one[0], "".join(other)), one[0], "".join(other)))
    return best


def same_name(a: str, b: str) -> float:
    """Return the probability, 0..1, that two spellings can be one person's name.

    Either may be a family name alone, inverted, with initials, a patronymic or a genitive -s, in any scheme.
    """
    return 1.0 / (1.0 + exp(6.0 * (name_distance(a, b) - 0.72)))


@lru_cache(maxsize=20000)
def name_key(name: str) -> str:
    """Return a coarse key, equal for most spellings of one family name; for grouping, not for deciding.

    The consonants of the German reading, or of the first reading, with voiced and unvoiced sounds levelled.
    """
    word = split(name)[-1]
    sounds = min(readings(word), key=len)
    level = str.maketrans(
        {"1": "s", "z": "s", "2": "s", "S": "s", "Z": "s", "h": "", "x": "k", "q": "k", "G": "k", "g": "k", "j": ""}
    )
    return "".join(c for c in sounds.translate(level) if c not in _VOWELS)
