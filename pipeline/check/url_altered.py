"""The check url-altered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._common import flag, without_partner
from pipeline.types import Alignment, Flag, Severity, Span

_ADDRESS = re.compile(
    r"""(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    | (?P<address>(?:https?://|www\.)[^\s<>"“”„«»]*[\w/]
        | (?<![\w.@])(?:[a-z0-9-]+\.)+(?:de|com|org|net|eu|at|ch|uk|info|gov|int|ru|ua|fr)\b(?:/[\w/.-]*[\w/])?)
    | (?<!\w)(?P<handle>@\w+)
    | (?<!\w)(?P<hashtag>\#\w*[^\W\d_]\w*)""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class UrlAltered:
    """A web address, e-mail address, handle or hashtag is not the same on both sides.

    Why: an address that was "translated" leads nowhere, or to somebody else.
    Flags: ``www.bund.de/hilfe`` -> ``www.bund.de/help``
    Passes: ``https://bund.de`` -> ``bund.de``; a change of case
    Limits: a hashtag that was translated is a notice only.
    """

    id: ClassVar[str] = "url-altered"
    severity: ClassVar[Severity] = Severity.ERROR

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            if not any(mark in pair.source + pair.target for mark in "@#/."):
                continue
            german, english = _addresses(pair.source), _addresses(pair.target)
            gone = without_partner(german, english, key=lambda a: a[1])
            new = without_partner(english, german, key=lambda a: a[1])
            for (kind, _, span), other in zip(gone, [*new, *[None] * len(gone)], strict=False):
                grade = Severity.NOTICE if kind == "hashtag" else self.severity
                target = other[2] if other else None
                fault = f"has become “{target.of(pair.target)}”" if target else "is not in the English"
                text = span.of(pair.source)
                message = f"the {kind} “{text}” {fault}"
                yield flag(self, pair, message, span, target, suggestion=text if target else None, severity=grade)
            for kind, _, span in new[len(gone) :]:
                grade = Severity.NOTICE if kind == "hashtag" else self.severity
                yield flag(self, pair, f"the {kind} is not in the German", None, span, severity=grade)


def _addresses(text: str) -> list[tuple[str, str, Span]]:
    """Return (kind, comparable form, span) of each address."""
    found = []
    for match in _ADDRESS.finditer(text):
        bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", match.group().lower()).rstrip("/")
        found.append((match.lastgroup or "", bare, Span(*match.span())))
    return found
