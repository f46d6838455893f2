"""Slips in names, offices, places and bodies."""

from __future__ import annotations

import random
import re

from pipeline.evaluate.slips.mutator import Good, Mutator, Slip, put, swap
from pipeline.text.tokens import words
from pipeline.types import Span

_VOWELS = {"a": "o", "e": "a", "i": "u", "o": "e", "u": "i"}


def _shared(source: str, target: str) -> list[Span]:
    """Return the words of ``target`` that look like names: capitalised inside a sentence and the same in the German."""
    german = {s.of(source) for s in words(source)}
    made = []
    for span in words(target)[1:]:
        word = span.of(target)
        inside = not re.search(r"[.!?:–-]\W*$", target[: span.start])
        if inside and len(word) > 3 and word[0].isupper() and word[1:].islower() and word in german:
            made.append(span)
    return made


def _replace_name(good: Good, rng: random.Random) -> Slip | None:
    own = _shared(good.source, good.target)
    others = [
        span.of(target)
        for source, target in good.context
        for span in _shared(source, target)
        if span.of(target) not in good.target + good.source
    ]
    return put(good.target, rng.choice(own), rng.choice(others)) if own and others else None


def _misspell_name(good: Good, rng: random.Random) -> Slip | None:
    own = [s for s in _shared(good.source, good.target) if s.end - s.start > 5]
    if not own:
        return None
    span = rng.choice(own)
    word = span.of(good.target)
    place = rng.choice([i for i, c in enumerate(word) if i > 1 and c in _VOWELS] or [0])
    return put(good.target, span, word[:place] + _VOWELS[word[place]] + word[place + 1 :]) if place else None


def _lose_name(good: Good, rng: random.Random) -> Slip | None:
    """Replace "Given Family" by a bare noun: the sentence still reads well, but says less."""
    pattern = re.compile(r"\b([A-Z][a-zà-ž]+) ([A-Z][a-zà-ž]{3,})\b(?! [A-Z])")
    for match in pattern.finditer(good.target, 1):
        if match[1] in good.source and match[2] in good.source:
            return Slip(good.target[: match.start()] + "the person" + good.target[match.end() :], "")
    return None


_ROLES = {
    "president": "minister", "chancellor": "president", "foreign minister": "defence minister",
    "prime minister": "foreign minister", "spokesman": "director", "judge": "prosecutor",
}  # fmt: skip
_GERMAN_ROLES = {
    "president": r"[pP]räsident(?:in)?\b", "chancellor": "[kK]anzler", "foreign minister": "Außenminister",
    "defence minister": "Verteidigungsminister", "prime minister": "Ministerpräsident|Premier|Regierungschef",
    "spokesman": "[sS]precher", "judge": "Richter", "prosecutor": "Staatsanw",
}  # fmt: skip
_TERMS = {
    "foreign minister": "secretary of state", "finance minister": "treasury secretary",
    "interior minister": "home secretary",
}  # fmt: skip
_GERMAN_TERMS = {
    "foreign minister": r"\bAußenminister", "finance minister": r"\bFinanzminister",
    "interior minister": r"\bInnenminister",
}  # fmt: skip
_PLACES = {
    "Germany": "Austria", "Ukraine": "Russia", "South Korea": "North Korea", "Israel": "Iran", "France": "Italy",
    "Spain": "Portugal", "Greece": "Turkey", "Georgian": "Armenian", "Swiss": "Swedish",
}  # fmt: skip
_GERMAN_PLACES = {
    "germany": "Deutschland", "ukraine": "Ukraine", "russia": "Russland", "south korea": "Südkorea|südkorean",
    "north korea": "Nordkorea", "israel": "Israel", "iran": "Iran", "france": "Frankreich", "italy": "Italien",
    "spain": "Spani", "portugal": "Portugal", "greece": "Griechenland", "turkey": "Türkei", "georgian": "georgisch",
    "swiss": "Schweizer",
}  # fmt: skip


def _bodies(good: Good, rng: random.Random) -> Slip | None:
    pool = {"EU": "UN", "UN": "Nato", "WHO": "IMF", "SPD": "CDU", "FDP": "SPD", "EZB": "IWF", "AfD": "FDP"}
    found = [
        span
        for span in words(good.target)
        if span.of(good.target) in pool and re.search(rf"\b{span.of(good.target)}\b", good.source)
    ]
    if not found:
        return None
    span = rng.choice(found)
    return put(good.target, span, pool[span.of(good.target)])


_NAME_CHECKS = frozenset({"name-altered", "name-missing", "name-variant", "place-altered", "organisation-altered"})
NAMES = (
    Mutator("name-replaced", _NAME_CHECKS, _replace_name),
    Mutator("name-misspelt", _NAME_CHECKS | {"house-style-name"}, _misspell_name),
    Mutator("name-lost", _NAME_CHECKS, _lose_name),
    swap("role", {"role-title", "organisation-altered"}, _ROLES, _GERMAN_ROLES),
    swap("office-abroad", {"office-term", "role-title"}, _TERMS, _GERMAN_TERMS),
    swap(
        "place",
        {"place-altered", "name-altered", "role-title"},
        _PLACES,
        _GERMAN_PLACES,
    ),
    Mutator("organisation", frozenset({"organisation-altered", "name-altered"}), _bodies),
)
