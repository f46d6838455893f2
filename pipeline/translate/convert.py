"""Convert a MarianMT folder for CTranslate2, once: into the user's cache, keyed on everything the result depends on."""

from __future__ import annotations

import logging
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from pipeline import resources
from pipeline.errors import ModelError
from pipeline.translate.model_folder import ModelFolder
from pipeline.translate.model_settings import AttentionHead, read_settings
from pipeline.translate.pieces import UNKNOWN

log = logging.getLogger(__name__)


def converted(folder: ModelFolder, quantization: str, encoder: bool = False) -> Path:
    """Return the CTranslate2 folder of ``folder``, converting it if the cache does not hold it.

    Args:
        quantization: a CTranslate2 type: int8, float16, bfloat16, float32 ...
        encoder: only the encoder, for ``ctranslate2.Encoder``: the translator does not give its states away.

    The folder appears under its name whole or not at all: it is written beside it and renamed; when two processes do
    this at once, the first one wins and the other takes its result.

    Raises:
        ModelError: the folder cannot be converted, or the cache cannot be written.
    """
    import ctranslate2

    head = read_settings(folder.path).head
    part = "encoder" if encoder else head.key
    key = f"{folder.fingerprint}-{quantization}-{part}-ct2.{ctranslate2.__version__}"
    place = resources.cache() / "ct2" / key
    if (place / "model.bin").is_file():
        return place
    log.info("converting %s to CTranslate2 %s (once)", folder.label, quantization)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=f".{key}.") as made:
            _convert(folder.path, Path(made) / "model", quantization, None if encoder else head)
            _publish(Path(made) / "model", place)
    except OSError as error:
        raise ModelError(f"{place}: cannot be written ({error}); set WIREDESK_CACHE to a writable folder") from error
    return place


def _publish(made: Path, place: Path) -> None:
    """Rename ``made`` to ``place``, unless another process was faster."""
    try:
        made.rename(place)
    except OSError:
        if not (place / "model.bin").is_file():
            shutil.rmtree(place, ignore_errors=True)  # a folder without a model is what an unclean copy left
            made.rename(place)


def _convert(folder: Path, out: Path, quantization: str, head: AttentionHead | None) -> None:
    """Convert the model so that it returns the attention of ``head``, or for None its encoder alone."""
    from ctranslate2.converters import TransformersConverter
    from ctranslate2.specs.transformer_spec import TransformerEncoderModelSpec

    class Converter(TransformersConverter):  # type: ignore[misc]
        """Also says which layer's attention CTranslate2 returns: its own converter leaves the last layer, first
        head."""

        def load_model(self, model_class: Any, name: str, **options: Any) -> Any:
            model = super().load_model(model_class, name, **options)
            if head:
                head.bring_forward(model)
            return model

        def _load(self) -> Any:
            spec = super()._load()
            if head is None:
                alone = TransformerEncoderModelSpec(spec.encoder)
                alone.register_vocabulary(spec._vocabularies["source"][0])
                alone.config.unk_token = UNKNOWN
                return alone
            spec.decoder.alignment_layer = np.int16(head.layer)
            spec.decoder.alignment_heads = np.int16(head.count)
            return spec

    try:
        with quiet():
            Converter(str(folder)).convert(str(out), quantization=quantization)
    except (ValueError, RuntimeError, NotImplementedError, KeyError, AttributeError, IndexError) as error:
        raise ModelError(f"{folder}: CTranslate2 cannot convert it ({error}); is it a MarianMT folder?") from error


@contextmanager
def quiet() -> Iterator[None]:
    """Silence the advice and the progress bars of transformers while a model loads."""
    from transformers.utils import logging as transformers_logging

    shown = transformers_logging.is_progress_bar_enabled()
    transformers_logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            # The advice to install sacremoses: MarianTokenizer never calls that normaliser.
            warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
            yield
    finally:
        if shown:
            transformers_logging.enable_progress_bar()
