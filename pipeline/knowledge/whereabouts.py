"""Finds places and organisations in German and English text, by name, adjective or the people who live there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal, NamedTuple

from pipeline.knowledge import forms
from pipeline.knowledge.forms import fold
from pipeline.knowledge.records import Language, Organisation, Place
from pipeline.types import Span

How = Literal["name", "adjective", "people", "organisation"]


class WhereMention(NamedTuple):
    """A place or organisation in a text; ``ids``: all that may be meant, ``how`` the text names it."""

    span: Span
    ids: tuple[str, ...]
    how: How


class WhereIndex:
    """Names of places and organisations of one language; the longest name wins."""

    def __init__(self, language: Language, places: Iterable[Place], organisations: Iterable[Organisation]) -> None:
        self.language: Language = language
        self.entries: dict[tuple[str, ...], list[tuple[str, How]]] = defaultdict(list)
        self.small: set[tuple[str, ...]] = set()  # names of several words that begin small: federal prosecutors
        self.longest: dict[str, int] = {}  # by first word: words in the longest name that begins with it
        german = language == "de"
        for place in places:
            for name in place.de if german else (*place.en, *place.avoid):
                self._add(forms.name_forms(name, language), place.id, "name")
            for stem in place.adjectives_de if german else ():
                self._add(forms.adjective_forms(stem), place.id, "adjective")
            for word in () if german else place.adjectives_en:
                self._add([tuple(map(fold, forms.words_of(word)))], place.id, "adjective")
            for word in place.people_de if german else place.people_en:
                endings = ("", "n", "en", "s", "in", "innen", "r") if german else ("", "s", "es")
                self._add([(word.casefold() + e,) for e in endings], place.id, "people")
        for body in organisations:
            for name in body.de if german else body.en:
                keys = forms.name_forms(name, language)
                self._add(keys, body.id, "organisation")
                self.small.update(key for key in keys if len(key) > 1 and name[0].islower())

    def _add(self, keys: Iterable[tuple[str, ...]], item: str, how: How) -> None:
        for key in keys:
            self.longest[key[0]] = max(self.longest.get(key[0], 0), len(key))
            if all(item != known for known, _ in self.entries[key]):
                self.entries[key].append((item, how))

    def find(self, text: str) -> tuple[WhereMention, ...]:
        """Return the mentions in order, without overlap."""
        tokens = forms.split(text, self.language)
        folded = [fold(t.text) for t in tokens]
        found = []
        at = 0
        while at < len(tokens):
            for size in range(min(self.longest.get(folded[at], 0), len(tokens) - at), 0, -1):
                key = tuple(folded[at : at + size])
                entry = self.entries.get(key)
                if entry and (tokens[at].text[:1].isupper() or entry[0][1] == "adjective" or key in self.small):
                    span = Span(tokens[at].span.start, tokens[at + size - 1].span.end)
                    found.append(WhereMention(span, tuple(i for i, _ in entry), entry[0][1]))
                    at += size - 1
                    break
            at += 1
        return tuple(found)
