"""One person or place is spelt in two ways within the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import ratio

from pipeline.check._common import flag
from pipeline.check._names import ArticleNames, Use, article_names, known_word
from pipeline.knowledge import Knowledge
from pipeline.knowledge.lexicon import lexicon
from pipeline.knowledge.records import Language
from pipeline.text.namekeys import same_name, word_distance
from pipeline.text.names import genitive_of
from pipeline.text.romanisation import english_of, fold, fold_german
from pipeline.text.wordforms import wordset
from pipeline.types import Alignment, Blame, Flag, Severity, Span

# Endings that make another word or another person's name of a name: Nawalny, Nawalnaja; Kiew, Kiewer; Trump, Trumpist.
_ENDINGS = wordset("""
    s es e en er ers ern ische ischen ischer isches isch ian ians an ans n ns ese ist isten ismus in innen a aja ja aya
    ya ova owa ina ska skaja skaya
""")
_NATIONALITY = re.compile(r"(?:[ai]ans?|ese|ish)$")
_SHORT = 3  # letters of the shortest name that is compared
_KNOWN = 3  # times an English text had a spelling from which on English has it: Wagner beside Vagner
_SURE = 0.4  # confidence below which a variant is only noted
MISSPELT = 0.3  # share of letters that may differ in what is taken for a misspelling


@dataclass(frozen=True, slots=True)
class _Variant:
    """``use`` spells a name otherwise than ``first`` does; ``word`` and ``right`` are the words that differ."""

    use: Use
    first: Use
    word: str
    right: str
    rule: str
    confidence: float

    @property
    def suggestion(self) -> str:
        """What should stand at ``use``."""
        return self.use.text.replace(self.word, self.right)

    def turned(self) -> _Variant:
        """Return the same the other way round: the first spelling departs from this one."""
        return _Variant(self.first, self.use, self.right, self.word, self.rule, self.confidence)


@dataclass(frozen=True, slots=True)
class NameVariant:
    """One name is spelt in two ways within the article, or a given name stands where the family name should.

    Why: two spellings read like two people, and every reader who knows the name sees them.
    Flags: "Waleri Rjabych ..., Rjabach sagte"; "Yevgeny Prigozhin ... Prigoschin said"
    Passes: "Valeriy Akimenko ... Valeriy Ryabykh"; "Selenskyj ... Selenskyjs"; "Nawalny ... Nawalnaja"
    Limits: two people whose names differ in one letter, both named without a given name, look like one.
    """

    id: ClassVar[str] = "name-variant"
    severity: ClassVar[Severity] = Severity.WARNING

    knowledge: Knowledge = field(default_factory=Knowledge)

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        names = article_names(pairs, self.knowledge)
        source = {(v.use.index, v.use.span): v for v in self._variants(names.source, "de")}
        target = {(v.use.index, v.use.span): v for v in self._variants(names.target, "en")}
        for (index, _), variant in source.items():
            partner = next(
                (t for (i, s), t in target.items() if i == index and _stands_for(variant.use, s, names, index)), None
            )
            if partner:
                target.pop((index, partner.use.span))
            yield self._flag(pairs, variant, partner)
        for variant in target.values():
            yield self._flag(pairs, None, variant)
        yield from self._given_for_family(pairs, names)

    def _flag(self, pairs: Sequence[Alignment], source: _Variant | None, target: _Variant | None) -> Flag:
        if target and _is_english(target):
            source = source.turned() if source and source.first.index == target.first.index else None
            target = target.turned()
        variant = target or source
        if variant is None:
            raise ValueError("a flag needs a variant on one side")
        carried = source is not None and _carried(source)
        blame: Blame = "both" if carried or (source and target) else "source" if source else "translation"
        shown = source if blame == "source" and source else variant
        here = source.use.span if source else None
        if target and not source:
            here = target.use.other_span or _changed_from(target.use, target.first)
        where = {"source": "the German text", "translation": "the translation", "both": "both texts"}[blame]
        return flag(
            self,
            pairs[variant.use.index],
            f"“{shown.word}” and “{shown.right}” look like one name spelt in two ways in {where}",
            here,
            target.use.span if target else (source.use.other_span if source else None),
            suggestion=target.suggestion if target else source.first.other[-1] if carried and source else None,
            blame=blame,
            severity=self.severity if shown.confidence >= _SURE else Severity.NOTICE,
            confidence=shown.confidence,
            rule=shown.rule,
            evidence=(f"Sentence {shown.first.index + 1} has “{shown.first.text}”",),
        )

    def _variants(self, uses: Sequence[Use], language: Language) -> Iterator[_Variant]:
        """Yield the uses whose spelling departs from that of a full name, or of an earlier use."""
        full = [u for u in uses if len(u.words) > 1]
        for use in uses:
            others = [u for u in (uses if len(use.words) == 1 else full) if (u.index, u.span) != (use.index, use.span)]
            if any(_covers(other, use) for other in others):
                continue
            found = [
                variant
                for other in others
                if (len(use.words) == 1 < len(other.words) or (other.index, other.span) < (use.index, use.span))
                and (variant := self._compare(use, other, language))
                and variant.word.casefold() != variant.right.casefold()  # a dateline shouts: KOUROU
            ]
            best = max(found, key=lambda v: v.confidence, default=None)
            # Two spellings in one sentence, on both sides: Adelzell and Odelzell are two places.
            if best and not (best.use.index == best.first.index and _carried(best)):
                yield best

    def _compare(self, use: Use, other: Use, language: Language) -> _Variant | None:
        if len(use.words) > 1:
            return _compare_full(use, other)
        word, right = use.words[0], other.family
        if any(genitive_of(word, known) or genitive_of(known, word) for known in other.words):
            return None
        if self._is_place(word, language) or self._is_place(right, language) or _only_joined(word, right):
            return None
        if (
            language == "de"
            and not use.other
            and known_word(word.removesuffix("s"))
            and not self.knowledge.family(word)
        ):
            return None  # Robotik, robotics, beside Robotics: a noun, and the name of something
        changed = bool(other.other) and (
            any(genitive_of(w, other.other[-1]) for w in use.other) or _changed_from(use, other) is not None
        )
        one = bool(use.other and other.other) and fold(use.other[-1]) == fold(other.other[-1])
        alike = _alike(word, right) or (_respelt(word, right) if one and language == "en" else None)
        common = _is_word(word, language) and _is_word(right, language)
        if not alike or (len(other.words) == 1 and not changed and (alike[0] == "misspelling" or common)):
            return None
        famous = bool(self.knowledge.family(word))
        if (
            alike[0] == "misspelling"
            and not changed
            and (len(other.words) == 1 or (_is_word(word, language) and not famous))
        ):
            return None
        lonely = 0.0 if len(other.words) > 1 else 0.2
        return _Variant(use, other, word, right, alike[0], max(0.3, alike[1] - lonely - 0.15 * famous))

    def _is_place(self, word: str, language: Language) -> bool:
        """Tell whether a word is a place, or a nationality, which differ by their endings only: Africa, African."""
        return bool(self.knowledge.place(word, language)) or (language == "en" and bool(_NATIONALITY.search(word)))

    def _given_for_family(self, pairs: Sequence[Alignment], names: ArticleNames) -> Iterator[Flag]:
        """Flag an English given name alone where the German has the family name of the same person alone."""
        full = [u for u in names.target if len(u.words) > 1 and len(u.other) == len(u.words)]
        for i, view in enumerate(names.pairs):
            bare_source = [u for u in names.source if u.index == i and len(u.words) == 1 and not u.other]
            bare_target = [u for u in names.target if u.index == i and len(u.words) == 1 and not u.other]
            for german in bare_source:
                for english in bare_target:
                    for person in full:
                        mine = [
                            e for e, g in zip(person.words, person.other, strict=True) if genitive_of(german.text, g)
                        ]
                        if mine and english.text in person.words and english.text not in mine and view:
                            yield flag(
                                self,
                                pairs[i],
                                f"the German has the name “{german.text}”, the English “{english.text}”",
                                german.span,
                                english.span,
                                suggestion=mine[0],
                                confidence=0.8,
                                rule="given-for-family",
                                evidence=(f"Sentence {person.index + 1} has the full name “{person.text}”",),
                            )


def _only_joined(word: str, right: str) -> bool:
    """Tell whether two words differ in hyphens, capitals and a last s at most: E-Sport, eSports."""
    bare = [fold(w.replace("-", "")).removesuffix("s") for w in (word, right)]
    return bare[0] == bare[1] and "-" in word + right


def _is_english(variant: _Variant) -> bool:
    """Tell whether the later spelling is the English one: the first is its German transcription, no name of English."""
    if english_of(variant.word, variant.right) != variant.word:
        return False
    return all(lexicon().seen_english(w.casefold()) < _KNOWN for w in variant.right.split() if w not in variant.word)


def _changed_from(use: Use, other: Use) -> Span | None:
    """Return the unmatched word on the other side of the pair that spells the name as with its first use."""
    family = other.other[-1] if other.other else ""
    return next((w.span for w in use.loose if family and genitive_of(w.text, family)), None)


def _carried(variant: _Variant) -> bool:
    """Tell whether the other side departs from its own first spelling in the same place."""
    use, first = variant.use, variant.first
    return bool(use.other and first.other) and not genitive_of(use.other[-1], first.other[-1])


def _is_word(word: str, language: Language) -> bool:
    low = word.casefold()
    return low in lexicon().english if language == "en" else lexicon().seen(low) > 0


def _compare_full(use: Use, other: Use) -> _Variant | None:
    if len(use.words) != len(other.words) or same_name(use.text, other.text) < 0.5:
        return None
    if all(genitive_of(a, b) or genitive_of(b, a) for a, b in zip(use.words, other.words, strict=True)):
        return None
    if sorted(use.words) == sorted(other.words):
        return None  # Mara River, River Mara
    one_family = fold(use.family) == fold(other.family)
    if one_family and word_distance(use.words[0], other.words[0]) > 0.3:
        return None  # brothers, or a short form: Gerd and Gerhard
    return _Variant(use, other, use.text, other.text, "spelling", 0.75)


def _respelt(word: str, right: str) -> tuple[str, float] | None:
    """Return (rule, confidence) where two words that stand for one German name differ by more than an ending."""
    a, b = fold(word), fold(right)
    short = min(len(a), len(b)) < _SHORT or word.isupper()  # EPA, EPO
    return None if a == b or _only_ending(a, b) or short else ("spelling", 0.7)


def _alike(word: str, right: str) -> tuple[str, float] | None:
    """Return (rule, confidence) when the words look like one name, else None."""
    a, b = fold(word), fold(right)
    if min(len(a), len(b)) < 4 or ratio(a, b) < 50:
        return None
    if a == b or fold_german(word) == fold_german(right):
        return "marks", 0.7
    if _only_ending(a, b):
        return None
    distance = word_distance(word, right)
    if distance < 0.35:
        return "spelling", 0.8
    edits, long = DamerauLevenshtein.distance(a, b), max(len(a), len(b))
    near = edits / long <= MISSPELT and (a[0] == b[0] or long >= 8)
    if long >= 5 and (distance < 0.75 or (near and edits <= 2)):
        return "misspelling", 0.65 if distance < 0.75 else 0.5
    return None


def _covers(other: Use, use: Use) -> bool:
    """Tell whether every word of ``use`` stands in ``other`` just so (or as its genitive)."""
    return len(other.words) > len(use.words) and all(
        any(genitive_of(word, known) for known in other.words) for word in use.words
    )


def _only_ending(a: str, b: str) -> bool:
    """Tell whether the words differ by endings that make another word: Geisingen, Geisinger."""
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return any(
        (a[stem:] in _ENDINGS or not a[stem:]) and (b[stem:] in _ENDINGS or not b[stem:])
        for stem in range(max(3, shared - 2), shared + 1)
    )


def _stands_for(use: Use, span: Span, names: ArticleNames, index: int) -> bool:
    if use.other_span is not None and use.other_span.overlaps(span):
        return True
    english = next((u for u in names.target if u.index == index and u.span == span), None)
    return bool(english and not english.other and not use.other and word_distance(use.family, english.family) < 1.0)
