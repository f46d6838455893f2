"""Separable verbs: the particles that German verbs shed, and whether one ends its clause: gab leicht nach.

The particles that news uses much (Duden 4, Die Grammatik, 2022, "Partikelverben"; "Die Satzklammer": the particle
closes the clause, of which the verb is the second part).
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.text.wordforms import wordset
from pipeline.types import Span

PARTICLES: Final = wordset(
    "ab an auf aus bei durch ein fort her heran heraus herunter hin hinaus hinein mit nach um vor weg zu zurück"
)
ADVERBS: Final = wordset("fest frei hoch los nieder weiter wieder zusammen")
"""Particles that may as well be words of their own at the end of a clause: die Preise sind hoch."""
PREPOSITIONS: Final = wordset("unter über")
"""Particles that mostly stay with the verb: unterschrieb."""
_END: Final = re.compile(r"\s*(?:[.,;:!?]|$)|[“”\"»«)]|\s(?:und|oder)\s")


def ends_clause(text: str, span: Span) -> bool:
    """Tell whether a clause ends behind ``span``: at a mark, at a bracket or quotation that closes, before ``und``."""
    return bool(_END.match(text, span.end))
