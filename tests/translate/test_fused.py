"""The search with the lexicon's say: at no bias it is the engines' search, with one it takes the lexicon's words."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import yaml

from pipeline.errors import ModelError
from pipeline.translate import CTranslate2Engine, find_model
from pipeline.translate.decoder import Array, Cache, Decoder, Memory
from pipeline.translate.engine import Search
from pipeline.translate.fused import MADE_UP, STAMMER, FusedEngine, FusedSearch, _Row
from pipeline.translate.made_up import MadeUp
from pipeline.translate.model_settings import FILE, AttentionHead, read_settings
from pipeline.translate.pieces import END, Pieces
from pipeline.translate.word_trees import SURELY_COPIED, Place, WordTrees, surfaces
from tests.translate.tiny import TEXT


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(find_model("wire-de-en").path)


class Reader(Decoder):
    """Knows nothing: any piece is as likely as any other. Looks at one German piece after the other, and ends."""

    def __init__(self, pieces: Pieces) -> None:
        size = max(pieces.pieces) + 1
        self.embeddings: Array = np.eye(size, dtype=np.float32)
        self.bias: Array = np.zeros(size, np.float32)
        self.start, self._end = size - 1, pieces.ids[END]

    def remember(self, states: list[Array]) -> Memory:  # type: ignore[override]
        return Memory((), (), np.zeros((len(states), 1, 1, max(map(len, states))), np.float32))

    def cache(self, rows: int, steps: int) -> Cache:
        return Cache(0, rows, 1, steps, 1)

    def step(self, numbers: np.ndarray, at: int, cache: Cache, memory: Memory) -> tuple[Array, Array]:
        n = memory.hidden.shape[-1]
        hidden = np.zeros((len(numbers), len(self.bias)), np.float32)
        hidden[:, self._end] = 30.0 if at >= n - 1 else -30.0
        attention = np.zeros((len(numbers), n), np.float32)
        attention[:, min(at, n - 1)] = 1
        return hidden, attention


def read(pieces: Pieces, german: str) -> str:
    source = pieces.source(german)[0]
    states = [np.zeros((len(source) + 1, 1), np.float32)]
    found = FusedSearch(Reader(pieces), pieces, 1.0).run([source], states, Search())[0]
    return pieces.text(found[0].pieces)[0]


def test_what_is_looked_at_is_said(pieces: Pieces) -> None:
    assert read(pieces, "Regierung") == "Government"
    assert read(pieces, "neue Regierung") == "New government"


def test_an_unknown_name_is_spelt_as_it_is(pieces: Pieces) -> None:
    assert surfaces("Schwindemann") == {"Schwindemann": SURELY_COPIED}
    assert read(pieces, "Schwindemann") == "Schwindemann"


def test_the_shares_of_first_pieces_are_shares(pieces: Pieces) -> None:
    trees = WordTrees(pieces)
    for word in ("Regierung", "Bundesverteidigungsministerium", "Wladiwostok", "und", "Xqy", "NATO"):
        for place in Place:
            for path, (numbers, shares) in trees.of(word, place).items():
                assert len(numbers) == len(set(numbers.tolist()))
                assert shares.min() >= 0
                assert shares.sum() <= 1.001 if not path else shares.sum() == pytest.approx(1, abs=1e-3)


def test_a_word_begins_as_its_place_wants(pieces: Pieces) -> None:
    trees = WordTrees(pieces)

    def likeliest(place: Place) -> str:
        numbers, shares = trees.of("Regierung", place)[()]
        return pieces.pieces[int(numbers[shares.argmax()])]

    assert likeliest(Place.WITHIN) == "▁government"
    assert likeliest(Place.FIRST).startswith("▁Go")
    assert not likeliest(Place.GLUED).startswith("▁")


def test_a_made_up_word_shows_where_no_word_begins_like_it(pieces: Pieces) -> None:
    made_up = MadeUp(pieces)
    assert made_up.beginning(pieces.spelling("vocabu")) == ""
    assert made_up.beginning(pieces.spelling("vocabulity")) == "vocabulity"
    assert made_up.word(pieces.spelling("vocabulary")) == made_up.word(pieces.spelling("xqy")) == ""
    assert made_up.word(pieces.spelling("vocabular")) == "vocabular"
    assert pieces.ids[END] in made_up.ends


def test_a_made_up_word_is_charged_once(pieces: Pieces) -> None:
    search = FusedSearch(Reader(pieces), pieces, 1.0)
    wrong, known = pieces.spelling("vocabulityness"), pieces.spelling("Schwindemann")
    charged = []
    for depth in range(1, len(wrong) + 1):
        scores: Array = np.zeros(len(pieces.ids), np.float32)
        search._charge(scores, wrong[:depth], {"regierung"})
        charged.append(float(-scores.max()))
    assert sum(charged) == MADE_UP
    scores = np.zeros(len(pieces.ids), np.float32)
    search._charge(scores, known, {"schwindemann"})
    assert not scores.any()


@pytest.mark.parametrize(
    ("text", "stammered"),
    [
        ("a great great success", 1),
        ("in the house in the house", 1),
        ("in the house of the lords", 0),
        ("one two three four one two three four five", 1),
        ("the first and the last", 0),
    ],
)
def test_words_said_twice_in_a_row_are_charged(pieces: Pieces, text: str, stammered: int) -> None:
    search = FusedSearch(Reader(pieces), pieces, 1.0)
    row = _Row()
    for number in (*pieces.spelling(text), pieces.ids["▁and"]):
        row = search._extended(row, number)
    assert row.fused == -stammered * STAMMER


def test_without_a_say_of_the_lexicon_it_is_the_engines_search(tiny_model: Path) -> None:
    folder = find_model(str(tiny_model))
    engine = CTranslate2Engine(folder, "cpu", "float32", threads=1)
    sources = [engine.pieces.source(text)[0][: 3 + i % 3] for i, text in enumerate(TEXT[:6])]
    wanted = [best[0].pieces for best in engine.search(sources, Search())]
    found = [
        best[0] for best in FusedEngine(engine, Decoder(folder.path, engine.settings.head)).search(sources, Search())
    ]
    assert [best.pieces for best in found] == wanted
    forced = engine.force(list(zip(sources, wanted, strict=True)), attention=True)
    for left, right in zip(forced, found, strict=True):
        assert left.attention is not None
        assert right.attention is not None
        np.testing.assert_allclose(left.attention[:-1], right.attention[:-1], atol=1e-4)
        assert left.score == pytest.approx(right.score, abs=1e-3)


def test_the_batch_changes_nothing(tiny_model: Path) -> None:
    folder = find_model(str(tiny_model))
    engine = CTranslate2Engine(folder, "cpu", "float32", threads=1)
    engine.settings = dataclasses.replace(engine.settings, lexicon_bias=0.5)
    fused = FusedEngine(engine, Decoder(folder.path, engine.settings.head))
    sources = [engine.pieces.source(text)[0][: 3 + i % 4] for i, text in enumerate(TEXT)]
    together = fused.search(sources, Search(beam=2, best=2))
    alone = [fused.search([source], Search(beam=2, best=2))[0] for source in sources]
    for left, right in zip(together, alone, strict=True):
        assert [hypothesis.pieces for hypothesis in left] == [hypothesis.pieces for hypothesis in right]
        assert [hypothesis.score for hypothesis in left] == pytest.approx([hypothesis.score for hypothesis in right])


def test_no_sources_no_hypotheses(pieces: Pieces) -> None:
    assert FusedSearch(Reader(pieces), pieces, 1.0).run([], [], Search()) == []


def test_a_bias_out_of_range_is_refused(tiny_model: Path, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text((tiny_model / "config.json").read_text(encoding="utf-8"), encoding="utf-8")
    late = {"lexicon_bias": 0.5, "attention": {"layer": 0, "shift": True}}
    (tmp_path / FILE).write_text(yaml.safe_dump(late), encoding="utf-8")
    with pytest.raises(ModelError, match="shift: false"):
        read_settings(tmp_path)
    (tmp_path / FILE).write_text(yaml.safe_dump({"lexicon_bias": 7}), encoding="utf-8")
    with pytest.raises(ModelError, match="lexicon_bias"):
        read_settings(tmp_path)


def test_another_kind_of_network_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="lexicon_bias"):
        Decoder(tmp_path, AttentionHead(0))
