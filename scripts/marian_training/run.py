"""A whole run: data, vocabulary, network, workers, loop, MarianMT folder."""

from __future__ import annotations

import logging
import random
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from transformers import MarianMTModel

from . import vocabulary
from .augment import Augmenter
from .data import Pair, Sampler, held_out, load, read_source
from .e5 import read_e5
from .evaluation import evaluate
from .loop import loop
from .model import Shape, marian_config, pretrained_model, random_model
from .settings import TrainSettings
from .stream import SPAWN, Maker, Stream
from .trainer import Trainer
from .workers import Shared, bind, flat, follow

if TYPE_CHECKING:
    from .align import Linker

log = logging.getLogger(__name__)
DRY_PAIRS = 3000
SOURCE_SHARE = 0.05
"""A piece that stands in the target less than this often as in the source is of the source alone."""
PEOPLE = Path(__file__).parents[2] / "configs" / "knowledge" / "people"


@dataclass(frozen=True, slots=True)
class Prepared:
    """Training pairs by corpus, and development pairs by set."""

    corpora: dict[str, list[Pair]]
    development: dict[str, list[Pair]]

    def sampler(self, settings: TrainSettings, pool: int, seed: int) -> Sampler:
        """Pools of ``pool`` pairs by the settings' weights."""
        return Sampler(self.corpora, settings.weights, pool, seed)


def prepare(settings: TrainSettings, base: Path) -> Prepared:
    """Read and clean the data, and set development pairs apart."""
    corpora = load(settings.sources, settings.weights, settings.cleaning, base)
    development: dict[str, list[Pair]] = {}
    for source in settings.development:
        for corpus, german, english in read_source(source, base):
            development.setdefault(source.corpus or corpus, []).append((german, english))
    if settings.held_out:
        development["held-out"] = held_out(corpora, settings.held_out, settings.seed)
    return Prepared(corpora, development)


