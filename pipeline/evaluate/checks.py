"""How good the checks are: slips found, per kind, and false alarms on good translations, per check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.types import Alignment, Article, Flag, Meta, Segment, Severity, Span, Translation

Run = Callable[[Sequence[Translation]], Sequence[Flag]]


@dataclass(frozen=True, slots=True)
class Planted:
    """An article with one planted slip: ``words`` are the wrong English words or the lost German ones, if known."""

    name: str
    kind: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    at: int = 0
    words: tuple[str, ...] = ()
    published: date | None = None
    others: tuple[int, ...] = ()  # further segments where the flag is right
    checks: frozenset[str] = frozenset()  # only these checks count; empty: any
    notices: bool = False  # a notice of ``checks`` counts too, since they raise no more


@dataclass(frozen=True, slots=True)
class Clean:
    """An article whose translation is good."""

    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    published: date | None = None


@dataclass
class Recall:
    """Planted slips found: ``found`` at the right segment, ``exact`` with the words overlapping too, of ``total``."""

    total: int = 0
    found: int = 0
    exact: int = 0
    missed: list[Planted] = field(default_factory=list)


@dataclass
class Alarms:
    """False alarms of severity error or warning on ``segments`` good segments; ``flags`` in falling confidence."""

    segments: int = 0
    articles: int = 0
    silent: int = 0
    flags: list[Flag] = field(default_factory=list)

    @property
    def per_100(self) -> float:
        """False alarms per 100 good segments."""
        return 100.0 * len(self.flags) / self.segments if self.segments else 0.0

    def by_check(self) -> list[tuple[str, int]]:
        """Return (check, false alarms), most first."""
        return Counter(flag.check for flag in self.flags).most_common()


def translations(
    name: str, source: Sequence[str], target: Sequence[str], published: date | None = None
) -> list[Translation]:
    """Return the records of an article given as segments paired 1-1."""
    spans, start = [], 0
    for text in source:
        spans.append(Span(start, start + len(text)))
        start += len(text) + 1
    article = Article(name, "", "\n".join(source), tuple(spans), Meta(published=published))
    return [
        Translation(Segment(article, i, span, paragraph=i), text, origin="given")
        for i, (span, text) in enumerate(zip(spans, target, strict=True))
    ]


def measure_recall(run: Run, cases: Iterable[Planted]) -> dict[str, Recall]:
    """Return, per kind, how many planted slips raise an error or a warning (or what they ask for) at their segment."""
    made: dict[str, Recall] = {}
    for case in cases:
        recall = made.setdefault(case.kind, Recall())
        recall.total += 1
        flags = [
            flag
            for flag in run(translations(case.name, case.source, case.target, case.published))
            if (case.notices or flag.severity is not Severity.NOTICE)
            and flag.segment.index in (case.at, *case.others)
            and (not case.checks or flag.check in case.checks)
        ]
        if flags:
            recall.found += 1
            recall.exact += any(_touches(flag, case) for flag in flags)
        else:
            recall.missed.append(case)
    return made


def measure_alarms(run: Run, cases: Iterable[Clean]) -> Alarms:
    """Return the errors and warnings raised on good translations."""
    made = Alarms()
    for case in cases:
        flags = [
            flag
            for flag in run(translations(case.name, case.source, case.target, case.published))
            if flag.severity is not Severity.NOTICE
        ]
        made.articles += 1
        made.segments += len(case.source)
        made.silent += not flags
        made.flags += flags
    made.flags.sort(key=lambda flag: -flag.confidence)
    return made


def _touches(flag: Flag, case: Planted) -> bool:
    if not any(case.words):
        return True
    pair: Alignment = flag.pair
    for text, span in ((pair.source, flag.source_span), (pair.target, flag.target_span)):
        for words in filter(None, case.words):
            start = text.find(words)
            if span and start >= 0 and span.overlaps(Span(start, start + len(words))):
                return True
    return False
