"""Words made of pieces, as the aligner counts them, and which piece is linked to which within linked words."""

from __future__ import annotations

from collections.abc import Sequence

STEM = 7
"""Letters of a word that count: few forms stand for many."""


def words(pieces: Sequence[str]) -> list[list[int]]:
    """Group pieces into words: a new one at each ``▁`` and around punctuation; a lone ``▁`` belongs to what follows."""
    groups: list[list[int]] = []
    fresh = True
    for i, piece in enumerate(pieces):
        mark = not piece.startswith("<0x") and not any(c.isalnum() for c in piece) and piece != "▁"
        if fresh or mark or piece.startswith("▁"):
            groups.append([i])
        else:
            groups[-1].append(i)
        fresh = mark
    return groups


def key(word: str) -> str:
    """The form that the aligner counts: lower case, cut to ``STEM`` characters, long numbers by their length alone."""
    bare = word.replace("▁", "").casefold()
    if bare.isdigit() and len(bare) > 2:
        return f"<{len(bare)} digits>"
    return bare[:STEM] or "▁"


def keys(pieces: Sequence[str], groups: Sequence[Sequence[int]]) -> list[str]:
    """The aligner's form of each word."""
    return [key("".join(pieces[i] for i in g)) for g in groups]


def same_pieces(
    source: Sequence[str], choice: list[int], target: Sequence[str], word: Sequence[int]
) -> list[list[int]]:
    """The pieces linked to each piece of a target word: its like, in order, where there is one, or else all.

    Names and numbers are then copied piece by piece.
    """
    waiting: dict[str, list[int]] = {}
    for i in choice:
        waiting.setdefault(source[i], []).append(i)
    return [[waiting[target[t]].pop(0)] if waiting.get(target[t]) else choice for t in word]


def identical(forms: tuple[list[str], list[str]], linked: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Words without a link that stand once on each side in the same form: names and numbers."""
    free = [
        {w: i for i, w in enumerate(f) if f.count(w) == 1 and i not in {p[side] for p in linked}}
        for side, f in enumerate(forms)
    ]
    return {(i, free[1][w]) for w, i in free[0].items() if w in free[1]}
