"""What speaks for and against a name being lost, altered or new: named figures, most of them 0 or 1.

``_name_judge`` adds them up with weights that were fitted to data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from math import log
from typing import Final

from rapidfuzz.fuzz import ratio

from pipeline.check._name_account import SUPPORT
from pipeline.check._name_place import places
from pipeline.check._name_shape import shape
from pipeline.check._name_side import Candidate, Side
from pipeline.check._name_words import (
    ABSTRACT,
    ACRONYM,
    ENGLISH_WORD,
    FOREIGN,
    NOUN,
    SURNAME,
    apposes,
    base,
    is_compound,
    namelike,
    plain_strength,
    proper_share,
)
from pipeline.check._names import proper
from pipeline.knowledge.lexicon import lexicon
from pipeline.knowledge.wordlist import is_noun
from pipeline.text.namekeys import word_distance
from pipeline.text.names import NOT_NAMES, without_possessive
from pipeline.text.romanisation import fold
from pipeline.text.stems import english_stem
from pipeline.types import Span

Cues = Mapping[str, float]

_SAYING: Final = re.compile(
    r"(?i:sagte?|erklärte?|betonte?|meinte?|so|fragte?|rief|schrieb|teilte|berichtete?|warnte?|laut)"
)
_SUBJECT: Final = re.compile(
    r"\s+(?:\(\d|(?:hat|hatte|will|wollte|gab|kam|ging|sprach|rief|traf|starb|gewann|verlor|[a-zäöüß]{2,}te)\b)"
)
# Determiners, alone or joined to a preposition, and what may be an inflected adjective (no past in -te).
_DETERMINED: Final = re.compile(
    r"(?:d(?:ie|as|er|en|em|es)|(?:[mdsk]?ein|ihr|unser|dies|jed|jen|viel|all|einig|beid|mehrer|welch|manch|solch)"
    r"(?:e[rmns]?)?|z(?:um|ur)|am|im|vom|beim|ins|ans|\d[\d.,]*)",
    re.IGNORECASE,
)
_INFLECTED: Final = re.compile(r"[a-zäöüß]{2,}(?<!t)e|[a-zäöüß]{2,}e[rnms]")
_BARE: Final = re.compile(
    r"(?:in|aus|nach|bei|von|gegen|mit|für|um|nahe|an|und|auf|zwischen|vor|ohne|trotz|wegen|sowie|durch)"
)
_BARE_ENGLISH: Final = re.compile(r"(?:in|at|near|from|to|of|by|with|for|against|on|outside|around|between|and)")
_PRONOUNS: Final = {
    "de": re.compile(r"\b(?:er|sie|ihm|ihn|ihr|ihre[nrms]?|ihnen|sein|seine[nrms]?|dessen|deren|man)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:he|she|they|him|her|them|his|their)\b", re.IGNORECASE),
}
# A function word that something should follow, but a mark or another function word does.
_HOLE: Final = re.compile(
    r"(?:\b(?i:of|from|by|to|the|a|an|and|than|with|between|according to|in|on|at|for) ?[,;:.)](?= |$)(?<!\bin,)"
    r"|\b(?:of|from|with|between|by) (?:and(?! large)|in|on|at|was|is|has|that|to)\b|\(,|\b(?:in|on|by) that\b|^[,;.]"
    r"|\b(?:says?|said),(?= who)|^(?:Said|Says|Was|Is|Has|Had) )"
)
# The same, only where hardly any whole sentence has it: no stranded prepositions.
_TORN: Final = re.compile(
    r"\b(?:and|or) ?[.;)]|\b(?:the|an) ?[,.;)]|\ba ?[,;)]|\bof (?:and(?! for)|in|was|is|has|had)\b"
    r"|\b(?i:according to) ?[,.]|\(,|^(?:Said|Was|Is|Has|Had) (?!\w+ \w+ \w+\?)"
    r"|\b(?:of|from|in|by|between|the) [.,](?: |$)"
    r"|\b(?:in|on|by), mainly\b|^[,;.] ?\w"
)
# What a place or body that the knowledge lists does not show, whatever its letters and its article.
_LISTED: Final = {
    **dict.fromkeys(("noun", "abstract", "compound", "common", "determined", "inflected", "listed"), 0.0),
    "namelike": 1.0,
    "shape": 1.0,
}
_OFTEN, _SELDOM = 20, 0.1  # times seen, and share of names in translation, from and up to which a noun is no name
_OWN, _SURE = 0.25, 0.9  # strength, and share of names in translation, from which a given name is one in English too
_LOOKS: Final = 0.3  # shape from which a word that the lexicon has not is a given name
_RARE: Final = 20  # times up to which a word may have been seen to be a family name behind a given name
_MANY: Final = 4  # words without counterpart from which more of them change nothing
_APART: Final = 2.0  # word_distance from which two words have nothing in common
_CLOSE: Final = 0.25  # share of the sentence within which a hole may be that of a name
_NEAR: Final = 0.15  # share of the sentence within which a word without counterpart may render the name


def german_cues(side: Side, candidate: Candidate) -> dict[str, float]:
    """Return what speaks for the German candidate being a name that a translation keeps."""
    where = side.where
    # The word most like a name.
    span = min(candidate.words, key=lambda s: (lexicon().seen(base(s.of(side.text))), -shape(base(s.of(side.text)))))
    text, low = span.of(side.text), base(span.of(side.text))
    given = _given(side, candidate)
    head = side.text[: (given or span).start].rstrip()
    before = head.rpartition(" ")[2].strip("„“\"'(")
    mention = next((m for m in where if m.span.overlaps(candidate.span)), None)
    hyphen = side.text[candidate.span.end : candidate.span.end + 1] == "-"
    determined = bool(_DETERMINED.fullmatch(before))
    cues = {
        **_form(low),
        "acronym": bool(ACRONYM.fullmatch(text)),
        "short": len(text) <= 3,
        "place": mention is not None and mention.how in ("name", "adjective"),
        "adjective": mention is not None and mention.how == "adjective",
        "people": mention is not None and mention.how == "people",
        "body": mention is not None and mention.how == "organisation",
        "known": bool(side.knowledge.family(text)),
        "spoken": bool(_SAYING.fullmatch(before)) or any(m.end == len(head) for m in side.roles),
        "determined": determined and not hyphen,  # der Brandt-Nachfolger
        "inflected": bool(_INFLECTED.fullmatch(before)) and not determined and not hyphen,
        "bare": bool(_BARE.fullmatch(before.lower())),
        "apposed": apposes(before.rpartition("-")[2]),
        "subject": candidate.initial and bool(_SUBJECT.match(side.text[candidate.span.end :])),
        "hyphen": hyphen,
        "many": len(candidate.words) - candidate.initial > 1 and namelike(base(candidate.words[-1].of(side.text))),
        "full": given is not None,
        "many-names": sum(namelike(base(s.of(side.text))) for s in candidate.words) > 1,
        **_common(candidate),
    }
    listed = mention is not None and mention.how in ("name", "organisation") and not cues["common"]
    return cues | _LISTED if listed else cues


def _given(side: Side, candidate: Candidate) -> Span | None:
    """Return the given name in a candidate that has a full name, which no good translation shortens to a pronoun."""
    for first, last in pairwise(candidate.words):
        one, other = base(first.of(side.text)), base(last.of(side.text))
        own = lexicon().translations(one).get(english_stem(one), 0.0) >= _OWN and proper_share(one) >= _SURE
        if not (own or (lexicon().seen(one) == 0 and shape(one) >= _LOOKS)) or NOT_NAMES["de"] & {one, other}:
            continue
        if lexicon().seen(other) < _RARE or proper_share(other) >= _SURE:
            return None if any(m.span.overlaps(first) for m in side.where) else first
    return None


def _form(low: str) -> dict[str, float]:
    """Return what a German word in lower case says about itself."""
    words = lexicon()
    seen, share = words.seen(low), proper_share(low)
    options = words.translations(low) if seen else {}
    return {
        "unseen": seen == 0,
        "seen": log(1 + seen) / 10,
        "proper": share if seen else 0.0,
        "surely": max((strength for stem, strength in options.items() if proper(stem)), default=0.0),
        "plain": plain_strength(low) if seen else 0.0,
        "missed": words.missed(low) if seen else 0.0,
        "noun": bool(NOUN.search(low)),
        "listed": is_noun(low),
        "abstract": bool(ABSTRACT.search(low) or ABSTRACT.search(low.removesuffix("s"))),
        "compound": is_compound(low),
        "surname": bool(SURNAME.search(low)),
        "foreign": bool(FOREIGN.search(low)),
        "namelike": namelike(low),
        "shape": shape(low),
        "own": options.get(english_stem(low), 0.0),
        "common": seen >= _OFTEN and share < _SELDOM,
    }


def english_cues(side: Side, candidate: Candidate) -> dict[str, float]:
    """Return what speaks for the English candidate being a name that the German should have."""
    words, where = lexicon(), side.where
    span = min(candidate.words, key=lambda s: words.seen_english(s.of(side.text).casefold()))
    text = without_possessive(span.of(side.text))
    low = text.casefold()
    seen = words.seen_english(low)
    mention = next((m for m in where if m.span.overlaps(candidate.span)), None)
    return {
        "unseen": seen == 0,
        "seen": log(1 + seen) / 10,
        "proper": proper(english_stem(low)),
        "capital": words.capital_english(low) if seen else 0.5,
        "missed": words.missed_english(low) if seen else 0.0,
        "word": bool(ENGLISH_WORD.search(low)),
        "acronym": text.isupper() or bool(re.search(r"[A-Z]{2}", text)),
        "place": mention is not None and mention.how == "name",
        "people": mention is not None and mention.how in ("adjective", "people"),
        "body": mention is not None and mention.how == "organisation",
        "known": bool(side.knowledge.family(text)),
        "many": sum(words.seen_english(s.of(side.text).casefold()) < 3 for s in candidate.words) > 1,
        **_common(candidate),
    }


def _common(candidate: Candidate) -> dict[str, float]:
    return {
        "beside": candidate.beside and not candidate.leading,
        "leading": candidate.leading,
        "initial": candidate.initial,
        "weak": candidate.weak,
    }


def pair_cues(german: Side, source: Candidate, english: Side, target: Candidate) -> dict[str, float]:
    """Return what speaks for two candidates standing in one place."""
    one, other = fold(source.span.of(german.text)), fold(target.span.of(english.text))
    where, there = places(german.text, english.text), middle(english, target.span)
    return {
        "apart": min(abs(at - there) for at in (where.expected(source.span), middle(german, source.span))),
        "both-bare": bool(_BARE.fullmatch(_before(german, source)))
        and bool(_BARE_ENGLISH.fullmatch(_before(english, target))),
        "both-initial": source.initial and target.initial,
        "together": where.together(source.whole, target.whole),
        "next": where.beside(source.whole, target.whole),
        "alike": ratio(one, other) / 100,
        "both-beside": source.beside and target.beside and source.leading == target.leading,
        "sounds": min(_APART, word_distance(one, other)) / _APART,
        "both-acronyms": bool(ACRONYM.fullmatch(source.span.of(german.text)))
        and bool(ACRONYM.fullmatch(target.span.of(english.text))),
        "both-many": len(source.words) > 1 and len(source.words) == len(target.words),
    }


def _before(side: Side, candidate: Candidate) -> str:
    """Return the word before the whole name, in small letters."""
    return side.text[: candidate.whole.start].rstrip().rpartition(" ")[2].lower()


def translates(german: Side, source: Candidate, english: Side, target: Candidate) -> float:
    """Return how strongly the lexicon renders a word of the German candidate by one of the English, 0..1."""
    stems = {english_stem(without_possessive(s.of(english.text)).casefold()) for s in target.words}
    options = (lexicon().translations(base(s.of(german.text))) for s in source.words)
    return max((strength for found in options for stem, strength in found.items() if stem in stems), default=0.0)


def sentence_cues(german: Side, english: Side, at: float) -> dict[str, float]:
    """Return what the sentences say: holes, pronouns, length, and words that may render what seems lost at ``at``."""
    source, target = german.text, english.text
    pronouns = len(_PRONOUNS["en"].findall(target)) - len(_PRONOUNS["de"].findall(source))
    free = [middle(english, span) for span in _unsupported(english)]
    question = target.rstrip().endswith("?")
    return {
        "hole": _closeness(_HOLE.search(target), target, at),
        "torn": 0.0 if question else _closeness(_TORN.search(target), target, at),
        "pronoun": float(max(0, min(2, pronouns))),
        "free": min(_MANY, len(free)) / _MANY,
        "free-near": min(2, sum(abs(f - at) <= _NEAR for f in free)) / 2,
        "open": min(_MANY, len(_unsupported(german))) / _MANY,
        "short": max(-0.5, min(0.5, log((len(target) + 1) / (len(source) + 1)))),
    }


def _closeness(match: re.Match[str] | None, text: str, at: float) -> float:
    """Return 1 for a match near ``at``, 0..1 of the text, 0.5 for one elsewhere, 0 for none."""
    if match is None:
        return 0.0
    return 1.0 if abs(match.start() / max(len(text), 1) - at) <= _CLOSE else 0.5


def middle(side: Side, span: Span) -> float:
    """Return where a stretch stands, 0..1 of the text."""
    return (span.start + span.end) / 2 / max(len(side.text), 1)


def _unsupported(side: Side) -> list[Span]:
    """Return the content words in lower case for which the lexicon finds nothing on the other side."""
    return [
        word.span
        for word in side.words
        if word.text.islower()
        and len(word.text) > 2
        and word.fold not in NOT_NAMES[side.language]
        and side.support[word.span.start][0] < SUPPORT
    ]
