"""A batch into a run directory: the only place where the failures of an article are caught.

Articles are worked on in groups: the segments of a group are translated together, then each article is aligned and
checked on its own. A finished article goes into the run's database at once, keyed by all that decides the result, so
a re-run does only what is new, changed, or was cut off. Of a changed article only the changed sentences are translated
again; where only the checks or their knowledge changed, none are.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from pipeline.check._ledger import sightings
from pipeline.errors import ArticleError, ConfigError, ModelError, WiredeskError
from pipeline.report.jsonl import article_record, flag_record, segment_record
from pipeline.resources import digest
from pipeline.runner import Job, Pipeline, Result
from pipeline.store.run import RunStore

logger = logging.getLogger(__name__)


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

        Articles of an earlier run that are not among ``items`` are forgotten, unless nothing could be read at all: a
        mistyped path must not cost a finished run.

        Raises:
            ConfigError, ModelError: nothing can be done at all.
        """
        finished = self.store.keys()
        self.store.begin()
        seen: set[str] = set()
        for group in _groups(self._new(items, finished, seen), self.pipeline.config.run.batch_articles):
            self._group(group)
        if seen:
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
            key = _key(item, settings + self._decided(item))
            if finished.get(name) == key:
                self.store.place(name, position)
                self.skipped += 1
                self.done(name)
            elif item.given is None and name in finished:
                yield position, key, dataclasses.replace(item, known=self._known(item))
            else:
                yield position, key, item

    def _settings(self) -> str:
        """Return all that decides a result besides the article itself."""
        config = self.pipeline.config.model_dump(
            mode="json", exclude={"report": True, "read": True, "run": {"fail_on"}}
        )
        parts = [config, sorted(self.pipeline.accepted), digest("pipeline"), digest("configs")]
        return json.dumps(parts, sort_keys=True)

    def _decided(self, job: Job) -> str:
        """Return what the desk decided about this article, so that a new decision makes it be done again."""
        memory = self.pipeline.memory
        if memory is None:
            return ""
        segments = () if job.given else self.pipeline.segmenter.article(job.article)
        found = {s.text: made.target for s in segments if (made := self.pipeline.recalled(s))}
        return json.dumps([sorted(memory.accepted_in(job.article.id)), sorted(found.items())])

    @cached_property
    def _decoding(self) -> str:
        """Return all that decides a translation and its word links besides the German."""
        config = self.pipeline.config
        translate = config.translate.model_dump(exclude={"memory", "memory_least"})
        sections = [translate, config.align, config.run.fix]
        style = self.pipeline.knowledge.style
        parts = [*map(str, sections), style, self.pipeline.translator.model, digest("pipeline")]
        return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()

    def _known(self, job: Job) -> Mapping[str, Mapping[str, Any]]:
        """Return the segments of the article's earlier version that are still good, by German text."""
        if self.store.decoding(job.article.id) != self._decoding:
            return {}
        return {r["source"]: r for r in self.store.segments(job.article.id) if r["origin"] != "memory"}

    def _group(self, group: Sequence[tuple[int, str, Job]]) -> None:
        try:
            results = self.pipeline.run([job for _, _, job in group])
        except (ConfigError, ModelError):
            raise
        except Exception as error:  # a fault of the article, or of ours in it; the batch goes on and says so
            if len(group) > 1:  # one bad article must not cost its neighbours
                for one in group:
                    self._group([one])
            elif isinstance(error, WiredeskError):
                self._failed(group[0], error.reason if isinstance(error, ArticleError) else str(error))
            else:
                logger.debug("unexpected error", exc_info=True)
                self._failed(group[0], f"internal error: {type(error).__name__}: {error}")
            return
        for (position, key, job), result in zip(group, results, strict=True):
            self._put(position, key, result, "" if job.given else self._decoding)

    def _failed(self, item: tuple[int, str, Job], reason: str) -> None:
        self._fail(item[0], item[2].article.meta.source or item[2].article.id, reason)

    def _fail(self, position: int, path: str, reason: str) -> None:
        logger.info("%s: %s", path, reason)
        self.store.fail(position, path, reason)
        self.done(path)

    def _put(self, position: int, key: str, result: Result, decoding: str) -> None:
        article = result.article
        self.store.put(
            position,
            "" if result.problems else key,  # to be done again by the next run
            decoding,
            article.text,
            article_record(article),
            [segment_record(pair) for pair in result.pairs],
            [flag_record(flag) for flag in result.flags],
            [dataclasses.asdict(sighting) for sighting in sightings(result.pairs, self.pipeline.knowledge)],
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
