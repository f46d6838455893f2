"""The check stage: runs the chosen checks over whole articles."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from pipeline.errors import StageError, WiredeskError
from pipeline.knowledge import Knowledge
from pipeline.protocols import Check, Scorer
from pipeline.types import Alignment, Flag, Severity

# Checks that look at the same fault from several sides, the most telling first; the others say no more than it does.
_CONTENT = ("sentence-dropped", "clause-dropped", "content-added", "length-outlier", "meaning-drift")


def build(
    check: type[Check],
    knowledge: Knowledge,
    options: Mapping[str, Any] | None = None,
    scorer: Callable[[], Scorer | None] | None = None,
) -> Check:
    """Make a check with its ``options``; one that has a field ``knowledge`` or ``scorer`` is given it."""
    fields = {f.name for f in dataclasses.fields(check)}  # type: ignore[arg-type]
    given = dict(options or {})
    if "knowledge" in fields:
        given["knowledge"] = knowledge
    if scorer and "scorer" in fields:
        given["scorer"] = scorer
    return check(**given)


class Checker:
    """Runs ``checks`` over articles; ``severities`` re-grades all flags of a check, by id."""

    name = "check"

    def __init__(self, checks: Sequence[Check], severities: Mapping[str, Severity] | None = None) -> None:
        self.checks = tuple(checks)
        self.severities = dict(severities or {})

    def run(self, items: Iterable[Alignment]) -> Iterator[Flag]:
        """Yield the flags of each article, in the order of the text, the gravest first at one place."""
        for _, pairs in groupby(items, key=lambda pair: pair.article.id):
            yield from self.article(list(pairs))

    def article(self, pairs: Sequence[Alignment], broken: Callable[[StageError], None] | None = None) -> list[Flag]:
        """Return the flags of one article; the same suspicion at the same place only once.

        A check that breaks (a fault of ours) is told to ``broken`` and the other checks go on; without ``broken`` its
        ``StageError`` is raised.
        """
        found: dict[tuple[Any, ...], Flag] = {}
        for check in self.checks:
            try:
                flags = list(self._find(check, pairs))
            except StageError as error:
                if broken is None:
                    raise
                broken(error)
                continue
            for flag in flags:
                if check.id in self.severities:
                    flag = dataclasses.replace(flag, severity=self.severities[check.id])
                place = (check.id, flag.rule, flag.segment.index, flag.source_span, flag.target_span)
                found.setdefault(place, flag)
        return sorted(
            _told_once(found.values()), key=lambda f: (f.segment.index, -f.severity.rank, f.source_span or (0, 0))
        )

    def _find(self, check: Check, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        try:
            yield from check.find(pairs)
        except WiredeskError:
            raise
        except Exception as error:  # a broken check must name itself and the article, and not end the batch
            key = pairs[0].article.id if pairs else "?"
            raise StageError(f"check {check.id}", key, f"{type(error).__name__}: {error}") from error


def _told_once(flags: Iterable[Flag]) -> Iterator[Flag]:
    """Lower to notices what repeats another flag of the same segment: lost content, by several measures or by name."""
    kept = list(flags)
    content: dict[int, Flag] = {}
    for flag in kept:
        if flag.check in _CONTENT and flag.severity is not Severity.NOTICE:
            best = content.get(flag.segment.index)
            if best is None or _rank(flag) < _rank(best):
                content[flag.segment.index] = flag
    for flag in kept:
        main = content.get(flag.segment.index)
        if main is None or flag is main or flag.severity is Severity.NOTICE:
            yield flag
        elif flag.check in _CONTENT or (flag.check == "name-missing" and _within(flag, main)):
            yield dataclasses.replace(flag, severity=Severity.NOTICE)
        else:
            yield flag


def _rank(flag: Flag) -> tuple[int, int]:
    return -flag.severity.rank, _CONTENT.index(flag.check)


def _within(flag: Flag, main: Flag) -> bool:
    return bool(flag.source_span and main.source_span and main.source_span.overlaps(flag.source_span))
