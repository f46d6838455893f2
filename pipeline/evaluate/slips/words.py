"""Slips in single words: negation, comparison, modality, opposites, false friends, pronouns, German left over."""

from __future__ import annotations

import random
import re

from pipeline.evaluate.slips.mutator import Good, Mutator, Slip, like, one_of, put, swap
from pipeline.knowledge import Knowledge
from pipeline.text.tokens import words
from pipeline.types import Span

_NOT = re.compile(r"(?: not\b|n't\b|\bno longer |\bnever )")
_NEGATION = re.compile(r"\b(?:nicht|kein\w*|nie\w*|ohne)\b", re.IGNORECASE)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|can)\b(?! not|n't| no\b)")


def _lose_negation(good: Good, rng: random.Random) -> Slip | None:
    found = list(_NOT.finditer(good.target))
    if len(found) != 1 or len(_NEGATION.findall(good.source)) != 1:
        return None  # with two negations in a sentence it may say the same without one
    return Slip(good.target[: found[0].start()] + good.target[found[0].end() :], "")


def _add_negation(good: Good, rng: random.Random) -> Slip | None:
    if _NEGATION.search(good.source) or re.search(r"\b(?:not|no|never|none|without)\b|n't", good.target):
        return None
    match = one_of(list(_VERB.finditer(good.target)), rng)
    return put(good.target, Span(match.end(), match.end()), " not") if match else None


def _false_friend(good: Good, rng: random.Random) -> Slip | None:
    for entry in Knowledge.load().false_friends.found(good.source):
        right = re.compile(rf"\b(?:{'|'.join(re.escape(w.rstrip('*')) for w in entry.right)})\w*", re.IGNORECASE)
        wrong = next((w for w in entry.en if "*" not in w), None)
        match = right.search(good.target)
        if match and wrong and not entry.wrong.search(good.target):
            return put(good.target, Span(*match.span()), like(wrong, match[0]))
    return None


def _unwanted_term(good: Good, rng: random.Random) -> Slip | None:
    for term, _ in Knowledge.load().glossary.found(good.source):
        right = re.compile(rf"\b(?:{'|'.join(map(re.escape, term.en))})\b", re.IGNORECASE)
        match = right.search(good.target)
        if match and term.avoid and not term.wanted_in(good.target.replace(match[0], " ")):
            return put(good.target, Span(*match.span()), rng.choice(term.avoid))
    return None


def _untranslate(good: Good, rng: random.Random) -> Slip | None:
    """Put a German verb or noun of the source in place of an English word of six letters and more."""
    german = [
        w for s in words(good.source) if (w := s.of(good.source)).isalpha() and len(w) > 6 and w not in good.target
    ]
    english = [s for s in words(good.target)[1:] if (w := s.of(good.target)).islower() and len(w) > 5 and w.isalpha()]
    if not german or not english:
        return None
    return put(good.target, rng.choice(english), rng.choice(german))


_COMPARISON = {
    "more than": "less than", "at least": "at most", "rose": "fell", "increased": "decreased", "higher": "lower",
    "over": "under", "before": "after",
}  # fmt: skip
_GERMAN_COMPARISON = {
    "more than": "mehr als", "less than": "weniger als", "at least": "indestens", "at most": "öchstens",
    "rose": r"stieg|gestiegen|legte", "fell": r"fiel|sank|gefallen|gesunken", "increased": r"erhöht|gestiegen|stieg",
    "decreased": r"gesunken|sank|verringert", "higher": "höher", "lower": "niedriger|tiefer", "before": r"\b[vV]or\b",
    "after": r"\b[nN]ach\b",
}  # fmt: skip
_PRONOUN = {"he": "she", "his": "her", "him": "her"}

WORDS = (
    Mutator("negation-lost", frozenset({"negation-lost", "opposite-word", "comparison-reversed"}), _lose_negation),
    Mutator("negation-added", frozenset({"negation-lost", "opposite-word"}), _add_negation),
    swap("comparison", {"comparison-reversed", "opposite-word"}, _COMPARISON, _GERMAN_COMPARISON),
    swap(
        "modality",
        {"modality-changed", "negation-lost"},
        {"could": "must", "may": "will", "should": "did", "is said to": "is known to"},
        {"could": "könnt|kann|konnt", "must": "muss|müss", "may": "darf|dürf|könn", "should": "soll"},
    ),
    swap(
        "opposite",
        {"opposite-word", "comparison-reversed", "negation-lost"},
        {"won": "lost", "supporters": "opponents", "dead": "injured", "accepted": "rejected", "left": "right"},
        {"won": "gewann|gewonnen|siegt", "lost": "verlor", "dead": r"Tote|tot\b", "rejected": "abgelehnt|lehnte|wies"},
    ),
    Mutator("false-friend", frozenset({"false-friend"}), _false_friend),
    Mutator("unwanted-term", frozenset({"glossary-term"}), _unwanted_term),
    Mutator("untranslated", frozenset({"untranslated-words", "name-altered"}), _untranslate),
    swap("pronoun", {"gender-pronoun"}, _PRONOUN, {"he": r"\b[eE]r\b", "she": r"\b[sS]ie\b sagte|sagte sie\b"}),
)
