"""Negation that hides in a word, lost or gained: rät davon ab, advises; schließt aus, has not ruled out; failed to.

Each row: the German, the wrong English, and the English that is right (Duden 4, 2022, "Partikelverben": the negation is
in the particle).
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.types import Span

_PLAIN: Final = r"^(?!.*\b(?:nicht|nichts|kein\w*|nie|niemals|niemand|weder|kaum|bevor|solange)\b).*?"
_END: Final = r"(?=[,;.!?:]|\s(?:und|oder|als)\b|$)"
# Nothing in the German is left undone, comes to nothing, or is only little.
_DONE: Final = (
    r"^(?!.*\b(?:über[sh]\w+|nicht\w*|kein\w*|nie\w*|weder|kaum|ohne|wenig\w*|schwer\w*|[Uu]n\w+|[Mm]iss\w+|[Ff]ehl\w*"
    r"|[Vv]er(?:säum|sag|fehl|pass|geb|gess|lor|lier|letz|st[oöi]|weiger|zicht)\w*|vergaß\w*|[Gg]?e?[Ss]cheiter\w*"
    r"|[Mm]angel\w*|[Mm]äng\w*|[Bb]lieb\w*|\w*geblieben\w*|Bleib\w*|\w*bleib\w*|[Ll][aäi]ss\w*|ließ\w*|gelassen|vorbei"
    r"|daneben|hinter|leer\w*|schuldig|zu|trotz\w*|[Nn]ur|lehnt\w*|\w*gelehnt|entg[aei]\w*|Schw[aä]ch\w*|schwach\w*"
    r"|\w*los\w*|[Aa]us\w*|durch\w*)\b)"
    r".*?(\b\w+)\W*$"
)
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
        (_DONE, r"\bfail(?:s|ed|ing)? to [a-z]+\b", r"(?!)"),
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
