"""The check false-friend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.knowledge import Knowledge
from pipeline.types import Alignment, Flag, Severity, Span


@dataclass(frozen=True, slots=True)
class FalseFriend:
    """A German word is rendered by the English word it looks like, a separable verb by its base, an idiom word by word.

    Why: the sentence is good English and says another thing.
    Flags: ``Der Chef der Behörde`` -> ``the chef of the authority``; ``fiel sofort auf`` -> ``fell on at once``
    Passes: ``Der Chef kocht im Restaurant`` -> ``the chef``; ``eventuell ... schließlich`` -> ``eventually``
    Limits: knows the words, verbs and idioms of ``configs/knowledge/false_friends.yaml``; silent where the right word
        stands beside.
    """

    id: ClassVar[str] = "false-friend"
    severity: ClassVar[Severity] = Severity.WARNING

    knowledge: Knowledge = field(default_factory=Knowledge)

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            for friend in self.knowledge.false_friends.found(pair.source):
                german = friend.match(pair.source)
                wrong = friend.wrong.search(pair.target) if german else None
                if not german or not wrong or friend.meant.search(pair.target):
                    continue
                if wrong.group() == german.group() and wrong.group().istitle():
                    continue  # Roman, Stern: a name
                if friend.excused(pair.source):
                    continue
                means = [word.rstrip("*") for word in friend.right if "*" not in word] or [friend.right[0].rstrip("*")]
                message = f"“{_short(german.group())}” means {' or '.join(f'“{word}”' for word in means[:2])}"
                spans = Span(*german.span()), Span(*wrong.span())
                yield flag(self, pair, message, *spans, suggestion=means[0], confidence=0.7)


def _short(words: str) -> str:
    """Return a verb and its particle without what stands between them: schlug … vor."""
    first, *between, last = words.split() if words.count(" ") > 2 else ("", words)
    return f"{first} … {last}" if between else words
