"""Slips of the sentence: dropped, added, repeated, emptied; attribution lost."""

from __future__ import annotations

import random
import re

from pipeline.evaluate.slips.mutator import Good, Mutator, Slip, put
from pipeline.text.tokens import words
from pipeline.types import Span

_CLAUSE = re.compile(
    r",? (?:which|who|because|although|after|while|and (?:said|announced|called|has|was|is|will))\b[^,.]{18,}"
)
_SAID = re.compile(r",\s(?:he|she|they|[A-Z]\w+(?: [A-Z]\w+)*)\s(?:said|reported|added)(?=[.,])")


def _drop_clause(good: Good, rng: random.Random) -> Slip | None:
    found = list(_CLAUSE.finditer(good.target))
    if not found or len(good.target) - len(found[0][0]) < 25:
        return None
    match = rng.choice(found)
    return Slip(good.target[: match.start()] + good.target[match.end() :], "")


def _drop_half(good: Good, rng: random.Random) -> Slip | None:
    tokens = words(good.target)
    if len(tokens) < 14:
        return None
    cut = tokens[len(tokens) // 2].end
    return Slip(good.target[:cut] + ".", "")


def _add(good: Good, rng: random.Random) -> Slip | None:
    clauses = [
        target.rstrip(".")
        for _, target in good.context
        if 5 <= len(words(target)) <= 12 and target.endswith(".") and '"' not in target and target not in good.target
    ]
    if not clauses or not good.target.endswith("."):
        return None
    clause = rng.choice(clauses)
    return Slip(f"{good.target[:-1]}, and {clause[0].lower()}{clause[1:]}.", clause[1:])


def _repeat(good: Good, rng: random.Random) -> Slip | None:
    tokens = words(good.target)
    if len(tokens) < 6:
        return None
    at = rng.randrange(len(tokens) - 3)
    phrase = good.target[tokens[at].start : tokens[at + 2].end]
    return put(good.target, Span(tokens[at + 2].end, tokens[at + 2].end), f" {phrase}")


def _other(good: Good, rng: random.Random) -> Slip | None:
    """Put another sentence of the data in the place of this one: fluent, and about something else."""
    others = [t for s, t in good.context if s != good.source and len(words(t)) >= 8]
    return Slip(rng.choice(others), "") if others and len(words(good.target)) >= 8 else None


def _empty(good: Good, rng: random.Random) -> Slip | None:
    return Slip(rng.choice(["", ".", "..."]), "")


def _lose_attribution(good: Good, rng: random.Random) -> Slip | None:
    match = _SAID.search(good.target)
    if not match or '"' in good.target or not re.search(r"\b(?:sei|seien|habe|werde|liege|gebe|könne)\b", good.source):
        return None
    text = good.target[: match.start()] + good.target[match.end() :]
    return Slip(re.sub(r"\bwas\b", "is", re.sub(r"\bhad\b", "has", text)), "")


STRUCTURE = (
    Mutator(
        "clause-dropped",
        frozenset({"clause-dropped", "length-outlier", "name-missing", "number-mismatch"}),
        _drop_clause,
    ),
    Mutator(
        "half-dropped",
        frozenset({"clause-dropped", "length-outlier", "name-missing", "number-mismatch", "quote-unbalanced"}),
        _drop_half,
    ),
    Mutator("added", frozenset({"content-added", "length-outlier", "number-mismatch", "name-altered"}), _add),
    Mutator("repeated", frozenset({"repeated-phrase", "content-added"}), _repeat),
    Mutator("other-sentence", frozenset({"meaning-drift", "clause-dropped", "content-added", "name-missing"}), _other),
    Mutator("emptied", frozenset({"empty-translation", "sentence-dropped", "length-outlier"}), _empty),
    Mutator(
        "attribution-lost",
        frozenset({"reported-speech-lost", "clause-dropped", "quote-speaker-changed"}),
        _lose_attribution,
    ),
)
