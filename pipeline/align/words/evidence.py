"""What two words say about belonging together, without any model: equal, equal in value, alike, in the lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from pipeline.knowledge.lexicon import Lexicon
from pipeline.text.namekeys import word_distance
from pipeline.text.numbers import find_numbers
from pipeline.text.stems import cognate_key, english_stem
from pipeline.text.wordforms import fold
from pipeline.types import Span

SHORTEST_COGNATE = 4
"""Letters: shorter words are alike by chance (die / die, war / war)."""
ALIKE = 0.65
"""Least share of common letters (Indel similarity) at which two words may be cognates."""
SAME_NAME = 0.25
"""Largest ``word_distance`` of two spellings of one name; see ``pipeline.text.namekeys``."""
# Marks that stand for one another across the two languages' typography.
_MARKS = dict.fromkeys("„“”«»\"‚‘’›‹'`", '"') | dict.fromkeys("–—-‑", "-") | {"…": "."}


def cognates(sources: Sequence[str], targets: Sequence[str]) -> NDArray[np.float64]:
    """Return (n, m): 1 for equal words, up to 1 for words and names that are alike, else 0."""
    made = np.zeros((len(sources), len(targets)))
    rows = [i for i, word in enumerate(sources) if len(word) >= SHORTEST_COGNATE and word[0].isalpha()]
    columns = [j for j, word in enumerate(targets) if len(word) >= SHORTEST_COGNATE and word[0].isalpha()]
    if rows and columns:
        keys = [_key(sources[i]) for i in rows], [_key(targets[j]) for j in columns]
        alike = process.cdist(*keys, scorer=fuzz.ratio, score_cutoff=100 * ALIKE, dtype=np.uint8) / 100.0
        made[np.ix_(rows, columns)] = np.maximum(0, (alike - ALIKE) / (1 - ALIKE)) * (alike > 0)
    for i, source in enumerate(sources):
        if not source[0].isalnum():
            continue
        telling = len(source) > 2 or source[0].isdigit() or source.isupper()
        for j, target in enumerate(targets):
            if source == target and telling:
                made[i, j] = 1.0
            elif source[0].isupper() and target[0].isupper() and made[i, j] < 1 and _same_name(source, target):
                made[i, j] = max(made[i, j], 0.9)
    return made


@lru_cache(maxsize=65536)
def _key(word: str) -> str:
    return cognate_key(word.lower())


@lru_cache(maxsize=65536)
def _same_name(source: str, target: str) -> bool:
    if min(len(source), len(target)) < SHORTEST_COGNATE or fuzz.ratio(source.lower(), target.lower()) < 40:
        return False
    return word_distance(source, target) <= SAME_NAME


def equal_numbers(
    source: str, target: str, source_tokens: Sequence[Span], target_tokens: Sequence[Span]
) -> NDArray[np.float64]:
    """Return (n, m): 1 for the words of two numbers of equal value and kind, else 0."""
    made = np.zeros((len(source_tokens), len(target_tokens)))
    right = find_numbers(target, "en")
    if not right:
        return made
    for left in find_numbers(source, "de"):
        for other in right:
            if left.value == other.value and (left.digits or other.digits or left.kind == other.kind):
                rows = [i for i, token in enumerate(source_tokens) if token.overlaps(left.span)]
                columns = [j for j, token in enumerate(target_tokens) if token.overlaps(other.span)]
                made[np.ix_(rows, columns)] = _along(len(rows), len(columns))
    return made


def _along(n: int, m: int) -> NDArray[np.float64]:
    """Return (n, m) with ones along the diagonal of the box, so that each word has a partner."""
    box = np.zeros((n, m))
    for k in range(max(n, m)):
        box[min(n - 1, k * n // max(n, m)), min(m - 1, k * m // max(n, m))] = 1.0
    return box


def dictionary(sources: Sequence[str], targets: Sequence[str], words: Lexicon) -> NDArray[np.float64]:
    """Return (n, m): how strongly the lexicon joins each pair of words, 0..1."""
    made = np.zeros((len(sources), len(targets)))
    stems = [english_stem(fold(target)) for target in targets]
    for i, source in enumerate(sources):
        known = words.translations(fold(source)) if source[0].isalpha() else {}
        if known:
            made[i] = [known.get(stem, 0.0) for stem in stems]
    return made


def positions(n: int, m: int) -> NDArray[np.float64]:
    """Return (n, m): 1 on the diagonal, falling to 0 in the far corners."""
    left = (np.arange(n) + 0.5)[:, None] / max(n, 1)
    right = (np.arange(m) + 0.5)[None, :] / max(m, 1)
    return np.asarray(1 - np.abs(left - right))


def marks(sources: Sequence[str], targets: Sequence[str]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return, both (n, m): where a mark meets its like, and where it meets a word or another mark."""
    left = np.array([_MARKS.get(word, word) if not word[0].isalnum() else "" for word in sources])
    right = np.array([_MARKS.get(word, word) if not word[0].isalnum() else "" for word in targets])
    equal = left[:, None] == right[None, :]
    return equal & (left != "")[:, None], ~equal
