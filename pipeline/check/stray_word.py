"""The check stray-word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.wordforms import Word, word_forms, wordset
from pipeline.types import Alignment, Flag, Severity, Span

# What opens a clause whose verb comes last (Duden 4, 2022, "Verbletztsatz"). A relative pronoun looks like an article,
# and is believed only before a word that no article stands before.
_SUBJUNCTIONS = wordset(
    "dass weil obwohl nachdem während ob damit sodass indem sobald solange sofern bevor ehe wenn falls"
)
_RELATIVES = wordset("der die das den dem deren dessen denen welcher welche welches")
_NEVER_AFTER_ARTICLES = wordset(
    "angesichts in an auf mit nach vor bei seit für von zu sich ihn ihm sie es er nicht auch noch schon am im zum "
    "zur "
    "bereits immer wegen trotz durch über unter gegen ohne um aus ihr ihnen wir ich man nun dort hier damals "
    "heute gestern "
    "laut während zwischen neben hinter nur jetzt bislang bisher zuletzt"
)
_FINITE = wordset(
    "ist war hat wird kann soll will muss darf sei habe waren haben werden können sollen wollen müssen dürfen"
)
_NO_VERBS = wordset(
    "nicht jetzt selbst erst fast meist oft statt samt mit seit laut damit somit zuletzt insgesamt bereit längst "
    "weit "
    "überhaupt direkt sofort dort fort höchst äußerst äusserst gut recht halt meint heute gestern hinter bitte"
)
_MAY_DOUBLE = wordset("die der das sie es den dem was wer nein ja sehr so an auf aus ab zu um bei mit vor nach")


@dataclass(frozen=True, slots=True)
class StrayWord:
    """A word of the German source belongs nowhere: the translation is faithful, the source is wrong.

    Why: a word left over from editing goes through a machine unseen, and comes out as nonsense or is dropped.
    Flags: ``..., der in dem Angriff ein Zeichen sieht Schlacht.``; ``Er kam am am Montag.``
    Passes: ``..., die Regierung plant Reformen.``; ``..., der, der das sagt, ...``
    Limits: knows two shapes: a bare noun after the verb that closes the last clause, and a word that stands twice.
    """

    id: ClassVar[str] = "stray-word"
    severity: ClassVar[Severity] = Severity.WARNING

    lexicon: Lexicon = field(default_factory=lexicon)

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            words = word_forms(pair.source)
            if len(words) < 4:
                continue
            if self._left_over(pair.source, words):
                word = words[-1]
                message = f"the German clause ends with “{words[-2].text}”; “{word.text}” belongs nowhere"
                spot = pair.to_target(word.span)
                yield flag(self, pair, message, word.span, spot, blame="source", rule="left-over", confidence=0.7)
            for one, two in pairwise(words):
                between = pair.source[one.span.end : two.span.start]
                if one.fold == two.fold and between.isspace() and one.fold.isalpha() and one.fold not in _MAY_DOUBLE:
                    grade = self.severity if one.text.islower() else Severity.NOTICE
                    span = Span(one.span.start, two.span.end)
                    message = f"“{two.text}” stands twice in the German"
                    yield flag(self, pair, message, span, blame="source", rule="doubled", severity=grade)
                    break

    def _left_over(self, text: str, words: tuple[Word, ...]) -> bool:
        """Tell whether the text ends in verb, bare noun, where its last clause has the verb at the end."""
        last, verb = words[-1], words[-2]
        if not (last.text.istitle() and re.fullmatch(r"[.!]?[“\"”]?", text[last.span.end :].strip())):
            return False
        if text[verb.span.end : last.span.start] != " " or verb.fold in _NO_VERBS or not verb.text.islower():
            return False
        if not (verb.fold in _FINITE or re.search(r"[^aeiou]t$", verb.fold)):
            return False
        if self.lexicon.seen(last.fold) < 5 or self.lexicon.capital(last.fold) < 0.9:
            return False
        return _verb_last(text, words)


def _verb_last(text: str, words: tuple[Word, ...]) -> bool:
    """Tell whether the last clause (after the last comma outside quotation marks) has its verb at the end."""
    for i in range(len(words) - 1, 0, -1):
        if "," not in text[words[i - 1].span.end : words[i].span.start]:
            continue
        if i > len(words) - 4:
            return False  # ", sagt Fuchs"
        first, second = words[i].fold, words[i + 1].fold
        clause = words[i + 1 : -2]
        if any(w.fold in _FINITE for w in clause):
            return False
        return first in _SUBJUNCTIONS or (first in _RELATIVES and second in _NEVER_AFTER_ARTICLES)
    return False
