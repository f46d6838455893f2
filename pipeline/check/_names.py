"""The names of one article on both sides, and which word stands for which: shared by the checks of names and offices.

A German capitalised word is taken for (part of) a name when an English capitalised word spells it the same or by
another romanisation, when it is such a word elsewhere in the article, or when no word list knows it. Role words never
are names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from pipeline.knowledge import Knowledge
from pipeline.knowledge.lexicon import lexicon
from pipeline.text.namekeys import equivalent_given, word_distance
from pipeline.text.names import capital_runs, without_possessive
from pipeline.text.romanisation import fold
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment, Span

SAME = 0.45  # word_distance up to which a German and an English word are one name
SAME_LONG = 0.7  # the same for words of eight letters and more: Kruschtschow, Khrushchev
_LIKENESS = 45  # least rapidfuzz ratio of two spellings of one name (Schukow and Zhukov have 62), to save time
_COMMON = 20  # times seen in the lexicon's training text from which a German word counts as known
_CAPITAL = 0.72  # share of capitals within sentences from which an English word counts as a name


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word of a name: ``text`` without an English possessive; ``partner`` the English (German) word it matches."""

    span: Span
    text: str
    partner: int | None = None  # index into the words of the other side
    run: int = 0  # number of the run it stands in
    initial: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """A name as it stands in one place: ``words`` are its parts, ``index`` the position of the pair in the article."""

    index: int
    span: Span
    words: tuple[str, ...]
    other: tuple[str, ...] = ()  # the words on the other side that match, in order of this side
    other_span: Span | None = None
    loose: tuple[NameWord, ...] = ()  # name words on the other side of the pair that match nothing

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def family(self) -> str:
        return self.words[-1]


@dataclass(frozen=True, slots=True)
class PairNames:
    """Name words of both sides of one pair."""

    source: tuple[NameWord, ...]
    target: tuple[NameWord, ...]


@dataclass(frozen=True, slots=True)
class ArticleNames:
    """All uses of names in an article, by side."""

    pairs: tuple[PairNames, ...]
    source: tuple[Use, ...]
    target: tuple[Use, ...]


@lru_cache(maxsize=1)
def _capital_stems() -> dict[str, float]:
    """Return, by English stem, the share of uses within sentences that have a capital."""
    totals: dict[str, tuple[float, int]] = {}
    for word, (seen, _, capital) in lexicon().english.items():
        share, count = totals.get(english_stem(word), (0.0, 0))
        totals[english_stem(word)] = (share + capital / 100 * seen, count + seen)
    return {stem: share / count for stem, (share, count) in totals.items() if count}


def proper(stem: str) -> bool:
    """Tell whether an English stem, as the lexicon gives it, is that of a name."""
    return _capital_stems().get(stem, 0.0) >= _CAPITAL


def known_word(word: str) -> bool:
    """Tell whether the lexicon knows a German word as a common noun: its translation is written small."""
    words = lexicon()
    best, strength = max(words.translations(word.casefold()).items(), key=lambda item: item[1], default=("", 0.0))
    if strength < 0.1:
        return words.seen(word.casefold()) >= _COMMON
    return not proper(best)


def common_english(word: str) -> bool:
    """Tell whether an English word is one that has no capital of its own."""
    low = word.casefold()
    return lexicon().seen_english(low) >= 3 and lexicon().capital_english(low) < 0.5


def _equal(german: str, english: str) -> bool:
    return fold(german) == fold(english)


def _translates(german: str, english: str) -> bool:
    """Tell whether the lexicon has the English word, which must be one with a capital, for the German one."""
    words = lexicon()
    low = english.casefold()
    if words.seen_english(low) and words.capital_english(low) < _CAPITAL:
        return False
    return words.translations(german.casefold()).get(english_stem(low), 0.0) >= 0.25


@lru_cache(maxsize=20000)
def matches(german: str, english: str) -> bool:
    """Tell whether two capitalised words spell one name."""
    a, b = fold(german), fold(english)
    if a == b or equivalent_given(german, english):
        return True
    if min(len(a), len(b)) < 3 or abs(len(a) - len(b)) > 5 or ratio(a, b) < _LIKENESS:
        return a + "s" == b or b + "s" == a
    return word_distance(german, english) <= (SAME_LONG if min(len(a), len(b)) >= 8 else SAME)


def _words(text: str, language: str, blocked: Sequence[Span]) -> list[NameWord]:
    found = []
    for number, run in enumerate(capital_runs(text, language)):
        for i, span in enumerate(run.words):
            if not any(span.overlaps(b) for b in blocked):
                word = span.of(text)
                bare = without_possessive(word)
                cut = Span(span.start, span.start + len(bare))
                found.append(NameWord(cut, bare, None, number, run.initial and i == 0))
    return found


class Draft(NamedTuple):
    """One pair before it is known which German words are names."""

    german: list[NameWord]
    english: list[NameWord]
    links: dict[int, int]  # German index to English index
    lower: frozenset[str]  # stems of the English words in lower case


def draft(pair: Alignment, knowledge: Knowledge) -> Draft:
    """Return the capitalised words of both sides but roles, and which spell one name; remembered."""
    return knowledge.remember(("draft", pair.source, pair.target), lambda: _draft(pair, knowledge))


def _draft(pair: Alignment, knowledge: Knowledge) -> Draft:
    german = _words(pair.source, "de", [m.span for m in knowledge.find_roles(pair.source, "de")])
    english = _words(pair.target, "en", [m.span for m in knowledge.find_roles(pair.target, "en")])
    links: dict[int, int] = {}
    for alike in (_equal, matches, _translates):
        free = sorted(set(range(len(english))) - set(links.values()))
        for i, word in enumerate(german):
            for j in free if i not in links else ():
                if alike(word.text, english[j].text):
                    links[i] = j
                    free.remove(j)
                    break
    lower = frozenset(english_stem(w.fold) for w in word_forms(pair.target) if w.text[:1].islower())
    return Draft(german, english, links, lower)


