"""Finds role phrases in German and English text: "der frühere US-Präsident", "Germany's acting chancellor"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.knowledge import forms
from pipeline.knowledge.forms import Token, fold
from pipeline.knowledge.models import ModifierEntry
from pipeline.knowledge.records import Language, Organisation, Place, Role
from pipeline.types import Span

_LONGEST = 6  # words in the longest role or organisation name that is looked up
_LEFT = 4  # words walked to the left of a role for adjectives, modifiers and places
_MIN_SUFFIX = 4  # letters of the shortest role that may end a compound (Chef)
_MIN_PREFIX = 4  # letters of a first half that nobody knows: keeps Begleiter from being a Leiter
_LINKS = {
    "de": frozenset({"der", "des", "von", "die", "das", "dem", "in", "im", "beim", "bei", "vom", "für"}),
    "en": frozenset({"of", "for", "the", "at", "in"}),
}
_ARTICLES = {"de": frozenset({"der", "die", "das", "des", "dem", "den"}), "en": frozenset({"the"})}
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


class _Entry(NamedTuple):
    role: str
    only: frozenset[str]
    implies: str
    gender: str
    plural: bool


class _Head(NamedTuple):
    entries: tuple[_Entry, ...]
    length: int
    prefix: str = ""


class RoleIndex:
    """Role wordings of one language, ready to be found in running text; linear in the length of the text."""

    def __init__(
        self,
        language: Language,
        roles: Iterable[Role],
        modifiers: Mapping[str, ModifierEntry],
        places: Iterable[Place],
        organisations: Iterable[Organisation],
        within: Callable[[str, frozenset[str]], bool],
    ) -> None:
        self.language: Language = language
        self.within = within
        self.heads: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
        self.where: dict[tuple[str, ...], str] = {}
        self.adjectives: dict[tuple[str, ...], str] = {}
        self.before: dict[tuple[str, ...], str] = {}
        self.after: dict[str, str] = {}
        self.prefixes: dict[str, str] = {}
        self.modifier_prefixes: dict[str, str] = {}
        for role in roles:
            self._add_role(role)
        for place in places:
            self._add_place(place)
        for organisation in organisations:
            self._add_organisation(organisation)
        for modifier, entry in modifiers.items():
            self._add_modifier(modifier, entry)

    def _add_role(self, role: Role) -> None:
        for form in role.de if self.language == "de" else role.en:
            for words, gender, plural in forms.role_forms(form.text, self.language):
                entry = _Entry(role.id, form.only, form.implies, gender, plural)
                if not any(e.role == role.id and e.implies == form.implies for e in self.heads[words]):
                    self.heads[words].append(entry)

    def _add_place(self, place: Place) -> None:
        names, adjectives = (place.de, place.adjectives_de) if self.language == "de" else (place.en, ())
        for name in names:
            for key in forms.name_forms(name, self.language):
                self.where.setdefault(key, place.id)
                if len(key) == 1:
                    self.prefixes.setdefault(key[0].casefold(), place.id)
        for stem in adjectives:
            for key in forms.adjective_forms(stem):
                self.adjectives.setdefault(key, place.id)
        for word in place.adjectives_en if self.language == "en" else ():
            self.adjectives.setdefault(tuple(map(fold, forms.words_of(word))), place.id)

    def _add_organisation(self, organisation: Organisation) -> None:
        for name in organisation.de if self.language == "de" else organisation.en:
            for key in forms.name_forms(name, self.language):
                self.where.setdefault(key, organisation.id)
                if len(key) == 1:
                    self.prefixes.setdefault(key[0].casefold(), organisation.id)
        for half in organisation.compounds:
            self.prefixes[half.casefold()] = organisation.id

    def _add_modifier(self, modifier: str, entry: ModifierEntry) -> None:
        for word in entry.de if self.language == "de" else entry.en:
            keys = forms.adjective_forms(word) if self.language == "de" else []
            for key in [*keys, tuple(w.casefold() for w in forms.words_of(word))]:
                self.before[key] = modifier
        if self.language == "de":
            self.modifier_prefixes |= {prefix.casefold(): modifier for prefix in entry.prefix}
        else:
            self.after |= {word.casefold(): modifier for word in entry.suffix}

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
            words = tuple(t.text.casefold() for t in tokens[start : start + length])
            # "deputy prime minister": the modifier, not the member of parliament
            if length == 1 and words in self.before and self._head(tokens, start + 1):
                return None
            if words in self.heads and self._is_noun(tokens[start], length):
                return _Head(tuple(self.heads[words]), length)
        return self._compound(tokens[start]) if self.language == "de" and start < len(tokens) else None

    def _is_noun(self, token: Token, length: int) -> bool:
        # "kanzler" in lower case is no German noun; multi-word wordings may begin with an adjective
        return self.language == "en" or length > 1 or token.text[:1].isupper() or token.joined

    def _compound(self, token: Token) -> _Head | None:
        word = token.text.casefold()
        if not (token.text[:1].isupper() or token.joined):
            return None
        for cut in range(2, len(word) - _MIN_SUFFIX + 1):
            entries = self.heads.get((word[cut:],))
            if entries:
                prefix = word[:cut]
                known = self._prefix(prefix) is not None
                return _Head(tuple(entries), 1, prefix) if known or cut >= _MIN_PREFIX else None
        return None

    def _prefix(self, prefix: str) -> tuple[str, str] | None:
        """Return (modifier, where) that a compound's first half stands for; None where unknown."""
        bare = prefix.removesuffix("s")
        for half in (prefix, bare):
            if half in self.modifier_prefixes:
                return self.modifier_prefixes[half], ""
            if half in self.prefixes:
                return "", self.prefixes[half]
        for half, modifier in self.modifier_prefixes.items():  # Exbundeskanzler
            rest = self._prefix(prefix[len(half) :]) if prefix.startswith(half) and len(prefix) > len(half) else None
            if rest:
                return modifier, rest[1]
        return None

    def _mention(self, text: str, tokens: list[Token], start: int, floor: int, head: _Head) -> RoleMention | None:
        modifiers: set[str] = set()
        places: list[str] = []
        qualifier = ""
        if head.prefix:
            known = self._prefix(head.prefix)
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
        while at > floor and start - at < _LEFT:
            size, place = self._place_ending(tokens, at, floor)
            if size:
                places.append(place)
                at = first = at - size
                continue
            key = tokens[at - 1].text.casefold()
            if (key,) in self.before:
                modifiers.add(self.before[key,])
            elif tokens[at - 1].joined or (at < len(tokens) and tokens[at].joined):
                prefix = self._prefix(key) if self.language == "de" else None
                if prefix and prefix[0]:
                    modifiers.add(prefix[0])
                elif not tokens[at].joined:
                    return first
            elif not self._is_filler(tokens[at - 1]):
                return first
            else:
                at -= 1
                continue
            at -= 1
            first = at
        return first

    def _is_filler(self, token: Token) -> bool:
        """Tell whether an adjective may stand between the place and the role: Polens *neuer* Präsident."""
        if token.text.casefold() in _ARTICLES[self.language]:
            return False
        if self.language == "en":
            return token.text in {"new", "first", "female"}
        return bool(_FILLER.fullmatch(token.text))

    def _place_ending(self, tokens: list[Token], end: int, floor: int) -> tuple[int, str]:
        for size in range(min(_LONGEST, end - floor), 0, -1):
            words = tuple(fold(t.text) for t in tokens[end - size : end])
            place = self.where.get(words) or (self.adjectives.get(words) if size <= 2 else None)
            if place and self._attached(tokens, end, words):
                return size, place
        return 0, ""

    def _attached(self, tokens: list[Token], end: int, words: tuple[str, ...]) -> bool:
        # German: US-Präsident, Polens Präsident, der polnische Präsident -- but not "in Polen Präsident"
        if self.language == "en" or words in self.adjectives:
            return True
        return (end < len(tokens) and tokens[end].joined) or words[-1].endswith("s")

    def _walk_right(self, tokens: list[Token], at: int, modifiers: set[str], places: list[str]) -> int:
        """Collect a modifier (-elect) and "of the place" after the role; return the end of what belongs to it."""
        end = at
        if at < len(tokens) and tokens[at].text.casefold() in self.after:
            modifiers.add(self.after[tokens[at].text.casefold()])
            at = end = at + 1
        linked = False
        while at < len(tokens) and tokens[at].text.casefold() in _LINKS[self.language] and not tokens[at].joined:
            linked, at = True, at + 1
        size, place = self._place_starting(tokens, at)
        if size and (linked or (self.language == "de" and tokens[at + size - 1].text.endswith("s"))):
            places.append(place)
            adjective_only = tuple(fold(t.text) for t in tokens[at : at + size]) in self.adjectives
            more, inner = self._place_starting(tokens, at + size) if adjective_only else (0, "")
            if more:
                places.append(inner)
            return at + size + more
        return end

    def _place_starting(self, tokens: list[Token], at: int) -> tuple[int, str]:
        for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
            words = tuple(fold(t.text) for t in tokens[at : at + size])
            place = self.where.get(words) or self.adjectives.get(words)
            if place:
                return size, place
        return 0, ""
