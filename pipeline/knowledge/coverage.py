"""Which words of one side have a counterpart on the other, by the lexicon and by spelling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from pipeline.knowledge.lexicon import Lexicon
from pipeline.text.stems import cognate_key, english_stem
from pipeline.text.wordforms import Word, word_forms

COMMON = 4000
"""Times an English word was seen by the lexicon from which on it comes and goes with the construction."""
_NO_SUPPORT = 0.02
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Coverage:
    """Per word, how well the other side accounts for it: 0 not at all, 1 surely."""

    source: tuple[Word, ...]
    target: tuple[Word, ...]
    source_support: tuple[float, ...]
    target_support: tuple[float, ...]


@lru_cache(maxsize=2048)
def coverage(source: str, target: str, lexicon: Lexicon) -> Coverage:
    """Match the words of a pair by the lexicon, by compound parts, and by likeness of spelling (names, cognates)."""
    german, english = word_forms(source), word_forms(target)
    stems: dict[str, list[int]] = {}
    for j, w in enumerate(english):
        for part in _parts(w.fold):
            stems.setdefault(english_stem(part), []).append(j)
    backward = [0.0] * len(english)
    forward = []
    for word in german:
        best = 0.0
        options = lexicon.translations(word.fold)
        for stem in stems.keys() & options.keys():
            strength = options[stem]
            best = max(best, strength)
            for j in stems[stem]:
                backward[j] = max(backward[j], strength)
        forward.append(best)
    _add_likeness(german, english, forward, backward)
    _add_initials(german, english, forward, backward)
    _add_initials(english, german, backward, forward)
    return Coverage(german, english, tuple(forward), tuple(backward))


def unexplained(found: Coverage, lexicon: Lexicon) -> list[Word]:
    """Return the English words that no German one is known to mean, but for names and common ones."""
    return [
        word
        for word, support in zip(found.target, found.target_support, strict=True)
        if support <= _NO_SUPPORT
        and word.text[0].islower()
        and len(word.text) >= _SHORTEST
        and lexicon.seen_english(word.fold) < COMMON
    ]


def _parts(fold: str) -> list[str]:
    """Return an English word and, of ``police-guarded`` and ``didn't``, the parts the lexicon knows."""
    if fold.endswith("n't"):
        return [fold[:-3], "n't", "not"]
    return [fold, *fold.split("-")] if "-" in fold else [fold.partition("'")[0]]


def _add_likeness(
    german: tuple[Word, ...], english: tuple[Word, ...], forward: list[float], backward: list[float]
) -> None:
    """Raise the support of words that are spelt alike on both sides: ``Diözese``, ``diocese``."""
    keys = [cognate_key(w.fold) for w in english]
    for i, word in enumerate(german):
        if forward[i] >= 0.3 or len(word.fold) < 3:
            continue
        key = cognate_key(word.fold)
        for j, other in enumerate(keys):
            if backward[j] >= 0.3 or len(other) < 3:
                continue
            same_start = key[0] == other[0]
            likeness = 1.0 if key == other else 0.0
            if same_start and likeness == 0.0 and len(other) > 3:
                likeness = ratio(key, other, score_cutoff=68) / 100
            if likeness > 0:
                forward[i] = max(forward[i], likeness)
                backward[j] = max(backward[j], likeness)
            elif len(other) >= 5 and (key.startswith(other) or key.endswith(other)):
                forward[i] = max(forward[i], 0.5)
                backward[j] = max(backward[j], 0.5)


def _add_initials(names: Sequence[Word], others: Sequence[Word], support: list[float], there: list[float]) -> None:
    """Raise the support of a name of at least three words and of its initials on the other side: ``Deutsche
    Presse-Agentur``, ``dpa``."""
    heads = [word.fold.partition("-")[0] for word in others]  # WHO-Chef
    short = {head: j for j, head in enumerate(heads) if head.isalpha() and 3 <= len(head) <= 6}
    parts = [[part[0] for part in word.fold.split("-") if part] for word in names]
    for i, word in enumerate(names):
        initials = ""
        for k in range(i, min(len(names), i + 6)):
            initials += "".join(parts[k])
            j = short.get(initials)
            if j is not None and word.text[0].isupper() and names[k].text[0].isupper():
                support[i : k + 1] = [1.0] * (k + 1 - i)
                there[j] = max(there[j], 1.0 if heads[j] == others[j].fold else 0.5)