def _is_name(draft: Draft, i: int, vocabulary: frozenset[str]) -> bool:
    """Tell whether the German word ``i`` without an English partner is a name all the same."""
    word = draft.german[i]
    low = word.text.casefold()
    if fold(word.text) in vocabulary or fold(word.text).removesuffix("s") in vocabulary:
        return True
    if known_word(word.text) or any(w in draft.lower for w in lexicon().translations(low)):
        return False
    return not word.initial or lexicon().seen(low) == 0


def _settle(draft: Draft, vocabulary: frozenset[str]) -> PairNames:
    named = {draft.german[i].run for i in draft.links}
    kept = [
        i
        for i, word in enumerate(draft.german)
        if i in draft.links or (len(word.text) == 1 and word.run in named) or _is_name(draft, i, vocabulary)
    ]
    linked = set(draft.links.values())
    stays = [j for j, w in enumerate(draft.english) if j in linked or not (w.initial and common_english(w.text))]
    place, seat = ({old: new for new, old in enumerate(order)} for order in (kept, stays))
    back = {j: place[i] for i, j in draft.links.items()}
    links = {i: seat[j] for i, j in draft.links.items()}
    source = tuple(replace(draft.german[i], partner=links.get(i)) for i in kept)
    return PairNames(source, tuple(replace(draft.english[j], partner=back.get(j)) for j in stays))


def _groups(words: Sequence[NameWord], text: str, knowledge: Knowledge) -> list[list[NameWord]]:
    """Join neighbouring name words of one run; two known people side by side stay two."""
    groups: list[list[NameWord]] = []
    for word in words:
        last = groups[-1][-1] if groups else None
        gap = text[last.span.end : word.span.start] if last else "x x x"
        if last and last.run == word.run and "," not in gap and not any(c.isupper() for c in gap):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [part for group in groups for part in _people(group, knowledge)]


def _people(group: list[NameWord], knowledge: Knowledge) -> list[list[NameWord]]:
    """Cut a group before or after the full name of a known person: Kim Jong Un | Wladimir Putin."""
    for start in range(len(group) - 1) if len(group) > 2 else ():
        for end in range(len(group), start + 1, -1):
            name = " ".join(w.text for w in group[start:end])
            parts = [group[:start], group[start:end], group[end:]]
            if 1 not in (start, len(group) - end) and end - start < len(group) and knowledge.person(name):
                return [piece for part in parts if part for piece in _people(part, knowledge)]
    return [group]


def _as_other_side(
    groups: list[list[NameWord]], others: Sequence[Sequence[NameWord]], known: Sequence[NameWord]
) -> list[list[NameWord]]:
    """Cut German groups where the English has two names, and take off a common noun before the name.

    German sets names side by side without a comma, and nouns before them: "schrieb Anna Berg Karl Thal", "Imker Berg".
    ``others``: the English groups; ``known``: all English name words, by index.
    """
    seat = {id(word): number for number, group in enumerate(others) for word in group}
    made: list[list[NameWord]] = []
    for group in groups:
        parts: list[list[NameWord]] = [[]]
        place: int | None = None
        for word in group:
            here = seat.get(id(known[word.partner])) if word.partner is not None else None
            if here is not None and place is not None and here != place:
                parts.append([])
            place = here if here is not None else place
            parts[-1].append(word)
        for part in parts:
            named = any(w.partner is not None for w in part)
            while named and part[0].partner is None and _known_noun(part[0].text):
                part = part[1:]
            made.append(part)
    return made


def _known_noun(word: str) -> bool:
    """Tell whether a German word is a common noun, or ends in one: Imker, Herausforderers."""
    low = word.casefold()
    forms = (low, low.removesuffix("s"))
    return known_word(word) or any(not proper(stem) for form in forms for stem in lexicon().translations(form))


def _uses(index: int, groups: Sequence[Sequence[NameWord]], others: tuple[NameWord, ...]) -> list[Use]:
    """Make the uses of groups of name words."""
    found = []
    for group in groups:
        partners = [others[w.partner] for w in group if w.partner is not None]
        found.append(
            Use(
                index,
                Span(group[0].span.start, group[-1].span.end),
                tuple(w.text for w in group),
                tuple(p.text for p in partners),
                Span.cover([p.span for p in partners]) if partners else None,
                tuple(o for o in others if o.partner is None),
            )
        )
    return found


def article_names(pairs: Sequence[Alignment], knowledge: Knowledge) -> ArticleNames:
    """Return the names of an article, in order; remembered, since several checks ask."""
    key = ("names", tuple((p.source, p.target) for p in pairs))
    return knowledge.remember(key, lambda: _article_names(pairs, knowledge))


def _article_names(pairs: Sequence[Alignment], knowledge: Knowledge) -> ArticleNames:
    drafts = [draft(pair, knowledge) for pair in pairs]
    vocabulary = frozenset(fold(d.german[i].text) for d in drafts for i in d.links)
    views = tuple(_settle(draft, vocabulary) for draft in drafts)
    source: list[Use] = []
    target: list[Use] = []
    for i, (pair, view) in enumerate(zip(pairs, views, strict=True)):
        english = _groups(view.target, pair.target, knowledge)
        german = _as_other_side(_groups(view.source, pair.source, knowledge), english, view.target)
        source += _uses(i, german, view.target)
        target += _uses(i, english, view.source)
    return ArticleNames(views, tuple(source), tuple(target))
