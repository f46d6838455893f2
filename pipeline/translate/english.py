"""Is a stretch of German copy English already? Quotations, titles and slogans are, and must be left as they are."""

from __future__ import annotations

import re

from pipeline.knowledge.lexicon import lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
FEWEST = 3
"""Words below which nothing is said: names of two words are the same in both languages."""
SHARE, ODDS = 0.6, 4.0
"""At least this share of the words must be this many times commoner in English than in German text, and none the other
way round."""

_SWAP = str.maketrans(".,", ",.")


def is_english(text: str) -> bool:
    """Tell whether ``text`` is clearly English, going by how common its words are in texts of either language."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    if len(words) < FEWEST:
        return False
    known = lexicon()
    english = german = 0
    for word in words:
        left, right = known.seen(word) + 1, known.seen_english(word) + 1
        english += right > ODDS * left
        german += left > ODDS * right
    return not german and english >= SHARE * len(words)


def english_marks(figure: str) -> str:
    """Return a figure with its points as commas and its commas as points: 1.234,5 is 1,234.5."""
    return figure.translate(_SWAP)
