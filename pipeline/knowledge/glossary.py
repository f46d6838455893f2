"""The desk's terms: which English a German term gets, and which it does not; ``configs/knowledge/glossary``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from pydantic import Field, model_validator

from pipeline.knowledge.models import Names, Strict
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import fold
from pipeline.types import Span

# Endings of German nouns and adjectives (Duden, Die Grammatik, 10th ed., §§ 688-760). They over-generate, which does
# no harm: a form that does not exist is not found.
_NOUN = "(?:e?s|e?n|e|ern?|nen|ses?|sen)?"
_ADJECTIVE = "e[rsnm]?"
_UMLAUT = {"a": "[aä]", "o": "[oö]", "u": "[uü]"}
_ENGLISH = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True)
class Term:
    """One entry. ``de``: dictionary forms; ``en``: the English wanted, the first one preferred; ``avoid``: English that
    is not wanted, empty for all but ``en``; ``compounds``: also the end of a longer German word."""

    de: tuple[str, ...]
    en: tuple[str, ...]
    avoid: tuple[str, ...] = ()
    compounds: bool = False
    note: str = ""
    source: str = ""
    checked: date = date.min

    @cached_property
    def german(self) -> re.Pattern[str]:
        """Matches the term in any inflection; a noun keeps its capital, an adjective may have one."""
        return re.compile("|".join(_german(name, self.compounds) for name in self.de))

    @cached_property
    def unwanted(self) -> re.Pattern[str] | None:
        """Matches the English that is not wanted, singular or plural, in any case."""
        parts = [_english(name) for name in sorted(self.avoid, key=len, reverse=True)]
        return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", re.IGNORECASE) if parts else None

    def wanted_in(self, english: str) -> bool:
        """Tell whether one of the wanted wordings stands in the text, in any inflection."""
        return any(_holds(english_stems(english), english_stems(name)) for name in self.en)

    def shortened_in(self, english: str) -> bool:
        """Tell whether the last word of a wanted wording stands there, as a later mention has it (the court)."""
        return bool({english_stems(name)[-1] for name in self.en} & set(english_stems(english)))


@dataclass(frozen=True)
class Glossary:
    """All terms; of two that stand at the same place the later holds, so a desk's own entry wins over what ships."""

    terms: tuple[Term, ...] = ()

    def found(self, german: str) -> Iterator[tuple[Term, Span]]:
        """Yield the terms of a German text with their place; of terms that overlap only the longest, each term once."""
        words = {_start(word) for word in re.findall(r"[^\W\d_]{2,}", german)}
        near = sorted({i for word in words for i in self._by_start.get(word, ())} | self._compounds)
        hits = [(Span(*m.span()), i) for i in near for m in self.terms[i].german.finditer(german)]
        taken: list[Span] = []
        seen: set[int] = set()
        for span, i in sorted(hits, key=lambda hit: (hit[0].start - hit[0].end, hit[0].start, -hit[1])):
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                if i not in seen:
                    seen.add(i)
                    yield self.terms[i], span

    def named(self, name: str) -> tuple[Term, ...]:
        """Return the terms with that German or English wording (any case)."""
        wanted = name.casefold()
        return tuple(t for t in self.terms if any(wanted == n.casefold() for n in (*t.de, *t.en)))

    @cached_property
    def _by_start(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for i, term in enumerate(self.terms):
            for name in term.de:
                index.setdefault(_start(name), []).append(i)
        return index

    @cached_property
    def _compounds(self) -> set[int]:
        return {i for i, term in enumerate(self.terms) if term.compounds}


@lru_cache(maxsize=4096)
def english_stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words of an English text; a hyphen separates words."""
    return tuple(english_stem(fold(word)) for word in _ENGLISH.findall(text))


def _holds(text: Sequence[str], words: Sequence[str]) -> bool:
    return any(tuple(text[i : i + len(words)]) == tuple(words) for i in range(len(text) - len(words) + 1))


def _start(word: str) -> str:
    """Return the first two letters as inflection leaves them."""
    return fold(word[:2]).translate(str.maketrans("äöü", "aou"))


def _german(name: str, compounds: bool) -> str:
    *front, last = name.split()
    parts = [_front_word(word, first=i == 0) for i, word in enumerate(front)]
    end = _noun(last) if last[0].isupper() else rf"{_any_case(last)}(?:{_ADJECTIVE})?"
    words = r"\s+".join([*parts, end])
    own = rf"(?<![\w-]){words}(?![\w-])"
    if not compounds or front:
        return own
    return rf"{own}|(?<!\w)\w+(?:-{end}|{end[0].lower()}{end[1:]})(?![\w-])"


def _front_word(word: str, first: bool) -> str:
    """Match a word before the last: an adjective of the dictionary form (Große, Europäischer) in any ending."""
    stem = re.sub("e[rsnm]?$", "", word)
    if stem != word and (first or word[0].islower()) and len(stem) > 2:
        return _any_case(stem) + _ADJECTIVE
    return _any_case(word) if word[0].islower() else _plain(word)


def _noun(word: str) -> str:
    if word.endswith("um"):
        return rf"{_plain(word[:-2])}(?:ums?|en|a)"
    vowels = [i for i, c in enumerate(word) if c in _UMLAUT]
    if not vowels:
        return _plain(word) + _NOUN
    at = vowels[-1] - (word[vowels[-1] - 1 : vowels[-1] + 1] == "au")
    if at == 0:
        return _plain(word) + _NOUN
    return _plain(word[:at]) + _UMLAUT[word[at]] + _plain(word[at + 1 :]) + _NOUN


def _any_case(word: str) -> str:
    return f"[{word[0].lower()}{word[0].upper()}]{_plain(word[1:])}"


def _plain(word: str) -> str:
    return re.escape(word).replace("ß", "(?:ß|ss)")


def _english(name: str) -> str:
    *front, last = map(re.escape, name.split())
    plural = f"{last[:-1]}(?:y|ies)" if last.endswith("y") else f"{last}(?:e?s)?"
    return r"[\s-]+".join([*front, plural])


class TermEntry(Strict):
    """One entry of a glossary file."""

    de: Names = Field(min_length=1)
    en: Names = Field(min_length=1)
    avoid: Names = Field(default=(), alias="not")
    compounds: bool = False
    note: str = ""
    source: str = ""
    checked: date | None = None

    @model_validator(mode="after")
    def _possible(self) -> TermEntry:
        for name in (*self.de, *self.en, *self.avoid):
            if not _ENGLISH.search(name):
                raise ValueError(f"{name!r} is no term")
        return self


class GlossaryFile(Strict):
    """``configs/knowledge/glossary/*.yaml``."""

    source: str
    checked: date
    terms: tuple[TermEntry, ...]

    def records(self) -> list[Term]:
        """Return the terms, with the file's source and date where an entry gives none."""
        return [
            Term(e.de, e.en, e.avoid, e.compounds, e.note, e.source or self.source, e.checked or self.checked)
            for e in self.terms
        ]
