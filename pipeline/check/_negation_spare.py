"""Words that carry a negation of the other side without being negators; for negation-lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.knowledge.lexicon import Lexicon
from pipeline.text.negation import ENGLISH, english_clear, english_vague, german_implied, privative
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import Word, word_forms
from pipeline.types import Span

_ELSEWHERE = re.compile(
    r"\b(?:rather than|other than|as opposed to|as soon as|let alone|yet to|than ever|as ever|versus)\b"
)
# Phrases with a negation and what English says for them without one (Duden 11, "Redewendungen").
_PHRASES = (
    (r"\bnicht nur\b", r"\b(?:also|both|as well|addition|too)\b"),
    (r"\bohne (?:Probleme|Schwierigkeiten|Mühe|Um(?:schweife|wege?|stände))\b",
     r"\b(?:smooth\w*|eas\w+|readily|direct\w*|straight)\b"),
    (r"\bohne (?:Unterbrechung|Pause|Unterlass)\b", r"\b(?:continu\w+|constant\w*|non-?stop|uninterrupted)\b"),
    (r"\bsolange\b[^,.;]*\b(?:nicht|kein\w*)\b", r"\b(?:until|unless)\b"),
    (r"\bohne Ausnahme\b", r"\b(?:all|every|each)\b"),
    (r"\b[Vv]erg(?:iss|esst|essen Sie) nicht\b|\bnicht vergessen\b", r"\b(?:remember|(?:make|be) sure)\b"),
    (r"\b(?:nicht auflegen|legen Sie nicht auf)\b", r"\bhold\b"),
    (r"\bob\b[^.]*\bnicht\b", r"\b(?:if|whether|wonder\w*|ask\w*)\b"),
    (r"\bwie (?:seit|noch|lange|zuletzt|kaum|nie\w*|nirgend\w*|kein\w*)\b|\bwie\b[^,]*\bnicht mehr\b",
     r"\b(?:most|first|best|worst|since|than|ever|record|for|\w+er|\w+est)\b"),
    (r"\bnicht einmal (?:ein|zwei|drei|vier|fünf|sechs|zehn|\d)", r"\b(?:less|fewer|under|below|barely|just)\b"),
    (r"\bnicht (?:wenige|selten|zuletzt|unumstritten)\b", r""),
    (r"\bnur nicht\b|\bnicht nur\b", r"\b(?:except|but|apart)\b"),
    (r"\bnicht so einfach\b|\bnicht mehr so \w+\b", r"\b(?:hard|tough|difficult|less|more)\w*\b"),
    # two negations that make an assertion
    (r"\bnicht\b[^,;.]*\b(?:fehlen|gefehlt|ausbleiben|übersehen|leugnen|verkennen|verhehlen|entgangen|verborgen"
     r"|falsch\w*|schlecht\w*|unmöglich\w*)\b", r""),
)  # fmt: skip
_NEGATOR_STEMS = frozenset(english_stem(w) for w in ENGLISH)
# Verbs of absence and advice, in one piece or two (Duden 4, "Partikelverben"): abraten, advise not to.
_ABSENCE = re.compile(
    r"\b(?:[Bb]leib\w*|blieb\w*|fäll\w*|fiel\w*|schließ\w*|schloss\w*)\b[^,;.]*\baus\b(?=[,;.!?:]|\s(?:und|oder|als)|$)"
    r"|\b(?:sag\w*|lehn\w*|rät|rieten?|riet)\b[^,;.]*\bab\b(?=[,;.!?:]|\s(?:und|oder)|$)"
    r"|\b[Ww]arn\w*\b[^.;]*\bdavor\b|\babger[aä]ten\b|\babrat\w*|\büber(?:hör|seh|sah|sieht)\w*"
    r"|\bwarte\w*\b[^.;]*\bseit\b[^.;]*\bauf\b"
    r"|\balles beim Alten\b|\bwie gerufen\b|\bgleich geblieben\b|\b(?:ganz gleich|einerlei)\b"
    r"|\bgleich (?:zwei|drei|vier|fünf)mal\b|\b(?:lässt|ließ|lassen|ließen)\b[^,;.]*\bkalt\b"
)
_NOT_BEFORE = ("erst", "bevor", "ehe", "frühestens")


def said_otherwise(source: str, target: str) -> int:
    """Return how many negations of the German stand in phrases that English turns without one, as ``target`` does."""
    spare = int(_ELSEWHERE.search(target) is not None)
    for phrase, said in _PHRASES:
        spare += bool(re.search(phrase, source) and re.search(said, target, re.IGNORECASE))
    if re.search(r"\b(?:n?or)\b", target) and any(w.fold in ENGLISH for w in word_forms(target)):
        spare += 1  # weder ... noch, kein ... und kein: English negates once
    return spare


def spare_english(source: str, target: str, negators: Sequence[Word], lexicon: Lexicon) -> int:
    """Count English words that may hold a negation of the German and that no other German word accounts for."""
    folds = {w.fold for w in negators}
    others = [w for w in word_forms(source) if w.fold not in folds]
    negative = [lexicon.translations(w.fold) for w in others if german_implied(w)]
    every = [lexicon.translations(w.fold) for w in others]
    words = word_forms(target)
    stems = Counter(english_stem(w.fold) for w in words if english_clear(w) or english_vague(w))
    clear = {english_stem(w.fold) for w in words if english_clear(w)}
    there = {english_stem(w.fold) for w in words}
    count = 0
    for stem, times in stems.items():
        rivals = [t for t in (negative if stem in clear else every) if t.get(stem, 0.0) >= 0.02]
        held = [t for t in rivals if t[stem] >= max(t.get(other, 0.0) for other in there)]
        count += max(0, times - len(held if stem in clear else rivals))
    return count


def spare_german(source: str, target: str, german: Sequence[Word], english: Sequence[Word], lexicon: Lexicon) -> int:
    """Count German words that imply a negation and have no counterpart but a negator in English."""
    words, negators = word_forms(target), {w.span for w in english}
    inside, clear = _negated(words, negators), {english_stem(w.fold) for w in words if english_clear(w)}
    stems = {english_stem(w.fold) for w in words if w.span not in negators and w.span not in inside}
    count = len(_ABSENCE.findall(source))
    for word in word_forms(source):
        if word in german:
            continue
        options = lexicon.translations(word.fold)
        negative = any(options.get(stem, 0.0) >= 0.02 for stem in _NEGATOR_STEMS)
        own = clear if privative(word) else stems
        unmatched = not any(options.get(s, 0.0) >= 0.05 for s in own)
        late = word.fold in _NOT_BEFORE and bool(stems & {"until", "befor", "before", "least", "for"})
        count += late or (unmatched and (negative or german_implied(word)))
    return count


def _negated(target: Sequence[Word], negators: set[Span]) -> set[Span]:
    """Return the words that a negator turns round: ``without result`` is what ``ergebnislos`` says."""
    found: set[Span] = set()
    for i, word in enumerate(target):
        if word.span in negators and word.fold in ("no", "without"):
            found |= {w.span for w in target[i + 1 : i + 3] if not english_clear(w)}
    return found
