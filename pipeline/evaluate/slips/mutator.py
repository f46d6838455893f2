"""What a mutator is, and the most common one: a word that is swapped for another."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.types import Span


@dataclass(frozen=True, slots=True)
class Good:
    """A good pair to plant a slip into; ``context`` holds other good pairs of the same data, for names and clauses."""

    source: str
    target: str
    context: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """A target with one slip; ``words`` are the wrong ones, "" where the slip is that words are gone."""

    target: str
    words: str


@dataclass(frozen=True, slots=True)
class Mutator:
    """Plants one kind of slip.

    ``checks``: those that should find it. ``mutate`` returns None where the pair offers no place for the slip; it must
    be a real slip whatever the pair says, so that a miss is a miss. ``notices``: a notice of ``checks`` counts as
    found, for they raise no more.
    """

    kind: str
    checks: frozenset[str]
    mutate: Callable[[Good, random.Random], Slip | None]
    notices: bool = False


def put(target: str, span: Span, words: str) -> Slip:
    """Return ``target`` with ``words`` in place of ``span``."""
    return Slip(target[: span.start] + words + target[span.end :], words)


def one_of(matches: Sequence[re.Match[str]], rng: random.Random) -> re.Match[str] | None:
    """Return a random match, None where there is none."""
    return rng.choice(matches) if matches else None


def like(word: str, model: str) -> str:
    """Return ``word`` with a capital where ``model`` has one."""
    return word[0].upper() + word[1:] if model[:1].isupper() else word


def swap(kind: str, checks: set[str], pairs: Mapping[str, str], german: Mapping[str, str] | None = None) -> Mutator:
    """Return a mutator that swaps a word of ``pairs`` (in either direction) for its partner.

    ``german``: by English word a pattern that the German must match, so that the word is certain to be a translation.
    """
    table = {a.lower(): b for x, y in pairs.items() for a, b in ((x, y), (y, x))}
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, table), key=len, reverse=True))})\b", re.IGNORECASE)

    def mutate(good: Good, rng: random.Random) -> Slip | None:
        def is_sure(match: re.Match[str]) -> bool:
            wanted = (german or {}).get(match[0].lower())
            return german is None or (wanted is not None and re.search(wanted, good.source) is not None)

        match = one_of([m for m in pattern.finditer(good.target) if is_sure(m)], rng)
        if match is None:
            return None
        return put(good.target, Span(*match.span()), like(table[match[0].lower()], match[0]))

    return Mutator(kind, frozenset(checks), mutate)
