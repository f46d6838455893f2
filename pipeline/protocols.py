"""The contracts between stages: what a stage, a translator and a check must offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Protocol, TypeVar

from pipeline.types import Alignment, Flag, Hypothesis, Segment, Severity, Span, Translation

In = TypeVar("In", contravariant=True)
Out = TypeVar("Out", covariant=True)


class Stage(Protocol[In, Out]):
    """One step: turns a stream of records into a stream of the next kind.

    A stage keeps the order, invents nothing and drops nothing silently: what it cannot do it raises as
    ``StageError`` with the record's key. It may batch inside; it holds no state that one record leaves for the next.
    """

    @property
    def name(self) -> str: ...

    def run(self, items: Iterable[In]) -> Iterator[Out]: ...


class Translator(Protocol):
    """Turns German segments into English; the same output whatever the batch size.

    ``model``: name@revision, written into every translation. ``score`` gives, for pairs that already exist, the mean
    log-probability per target token by forced decoding.
    """

    @property
    def model(self) -> str: ...

    def translate(self, segments: Sequence[Segment]) -> list[Translation]: ...

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]: ...

    def alternatives(self, text: str, n: int) -> list[Hypothesis]: ...


class Scorer(Protocol):
    """A translation model that says how likely an English text is for a German one. ``model``: name@revision."""

    @property
    def model(self) -> str: ...

    def log_likelihood(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return the log-probability of each (German, English) pair's whole English, natural log."""
        ...

    def piece_log_likelihoods(self, pairs: Sequence[tuple[str, str]]) -> list[list[tuple[Span, float]]]:
        """Return, for each (German, English) pair, the pieces of the English with their log-probabilities."""
        ...


class Check(Protocol):
    """One kind of slip. Its options are its dataclass fields.

    Two fields are filled by the checker: ``knowledge``, and ``scorer``, a function that gives a ``Scorer``, or None
    where no model can be had.
    """

    id: ClassVar[str]
    severity: ClassVar[Severity]

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        """Yield the suspicions about one article; ``pairs`` is the whole article, in order."""
        ...
