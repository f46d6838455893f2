"""Segment -> Translation: MarianMT run by CTranslate2 (default) or by transformers (reference)."""

from __future__ import annotations

from typing import Protocol

from pipeline.knowledge.style import Style
from pipeline.translate.ct2 import CTranslate2Engine
from pipeline.translate.decoder import Decoder
from pipeline.translate.drafts import Drafter
from pipeline.translate.engine import Engine
from pipeline.translate.fused import FusedEngine
from pipeline.translate.marian import TransformersEngine
from pipeline.translate.model_folder import ModelFolder, find_model
from pipeline.translate.optional import OptionalModel
from pipeline.translate.translator import MarianTranslator

__all__ = [
    "CTranslate2Engine",
    "Drafter",
    "Engine",
    "MarianTranslator",
    "ModelFolder",
    "OptionalModel",
    "Settings",
    "TransformersEngine",
    "find_model",
    "load_engine",
    "load_translator",
]


class Settings(Protocol):
    """What ``load_translator`` needs to know; ``config.TranslateConfig`` explains each."""

    @property
    def model(self) -> str: ...
    @property
    def revision(self) -> str | None: ...
    @property
    def engine(self) -> str: ...
    @property
    def device(self) -> str: ...
    @property
    def precision(self) -> str: ...
    @property
    def beam(self) -> int: ...
    @property
    def n_best(self) -> int: ...
    @property
    def batch_tokens(self) -> int: ...
    @property
    def threads(self) -> int: ...
    @property
    def quotes(self) -> str | None: ...
    @property
    def restore_names(self) -> bool: ...


def load_engine(settings: Settings) -> Engine:
    """Find and load the model.

    Raises:
        ModelError: the model is not there, damaged, or cannot run on this device.
    """
    kind: type[CTranslate2Engine | TransformersEngine] = (
        CTranslate2Engine if settings.engine == "ctranslate2" else TransformersEngine
    )
    folder = find_model(settings.model, settings.revision)
    engine = kind(folder, settings.device, settings.precision, settings.threads, settings.batch_tokens)
    if not engine.settings.lexicon_bias:
        return engine
    return FusedEngine(engine, Decoder(folder.path, engine.settings.head))


def load_translator(settings: Settings, style: Style | None = None) -> MarianTranslator:
    """Find and load the model, and return its translator, which writes as ``style`` has it (None: as the model does).

    Raises:
        ModelError: as ``load_engine``.
    """
    quotes = settings.quotes or (style.quotes if style else "straight")
    engine = load_engine(settings)
    return MarianTranslator(engine, settings.beam, settings.n_best, quotes, names=settings.restore_names, house=style)
