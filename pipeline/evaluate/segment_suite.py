"""The suite "segment": boundary F1 of the sentence splitter, with line ends of a test set as the gold boundaries."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pipeline.evaluate.figures import Figure
from pipeline.text.sentences import split

Splitter = Callable[[str], list[int]]
RUN = 5


class Score(NamedTuple):
    """Counts over one data set: boundaries found and right, found, and gold."""

    right: int
    found: int
    gold: int
    seconds: float  # of processor time

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall, 0..1."""
        return 2 * self.right / max(1, self.found + self.gold)


def runs(items: Sequence[str]) -> Iterator[tuple[str, set[int]]]:
    """Yield texts of five sentences joined by one space, and the ends (character offsets) of the first four."""
    for i in range(0, len(items), RUN):
        group, gold, end = items[i : i + RUN], set(), 0
        for sentence in group[:-1]:
            end += len(sentence)
            gold.add(end)
            end += 1
        yield " ".join(group), gold


def own(text: str) -> list[int]:
    """Return where the sentences of ``text`` end, as the segment stage cuts them."""
    return [span.end for span in split(text)]


def measure(splitter: Splitter, items: Sequence[str], show: Callable[[str], None] | None = None) -> Score:
    """Return the score of ``splitter`` on ``items`` joined in runs; ``show`` is told every wrong decision."""
    right = found = gold_count = 0
    seconds = 0.0
    for text, gold in runs(items):
        begin = time.process_time()
        ends = {end for end in splitter(text) if end < len(text)}
        seconds += time.process_time() - begin
        right, found, gold_count = right + len(ends & gold), found + len(ends), gold_count + len(gold)
        for end in sorted(ends ^ gold) if show else ():
            kind = "over " if end in ends else "under"
            if show:
                show(f"{kind} …{text[max(0, end - 60) : end]}|{text[end : end + 40]}…")
    return Score(right, found, gold_count, seconds)


def figures(name: str, sources: Sequence[str]) -> list[Figure]:
    """Return boundary F1 and the splitter's speed on the distinct ``sources``."""
    items = list(dict.fromkeys(" ".join(source.split()) for source in sources))
    score = measure(own, items)
    speed = len(items) / max(score.seconds, 1e-9)
    return [
        Figure(f"segment.F1[{name}]", 100 * score.f1, score.gold),
        Figure(f"segment.per-second[{name}]", speed, len(items)),
    ]
