"""The model for whoever can do without: loaded when it is first asked for, None where it is not to be had."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.errors import ModelError
from pipeline.translate.translator import MarianTranslator

log = logging.getLogger(__name__)


@dataclass(slots=True)
class OptionalModel:
    """Gives the translator that ``load`` gives, always the same; where it cannot be loaded this is said once."""

    load: Callable[[], MarianTranslator]
    _known: MarianTranslator | None = field(default=None, init=False)
    _tried: bool = field(default=False, init=False)

    def __call__(self) -> MarianTranslator | None:
        if not self._tried:
            self._tried = True
            try:
                self._known = self.load()
            except ModelError as error:
                log.warning("aligned and checked without the model: %s", error)
        return self._known
