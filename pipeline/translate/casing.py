"""ALL-CAPS lines: put into ordinary case for the model, which has hardly seen capitals, and back afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable

_WORD = re.compile(r"[^\W\d_]+")
SHOUTED_WORD = 6
"""A line is in capitals, not just an acronym (NATO, UNHCR), when it has a word of this many letters."""


def is_shouted(text: str) -> bool:
    """Tell whether ``text`` is written in capitals throughout."""
    words = _WORD.findall(text)
    return bool(words) and not any(c.islower() for c in text) and max(map(len, words)) >= SHOUTED_WORD


def truecase(text: str, cost: Callable[[str], float]) -> str:
    """Return shouted ``text`` with each word as it is most usually written; the same number of characters.

    Args:
        cost: how unusual a word looks, such as the negative log-probability of its pieces; of lower case, capitalised
            and capitals the cheapest wins. The first word is capitalised in any case.
    """

    def usual(match: re.Match[str]) -> str:
        word = match[0]
        lower = "".join(_lower(c) for c in word)
        forms = [lower, word[0] + lower[1:], word]
        if match.start() == 0:
            forms = forms[1:]
        return min(forms, key=cost)

    return _WORD.sub(usual, text)


def shout(text: str) -> str:
    """Return ``text`` in capitals; the same number of characters."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def _lower(c: str) -> str:
    return c.lower() if len(c.lower()) == 1 else c
