"""Warnings and exclusions that lost or gained their negation: rät davon ab, advises; schließt aus, has not ruled out.

Each row: the German, the wrong English, and the English that is right (Duden 4, 2022, "Partikelverben": the negation is
in the particle).
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.types import Span

_PLAIN: Final = r"^(?!.*\b(?:nicht|nichts|kein\w*|nie|niemals|niemand|weder|kaum|bevor|solange)\b).*?"
_END: Final = r"(?=[,;.!?:]|\s(?:und|oder|als)\b|$)"
_TABLE: Final = tuple(
    tuple(re.compile(part) for part in row)
    for row in (
        (
            r"\b(?:rät|riet|rieten|raten)\b[^.;]*\bab\b" + _END,
            r"\b(?:advis(?:e|es|ed|ing)|recommend(?:s|ed|ing)?)\b",
            r"\b(?:against|not|avoid\w*|refrain\w*|stop|discourag\w*|dissua\w*|never|no|away|warn\w*|out|off|stay\w*|keep\w*|clear|"
            r"leav\w*|without|instead|indoors|inside|home|shut|closed|un\w+)\b|n['’]t\b",
        ),
        (
            r"\b[Ww]arn(?:t|te|ten|en)\b[^.;]*\bdavor,[^.;]*\bzu\s[a-zäöüß]+n\b",
            r"\b(?:warn(?:s|ed|ing)?|urg(?:e|es|ed|ing)|advis(?:e|es|ed|ing)|call(?:s|ed|ing)?)\b[^.;,]*\sto\s[a-z]+",
            r"\b(?:against|not|avoid\w*|refrain\w*|stop|never|no|about|of|out|off|stay\w*|keep\w*|clear|leav\w*|danger\w*|risk\w*)\b|n['’]t\b",
        ),
        (
            _PLAIN + r"(\bschl(?:ieß|oss)\w*\b[^.;]*\baus\b" + _END + ")",
            r"(?:\bnot|\bnever|\bcannot|n['’]t|\b(?:refus|declin)\w+ to)\s(?:\w+\s)?rul(?:e|ed|ing) out\b",
            r"(?!)",
        ),
    )
)


def advice_turned(source: str, target: str) -> tuple[Span, Span] | None:
    """Return the German expression and the English one that says the opposite, or None."""
    for german, wrong, right in _TABLE:
        here, there = german.search(source), wrong.search(target)
        if here and there and not right.search(target):
            group = 1 if here.re.groups else 0
            return Span(*here.span(group)), Span(*there.span())
    return None
