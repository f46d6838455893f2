"""Quick English as evidence for alignment, from a model that is only loaded when it is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.translate.translator import MarianTranslator


@dataclass(frozen=True, slots=True)
class Drafter:
    """Makes drafts with the translator that ``model`` gives, which is asked for every text, so it should remember."""

    model: Callable[[], MarianTranslator | None]

    def __call__(self, texts: Sequence[str]) -> list[str]:
        """Return a draft for each of ``texts``; none at all where there is no model.

        Raises:
            ModelError: ``model`` raises it.
        """
        found = self.model()
        return found.drafts(texts) if found else []
