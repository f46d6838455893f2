"""What is wrong with a candidate translation, as far as form alone shows it."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"\w+")
_STUTTER = re.compile(r"([^\W\d_]{2,6}?)\1{3,}")  # syllables: Nenenenene, cycycycy
# An English word for a German one is the rule (0.9 to 1.3 words in news text); outside these bounds something is
# missing or made up, even after compounds are reckoned with. Measured in characters, which compounds do not disturb.
SHORTEST, LONGEST = 0.4, 2.2
SLACK = 15
"""Characters by which short texts may differ on top of that."""
LOOP = 4
"""A stretch that comes this often in a row (and not in the source) is a loop."""


def faults(source: str, target: str) -> tuple[str, ...]:
    """Return the names of the faults of ``target``: empty, loop, short, long."""
    if not any(c.isalnum() for c in target):
        return ("empty",) if any(c.isalnum() for c in source) else ()
    found = []
    if loops(target) > max(1, loops(source)):
        found.append("loop")
    if len(target) < SHORTEST * len(source) - SLACK:
        found.append("short")
    if len(target) > LONGEST * len(source) + SLACK:
        found.append("long")
    return tuple(found)


def loops(text: str) -> int:
    """Return how often in a row the most repeated stretch of one to eight words comes, 1 if nothing repeats.

    A single word must come three times and a longer stretch twice to count at all; five-word stretches also count when
    they come back anywhere.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    best = max([1, *(len(match[0]) // len(match[1]) for match in _STUTTER.finditer(text.lower()))])
    for size in range(1, 9):
        run = 0
        for i in range(size, len(words)):
            run = run + 1 if words[i] == words[i - size] else 0
            times = run // size + 1
            if times > best and (times >= 3 or size >= 2):
                best = times
    grams = Counter(tuple(words[i : i + 5]) for i in range(len(words) - 4))
    return max([best, *grams.values()])
