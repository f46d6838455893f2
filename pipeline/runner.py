"""One article, a batch of articles: the only place where the failures of an article are caught.

A batch runs in groups: the segments of a group are translated together, then each article is aligned and checked on
its own. Finished articles go into the run's database at once, keyed by all that decides the result, so a re-run does
only what is new, changed, or was cut off.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path

import pipeline
from pipeline import resources
from pipeline.align import WordAligner
from pipeline.check import ALL_CHECKS
from pipeline.check.checker import Checker, build
from pipeline.config import Config
from pipeline.errors import ArticleError, ConfigError, ModelError, StageError, WiredeskError
from pipeline.knowledge import Knowledge
from pipeline.report.jsonl import article_record, flag_record, segment_record
from pipeline.segment import Segmenter
from pipeline.store.run import RunStore
from pipeline.translate import MarianTranslator, load_translator
from pipeline.types import Alignment, Article, Flag, Segment, Translation

logger = logging.getLogger(__name__)

Given = Callable[[Article, Sequence[Segment]], Sequence[Translation]]


@dataclass(frozen=True, slots=True)
class Job:
    """An article to be worked on; ``given`` makes its translations where they exist already, None calls the model.

    ``salt``: whatever else decides the result (the given English), so that a changed translation is checked anew.
    """

    article: Article
    given: Given | None = None
    salt: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A finished article; ``problems`` names the checks that broke on it."""

    article: Article
    pairs: tuple[Alignment, ...]
    flags: tuple[Flag, ...]
    problems: tuple[str, ...] = ()


@dataclass
class Pipeline:
    """The stages, built from a configuration; models are loaded when first needed."""

    config: Config
    knowledge: Knowledge = field(init=False)
    checker: Checker = field(init=False)

    def __post_init__(self) -> None:
        self.knowledge = Knowledge.load(style=self.config.check.style)
        chosen, severities = [], {}
        for check in ALL_CHECKS if self.config.check.enabled else ():
            enabled, severity, options = self.config.check_options(check)
            if enabled:
                chosen.append(build(check, self.knowledge, options))
                if severity != check.severity:
                    severities[check.id] = severity
        self.checker = Checker(chosen, severities)
        self.segmenter = Segmenter()
        self.aligner = WordAligner() if self.config.align.enabled else None

    @cached_property
    def translator(self) -> MarianTranslator:
        return load_translator(self.config.translate)

    def run(self, jobs: Sequence[Job]) -> list[Result]:
        """Work through ``jobs`` together; the results are in the same order.

        Raises:
            WiredeskError: one of the articles failed; run them one by one to learn which.
        """
        segments = [list(self.segmenter.run([job.article])) for job in jobs]
        wanted = [s for job, group in zip(jobs, segments, strict=True) if job.given is None for s in group]
        made = iter(self.translator.translate(wanted) if wanted else [])
        results = []
        for job, group in zip(jobs, segments, strict=True):
            translations = job.given(job.article, group) if job.given else list(islice(made, len(group)))
            results.append(self.finish(job.article, translations))
        return results

    def finish(self, article: Article, translations: Sequence[Translation]) -> Result:
        """Align and check one translated article; with ``run.fix`` also apply what is safe."""
        problems: list[StageError] = []
        pairs = self._align(translations)
        flags = self.checker.article(pairs, problems.append)
        if self.config.run.fix and any(f.safe for f in flags):
            problems.clear()
            pairs = self._align(_fixed(pairs, flags))
            flags = self.checker.article(pairs, problems.append)
        return Result(article, tuple(pairs), tuple(flags), tuple(map(str, problems)))

    def _align(self, translations: Iterable[Translation]) -> list[Alignment]:
        if self.aligner is None:
            return [Alignment(t) for t in translations]
        return list(self.aligner.run(translations))

    def signature(self, with_model: bool = True) -> str:
        """Return the one line that says how the results were made."""
        parts = []
        if with_model:
            t = self.config.translate
            parts = [f"model:{self.translator.model}", f"engine:{self.translator.kind}", f"beam:{t.beam}"]
        parts += [f"checks:{len(self.checker.checks)}", f"style:{self.config.check.style or 'neutral'}"]
        return "|".join([*parts, f"code:{code_digest()[:8]}", f"v:{pipeline.__version__}"])


