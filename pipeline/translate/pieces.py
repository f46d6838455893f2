"""SentencePiece pieces of a MarianMT model, and the characters each piece stands for.

Marian joins two SentencePiece models to one vocabulary (``vocab.json``); a piece that is not in it becomes ``<unk>``.
SentencePiece normalises the text first (NFKC, spaces), so that a piece's own characters are not those of the text: the
spans come from its alignment to the original bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sentencepiece

from pipeline.errors import ModelError
from pipeline.types import Span

END, UNKNOWN = "</s>", "<unk>"
SPACE = "\N{LOWER ONE EIGHTH BLOCK}"
"""With this a piece begins that has a space before it."""


class Pieces:
    """The two piece models and the vocabulary of one model folder."""

    def __init__(self, folder: Path) -> None:
        self._source = _load(folder / "source.spm")
        self._target = _load(folder / "target.spm")
        try:
            self.ids: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(f"{folder / 'vocab.json'}: cannot be read ({error})") from error
        if END not in self.ids or UNKNOWN not in self.ids:
            raise ModelError(f"{folder / 'vocab.json'}: lacks {END} or {UNKNOWN}; is it the vocabulary of this model?")
        self.pieces: dict[int, str] = {number: piece for piece, number in self.ids.items()}

    def source(self, text: str) -> tuple[list[str], list[Span]]:
        """Return the pieces of a German text, without ``</s>``, and the characters of ``text`` each stands for.

        The spans are in order, hold no white space at their ends, and leave out no other character that survives
        normalisation. Pieces that share a character (bytes of one character, halves of a ligature) share its span.
        """
        return _encode(self._source, text)

    def target(self, text: str) -> tuple[list[str], list[Span]]:
        """Return the pieces of an English text, as ``source`` does for a German one."""
        return _encode(self._target, text)

    def spelling(self, word: str) -> tuple[int, ...]:
        """Return the vocabulary ids of an English word's pieces; empty where the vocabulary lacks one."""
        made = [self.ids.get(piece) for piece in self._target.encode(word, out_type=str)]
        return () if None in made else tuple(number for number in made if number is not None)

    def length(self, text: str) -> int:
        """Return the number of source pieces of ``text``."""
        return len(self._source.encode(text))

    def cost(self, word: str) -> float:
        """Return the negative log-probability of a German word as the source model cuts it."""
        return -float(sum(self._source.get_score(number) for number in self._source.encode(word)))

    def text(self, pieces: Sequence[str]) -> tuple[str, list[Span]]:
        """Return the English text of target ``pieces`` and the characters of it that each stands for."""
        parsed = self._target.decode(list(pieces), return_type="proto")
        lead = len(parsed.text) - len(parsed.text.lstrip())
        text = parsed.text.strip()
        spans = [_clip(span.shift(-lead), len(text)) for span in _spans(parsed, parsed.text)]
        return text, spans

    def number(self, pieces: Sequence[str]) -> list[int]:
        """Return the vocabulary ids of ``pieces``."""
        unknown = self.ids[UNKNOWN]
        return [self.ids.get(piece, unknown) for piece in pieces]


def _load(path: Path) -> Any:
    try:
        return sentencepiece.SentencePieceProcessor(model_file=str(path))
    except (OSError, RuntimeError) as error:
        raise ModelError(f"{path}: not a SentencePiece model ({error})") from error


def _encode(model: Any, text: str) -> tuple[list[str], list[Span]]:
    parsed = model.encode(text, return_type="proto")
    return [piece.piece for piece in parsed.pieces], _spans(parsed, text)


def _spans(parsed: Any, text: str) -> list[Span]:
    """Return one span per piece: bytes to characters, white space trimmed, empty ones joined to their neighbour."""
    characters = _character_of_byte(text)
    spans: list[Span | None] = []
    for piece in parsed.pieces:
        start, end = characters[piece.begin], characters[piece.end]
        covered = text[start:end]
        start += len(covered) - len(covered.lstrip())
        end = start + len(covered.strip())
        spans.append(Span(start, end) if end > start else None)
    follower: Span | None = None
    for i in range(len(spans) - 1, -1, -1):
        follower = spans[i] = spans[i] or follower
    leader = Span(0, 0)
    return [leader := span or Span(leader.end, leader.end) for span in spans]


def _character_of_byte(text: str) -> list[int]:
    """Return, for each byte offset of UTF-8 ``text``, the character it lies in (the end maps to the length)."""
    places: list[int] = []
    for i, character in enumerate(text):
        places += [i] * len(character.encode())
    return [*places, len(text)]


def _clip(span: Span, length: int) -> Span:
    return Span(max(0, min(span.start, length)), max(0, min(span.end, length)))
