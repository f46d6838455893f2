"""The name candidates of one text of a pair: capitalised words for which the other text has no counterpart."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from pipeline.check._name_account import Account, account
from pipeline.check._name_shape import shape
from pipeline.check._name_words import ACRONYM, CALENDAR, CODES, ENGLISH_WORD, NEVER_NEW, NOUN, ROMAN, is_compound
from pipeline.check._names import common_english, known_word, matches
from pipeline.knowledge import Knowledge
from pipeline.knowledge.coverage import coverage
from pipeline.knowledge.lexicon import lexicon
from pipeline.knowledge.records import Language
from pipeline.text.names import NOT_NAMES, Run, capital_runs, without_article, without_possessive
from pipeline.text.romanisation import fold
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import Word, wordset
from pipeline.types import Span

_TITLE_CASE: Final = 0.6  # share of capitals from which an English sentence is a headline in title case
_KNOWN: Final = 3  # times seen from which the lexicon's share of capitals of a German word counts
# What stands before a hyphen and is no name. Source: Duden, Die Grammatik (10th ed.), word formation, prefixes.
_PREFIXES: Final = wordset("""
    anti bio co elektro ex extra geo hyper inter ko makro mega mini mikro multi neo nicht post prä pro pseudo quasi
    semi super trans ultra vize web öko online offline
