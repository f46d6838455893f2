"""Finds role phrases in German and English text: "der frühere US-Präsident", "Germany's acting chancellor"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.knowledge import forms
from pipeline.knowledge.forms import Token, fold
from pipeline.knowledge.wordings import Wording, Wordings
from pipeline.types import Span

_LONGEST = 6  # words in the longest role or organisation name that is looked up
_LEFT = 4  # words walked to the left of a role for adjectives, modifiers and places
_MIN_SUFFIX = 4  # letters of the shortest role that may end a compound (Chef)
_MIN_PREFIX = 4  # letters of a first half that nobody knows: keeps Begleiter from being a Leiter
_LINKS = {
    "de": frozenset({"der", "des", "von", "beim", "bei", "vom", "für"}),
    "en": frozenset({"of", "for", "the", "at"}),
}
_ARTICLES = frozenset({"der", "die", "das", "des", "dem", "den"})
# Words that end an English noun phrase to the left: articles, prepositions, conjunctions, pronouns, auxiliaries
# (Quirk et al., A Comprehensive Grammar of the English Language, 1985, 2.35-2.41) and the verbs of reporting.
_FUNCTION_WORDS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "your", "of", "to"}
    | {"in", "on", "at", "by", "with", "for", "from", "as", "into", "over", "after", "before", "against", "between"}
    | {"and", "or", "but", "nor", "if", "when", "while", "because", "than", "he", "she", "it", "they", "we", "you", "i"}
    | {"who", "which", "whom", "whose", "is", "was", "are", "were", "be", "been", "has", "have", "had", "will", "would"}
    | {"can", "could", "may", "might", "must", "should", "do", "did", "does", "not", "said", "says", "told", "called"}
    | {"met", "became", "become", "named", "about", "under", "both", "also", "no"}
)
_FILLER = re.compile(r"[a-zäöüß]+(?:e|er|en|em|es)")


@dataclass(frozen=True, slots=True)
class RoleMention:
    """A role phrase in a text.

    ``span`` covers it with modifiers and the place in front of it, ``head`` the words of the role itself.
    ``roles``: the role ids it may mean, all still possible at ``where`` (place or organisation id, empty: not said).
    ``qualifier``: the first half of a compound that no list knows ("Sekten" of Sektenführer).
    ``gender``: m or f where the wording shows it (German masculine forms may be generic), else empty.
    """

    text: str
    span: Span
    head: Span
    roles: tuple[str, ...]
    modifiers: frozenset[str]
    where: str
    qualifier: str
    gender: str
    plural: bool


class _Head(NamedTuple):
    entries: tuple[Wording, ...]
    length: int
    prefix: str = ""


class RoleIndex(Wordings):
    """Role wordings of one language, ready to be found in running text; linear in the length of the text."""

    def find(self, text: str) -> list[RoleMention]:
        """Return the role phrases in order, without overlap; the longest wording wins."""
        tokens = forms.split(text, self.language)
        found: list[RoleMention] = []
        start = floor = 0
        while start < len(tokens):
            head = self._head(tokens, start)
            if head is None:
                start += 1
                continue
            mention = self._mention(text, tokens, start, floor, head)
            start += head.length
            floor = start
            if mention:
                found.append(mention)
        return found

    def _head(self, tokens: list[Token], start: int) -> _Head | None:
        for length in range(min(_LONGEST, len(tokens) - start), 0, -1):
            span = tokens[start : start + length]
            words = tuple(fold(t.text) for t in span)
            if words not in self.heads or any(t.broken for t in span[1:]):
                continue
            # "deputy prime minister": the modifier, not the member of parliament
            if length == 1 and words in self.before and self._head(tokens, start + 1):
                return None
            if self._is_noun(span[0], length):
                capital = span[0].text[:1].isupper()
                entries = tuple(e for e in self.heads[words] if capital or not e.capital)
                return _Head(entries, length) if entries else None
        return self._compound(tokens[start]) if self.language == "de" else None

    def _is_noun(self, token: Token, length: int) -> bool:
        # "kanzler" in lower case is no German noun; multi-word wordings may begin with an adjective
        if self.language == "de" and length == 1:
            return (token.text[:1].isupper() or token.joined) and not self._looks_alike(token)
        return True

    def _looks_alike(self, token: Token) -> bool:
        return token.text.casefold().removesuffix("s").removesuffix("n").endswith(self.lookalikes)

    def _compound(self, token: Token) -> _Head | None:
        word = token.text.casefold()
        if not (token.text[:1].isupper() or token.joined) or self._looks_alike(token):
            return None
        for cut in range(2, len(word) - _MIN_SUFFIX + 1):
            entries = self.heads.get((word[cut:],), [])
            prefix = word[:cut]
            if entries and self.first_half(prefix) is not None:
                return _Head(tuple(entries), 1, prefix)
            entries = [e for e in entries if e.compounds and not e.capital]
            if entries:
                return _Head(tuple(entries), 1, prefix) if cut >= _MIN_PREFIX else None
        return None

    def _mention(self, text: str, tokens: list[Token], start: int, floor: int, head: _Head) -> RoleMention | None:
        modifiers: set[str] = set()
        places: list[str] = []
        qualifier = ""
        if head.prefix:
            known = self.first_half(head.prefix)
            if known is None:
                qualifier = text[tokens[start].span.start :][: len(head.prefix)]
            else:
                modifiers |= {known[0]} - {""}
                places += [known[1]] if known[1] else []
        first = self._walk_left(tokens, start, floor, modifiers, places)
        last = self._walk_right(tokens, start + head.length, modifiers, places)
        implied = next((e.implies for e in head.entries if e.implies), "")
        where = self._choose(implied, places)
        entries = [e for e in head.entries if self.within(where, e.only) and (not e.implies or e.implies == where)]
        # "Australian Chancellor": no such office there, but that is what the text says
        entries = entries or [e for e in head.entries if not e.implies]
        if not entries:
            return None
        head_span = Span(tokens[start].span.start, tokens[start + head.length - 1].span.end)
        span = Span(tokens[first].span.start, tokens[max(last, start + head.length) - 1].span.end)
        return RoleMention(
            text=span.of(text),
            span=span,
            head=head_span,
            roles=tuple(dict.fromkeys(e.role for e in entries)),
            modifiers=frozenset(modifiers),
            where=where,
            qualifier=qualifier,
            gender=entries[0].gender,
            plural=all(e.plural for e in entries),
        )

    def _choose(self, implied: str, places: list[str]) -> str:
        """Return the most specific place named: what the wording implies, then an organisation, then a place."""
        if implied:
            return implied
        return next((p for p in places if not p[:1].isupper()), places[0] if places else "")

    def _walk_left(self, tokens: list[Token], start: int, floor: int, modifiers: set[str], places: list[str]) -> int:
        """Collect modifiers and places before the role; return the index of the first word that belongs to it."""
        at = first = start
        while at > floor and start - at < _LEFT and not tokens[at].broken:
            size, place = self._place_ending(tokens, at, floor)
            if size and (at == first or self._reaches(tokens[at - size : at], first - at)):
                places.append(place)
                at = first = at - size
                continue
            key = tokens[at - 1].text.casefold()
            if (key,) in self.before:
                modifiers.add(self.before[key,])
            elif tokens[at].joined:
                prefix = self.first_half(key) if self.language == "de" else None
                if prefix and prefix[0]:
                    modifiers.add(prefix[0])
            elif self._is_filler(tokens[at - 1]):
                at -= 1
                continue
            else:
                return first
            at -= 1
            first = at
        return first

    def _reaches(self, tokens: list[Token], between: int) -> bool:
        """Tell whether a place can belong to a role some words on: Poland's newly elected president."""
        if self.language == "de" or tokens[-1].possessive:
            return True
        return between == 1 and tuple(fold(t.text) for t in tokens) in self.adjectives

    def _is_filler(self, token: Token) -> bool:
        """Tell whether a word may stand between a modifier or place and the role: Polens *neuer* Präsident."""
        word = token.text.casefold()
        if self.language == "en":
            return not (word in _FUNCTION_WORDS or token.possessive or word.endswith("ing"))
        return word not in _ARTICLES and bool(_FILLER.fullmatch(token.text))

    def _place_ending(self, tokens: list[Token], end: int, floor: int) -> tuple[int, str]:
        for size in range(min(_LONGEST, end - floor), 0, -1):
            words = tuple(fold(t.text) for t in tokens[end - size : end])
            place = self.where.get(words) or (self.adjectives.get(words) if size <= 2 else None)
            if not place or self._partisan(tokens, end - size):
                continue
            if self._is_name(tokens[end - size : end]) and self._attached(tokens, end, words):
                return size, place
        return 0, ""

    def _partisan(self, tokens: list[Token], at: int) -> bool:
        """Tell whether a place says which side somebody is on, not where: pro-European."""
        return at > 0 and tokens[at].joined and tokens[at - 1].text.casefold() in ("pro", "anti", "non")

    def _attached(self, tokens: list[Token], end: int, words: tuple[str, ...]) -> bool:
        # German: US-Präsident, Polens Präsident, der polnische Präsident -- but not "in Polen Präsident"
        if self.language == "en" or words in self.adjectives:
            return True
        return (end < len(tokens) and tokens[end].joined) or words[-1].endswith("s")

    def _walk_right(self, tokens: list[Token], at: int, modifiers: set[str], places: list[str]) -> int:
        """Collect a modifier (-elect) and "of the place" after the role; return the end of what belongs to it."""
        end = at
        if self._goes_on(tokens, at) and tokens[at].text.casefold() in self.after:
            modifiers.add(self.after[tokens[at].text.casefold()])
            at = end = at + 1
        linked = tokens[at - 1].text.casefold() in _LINKS[self.language]
        while self._goes_on(tokens, at) and tokens[at].text.casefold() in _LINKS[self.language]:
            linked, at = True, at + 1
        size, place = self._place_starting(tokens, at) if self._goes_on(tokens, at) else (0, "")
        if not size or not (linked or (self.language == "de" and tokens[at + size - 1].text.endswith("s"))):
            return end
        words = tuple(fold(t.text) for t in tokens[at : at + size])
        if words in self.where:
            places.append(place)
            return at + size
        # "of the Russian State Duma"; an adjective alone belongs to a noun that is not known
        more, inner = self._place_starting(tokens, at + size) if self._goes_on(tokens, at + size) else (0, "")
        places += [inner, place] if more else []
        return at + size + more if more else end

    @staticmethod
    def _goes_on(tokens: list[Token], at: int) -> bool:
        return at < len(tokens) and not tokens[at].broken

    def _place_starting(self, tokens: list[Token], at: int) -> tuple[int, str]:
        for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
            words = tuple(fold(t.text) for t in tokens[at : at + size])
            place = self.where.get(words) or self.adjectives.get(words)
            if place and self._is_name(tokens[at : at + size]):
                return size, place
        return 0, ""

    def _is_name(self, tokens: list[Token]) -> bool:
        """Tell whether the words may be a name: unbroken, in English with a capital (the League, not a league)."""
        if any(t.broken for t in tokens[1:]):
            return False
        return self.language == "de" or tokens[0].text[:1].isupper()
