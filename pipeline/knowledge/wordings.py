"""The wordings of roles, modifiers, places and organisations of one language, as look-up tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from pipeline.knowledge import forms
from pipeline.knowledge.forms import fold
from pipeline.knowledge.models import ModifierEntry
from pipeline.knowledge.records import Language, Organisation, Place, Role


class Wording(NamedTuple):
    """What one inflected wording says of a role; ``capital``, ``compounds``: see ``records.Form`` and ``Role``."""

    role: str
    only: frozenset[str]
    implies: str
    gender: str
    plural: bool
    capital: bool
    compounds: bool


class Wordings:
    """Tables keyed by folded words (``forms.fold``).

    ``heads``: role wordings; ``where`` and ``adjectives``: names and adjectives of places and organisations;
    ``before`` and ``after``: modifiers by side; ``prefixes`` and ``modifier_prefixes``: German first halves.
    """

    def __init__(
        self,
        language: Language,
        roles: Iterable[Role],
        modifiers: Mapping[str, ModifierEntry],
        places: Iterable[Place],
        organisations: Iterable[Organisation],
        within: Callable[[str, frozenset[str]], bool],
        lookalikes: Iterable[str] = (),
    ) -> None:
        self.language: Language = language
        self.within = within
        self.lookalikes = tuple(lookalikes) if language == "de" else ()
        self.heads: dict[tuple[str, ...], list[Wording]] = defaultdict(list)
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
                if form.capital and self.language == "de" and words[-1] != form.text.casefold():
                    continue  # only as written: Oberst, not the adjective Oberste
                entry = Wording(role.id, form.only, form.implies, gender, plural, form.capital, role.compounds)
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
        if organisation.kind == "ministry" and not organisation.country:
            return  # every country has one: the place says whose it is
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

    def first_half(self, prefix: str) -> tuple[str, str] | None:
        """Return (modifier, where) that a compound's first half stands for; None where unknown."""
        bare = prefix.removesuffix("s")
        for half in (prefix, bare):
            if half in self.modifier_prefixes:
                return self.modifier_prefixes[half], ""
            if half in self.prefixes:
                return "", self.prefixes[half]
        for half, modifier in self.modifier_prefixes.items():  # Exbundeskanzler
            rest = self.first_half(prefix[len(half) :]) if prefix.startswith(half) and len(prefix) > len(half) else None
            if rest:
                return modifier, rest[1]
        return None
