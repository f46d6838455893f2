"""Translate units, and retry what came out degenerate: the ladder of rungs, each recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.translate.adequacy import adequacy
from pipeline.translate.agreement import disagreements
from pipeline.translate.clauses import clauses
from pipeline.translate.engine import Decoded, Engine, Search
from pipeline.translate.faults import faults
from pipeline.translate.plan import Unit


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What became of a unit: its parts (one, or several where it was cut), and the rungs tried after the first search.

    ``others``: the n-best of the first search, best first. ``problems``: what is still wrong.
    """

    parts: tuple[tuple[Unit, Decoded], ...]
    attempts: tuple[str, ...] = ()
    others: tuple[Decoded, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def merit(self) -> float:
        """Mean of the parts' merits (or scores), weighted by their pieces."""
        weights = [len(decoded.pieces) + 1 for _, decoded in self.parts]
        merits = [decoded.score if decoded.merit is None else decoded.merit for _, decoded in self.parts]
        return sum(merit * weight for merit, weight in zip(merits, weights, strict=True)) / sum(weights)


@dataclass(frozen=True, slots=True)
class Rung:
    """One way to try again. ``cures``: the problems it is tried for; ``cut``: cut at a clause boundary first."""

    name: str
    search: Search
    cures: frozenset[str]
    cut: bool = False


FORMAL = frozenset({"empty", "loop", "short", "long"})
LADDER = (
    Rung("best of 8", Search(beam=8, best=8), FORMAL | {"numbers", "names"}),
    Rung("no repeated trigram", Search(beam=4, no_repeat_ngram=3), frozenset({"loop", "long"})),
    Rung("repetition penalty 1.3", Search(beam=4, repetition_penalty=1.3), frozenset({"loop", "long"})),
    Rung("cut at a clause", Search(beam=4), FORMAL | {"numbers"}, cut=True),
)
"""Cheapest and least intrusive first; a penalty of 1.3 stops loops while ordinary repeats survive (Keskar et al. 2019
use 1.2)."""


class Ladder:
    """Translates units with one engine; see ``LADDER`` for what is tried when the first search fails."""

    def __init__(self, engine: Engine, first: Search) -> None:
        self._engine, self._first = engine, first

    def run(self, units: Sequence[Unit]) -> list[Outcome]:
        """Return one outcome per unit; equal texts are translated once."""
        texts = list(dict.fromkeys(unit.text for unit in units))
        searched = self._search([Unit(0, text) for text in texts], self._first)
        found = {text: self._judge(text, outcomes) for text, outcomes in zip(texts, searched, strict=True)}
        for rung in LADDER:
            again = [text for text, best in found.items() if rung.cures.intersection(best.problems)]
            for text, outcomes in zip(again, self._climb(again, rung), strict=True):
                found[text] = self._retried(text, found[text], outcomes, rung.name)
        return [_moved(found[unit.text], unit.start) for unit in units]

    def _search(self, units: Sequence[Unit], how: Search) -> list[list[Outcome]]:
        """Return the hypotheses of each unit as outcomes of one part."""
        sources = [self._engine.pieces.source(unit.text)[0] for unit in units]
        best = self._engine.search(sources, how)
        return [[Outcome(((unit, decoded),)) for decoded in group] for unit, group in zip(units, best, strict=True)]

    def _climb(self, texts: Sequence[str], rung: Rung) -> list[list[Outcome]]:
        how = replace(rung.search, attention=self._first.attention)
        if not rung.cut:
            return self._search([Unit(0, text) for text in texts], how)
        cuts = [clauses(text) for text in texts]
        parts = [Unit(span.start, span.of(text)) for text, cut in zip(texts, cuts, strict=True) for span in cut]
        searched = iter(self._search(parts, how))
        made = []
        for cut in cuts:
            chosen = [next(searched)[0].parts[0] for _ in cut]
            made.append([Outcome(tuple(chosen))] if len(chosen) > 1 else [])
        return made

    def _retried(self, text: str, old: Outcome, outcomes: Sequence[Outcome], name: str) -> Outcome:
        best = self._judge(text, [old, *outcomes]) if outcomes else old
        return replace(best, attempts=(*old.attempts, name), others=old.others)

    def _judge(self, text: str, outcomes: Sequence[Outcome]) -> Outcome:
        """Return the outcome with the fewest problems; among equals the one of the highest merit, then the first."""
        judged = [(self._problems(text, outcome), outcome) for outcome in outcomes]
        (_, _, problems), best = min(judged, key=lambda item: item[0][:2])
        return replace(best, problems=problems, others=tuple(o.parts[0][1] for o in outcomes))

    def _problems(self, text: str, outcome: Outcome) -> tuple[int, float, tuple[str, ...]]:
        """Return how bad an outcome is (form weighs more than content), its merit below 0, and its problems' names."""
        target = " ".join(self._engine.pieces.text(decoded.pieces)[0] for _, decoded in outcome.parts)
        formal = faults(text, target)
        content = disagreements(text, target)
        weight = self._engine.settings.lexicon_weight
        merit = outcome.merit + (weight * adequacy(text, target) if weight else 0.0)
        return 100 * len(formal) + sum(content.values()), -merit, (*formal, *content)


def _moved(outcome: Outcome, by: int) -> Outcome:
    parts = tuple((Unit(unit.start + by, unit.text), decoded) for unit, decoded in outcome.parts)
    return replace(outcome, parts=parts)
