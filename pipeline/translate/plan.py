"""How one segment is put to the model: what is stripped, split and recased before, and put back after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.text.quotes import Side, marks, unpaired
from pipeline.translate.casing import is_shouted, shout, truecase
from pipeline.translate.clauses import split_long
from pipeline.translate.engine import Decoded
from pipeline.translate.lines import Part
from pipeline.translate.pieces import Pieces
from pipeline.types import Attention, Span


@dataclass(frozen=True, slots=True)
class Unit:
    """A text the model is given: character ``i`` of ``text`` stands for character ``start + i`` of the segment."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A segment cut into ``units``; ``between`` is the English before each unit and after the last (one text more)."""

    units: tuple[Unit, ...]
    between: tuple[str, ...]
    shouted: bool = False

    def cut(self, parts: Sequence[Sequence[Unit]]) -> Plan:
        """Return the plan with each unit replaced by its ``parts``, a space between them."""
        between = [self.between[0]]
        for group, after in zip(parts, self.between[1:], strict=True):
            between += [" "] * (len(group) - 1) + [after]
        return Plan(tuple(unit for group in parts for unit in group), tuple(between), self.shouted)


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """An English text in the making, with the pieces it was made of."""

    text: str
    score: float | None
    attention: Attention | None

    def replace(self, start: int, end: int, new: str) -> Draft:
        """Return the draft with characters ``start`` to ``end`` replaced; the pieces' spans move along."""
        text = self.text[:start] + new + self.text[end:]
        if self.attention is None:
            return Draft(text, self.score, None)

        grown = len(new) - (end - start)

        def moved(span: Span) -> Span:
            left = span.start if span.start < start else span.start + grown if span.start >= end else start
            right = span.end if span.end <= start else span.end + grown if span.end >= end else start + len(new)
            return Span(left, max(left, right))

        spans = tuple(moved(span) for span in self.attention.target_spans)
        attention = Attention(self.attention.source_spans, spans, self.attention.weights)
        return Draft(text, self.score, attention)


def make_plan(text: str, pieces: Pieces, limit: int) -> Plan:
    """Plan a segment: outer quotation marks off, capitals to ordinary case, cut where longer than ``limit`` pieces."""
    inner, lead, tail = outer_marks(text)
    shouted = is_shouted(inner.of(text))
    body = truecase(inner.of(text), pieces.cost) if shouted else inner.of(text)
    units = [Unit(inner.start + span.start, span.of(body)) for span in split_long(body, pieces.length, limit)]
    return Plan((Unit(inner.start, body),), (lead, tail), shouted).cut([units]) if units else Plan((), (lead + tail,))


def plan_line(text: str, parts: Sequence[Part], pieces: Pieces, limit: int) -> Plan:
    """Plan a line whose ``parts`` are English already, or stretches of ``text`` for the model."""
    plan = Plan((), ("",))
    for part in parts:
        if isinstance(part, str):
            more = Plan((), (part,))
        else:
            more = make_plan(part.of(text), pieces, limit)
            more = Plan(tuple(Unit(u.start + part.start, u.text) for u in more.units), more.between, more.shouted)
        joint = plan.between[-1] + more.between[0]
        between = (*plan.between[:-1], joint, *more.between[1:])
        plan = Plan(plan.units + more.units, between, plan.shouted or more.shouted)
    return plan


def outer_marks(text: str) -> tuple[Span, str, str]:
    """Return the part of ``text`` within its outer quotation marks, and the marks' English forms before and after.

    Taken off are marks that enclose the whole segment, and a mark at its edge that has no partner in it: a quotation
    over several sentences opens in one segment and closes in another, and a model would like to balance it.
    """
    found = marks(text)
    end, lead, tail = len(text.rstrip()), "", ""
    start = min(len(text) - len(text.lstrip()), end)
    if not found:
        return Span(start, end), lead, tail
    alone = {item.mark.span for item in unpaired([(text, 0)])}
    after = text[found[-1].span.end : end]
    opens = found[0].span.start == start and found[0].side is not Side.CLOSE
    closes = found[-1].side is not Side.OPEN and len(after) <= 1 and after in ("", ".", ",", "!", "?", ":", ";")
    whole = len(found) == 2 and opens and closes and not alone
    if opens and (whole or found[0].span in alone):
        start, lead = found[0].span.end, '"'
    if closes and (whole or found[-1].span in alone) and found[-1].span.start >= start:
        end, tail = found[-1].span.start, '"' + after
    return Span(start, end), lead, tail


def join(plan: Plan, outputs: Sequence[Decoded], pieces: Pieces, shift: bool) -> Draft:
    """Return the translations of the plan's units as one draft.

    Args:
        shift: take for each target piece the attention of the step that consumes it rather than the one that
        produces it
            (Chen et al. 2020).
    """
    text, blocks = plan.between[0], []
    sources: list[Span] = []
    targets: list[Span] = []
    for unit, output, after in zip(plan.units, outputs, plan.between[1:], strict=True):
        part, spans = pieces.text(output.pieces)
        targets += [span.shift(len(text)) for span in spans]
        text += (shout(part) if plan.shouted else part) + after
        if output.attention is not None:
            sources += [span.shift(unit.start) for span in pieces.source(unit.text)[1]]
            rows = output.attention[1:] if shift else output.attention[:-1]
            blocks.append(rows[:, :-1])
    lengths = [len(output.pieces) + 1 for output in outputs]
    score = float(np.average([output.score for output in outputs], weights=lengths)) if outputs else None
    attention = None
    if blocks and len(blocks) == len(outputs):
        attention = Attention(tuple(sources), tuple(targets), _block_diagonal(blocks))
    return Draft(text, score, attention)


def _block_diagonal(blocks: Sequence[np.ndarray]) -> np.ndarray:
    if len(blocks) == 1:
        return blocks[0]
    whole = np.zeros((sum(b.shape[0] for b in blocks), sum(b.shape[1] for b in blocks)), np.float32)
    row = column = 0
    for block in blocks:
        whole[row : row + block.shape[0], column : column + block.shape[1]] = block
        row, column = row + block.shape[0], column + block.shape[1]
    return whole
