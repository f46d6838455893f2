"""Million for billion, 3.000 for 3,000."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._quantities import compare_article, is_magnitude, separators_kept, show, suggest
from pipeline.text.numbers import Number
from pipeline.types import Alignment, Flag, Severity


@dataclass(frozen=True, slots=True)
class MagnitudeMismatch:
    """A number keeps its figures but is ten, a thousand, a million times too great or too small.

    Why: Milliarde is billion and Billion is trillion; the German point is the English comma. Both slips look right.
    Flags: ``3,4 Milliarden`` -> ``3.4 million``; ``7.500 Gäste`` -> ``7.5 guests`` or ``7.500 guests``;
        ``18,3 Grad`` -> ``183 degrees``; ``6,2 Prozent`` -> ``6,2%``.
    Passes: ``1,28 Mrd. Euro`` -> ``1.28 billion euros``; ``0,5 Millionen`` -> ``500,000``; ``2 bis 3 Millionen`` ->
        ``2 million to 3 million``.
    Limits: a German text that itself writes 12,500 in the English way is taken at its German word; the flag then
        says what it read.
    """

    id: ClassVar[str] = "magnitude-mismatch"
    severity: ClassVar[Severity] = Severity.ERROR

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair, comparison in zip(pairs, compare_article(pairs), strict=True):
            for a, b in comparison.changed:
                if is_magnitude(a, b) and not _english_source(pair, a, b):
                    yield self._flag(pair, a, b, "separator" if separators_kept(a, b) else "scale")
            for a, b in comparison.same:
                if b.misplaced and not a.misplaced:
                    yield self._flag(pair, a, b, "separator")

    def _flag(self, pair: Alignment, a: Number, b: Number, rule: str) -> Flag:
        if rule == "separator":
            message = f"{b.figure.of(pair.target)} keeps the German separators: {show(a, pair.source)}"
        else:
            message = f"{show(a, pair.source)} became {show(b, pair.target)}"
        suggestion = suggest(a, b, pair.target)
        copied = rule == "separator" and a.figure.of(pair.source) == b.figure.of(pair.target)
        more = {"suggestion": suggestion, "confidence": 0.95, "safe": copied and suggestion is not None}
        return flag(self, pair, message, a.span, b.span, rule=rule, **more)


def _english_source(pair: Alignment, a: Number, b: Number) -> bool:
    """Tell whether the German itself groups the English way, beyond doubt (73,000), and the English kept it."""
    written = a.figure.of(pair.source)
    return written == b.figure.of(pair.target) and written.endswith(",000")