def _fixed(pairs: Sequence[Alignment], flags: Sequence[Flag]) -> list[Translation]:
    """Return the translations with every safe suggestion put in, and recorded in ``attempts``."""
    made = []
    for pair in pairs:
        mine = [f for f in flags if f.pair is pair and f.safe and f.target_span and f.suggestion is not None]
        text, notes, end = pair.target, [], len(pair.target)
        for flag in sorted(mine, key=lambda f: f.target_span or (0, 0), reverse=True):
            span = flag.target_span
            if span and span.end <= end:
                text = text[: span.start] + (flag.suggestion or "") + text[span.end :]
                notes.append(f"fix {flag.check}: {flag.target_text!r} -> {flag.suggestion!r}")
                end = span.start
        translation = pair.translation
        if notes:
            attempts = (*translation.attempts, *reversed(notes))
            translation = dataclasses.replace(translation, text=text, attempts=attempts, attention=None)
        made.append(translation)
    return made


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Return the hash of the code and the knowledge that decide a result (not of reports and pages)."""
    root, digest = resources.root(), hashlib.sha256()
    package = Path(pipeline.__file__).parent
    files = [p for p in package.rglob("*.py") if p.relative_to(package).parts[0] not in ("report", "web", "evaluate")]
    for path in sorted(files) + sorted((root / "configs").rglob("*.yaml")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


@dataclass
class Batch:
    """A batch into a run directory. ``done`` is called after every article with its id, for progress."""

    pipeline: Pipeline
    store: RunStore
    done: Callable[[str], None] = lambda _: None
    skipped: int = 0
    redone: int = 0

    def run(self, items: Iterable[Job | ArticleError]) -> None:
        """Work through ``items``; what fails is noted in the store and the rest goes on.

        Raises:
            ConfigError, ModelError: nothing can be done at all.
        """
        finished = self.store.keys()
        self.store.begin()
        seen: set[str] = set()
        for group in _groups(self._new(items, finished, seen), self.pipeline.config.run.batch_articles):
            self._group(group)
        self.store.keep_only(seen)

    def _new(
        self, items: Iterable[Job | ArticleError], finished: dict[str, str], seen: set[str]
    ) -> Iterator[tuple[int, str, Job]]:
        settings = self._settings()
        for position, item in enumerate(items):
            if isinstance(item, ArticleError):
                self._fail(position, item.path, item.reason)
                continue
            name = item.article.id
            if name in seen:
                self._fail(position, item.article.meta.source, f"the id {name!r} was seen before in this batch")
                continue
            seen.add(name)
            key = _key(item, settings)
            if finished.get(name) == key:
                self.store.place(name, position)
                self.skipped += 1
                self.done(name)
            else:
                yield position, key, item

    def _settings(self) -> str:
        config = self.pipeline.config.model_dump(
            mode="json", exclude={"report": True, "read": True, "run": {"fail_on"}}
        )
        return json.dumps(config, sort_keys=True) + code_digest()

    def _group(self, group: Sequence[tuple[int, str, Job]]) -> None:
        try:
            results = self.pipeline.run([job for _, _, job in group])
        except (ConfigError, ModelError):
            raise
        except WiredeskError as error:
            if len(group) > 1:  # one bad article must not cost its neighbours
                for one in group:
                    self._group([one])
            else:
                self._failed(group[0], str(error))
            return
        except Exception as error:  # a fault of ours in one article; the batch goes on and says so
            logger.debug("unexpected error", exc_info=True)
            if len(group) > 1:
                for one in group:
                    self._group([one])
            else:
                self._failed(group[0], f"internal error: {type(error).__name__}: {error}")
            return
        for (position, key, _), result in zip(group, results, strict=True):
            self._put(position, key, result)

    def _failed(self, item: tuple[int, str, Job], reason: str) -> None:
        self._fail(item[0], item[2].article.meta.source or item[2].article.id, reason)

    def _fail(self, position: int, path: str, reason: str) -> None:
        logger.warning("%s: %s", path, reason)
        self.store.fail(position, path, reason)
        self.done(path)

    def _put(self, position: int, key: str, result: Result) -> None:
        article = result.article
        self.store.put(
            position,
            "" if result.problems else key,  # to be done again by the next run
            article.text,
            article_record(article),
            [segment_record(pair) for pair in result.pairs],
            [flag_record(flag) for flag in result.flags],
        )
        if result.problems:
            reason = f"translated, but not fully checked: {'; '.join(result.problems)}"
            self.store.fail(position, article.meta.source or article.id, reason)
        self.redone += 1
        logger.info("%s: %d segments, %d flags", article.id, len(result.pairs), len(result.flags))
        self.done(article.id)


def _key(job: Job, settings: str) -> str:
    article = job.article
    meta = dataclasses.asdict(dataclasses.replace(article.meta, source="", notes=()))
    parts = json.dumps([article.id, article.title, article.text, article.paragraphs, meta, job.salt], default=str)
    return hashlib.sha256((parts + settings).encode()).hexdigest()


def _groups(items: Iterable[tuple[int, str, Job]], size: int) -> Iterator[list[tuple[int, str, Job]]]:
    stream = iter(items)
    while group := list(islice(stream, size)):
        yield group
