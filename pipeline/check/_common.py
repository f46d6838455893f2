"""What several checks share: making flags, and comparing two bags of things. Nothing about any one slip."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from pipeline.protocols import Check
from pipeline.types import Alignment, Flag, Span

T = TypeVar("T")


def flag(
    check: Check, pair: Alignment, message: str, source: Span | None = None, target: Span | None = None, **more: Any
) -> Flag:
    """Make a flag of ``check`` on ``pair``; ``more`` are further fields of ``Flag`` (rule, suggestion, blame ...)."""
    more.setdefault("severity", check.severity)
    return Flag(check=check.id, pair=pair, message=message, source_span=source, target_span=target, **more)


def without_partner(items: Sequence[T], others: Sequence[T], key: Callable[[T], Hashable]) -> list[T]:
    """Return the ``items`` that are left when each of ``others`` has taken one item of equal ``key`` away."""
    stock: dict[Hashable, int] = {}
    for other in others:
        stock[key(other)] = stock.get(key(other), 0) + 1
    left = []
    for item in items:
        if stock.get(key(item), 0):
            stock[key(item)] -= 1
        else:
            left.append(item)
    return left
