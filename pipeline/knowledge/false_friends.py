"""False friends: German words that look like English words of another meaning, separable verbs and idioms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from pydantic import Field, field_validator

from pipeline.knowledge.models import Names, Strict
from pipeline.text.wordforms import fold, word_forms


@dataclass(frozen=True)
class FalseFriend:
    """``de``, ``en``, ``unless``: words, ``*`` for any letters; ``right``: what the German word means in English.

    ``de`` may hold ``...`` for other words of the sentence, and ``|`` for the end of a clause. ``beside``: one of these
    words must stand in the German too.
    """

    de: tuple[str, ...]
    en: tuple[str, ...]
    right: tuple[str, ...]
    unless: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    def match(self, text: str) -> re.Match[str] | None:
        """Return where the German word stands in a German text, or None."""
        found = self.german.search(text)
        if found is None or (self._company is not None and not self._company.search(text)):
            return None
        return found

    def excused(self, text: str) -> bool:
        """Tell whether the German text has a good reason for the English word, beside the German word itself."""
        if self.excuse is None:
            return False
        whole = any("..." in word for word in self.de)
        return self.excuse.search(text if whole else self.german.sub(" ", text)) is not None

    @cached_property
    def _company(self) -> re.Pattern[str] | None:
        return _pattern(self.beside, 0) if self.beside else None

    @cached_property
    def german(self) -> re.Pattern[str]:
        """Matches the German word; case counts, as a noun is not a verb (Spur, spuren)."""
        return _pattern(self.de, 0)

    @cached_property
    def wrong(self) -> re.Pattern[str]:
        """Matches the English word that gives the slip away."""
        return _pattern(self.en, re.IGNORECASE)

    @cached_property
    def excuse(self) -> re.Pattern[str] | None:
        """Matches a German word that is a good reason for the English one."""
        return _pattern(self.unless, re.IGNORECASE) if self.unless else None

    @cached_property
    def meant(self) -> re.Pattern[str]:
        """Matches the right English word, in the singular or plural."""
        words = "|".join(re.escape(w).replace(r"\*", r"\w*") for w in self.right)
        return re.compile(rf"\b(?:{words})(?:s|es)?\b", re.IGNORECASE)


@dataclass(frozen=True)
class FalseFriends:
    """All false friends."""

    entries: tuple[FalseFriend, ...] = ()

    def found(self, german: str) -> list[FalseFriend]:
        """Return the entries whose German word stands in the text, in the order of the file."""
        starts = {word.fold[:3] for word in word_forms(german)}
        near = sorted({i for start in starts for i in self._by_start.get(start, ())})
        return [self.entries[i] for i in near if self.entries[i].match(german)]

    @cached_property
    def _by_start(self) -> dict[str, list[int]]:
        """The places of the entries by the first three letters of their German words."""
        index: dict[str, list[int]] = {}
        for i, entry in enumerate(self.entries):
            for word in entry.de:
                index.setdefault(fold(word)[:3], []).append(i)
        return index


_GAPS = re.compile(r"\\ \\\.\\\.\\\.\\ ")
# Other words of the sentence; a modal verb at once shows an infinitive, which has its particle with it.
_GAP = (
    r"\\b(?!\\s(?:will|wollen|kann|können|soll|muss|lassen)\\b)"
    r"(?:[^.!?;:„“”\"»«]|„[^.!?„“”]{1,60}[“”]|»[^.!?»«]{1,60}«|\"[^.!?\"]{1,60}\"){1,100}?(?<![\\w-])"
)
_END = r"(?=\s*(?:[,.;:!?)“”\"–]|$|(?:und|oder|als|wie|sowie|weil|nachdem)\b))"  # of a clause


def _pattern(words: tuple[str, ...], flags: int) -> re.Pattern[str]:
    parts = [_any_start(_GAPS.sub(_GAP, re.escape(w)).replace(r"\*", r"\w*").replace(r"\|", _END)) for w in words]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", flags)


def _any_start(pattern: str) -> str:
    """Let a word in small letters have a capital where it begins a sentence, and only there."""
    first, rest = pattern[0], pattern[1:]
    start = r"(?:(?<=^)|(?<=[.!?:] )|(?<=[„\"»“]))"
    return f"(?:{first}|{start}{first.upper()}){rest}" if first.islower() else pattern


class FalseFriendEntry(Strict):
    """One entry of ``false_friends.yaml``."""

    de: Names
    en: Names
    right: Names
    unless: Names = ()

    def record(self) -> FalseFriend:
        return FalseFriend(self.de, self.en, self.right, self.unless)


class VerbEntry(Strict, populate_by_name=True):
    """One separable verb of ``false_friends.yaml``: ``verb`` is particle and base (``auf|fallen``)."""

    verb: str
    forms: Names
    perfect: str
    en: Names
    right: Names
    beside: Names = Field(default=(), alias="with")
    unless: Names = ()

    @field_validator("verb")
    @classmethod
    def _in_two_parts(cls, verb: str) -> str:
        if len(verb.split("|")) != 2 or not all(verb.split("|")):
            raise ValueError("write particle and base with a | between them: auf|fallen")
        return verb

    def record(self) -> FalseFriend:
        particle, base = self.verb.split("|")
        apart = tuple(f"{form} ... {particle}|" for form in self.forms)
        joined = (particle + base, f"{particle}zu{base}", particle + self.perfect, *(particle + f for f in self.forms))
        return FalseFriend((*apart, *dict.fromkeys(joined)), self.en, self.right, self.unless, self.beside)


class FalseFriendsFile(Strict):
    """``configs/knowledge/false_friends.yaml``: single words, separable verbs, idioms."""

    false_friends: tuple[FalseFriendEntry, ...]
    verbs: tuple[VerbEntry, ...] = ()
    idioms: tuple[FalseFriendEntry, ...] = ()

    def records(self) -> tuple[FalseFriend, ...]:
        words = tuple(entry.record() for entry in (*self.false_friends, *self.idioms))
        return words + tuple(entry.record() for entry in self.verbs)
