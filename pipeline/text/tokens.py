"""Word tokens with their spans; the unit of word links and of most checks."""

from __future__ import annotations

import re

from pipeline.types import Span

# A number keeps its separators (3.000, 2:1, 14.30), a word its inner hyphens and apostrophes (Ulan-Ude, wasn't),
# an abbreviation with inner points stays whole (z.B., U.S.); everything else is one token per character.
_TOKEN = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"“”„«»]*[\w/]     # URL
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+             # e-mail
    | [@\#]\w+                                 # handle, hashtag
    | \d+(?:[.,:/]\d+)*                        # number
    | (?:[^\W\d_]\.){2,}                       # z.B., U.S.
    | [^\W_]+(?:['’\-‑][^\W_]+)*               # word
    | \S
    """,
    re.VERBOSE,
)


def tokenize(text: str) -> list[Span]:
    """Return the tokens of ``text`` in order: words, numbers, URLs, and single punctuation marks.

    Tokens never overlap, never hold white space, and cover every other character.
    """
    return [Span(*m.span()) for m in _TOKEN.finditer(text)]


def words(text: str) -> list[Span]:
    """Return the tokens of ``text`` that hold a letter or a digit."""
    return [s for s in tokenize(text) if any(c.isalnum() for c in s.of(text))]
