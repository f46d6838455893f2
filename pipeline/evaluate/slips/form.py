"""Slips of form: quotation marks, brackets, end marks, capitals, spaces, addresses."""

from __future__ import annotations

import random
import re

from pipeline.evaluate.slips.mutator import Good, Mutator, Slip, one_of, put
from pipeline.types import Span


def _lose_quote(good: Good, rng: random.Random) -> Slip | None:
    marks = list(re.finditer(r'["“”]', good.target))
    if len(marks) != 2 or len(re.findall(r"[„“»«]", good.source)) != 2:
        return None
    match = rng.choice(marks)
    return Slip(good.target[: match.start()] + good.target[match.end() :], "")


def _bracket(good: Good, rng: random.Random) -> Slip | None:
    match = one_of(list(re.finditer(r"\)", good.target)), rng)
    return Slip(good.target[: match.start()] + good.target[match.end() :], "") if match and ")" in good.source else None


def _end_mark(good: Good, rng: random.Random) -> Slip | None:
    if len(good.target.split()) < 6 or not good.target.endswith(".") or not good.source.endswith("."):
        return None
    return Slip(good.target[:-1], "")


def _small_start(good: Good, rng: random.Random) -> Slip | None:
    first = good.target[:1]
    second = good.target[1:2]
    return Slip(first.lower() + good.target[1:], "") if first.isupper() and second.islower() else None


def _space(good: Good, rng: random.Random) -> Slip | None:
    match = one_of(list(re.finditer(r"(?<=\w), (?=\w)", good.target)), rng)
    return put(good.target, Span(*match.span()), " ,") if match else None


def _address(good: Good, rng: random.Random) -> Slip | None:
    match = one_of(list(re.finditer(r"https?://\S+\w|\S+@\S+\.\w+", good.target)), rng)
    if match is None or match[0] not in good.source:
        return None
    return put(good.target, Span(*match.span()), match[0][:-2] + "x")


def _misspell(good: Good, rng: random.Random) -> Slip | None:
    """Swap two neighbouring letters inside a long English word."""
    match = one_of(list(re.finditer(r"(?<!\w)[a-z]{7,}(?!\w)", good.target)), rng)
    if match is None:
        return None
    at = rng.randrange(2, len(match[0]) - 2)
    word = match[0][:at] + match[0][at + 1] + match[0][at] + match[0][at + 2 :]
    return put(good.target, Span(*match.span()), word) if word != match[0] else None


def _lose_noun(good: Good, rng: random.Random) -> Slip | None:
    """Take the noun out of "the <noun> of", so that the gap shows."""
    match = one_of(list(re.finditer(r"(?<=\bthe )[a-z]+ (?=of\b)", good.target)), rng)
    return Slip(good.target[: match.start()] + good.target[match.end() :], "") if match else None


FORM = (
    Mutator("misspelt", frozenset({"misspelling"}), _misspell),
    Mutator("noun-lost", frozenset({"word-missing"}), _lose_noun),
    Mutator("quote-lost", frozenset({"quote-unbalanced"}), _lose_quote),
    Mutator("bracket-lost", frozenset({"bracket-mismatch"}), _bracket),
    Mutator("end-mark-lost", frozenset({"end-punctuation"}), _end_mark),
    Mutator("small-start", frozenset({"capitalisation"}), _small_start),
    Mutator("space-misplaced", frozenset({"spacing"}), _space),
    Mutator("address-altered", frozenset({"url-altered"}), _address),
)
