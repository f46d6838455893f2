"""The check gender-pronoun."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._whose import other_actor, other_owner, reported
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.wordforms import Word, fold, word_forms, wordset
from pipeline.types import Alignment, Flag, Severity, Span

_HE = wordset("he him his himself he's he'd he'll")
_SHE = wordset("she her hers herself she's she'd she'll")
_MALE = wordset("er ihm ihn seine seinen seinem seiner seines dieser jener dessen derjenige")
_FEMALE = wordset("sie ihr ihre ihren ihrem ihrer ihres")
# English words that a German sie or ihr may have become instead.
_PLURAL = wordset("they them their theirs themselves you your yours it its itself they're they've they'd")
# Grammatical gender is not the person's: these take "sein" or "ihr" whoever is meant (Duden 4).
_NO_EVIDENCE = re.compile(
    r"\b(?:\w*(?:[Mm]ädchen|[Kk]ind|[Oo]pfer|[Mm]itglied|[Bb]aby|[Tt]ier|[Hh]und|[Kk]atze|kraft|kräfte|fähre)(?:er|e?s|e?n|ern)?"
    r"|(?:Fräulein|Model|Paar|Schiff|Boot|Person|Geisel|Figur|Leiche|Wache|Waise|Jacht|Junge|Idol|Talent|Genie|Star|Gast"
    r"|Persönlichkeit|Majestät|Hoheit|Legende|Ikone)(?:e?s|e?n)?|[Nn]iemand\w*|[Jj]emand\w*|[Mm]an)\b"
)
# A relative clause about somebody whose name stands before it: a woman, or several people.
_RELATIVE = re.compile(r"([A-ZÄÖÜ][\w'’-]+), (?:die|deren)\b")
# "..., she says": who speaks, which English must name where the German subjunctive is enough (Duden 4, "Konjunktiv I").
_TAG = re.compile(r",[\"”]?\s(s?he)\s(?:\w+ed|said|says|told|wrote)\b[^,;]*$", re.IGNORECASE)
_INQUIT = re.compile(r"[,“”\"]\s\w+t\w*\s(?:er|sie)\b")  # ..., räumte er ein
_BOTH = re.compile(r"\b(?:he|his|him|she|her)(?:/| or )(?:s?he|hers?|his|him)\b", re.IGNORECASE)
# Nouns for women and men that English tells apart: the German for her, for him, the English for him, for her.
_NOUNS = tuple(
    tuple(re.compile(rf"\b(?:{words})\b") for words in row)
    for row in (
        (r"\w*[Ss]precherin", r"\w*[Ss]prechern?s?", "spokesman", "spokeswoman|spokesperson"),
        (r"Polizistin", r"Polizist|Polizisten", "policeman", "policewoman"),
        (r"Geschäftsfrau", r"Geschäftsmann(?:e?s)?", "businessman", "businesswoman"),
        (r"Schauspielerin", r"(?!)", "(?!)", "actress"),
        (r"Prinzessin", r"Prinz|Prinzen", "prince", "princess"),
        (r"Witwe", r"Witwers?", "widower", "widow"),
        (r"Kellnerin", r"Kellners?", "waiter", "waitress"),
        (r"Stewardess", r"Stewards?", "steward", "stewardess"),
        (r"Erbin", r"Erben?", "(?!)", "heiress"),
        (r"Heldin", r"Held|Helden", "(?!)", "heroine"),
        (r"Gastgeberin", r"(?!)", "(?!)", "hostess"),
    )
)
_THE_WOMAN = re.compile(r"(?:^|[.!?,]\s|[„“\"])(?:[Dd]ie|[Ee]ine)\s$")
_USUAL = 3  # times the lexicon saw the other forms of an adjective
_MALE_NOUNS = wordset("mann herr vater sohn bruder könig prinz onkel neffe grossvater ehemann witwer papst mönch junge")
_FEMALE_NOUNS = wordset("frau mutter tochter schwester königin prinzessin tante nichte grossmutter ehefrau witwe nonne")


@dataclass(frozen=True, slots=True)
class GenderPronoun:
    """He has become she, or his has become her.

    Why: it names the wrong person, and it is wrong about somebody who can read it.
    Flags: ``Die Trainerin lobte ihr Team.`` -> ``The coach praised his team.``
    Passes: ``das Mädchen ... sein`` -> ``the girl ... her``; ``sie`` -> ``they``; sentences about a man and a woman
    Limits: judges a segment by its pronouns, then by its nouns (-in, Frau, Herr). Where both genders are in it, it
        speaks only of his and her beside the same noun (seine Mutter), and of the pronoun that acts.
    """

    id: ClassVar[str] = "gender-pronoun"
    severity: ClassVar[Severity] = Severity.WARNING

    lexicon: Lexicon = field(default_factory=lexicon)

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            yield from self._noun(pair)
            told = list(self._turned(pair))
            yield from told
            if told:
                continue
            tag = None if _INQUIT.search(pair.source) else _TAG.search(pair.target)
            target = [w for w in word_forms(pair.target) if not (tag and w.span.start == tag.start(1))]
            he = [w for w in target if w.fold in _HE]
            she = [w for w in target if w.fold in _SHE]
            if (not he and not she) or _BOTH.search(pair.target):
                continue
            source = word_forms(pair.source)
            male, female = self._genders(pair.source, source)
            wrong = [] if male and female else he if female else she if male else []
            if not wrong or (he and she and wrong is he) or _NO_EVIDENCE.search(pair.source):
                continue
            if he and any(w.fold in _PLURAL for w in target) and not self._person(source):
                continue  # sie, ihr: another person or thing
            if wrong is she and any(self.lexicon.seen(fold(w)) < 5 for w in _RELATIVE.findall(pair.source)):
                continue
            sure = _FEMALE | _FEMALE_NOUNS if female else _MALE | _MALE_NOUNS
            if wrong[0].fold in ("his", "her") and not any(w.fold in sure for w in female or male):
                continue  # whose it is, the German does not say
            if wrong[0].fold == "him" and not any(w.fold in _FEMALE for w in female):
                continue  # somebody else, whom a woman meets
            spot = (female or male)[0]
            message = f"“{wrong[0].text}” stands where the German has “{spot.text}”"
            yield flag(self, pair, message, spot.span, wrong[0].span, confidence=0.7)

    def _noun(self, pair: Alignment) -> Iterator[Flag]:
        """Flag a noun for a woman where the German has one for a man, or the other way: Sprecherin, spokesman."""
        for row in _NOUNS:
            her, him = row[0].search(pair.source), row[1].search(pair.source)
            male, female = row[2].search(pair.target), row[3].search(pair.target)
            wrong = male if her and not him and not female else female if him and not her and not male else None
            if (here := her or him) and wrong and wrong.group() != "spokesperson":
                message = f"“{here.group()}” became “{wrong.group()}”"
                spans = Span(*here.span()), Span(*wrong.span())
                yield flag(self, pair, message, *spans, rule="noun", confidence=0.8)

    def _turned(self, pair: Alignment) -> Iterator[Flag]:
        """Flag whose something is, or who acts, where its noun or its place in the sentence shows it."""
        if _BOTH.search(pair.target):
            return
        texts = pair.source, pair.target
        found = [told] if (told := reported(*texts)) else []
        if not _NO_EVIDENCE.search(pair.source):
            found += other_owner(*texts, self.lexicon)
            found += [actor] if not told and (actor := other_actor(*texts)) else []
        for here, there in found:
            message = f"“{there.text}” stands where the German has “{here.text}”"
            yield flag(self, pair, message, here.span, there.span, rule="whose", confidence=0.75)

    def _genders(self, text: str, words: tuple[Word, ...]) -> tuple[list[Word], list[Word]]:
        """Return the words of the German that show a male and a female person (or thing: pronouns do not tell)."""
        male = [w for w in words if w.fold in _MALE or w.fold in _MALE_NOUNS or self._agent(w)]
        female = [w for w in words if w.fold in _FEMALE and not _polite(text, w)]
        women = (w for w in words if w.fold in _FEMALE_NOUNS or self._feminine(w) or self._nominalised(text, w))
        return male, [*female, *women]

    def _person(self, words: tuple[Word, ...]) -> bool:
        return any(w.fold in _FEMALE_NOUNS or self._feminine(w) for w in words)

    def _feminine(self, word: Word) -> bool:
        """Tell whether a noun is a woman's by its ending: Trainerin, as there is a Trainer."""
        if not word.text[:1].isupper() or not word.fold.endswith("in") or len(word.fold) < 6:
            return False
        base = word.fold[:-2]
        return self.lexicon.seen(base) > 0 or self.lexicon.seen(base + "e") > 0 or base.endswith(("er", "ist", "ent"))

    def _nominalised(self, text: str, word: Word) -> bool:
        """Tell whether a noun is an adjective for a woman: die Verdächtige, for there is a Verdächtiger."""
        if not _THE_WOMAN.search(text[: word.span.start]) or not word.text[0].isupper() or word.fold[-1] != "e":
            return False
        return all(self.lexicon.seen(word.fold + end) >= _USUAL for end in ("r", "n"))

    def _agent(self, word: Word) -> bool:
        """Tell whether a noun is a person's who has a female form: Trainer, as there is a Trainerin."""
        return word.text[:1].isupper() and self.lexicon.seen(word.fold + "in") >= 3


def _polite(text: str, word: Word) -> bool:
    """Tell whether Sie or Ihr is the polite you: a capital within the sentence."""
    if not word.text[:1].isupper():
        return False
    before = text[: word.span.start].rstrip(" \"'„“‚»«")
    return bool(before) and before[-1] not in ".!?:"
