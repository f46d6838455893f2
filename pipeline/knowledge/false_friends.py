"""False friends: German words that look like English words of another meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.knowledge.models import Names, Strict
from pipeline.text.wordforms import fold, word_forms


@dataclass(frozen=True)
class FalseFriend:
    """``de``, ``en``, ``unless``: words, ``*`` for any letters; ``right``: what the German word means in English."""

    de: tuple[str, ...]
    en: tuple[str, ...]
    right: tuple[str, ...]
    unless: tuple[str, ...] = ()

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
        return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in self.right)})(?:s|es)?\b", re.IGNORECASE)


@dataclass(frozen=True)
class FalseFriends:
    """All false friends."""

    entries: tuple[FalseFriend, ...] = ()

    def found(self, german: str) -> list[FalseFriend]:
        """Return the entries whose German word stands in the text, in the order of the file."""
        starts = {word.fold[:3] for word in word_forms(german)}
        near = sorted({i for start in starts for i in self._by_start.get(start, ())})
        return [self.entries[i] for i in near if self.entries[i].german.search(german)]

    @cached_property
    def _by_start(self) -> dict[str, list[int]]:
        """The places of the entries by the first three letters of their German words."""
        index: dict[str, list[int]] = {}
        for i, entry in enumerate(self.entries):
            for word in entry.de:
                index.setdefault(fold(word)[:3], []).append(i)
        return index


def _pattern(words: tuple[str, ...], flags: int) -> re.Pattern[str]:
    parts = [_any_start(re.escape(w).replace(r"\*", r"\w*")) for w in words]
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


class FalseFriendsFile(Strict):
    """``configs/knowledge/false_friends.yaml``."""

    false_friends: tuple[FalseFriendEntry, ...]
