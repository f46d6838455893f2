"""Where a flag stands in its article's file: lines and columns, as code hosts want them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Place:
    """A stretch of a file: lines and columns from 1, the end column excluded (SARIF 2.1.0, section 3.30)."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Located:
    """An article record with its text and the starts of its segments."""

    article: dict[str, Any]
    starts: dict[int, tuple[int, int]]

    @cached_property
    def _lines(self) -> list[int]:
        text: str = self.article["text"]
        return [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]

    def place(self, flag: dict[str, Any]) -> Place:
        """Return where the flagged German is; the whole segment for a flag on the English alone.

        A row of a batch (``feed.jsonl:12``) is one line of its file.
        """
        path, _, row = self.article["source"].rpartition(":")
        if path and row.isdigit():
            return Place(path, int(row), 1, int(row), 1)
        start, end = self.starts[flag["segment"]]
        if flag["source_start"] is not None:
            start, end = start + flag["source_start"], start + flag["source_end"]
        line, column = self._at(start)
        end_line, end_column = self._at(end)
        return Place(self.article["source"] or self.article["article"], line, column, end_line, end_column)

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1


def locate(
    articles: Iterable[dict[str, Any]], segments: Iterable[dict[str, Any]], flags: Iterable[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any], Place]]:
    """Yield (article, flag, place) for every flag, in order."""
    starts: dict[str, dict[int, tuple[int, int]]] = {}
    for segment in segments:
        starts.setdefault(segment["article"], {})[segment["index"]] = (segment["start"], segment["end"])
    located = {a["article"]: Located(a, starts.get(a["article"], {})) for a in articles}
    for flag in flags:
        here = located[flag["article"]]
        yield here.article, flag, here.place(flag)


def sentence(flag: dict[str, Any]) -> str:
    """Return the flag as one line of plain text: the message, the words, the suggestion."""
    words = " -> ".join(f"“{text}”" for text in (flag["source_text"], flag["target_text"]) if text)
    suggestion = "" if flag["suggestion"] is None else f" Suggested: “{flag['suggestion']}”."
    return f"{flag['message']}{f' ({words})' if words else ''}{suggestion}"
