"""Choose the layer and heads whose cross-attention links words best, and keep them beside the weights (wiredesk.yaml).

usage: choose_attention.py [MODEL] [--write] [--max-pieces N] [--bilingual]

Every head of every decoder layer is tried, with the step that produces a piece and with the one that consumes it;
heads of the best layer are then added one by one as long as that helps. A model with a ``lexicon_bias`` needs the step
that produces a piece, for the search looks where it is about to translate. Chosen on every second pair of the RWTH
links, checked on the others. ``fit_word_links.py`` comes after it.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import yaml
from numpy.typing import NDArray

from pipeline.align.words import WordAligner, link_quality
from pipeline.align.words.aligner import Clues
from pipeline.align.words.hmm import Jumps, both_ways
from pipeline.evaluate.align_suite import by_spaces
from pipeline.evaluate.data import bench_folder, load_rows
from pipeline.translate import TransformersEngine, find_model
from pipeline.translate.model_settings import FILE
from pipeline.translate.pieces import END
from pipeline.types import Attention, Span

Link = tuple[int, int]
LEAST = 0.3
"""Least agreement of a link."""


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A sentence pair with its gold links and the attention of every head: (layers, heads, m + 1, n + 1)."""

    source: str
    target: str
    sure: frozenset[Link]
    possible: frozenset[Link]
    heads: NDArray[np.float32]
    source_spans: tuple[Span, ...]
    target_spans: tuple[Span, ...]

    def attention(self, layer: int, heads: Sequence[int], shift: bool) -> Attention:
        weights = self.heads[layer, list(heads)].mean(0)
        rows = weights[1:] if shift else weights[:-1]
        return Attention(self.source_spans, self.target_spans, rows[:, :-1])


def read_pairs(engine: TransformersEngine, path: str) -> list[Pair]:
    """Read the gold links and run the model over each pair once."""
    made = []
    for row in load_rows(path):
        left, source_spans = engine.pieces.source(row["source"])
        right, target_spans = engine.pieces.target(row["target"])
        number = engine.pieces.number
        gold = torch.tensor([number([*right, END])])
        start = torch.full_like(gold[:, :1], engine._model.config.decoder_start_token_id)
        with torch.inference_mode():
            output = engine._model(
                input_ids=torch.tensor([number([*left, END])]),
                decoder_input_ids=torch.cat([start, gold[:, :-1]], 1),
                output_attentions=True,
                use_cache=False,
            )
        heads = torch.stack([layer[0] for layer in output.cross_attentions]).float().numpy()
        sure, possible = (frozenset((i, j) for i, j in row[kind]) for kind in ("sure", "possible"))
        made.append(Pair(row["source"], row["target"], sure, possible, heads, tuple(source_spans), tuple(target_spans)))
    return made


def error(pairs: Sequence[Pair], layer: int, heads: Sequence[int], shift: bool) -> float:
    """Return the alignment error rate with this attention: agreement of both directions, before anything learnt."""
    aligner, rows = WordAligner(), []
    for pair in pairs:
        left, right = by_spaces(pair.source), by_spaces(pair.target)
        clues = Clues(pair.attention(layer, heads, shift))
        evidence, _ = aligner.evidence(pair.source, pair.target, left, right, clues)
        forward, backward = both_ways(evidence, Jumps())
        found = np.argwhere(np.sqrt(forward * backward) >= LEAST)
        rows.append(({(int(i), int(j)) for i, j in found}, pair.sure, pair.possible))
    return link_quality(rows).error


def choose(pairs: Sequence[Pair], shifts: Sequence[bool]) -> tuple[int, list[int], bool]:
    """Return layer, heads and shift (one of ``shifts``) with the least error."""
    layers, count = pairs[0].heads.shape[:2]
    single = {
        (layer, head, shift): error(pairs, layer, [head], shift)
        for layer in range(layers)
        for head in range(count)
        for shift in shifts
    }
    for key, value in sorted(single.items(), key=lambda item: item[1])[:6]:
        print(f"  layer {key[0]} head {key[1]} shift {key[2]}: AER {value:.3f}")
    (layer, first, shift), least = min(single.items(), key=lambda item: item[1])
    heads = [first]
    while True:
        more = {h: error(pairs, layer, [*heads, h], shift) for h in range(count) if h not in heads}
        if not more or min(more.values()) >= least - 0.0005:
            return layer, heads, shift
        best = min(more, key=lambda head: more[head])
        heads, least = [*heads, best], more[best]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("model", nargs="?", default="wire-de-en")
    parser.add_argument("--write", action="store_true", help="write it into the model's wiredesk.yaml")
    parser.add_argument("--max-pieces", type=int, help="write this too: the longest segment the model has learnt from")
    parser.add_argument("--bilingual", action="store_true", help="write this too: the encoder reads English")
    given = parser.parse_args()
    folder = bench_folder()
    if folder is None:
        raise SystemExit("the development data folder is not there: set WIREDESK_BENCH")
    model = find_model(given.model)
    pairs = read_pairs(TransformersEngine(model, "cpu", threads=1), str(folder / "words_rwth.jsonl.xz"))
    path = model.path / FILE
    data = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}) if path.exists() else {}
    layer, heads, shift = choose(pairs[::2], (False,) if data.get("lexicon_bias") else (False, True))
    scores = [error(part, layer, heads, shift) for part in (pairs[::2], pairs[1::2], pairs)]
    print(f"{model.label}: layer {layer}, heads {heads}, shift {shift}")
    print(f"AER chosen on {scores[0]:.3f}, held out {scores[1]:.3f}, all {scores[2]:.3f}")
    if given.write:
        data["attention"] = {"layer": layer, "heads": heads, "shift": shift}
        if given.max_pieces:
            data["max_pieces"] = given.max_pieces
        if given.bilingual:
            data["bilingual"] = True
        path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
