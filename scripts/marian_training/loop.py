"""Update, report, evaluate and save until the plan is fulfilled or the scores no longer rise."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path

from .stream import Stream
from .trainer import Trainer
from .workers import work

log = logging.getLogger(__name__)
REPORT_STEPS = 20
Row = dict[str, float | int]


def loop(trainer: Trainer, stream: Stream, score: Callable[[], float]) -> None:
    """The life of the first worker; ``score`` exports, measures and returns a chrF."""
    plan, progress = trainer.settings.schedule, trainer.progress
    batches = stream.batches()
    saved = measured = told = time.monotonic()
    tokens = loss = 0.0
    while not trainer.over:
        began = time.monotonic()
        counted = one_update(trainer, stream, batches)
        tokens, loss = tokens + counted[0], loss + counted[1]
        now = time.monotonic()
        progress.spent += now - began
        if progress.step % REPORT_STEPS == 0:
            report(trainer, loss / max(tokens, 1), tokens / (now - told))
            tokens, loss, told = 0.0, 0.0, now
        if now - measured > plan.evaluate_minutes * 60 or trainer.over:
            wait(trainer, score())
            measured = time.monotonic()
            progress.spent += measured - now
            told += measured - now
        if now - saved > plan.save_minutes * 60 or trainer.over:
            trainer.save()
            saved = now


def one_update(trainer: Trainer, stream: Stream, batches) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    """All workers' batches and the step on them; target pieces and their loss in nats."""
    shared = trainer.shared
    shared.tokens.value = 0
    shared.sums.zero_()
    shared.step.value = trainer.progress.step
    shared.meet.wait()
    work(trainer.model, batches, shared, 0, trainer.settings, trainer.device)
    shared.places[0].value = stream.pool
    shared.meet.wait()
    counted = shared.sums.sum(0).tolist()
    trainer.update()
    trainer.progress.pools = [place.value for place in shared.places]
    return counted[0], counted[1]


def report(trainer: Trainer, loss: float, speed: float) -> None:
    """One line to the log, one row to loss.tsv."""
    progress = trainer.progress
    minutes = progress.spent / 60
    log.info(
        "step %d, %.3f M target pieces, loss %.3f, %.0f a second, minute %.1f, %.0f %% of the way",
        progress.step, progress.tokens / 1e6, loss, speed, minutes, trainer.share * 100,
    )  # fmt: skip
    row: Row = {"step": progress.step, "tokens": progress.tokens, "minutes": round(minutes, 2), "loss": round(loss, 4)}
    append_row(trainer.folder / "loss.tsv", row)


def wait(trainer: Trainer, score: float) -> None:
    """End early once ``patience`` measurements in a row brought no new best score."""
    progress, patience = trainer.progress, trainer.settings.schedule.patience
    progress.waited = 0 if score > progress.best else progress.waited + 1
    progress.best = max(progress.best, score)
    if patience and progress.waited >= patience:
        log.info("no better score in %d measurements: ending", patience)
        trainer.ending = True


def append_row(path: Path, row: Row) -> None:
    """Append to a table, with a heading where the file is new."""
    fresh = not path.exists()
    with path.open("a", encoding="utf-8") as file:
        if fresh:
            file.write("\t".join(row) + "\n")
        file.write("\t".join(map(str, row.values())) + "\n")
