"""A place became another place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final

from pipeline.check._common import flag
from pipeline.check._gaps import gaps
from pipeline.knowledge import Knowledge
from pipeline.types import Alignment, Flag, Severity, Span

_HALF = "(?=[a-zäöü]{4})"  # Nordkorea, Ostkongo
_COMPASS: Final = (  # name, opposite, German, English
    ("north", "south", rf"\b[Nn]ord(?:en|ens|ost\w*|west\w*)?\b|\b[Nn]ördlich\w*|\bNord{_HALF}", r"\b[Nn]orth\w*"),
    ("south", "north", rf"\b[Ss]üd(?:en|ens|ost\w*|west\w*)?\b|\b[Ss]üdlich\w*|\bSüd{_HALF}", r"\b[Ss]outh\w*"),
    (
        "east",
        "west",
        rf"\b(?:[Nn]ord|[Ss]üd)?[Oo]st(?:en|ens)?\b|\b\w*[Öö]stlich\w*|\bOst(?!er){_HALF}",
        r"\b\w*[Ee]ast(?:ern\w*|wards?)?\b",
    ),
    (
        "west",
        "east",
        rf"\b(?:[Nn]ord|[Ss]üd)?[Ww]est(?:en|ens)?\b|\b\w*[Ww]estlich\w*|\bWest{_HALF}",
        r"\b\w*[Ww]est(?:ern\w*|wards?)?\b",
    ),
)


@dataclass(frozen=True, slots=True)
class PlaceAltered:
    """A place, country or point of the compass became another.

    Why: North Korea is not South Korea.
    Flags: "in Südkorea" -> "in North Korea"; "im Norden Kretas" -> "in southern Crete"; "die russisch-ukrainische
        Grenze" -> "the Russian-Chinese border", though Ukraine is named elsewhere
    Passes: "Kiew" -> "Kyiv"; "die Wolgastadt" -> "the Russian city"; "Moskau" -> "Russia"
    Limits: a place that the knowledge lists under one name only may look like two.
    """

    id: ClassVar[str] = "place-altered"
    severity: ClassVar[Severity] = Severity.ERROR

    knowledge: Knowledge = field(default_factory=Knowledge)
    threshold: float = 0.65  # least probability for a flag; data as in name_altered

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            altered = [g for g in gaps(pair, self.knowledge) if g.kind == "place" and g.source and g.target]
            for gap in altered:
                if gap.confidence >= self.threshold and gap.source and gap.target:
                    was, now = gap.source.of(pair.source), gap.target.of(pair.target)
                    told = f"“{was}” became “{now}”"
                    yield flag(self, pair, told, gap.source, gap.target, rule="place", confidence=gap.confidence)
            if not altered:
                yield from self._compass(pair)

    def _compass(self, pair: Alignment) -> Iterator[Flag]:
        """Compare the points of the compass: one side has only north, the other only south."""
        german = {name: _first(pattern, pair.source) for name, _, pattern, _ in _COMPASS}
        english = {name: _first(pattern, pair.target) for name, _, _, pattern in _COMPASS}
        for name, opposite, _, _ in _COMPASS:
            if german[name] and english[opposite] and not english[name] and not german[opposite]:
                yield flag(
                    self,
                    pair,
                    f"the German has “{name}”, the English “{opposite}”",
                    german[name],
                    english[opposite],
                    rule="compass",
                    confidence=0.8,
                )


def _first(pattern: str, text: str) -> Span | None:
    match = re.search(pattern, text)
    return Span(*match.span()) if match else None
