"""The stages put together: articles in, checked translations out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any, Protocol, cast

import pipeline
from pipeline.align import WordAligner
from pipeline.align.sentences import AlignOptions, Draft
from pipeline.check.checker import Checker
from pipeline.config import Config
from pipeline.errors import StageError
from pipeline.knowledge import Knowledge
from pipeline.report.jsonl import alignment
from pipeline.resources import digest
from pipeline.segment import Segmenter
from pipeline.translate import Drafter, MarianTranslator, OptionalModel, load_translator
from pipeline.translate.recall import Recalled, recall
from pipeline.types import Alignment, Article, Flag, Segment, SegmentKind, Translation

_PROSE = (SegmentKind.BODY, SegmentKind.HEADLINE, SegmentKind.KICKER)


class Given(Protocol):
    """Makes an article's translations without the model; ``draft`` may be asked for quick ones as evidence."""

    def __call__(
        self, article: Article, segments: Sequence[Segment], /, *, options: AlignOptions, draft: Draft | None
    ) -> Sequence[Translation | Alignment]: ...


@dataclass(frozen=True, slots=True)
class Job:
    """An article to be worked on; ``given`` makes its translations where they exist already, None calls the model.

    ``salt``: whatever else decides the result (the given English), so that a changed translation is checked anew.
    ``known``: segment records of an earlier run with the same model, by German text; they are not translated again.
    """

    article: Article
    given: Given | None = None
    salt: str = ""
    known: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """A finished article; ``problems`` names the checks that broke on it."""

    article: Article
    pairs: tuple[Alignment, ...]
    flags: tuple[Flag, ...]
    problems: tuple[str, ...] = ()


class Memory(Protocol):
    """What the desk decided: ``exact`` English wins over the model, ``accepted_in`` flags of an article stay away.

    ``like``: approved (German, English) of sentences like ``source``, likest first.
    """

    def exact(self, source: str) -> str | None: ...

    def like(self, source: str) -> Sequence[tuple[str, str]]: ...

    def accepted_in(self, article: str) -> frozenset[str]: ...


