"""Quick English as evidence for alignment, from a model that is only loaded when it is asked."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.errors import ModelError
from pipeline.translate.translator import MarianTranslator

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Drafter:
    """Makes drafts with the translator that ``load`` gives; it is called for every text, so it should remember.

    ``required``: a model that is not there is an error; else there are no drafts, and a warning.
    """

    load: Callable[[], MarianTranslator]
    required: bool = False

    def __call__(self, texts: Sequence[str]) -> list[str]:
        """Return a draft for each of ``texts``, or none at all.

        Raises:
            ModelError: the model is not there, and is required.
        """
        try:
            return self.load().drafts(texts)
        except ModelError as error:
            if self.required:
                raise
            log.warning("aligned without drafts: %s", error)
            return []
