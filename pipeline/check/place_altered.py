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

_COMPASS: Final = (
    ("north", "south", r"\b[Nn]ord(?:en|s|ens|ost\w*|west\w*)?\b|\b[Nn]ördlich\w*|\bNord(?=[a-zäöü]{4})", r"\b[Nn]orth\w*"),
    ("south", "north", r"\b[Ss]üd(?:en|s|ens|ost\w*|west\w*)?\b|\b[Ss]üdlich\w*|\bSüd(?=[a-zäöü]{4})", r"\b[Ss]outh\w*"),
    ("east", "west", r"\b(?:Nord|Süd|[Nn]ord|[Ss]üd)?[Oo]st(?:en|s|ens)?\b|\b\w*[Öö]stlich\w*|\bOst(?!er|ern)(?=[a-zäöü]{4})", r"\b\w*[Ee]ast\w*"),
    ("west", "east", r"\b(?:Nord|Süd|[Nn]ord|[Ss]üd)?[Ww]est(?:en|s|ens)?\b|\b\w*[Ww]estlich\w*|\bWest(?=[a-zäöü]{4})", r"\b\w*[Ww]est\w*"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceAltered:
    """A place, country or point of the compass became another.

    Why: North Korea is not South Korea.
    Flags: "in Südkorea" -> "in North Korea"; "im Norden Kretas" -> "in southern Crete"
    Passes: "Kiew" -> "Kyiv"; "die Wolgastadt" -> "the Russian city"; "Moskau" -> "Russia"
    Limits: a place that the knowledge lists under one name only may look like two.
    """

    id: ClassVar[str] = "place-altered"
    severity: ClassVar[Severity] = Severity.ERROR

    knowledge: Knowledge = field(default_factory=Knowledge)
    threshold: float = 0.5  # least confidence for a flag

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            altered = [g for g in gaps(pair, self.knowledge) if g.kind == "place" and g.source and g.target]
            for gap in altered:
                if gap.confidence >= self.threshold and gap.source and gap.target:
                    was, now = gap.source.of(pair.source), gap.target.of(pair.target)
                    told = f'"{was}" became "{now}".'
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
                    f'The German has "{name}", the translation "{opposite}".',
                    german[name],
                    english[opposite],
                    rule="compass",
                    confidence=0.8,
                )


def _first(pattern: str, text: str) -> Span | None:
    match = re.search(pattern, text)
    return Span(*match.span()) if match else None
