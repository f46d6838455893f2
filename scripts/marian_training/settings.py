"""The settings of a training run: a YAML file, as in ``configs/train/``, read into models that refuse unknown keys."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """Refuse unknown keys, so that a misspelt one is not silently ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceSettings(Strict):
    """A TSV file (corpus, German, English; may end in .xz or .gz), or a data set of the ``datasets`` hub.

    ``corpus`` renames a hub set; of each corpus in the source the first ``limit`` pairs are taken.
    """

    path: str = ""
    hub: str = ""
    subset: str | None = None
    split: str = "train"
    corpus: str = ""
    limit: int = 1_000_000


class CleaningSettings(Strict):
    """Pairs outside these limits are left out, by pieces after segmentation.

    In each worker's ``first_pools`` the limit is ``first_pieces``: short sentences teach the attention faster.
    """

    max_characters: int = 600
    max_ratio: float = 2.2
    max_pieces: int = 96
    first_pools: int = 0
    first_pieces: int = 32


class VocabularySettings(Strict):
    """``pretrained`` prunes the pieces of multilingual-e5-small; otherwise a unigram model is trained anew."""

    size: int = 12_000
    pretrained: bool = False
    sentences: int = 300_000


class ModelSettings(Strict):
    """Sizes; with ``pretrained`` the lists name the e5 layers (0-11) that each layer starts from.

    ``lexical_pairs`` > 0 fits the last cross-attention to word links (needs guided attention).
    """

    width: int = 384
    inner: int = 1536
    heads: int = 12
    encoder_layers: int = 6
    decoder_layers: int = 2
    dropout: float = 0.0
    activation: Literal["relu", "gelu", "swish"] = "gelu"
    positions: int = 512
    pretrained: bool = False
    encoder_from: list[int] = Field(default_factory=list)
    decoder_from: list[int] = Field(default_factory=list)
    cross_from: list[int] = Field(default_factory=list)
    lexical_pairs: int = 0


class ScheduleSettings(Strict):
    """Rates are peaks; they rise over ``warmup`` steps and fall linearly to 0 at the end of ``minutes``.

    ``steps`` > 0 count instead of the minutes: what comes out does not depend on how busy the machine is.

    An update takes ``step_tokens`` target pieces, gathered from batches of at most ``batch_tokens``. The encoder rests
    in the first ``freeze_encoder_steps``, its lowest ``frozen_layers`` always. Attention guided by word links
    (``guided_weight`` > 0) is head 0 of the last decoder layer, and more in the first ``guide_all_steps``, less and
    less. With ``sampled`` > 0 the softmax runs over that many drawn pieces and those of the batch. The exported weights
    are a running average over about ``average_steps``. ``patience`` > 0 ends the run after so many scores without a new
    best one.
    """

    minutes: float = 120
    steps: int = Field(default=0, ge=0)
    rate: float = 6e-4
    encoder_rate: float = 2e-4
    embedding_rate: float = 3e-4
    warmup: int = 100
    freeze_encoder_steps: int = 0
    step_tokens: int = 2000
    batch_tokens: int = 700
    smoothing: float = 0.1
    guided_weight: float = 0.0
    guided_pairs: int = 20_000
    guide_all_steps: int = 0
    sampled: int = 0
    frozen_layers: int = 0
    clip: float = 1.0
    weight_decay: float = 0.0
    average_steps: int = 200
    save_minutes: float = 4
    evaluate_minutes: float = 8
    patience: int = 0


class HardwareSettings(Strict):
    """``workers`` processes share one set of weights on the CPU, each with ``threads``; on a GPU one process works.

    ``stream_processes`` make its batches there. ``precision`` bfloat16 is autocast. Guided attention needs
    ``attention`` eager, which is also the faster on a CPU.
    """

    workers: int = 2
    threads: int = 1
    precision: Literal["float32", "bfloat16"] = "float32"
    attention: Literal["eager", "sdpa"] = "eager"
    compile: bool = False
    stream_processes: int = 0


class TrainSettings(Strict):
    """Everything that one run needs."""

    name: str
    seed: int = 1
    sources: list[SourceSettings]
    weights: dict[str, float]
    development: list[SourceSettings] = Field(default_factory=list)
    development_pairs: int = 96
    held_out: dict[str, int] = Field(default_factory=dict)
    pool: int = 6000
    cleaning: CleaningSettings = CleaningSettings()
    vocabulary: VocabularySettings = VocabularySettings()
    augmentation: dict[str, float] = Field(default_factory=dict)
    model: ModelSettings = ModelSettings()
    schedule: ScheduleSettings = ScheduleSettings()
    hardware: HardwareSettings = HardwareSettings()


def read_settings(path: Path) -> TrainSettings:
    """Read and validate the YAML file."""
    return TrainSettings.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
