"""Drafts are only asked for where they may help."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.align.sentences import AlignOptions, align_drafted, align_sentences
from pipeline.align.sentences import drafted as room

SURE = ["Der Hafen ist geschlossen und die Schiffe warten.", "Die Bahn fährt nicht und das Wetter ist schlecht."]
PLAIN = ["The port is closed and the ships are waiting.", "The trains are not running and the weather is bad."]
FREE = ["Nothing was to leave the quay for now, as it had been said.", "They would have to walk home in the rain."]


def ask(target: Sequence[str], drafts: str = "auto") -> int:
    asked = []

    def draft(texts: Sequence[str]) -> Sequence[str]:
        asked.append(texts)
        return PLAIN

    align_drafted(SURE, target, AlignOptions(drafts=drafts), draft)  # type: ignore[arg-type]
    return len(asked)


def test_drafts_are_asked_for_where_doubts_are_left() -> None:
    assert (ask(PLAIN), ask(FREE)) == (0, 1)
    assert (ask(PLAIN, "always"), ask(FREE, "never")) == (1, 0)


def test_long_texts_and_other_languages_are_not_drafted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (
        ask(["Rien ne va plus dans le port et les bateaux sont là.", "Ils ont les pieds dans une eau pas très sale."])
        == 0
    )
    monkeypatch.setattr(room, "MOST", 1)
    assert ask(FREE) == 0


def test_no_drafts_are_no_evidence() -> None:
    assert align_drafted(SURE, FREE, draft=lambda _: ()) == align_sentences(SURE, FREE)