@dataclass
class Pipeline:
    """The stages, built from a configuration; models are loaded when first needed.

    ``accepted``: fingerprints of flags that somebody has accepted; they are not raised again.
    """

    config: Config
    memory: Memory | None = None
    accepted: frozenset[str] = frozenset()
    knowledge: Knowledge = field(init=False)
    checker: Checker = field(init=False)

    def __post_init__(self) -> None:
        self.knowledge = Knowledge.load(style=self.config.check.style)
        self._optional = OptionalModel(lambda: self.translator)
        self.checker = self.config.checker(self.knowledge, self._optional)
        self.segmenter = Segmenter()
        self.aligner = WordAligner()

    @cached_property
    def translator(self) -> MarianTranslator:
        return load_translator(self.config.translate, self.knowledge.style)

    @cached_property
    def _reading_aligner(self) -> WordAligner:
        return WordAligner(self.translator)

    def run(self, jobs: Sequence[Job]) -> list[Result]:
        """Work through ``jobs`` together; the results are in the same order.

        Raises:
            WiredeskError: one of the articles failed; run them one by one to learn which.
        """
        segments = [list(self.segmenter.run([job.article])) for job in jobs]
        ready = [self._ready(job, group) for job, group in zip(jobs, segments, strict=True)]
        wanted = [
            segment
            for job, group, done in zip(jobs, segments, ready, strict=True)
            for segment in group
            if not job.given and segment.index not in done
        ]
        made = {t.segment.key: t for t in (self.translator.translate(wanted) if wanted else ())}
        results = []
        for job, group, done in zip(jobs, segments, ready, strict=True):
            if job.given:
                results.append(self.finish(job.article, self._given(job.given, job.article, group)))
            else:
                results.append(self.finish(job.article, [done.get(s.index) or made[s.key] for s in group]))
        return results

    def _given(self, given: Given, article: Article, segments: Sequence[Segment]) -> Sequence[Translation | Alignment]:
        how = self.config.align.drafts
        draft = Drafter((lambda: self.translator) if how == "always" else self._optional)
        return given(article, segments, options=AlignOptions(drafts=how), draft=draft)

    def _ready(self, job: Job, segments: Sequence[Segment]) -> dict[int, Translation | Alignment]:
        """Return, by segment index, what needs no model: approved, or known from an earlier run."""
        made: dict[int, Translation | Alignment] = {}
        for segment in segments:
            if found := self.recalled(segment):
                made[segment.index] = Translation(
                    segment, found.target, origin="memory", approved_for=found.approved_for
                )
            elif known := job.known.get(segment.text):
                made[segment.index] = alignment(known, segment)
        return made

    def recalled(self, segment: Segment) -> Recalled | None:
        """Return the approved English of the segment's German, else of German so like it that it can be adapted."""
        if self.memory is None:
            return None
        if (text := self.memory.exact(segment.text)) is not None:
            return Recalled(text)
        if segment.kind not in _PROSE:
            return None
        return recall(segment.text, self.memory.like(segment.text), self.knowledge)

    def finish(self, article: Article, items: Sequence[Translation | Alignment]) -> Result:
        """Align and check one translated article; with ``run.fix`` also apply what is safe."""
        problems: list[StageError] = []
        pairs = self._align(items)
        flags = self.checker.article(pairs, problems.append)
        if self.config.run.fix and any(f.safe for f in flags):
            problems.clear()
            pairs = self._align(_fixed(pairs, flags))
            flags = self.checker.article(pairs, problems.append)
        accepted = self.accepted | (self.memory.accepted_in(article.id) if self.memory else frozenset())
        kept = tuple(f for f in flags if f.fingerprint not in accepted)
        return Result(article, tuple(pairs), kept, tuple(map(str, problems)))

    def _align(self, items: Iterable[Translation | Alignment]) -> list[Alignment]:
        made: list[Alignment] = []
        for aligner, group in groupby(items, key=self._aligner):
            if aligner:
                made += aligner.run(cast("Iterable[Translation]", group))
            else:
                made += [item if isinstance(item, Alignment) else Alignment(item) for item in group]
        return made

    def _aligner(self, item: Translation | Alignment) -> WordAligner | None:
        """Return what links the words of ``item``; the model reads only where it is loaded anyway, or asked for."""
        how = self.config.align
        if isinstance(item, Alignment) or not how.enabled:
            return None
        own = how.model == "own" and item.model and "translator" in self.__dict__
        return self._reading_aligner if own or how.model == "always" else self.aligner

    def signature(self, with_model: bool = True) -> str:
        """Return the one line that says how the results were made."""
        parts = []
        if with_model:
            t = self.config.translate
            parts = [f"model:{self.translator.model}", f"engine:{self.translator.kind}", f"beam:{t.beam}"]
        parts += [f"checks:{len(self.checker.checks)}", f"style:{self.config.check.style or 'default'}"]
        return "|".join(
            [*parts, f"kb:{digest('configs')[:8]}", f"code:{digest('pipeline')[:8]}", f"v:{pipeline.__version__}"]
        )


def _fixed(pairs: Sequence[Alignment], flags: Sequence[Flag]) -> list[Translation | Alignment]:
    """Return the translations with every safe suggestion put in, and recorded in ``attempts``."""
    made: list[Translation | Alignment] = []
    for pair in pairs:
        mine = [f for f in flags if f.pair is pair and f.safe and f.target_span and f.suggestion is not None]
        text, notes, end = pair.target, [], len(pair.target)
        for flag in sorted(mine, key=lambda f: f.target_span or (0, 0), reverse=True):
            span = flag.target_span
            if span and span.end <= end:
                text = text[: span.start] + (flag.suggestion or "") + text[span.end :]
                notes.append(f"fix {flag.check}: {flag.target_text!r} -> {flag.suggestion!r}")
                end = span.start
        attempts = (*pair.translation.attempts, *reversed(notes))
        new = dataclasses.replace(pair.translation, text=text, attempts=attempts, attention=None)
        made.append(new if notes else pair)
    return made