""")
_ACADEMIC: Final = wordset("dr prof phd drs dres")
_SHORT: Final = 3  # letters up to which two spellings of a name tell nothing
_CUT: Final = re.compile(r"-[\s,]|\.(?=\s*\d)")  # Süd- und Nordkorea, Tel. 030


@dataclass(frozen=True, slots=True)
class Candidate:
    """Neighbouring words of one run, ``whole``, that have no counterpart on the other side.

    ``beside``: a neighbour in the run is spelt the same on both sides; ``leading``: that neighbour comes after;
    ``initial``: the first word begins the sentence; ``weak``: the other side has something for it, but not quite it.
    """

    span: Span
    words: tuple[Span, ...]
    whole: Span
    beside: bool = False
    leading: bool = False
    initial: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    span: Span
    account: Account
    same: bool  # the other side spells it so
    initial: bool


class Side:
    """One text of a pair, with what both texts say about its names."""

    def __init__(self, source: str, target: str, language: Language, knowledge: Knowledge) -> None:
        self.language: Language = language
        self.text, self.other = (source, target) if language == "de" else (target, source)
        self.knowledge = knowledge
        self.where = knowledge.find_where(self.text, language)
        self.roles = [m.head for m in knowledge.find_roles(self.text, language)]
        other_language: Language = "en" if language == "de" else "de"
        self.other_runs = capital_runs(self.other, other_language)
        whole = [without_article(r.of(self.other)) for run in self.other_runs for r in run.words]
        self.other_words = [part for word in whole for part in dict.fromkeys((word, *word.split("-"))) if part]
        self.other_names = [run.span.of(self.other) for run in self.other_runs if len(run.words) > 1]
        self.other_where = knowledge.find_where(self.other, other_language)
        self.other_ids = {i for m in self.other_where for i in m.ids}
        self.other_text = fold(self.other)
        self.other_joined = re.sub(r"[\s-]+", "", self.other_text)
        self.counts, self.other_counts = _counts(self.text), _counts(self.other)
        self.other_folds = self.other_counts.keys()
        view = coverage(source, target, lexicon())
        self.words: tuple[Word, ...] = view.source if language == "de" else view.target
        support = view.source_support if language == "de" else view.target_support
        self.support = {w.span.start: (s, w.span.end) for w, s in zip(self.words, support, strict=True)}
        self.other_stems = {english_stem(w) for w in self.other_folds}

    def candidates(self) -> list[Candidate]:
        """Return the stretches of name words without counterpart, in order; none in an English headline."""
        runs = capital_runs(self.text, self.language)
        if self.language == "en" and sum(len(r.words) for r in runs) > _TITLE_CASE * max(len(self.text.split()), 1):
            return []
        return [candidate for run in runs for candidate in self._of_run(run)]

    def _of_run(self, run: Run) -> list[Candidate]:
        chains: list[list[_Item]] = [[]]
        for i, span in enumerate(run.words):
            parts = self._parts(span)
            item = self._item(parts[0], run.initial and i == 0)
            if item is None or len(parts) > 1:
                chains.append([])
            if item:
                chains[-1].append(item)
            if len(parts) > 1:
                chains.append([])
        return [candidate for chain in chains for candidate in _stretches(chain)]

    def _parts(self, span: Span) -> list[Span]:
        """Return the name that begins a German compound with a hyphen, then the rest; or the word itself."""
        word = span.of(self.text)
        whole = "-" not in word or any(m.span == span for m in self.where)
        if self.language == "en" or whole or fold(word) in self.other_folds or fold(word) in self.other_text:
            return [span]
        head = word.rsplit("-", 1)[0]
        tail = word[len(head) + 1 :]
        if CALENDAR.match(tail.casefold()):  # US-Dollar
            return [Span(span.start + len(head) + 1, span.end)]
        low, acronym = tail.casefold(), ACRONYM.fullmatch(head)
        new = not acronym and lexicon().seen(low) == 0 and tail[:1].isupper() and not is_compound(low)
        if new and (not NOUN.search(low) or shape(low) > 0):
            return [span]  # Müller-Brandt
        return [Span(span.start, span.start + len(head)), Span(span.start + len(head) + 1, span.end)]

    def _is_no_noun(self, span: Span, low: str, initial: bool) -> bool:
        """Tell whether a German word has its capital from the sentence, is a prefix, or an acronym just spelt out."""
        if initial and lexicon().seen(low) >= _KNOWN and lexicon().capital(low) < 0.5:
            return True
        bracketed = self.text[span.start - 1 : span.start] == "(" and self.text[span.end : span.end + 1] == ")"
        return (
            low in _PREFIXES
            or span.of(self.text) in CODES
            or (bracketed and bool(ACRONYM.fullmatch(span.of(self.text))))
        )

    def _item(self, span: Span, initial: bool) -> _Item | None:
        word = without_possessive(span.of(self.text))
        if any(span.overlaps(r) for r in self.roles) or len(word) < 2 or _CUT.match(self.text[span.end :]):
            return None
        low = word.casefold()
        if low in _ACADEMIC:
            return None
        if self.language == "de" and (CALENDAR.match(low) or self._is_no_noun(span, low, initial)):
            return None
        if self.language == "en" and (
            word in NEVER_NEW or low in NOT_NAMES["en"] or ROMAN.fullmatch(word) or (initial and _opens(low))
        ):
            return None
        bare = without_article(word)
        span, word = Span(span.start + len(word) - len(bare), span.start + len(word)), bare
        return _Item(span, account(self, word, span), self._is_same(word), initial)

    def _is_same(self, word: str) -> bool:
        """Tell whether the other side has a word so, or in another romanisation; a genitive ends its name."""
        low = fold(word)
        if low in self.other_folds:
            return True
        if (
            len(word) <= _SHORT
            or known_word(word)
            or not self.other_folds.isdisjoint((low + "s", low.removesuffix("s")))
        ):
            return False
        german = self.language == "de"
        return any(matches(*((word, w) if german else (w, word))) for w in self.other_words)


def _counts(text: str) -> Counter[str]:
    words = re.split(r"[^\w'’]+", text)
    return Counter(fold(w) for whole in words for w in {without_possessive(whole), *re.split("['’]", whole)})


def _opens(low: str) -> bool:
    """Tell whether an English word has its capital from the start of the sentence."""
    return common_english(low) or (lexicon().seen_english(low) == 0 and bool(ENGLISH_WORD.search(low)))


def _stretches(chain: list[_Item]) -> list[Candidate]:
    found: list[Candidate] = []
    whole = Span.cover([item.span for item in chain]) if chain else Span(0, 0)
    at = 0
    while at < len(chain):
        end = at
        while end < len(chain) and chain[end].account != "yes" and chain[end].account == chain[at].account:
            end += 1
        if end > at:
            before, after = at > 0 and chain[at - 1].same, end < len(chain) and chain[end].same
            words = tuple(item.span for item in chain[at:end])
            weak = chain[at].account == "weak"
            found.append(Candidate(Span.cover(words), words, whole, before or after, after, chain[at].initial, weak))
        at = max(end, at + 1)
    return found