def make_vocabulary(settings: TrainSettings, prepared: Prepared, folder: Path) -> list[str]:
    """The pieces in ``folder``, made first where they are not there."""
    if not (folder / "source.spm").exists():
        pairs = prepared.sampler(settings, settings.vocabulary.sentences // 2, settings.seed).pool(0)
        sentences = [side for pair in pairs for side in pair]
        random.Random(settings.seed).shuffle(sentences)
        if settings.vocabulary.pretrained:
            e5 = read_e5()
            made = vocabulary.prune(e5.pieces, e5.scores.tolist(), sentences, settings.vocabulary.size)
        else:
            made = vocabulary.train(sentences, settings.vocabulary.size)
        vocabulary.write(made, folder)
    return [p.piece for p in vocabulary.read(folder).pieces]


def make_linker(settings: TrainSettings, prepared: Prepared, folder: Path) -> Linker | None:
    """The aligner in the run's folder, trained first where it is not there; None where attention is not guided."""
    if settings.schedule.guided_weight <= 0:
        return None
    from .align import Linker  # needs sil-thot, which runs without guided attention can do without

    if not (folder / "aligner").exists():
        processor = vocabulary.processor(folder / "vocabulary")
        pairs = prepared.sampler(settings, settings.schedule.guided_pairs, settings.seed).pool(0)
        german, english = (processor.encode([p[side] for p in pairs], out_type=str) for side in (0, 1))
        return Linker.train(list(zip(german, english, strict=True)), folder / "aligner")
    return Linker.load(folder / "aligner")


def make_model(
    settings: TrainSettings, pieces: list[str], prepared: Prepared, folder: Path, linker: Linker | None
) -> MarianMTModel:
    """The network as it is before training."""
    plan = settings.model
    names = Shape.__dataclass_fields__
    config = marian_config(Shape(**{n: getattr(plan, n) for n in names}), len(pieces) + 1, settings.hardware.attention)
    torch.manual_seed(settings.seed)
    if not plan.pretrained:
        return random_model(config)
    model = pretrained_model(config, read_e5(), pieces, plan.encoder_from, plan.decoder_from, plan.cross_from)
    if plan.lexical_pairs and linker is not None and not (folder / "checkpoint.pt").exists():
        from .lexical import fit_lexical

        pairs = prepared.sampler(settings, plan.lexical_pairs, settings.seed + 1).pool(0)
        fit_lexical(model, pairs, vocabulary.processor(folder / "vocabulary"), linker, settings.seed)
    return model


def keep_source_rows(model: MarianMTModel, prepared: Prepared, vocabulary_folder: Path) -> Tensor:
    """Set pieces of the source language apart; return which rows of the embeddings training must leave alone.

    With the lowest encoder layers frozen no gradient comes from the source, but in the shared matrix every piece that
    is not the next one is pushed away by the softmax: without this, the rows of German pieces lost all likeness to
    what the encoder knows (cosine .14 after 9 M pieces). In the output they get the logarithm of their share of
    English uses as a bias.
    """
    processor = vocabulary.processor(vocabulary_folder)
    german, english = (
        vocabulary.uses(processor, [pair[side] for pairs in prepared.corpora.values() for pair in pairs])
        for side in (0, 1)
    )
    foreign = (english < SOURCE_SHARE * german) | (english == 0)
    foreign[:2] = False  # </s> and <unk>
    kept = torch.from_numpy(foreign.nonzero()[0])
    share = (english + 0.5) / (german + english + 1)
    model.final_logits_bias[0, kept] = torch.from_numpy(share)[kept].log().to(model.final_logits_bias)
    log.info("%d of %d pieces are of the source alone: their rows are kept", len(kept), len(processor))
    return kept


def tried(settings: TrainSettings) -> TrainSettings:
    """The settings of a dry run: little data, one worker, a few seconds, every part of the way."""
    few = {"limit": DRY_PAIRS}
    return settings.model_copy(
        update={
            "sources": [s.model_copy(update=few) for s in settings.sources],
            "development_pairs": 2,
            "held_out": {},
            "pool": 60,
            "vocabulary": settings.vocabulary.model_copy(update={"sentences": 2000}),
            "model": settings.model.model_copy(update={"lexical_pairs": min(40, settings.model.lexical_pairs)}),
            "schedule": settings.schedule.model_copy(
                update={
                    "minutes": 0.1,
                    "steps": 0,
                    "guided_pairs": 200,
                    "freeze_encoder_steps": 1,
                    "evaluate_minutes": 9,
                }
            ),
            "hardware": settings.hardware.model_copy(update={"workers": 1}),
        }
    )


def run(settings: TrainSettings, base: Path, folder: Path) -> Path:
    """Train until the plan is fulfilled; return the MarianMT folder, ``folder/model``."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(settings.hardware.threads)
    prepared = prepare(settings, base)
    pieces = make_vocabulary(settings, prepared, folder / "vocabulary")
    linker = make_linker(settings, prepared, folder)
    augment = Augmenter(settings.augmentation, [p for c in prepared.corpora.values() for p in c], PEOPLE)
    sampler = prepared.sampler(settings, settings.pool, settings.seed)
    maker = Maker(sampler, folder / "vocabulary", settings, augment, linker)
    device = "cuda" if torch.cuda.device_count() else "cpu"
    workers = settings.hardware.workers if device == "cpu" else 1
    streams = [Stream(maker, worker, workers) for worker in range(workers)]
    model = make_model(settings, pieces, prepared, folder, linker).to(device)
    kept = keep_source_rows(model, prepared, folder / "vocabulary") if settings.schedule.frozen_layers else None
    shared = Shared.of(flat(model), workers)
    trainer = Trainer(model, shared, bind(model, shared.weights, shared.gradients[0]), settings, folder, device, kept)
    resumed = trainer.resume()
    log.info("%s, %.1f M weights, %d workers", device, len(shared.weights) / 1e6, workers)
    log.info("%s step %d", "resumed at" if resumed else "from", trainer.progress.step)
    for stream, pool, place in zip(streams, trainer.progress.pools, shared.places, strict=True):
        stream.pool = place.value = pool
    for worker in range(1, workers):
        SPAWN.Process(target=follow, args=(model, streams[worker], shared, worker, settings), daemon=True).start()
    if settings.hardware.compile:
        model.model.encoder.compile(dynamic=True)
        model.model.decoder.compile(dynamic=True)
    signal.signal(signal.SIGTERM, lambda *_: setattr(trainer, "ending", True))
    shared.meet.wait()
    try:
        loop(trainer, streams[0], lambda: evaluate(trainer, prepared.development))
    finally:
        shared.meet.abort()
    return folder / "model"
