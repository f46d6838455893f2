"""Learn the weights that join all evidence of a word link (configs/align/words.yaml) from hand-made links.

usage: fit_word_links.py [MODEL] [--write]

For each set of evidence a network with one hidden layer is fitted to the RWTH links, possible links left out. What is
printed was measured on the half of the pairs that the network has not seen, both ways round; what is written was
fitted to all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
import yaml
from fitting import development_data, options
from numpy.typing import NDArray

from pipeline import resources
from pipeline.align.words import WordAligner, link_quality
from pipeline.align.words.aligner import Clues
from pipeline.align.words.judge import FILE, Judge
from pipeline.config import TranslateConfig
from pipeline.evaluate.align_suite import by_spaces
from pipeline.evaluate.data import load_rows
from pipeline.translate import load_translator

Link = tuple[int, int]
SETS = {"words": (False, False), "attention": (True, False), "encoder": (True, True)}
HIDDEN, DECAY, STEPS = 8, 1e-4, 100
THRESHOLDS = np.arange(0.25, 0.6, 0.05)
HEADER = """\
# Weights of pipeline/align/words/judge.py, made by scripts/fit_word_links.py from the 254 German-English pairs of the
# RWTH Europarl gold links (Vilar, Popović & Ney, IWSLT 2006), 2026-11: what surely is a link, what surely is not.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One pair: (n, m, figures), and its gold links."""

    figures: NDArray[np.float64]
    sure: frozenset[Link]
    possible: frozenset[Link]


def read_items(rows: Sequence[dict[str, Any]], model: str) -> dict[str, list[Item]]:
    """Return the items of each set of evidence."""
    translator = load_translator(TranslateConfig(model=model, device="cpu", threads=1))
    pairs = [(row["source"], row["target"]) for row in rows]
    attention, states = translator.attend(pairs), translator.states(pairs)
    made: dict[str, list[Item]] = {}
    for name, (attended, encoded) in SETS.items():
        if encoded and not states:
            continue
        made[name] = []
        for k, row in enumerate(rows):
            clues = Clues(attention[k] if attended else None, states[k] if encoded and states else None)
            figures = WordAligner().figures(*pairs[k], by_spaces(pairs[k][0]), by_spaces(pairs[k][1]), clues)
            sure, possible = (frozenset((i, j) for i, j in row[kind]) for kind in ("sure", "possible"))
            made[name].append(Item(figures, sure, possible))
    return made


def fit(items: Sequence[Item]) -> Judge:
    """Return the network that tells sure links from no links, with the threshold of the least error."""
    rows, wanted = [], []
    for item in items:
        gold = np.zeros(item.figures.shape[:2])
        used = np.ones(gold.shape, bool)
        for link in item.possible:
            used[link] = False
        for link in item.sure:
            gold[link], used[link] = 1.0, True
        rows.append(item.figures[used])
        wanted.append(gold[used])
    data, labels = np.concatenate(rows), torch.tensor(np.concatenate(wanted), dtype=torch.float32)
    mean, spread = data.mean(0), data.std(0) + 1e-9
    scaled = torch.tensor((data - mean) / spread, dtype=torch.float32)
    torch.manual_seed(0)
    network = torch.nn.Sequential(torch.nn.Linear(data.shape[1], HIDDEN), torch.nn.Tanh(), torch.nn.Linear(HIDDEN, 1))
    search = torch.optim.LBFGS(network.parameters(), max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        search.zero_grad()
        error = torch.nn.functional.binary_cross_entropy_with_logits(network(scaled)[:, 0], labels)
        error = error + DECAY * sum((weights**2).sum() for weights in network.parameters())
        error.backward()  # type: ignore[no-untyped-call]
        return error

    search.step(loss)  # type: ignore[no-untyped-call]
    weights = [part.detach().double().numpy() for part in network.parameters()]
    hidden = weights[0] / spread
    judge = Judge(hidden, weights[1] - hidden @ mean, weights[2][0], float(weights[3][0]), 0.5)
    return min((with_least(judge, least) for least in THRESHOLDS), key=lambda one: quality(one, items)[0])


def with_least(judge: Judge, least: float) -> Judge:
    return Judge(judge.hidden, judge.bias, judge.out, judge.last, float(least))


def quality(judge: Judge, items: Sequence[Item]) -> tuple[float, float, float]:
    """Return alignment error rate, precision, recall."""
    found = link_quality((judge.links(item.figures), item.sure, item.possible) for item in items)
    return found.error, found.precision, found.recall


def dump(judges: dict[str, Judge]) -> str:
    """Return the YAML, numbers to four digits."""
    text = HEADER
    for name, judge in judges.items():
        numbers = [[float(f"{value:.4g}") for value in row] for row in (*judge.hidden, judge.bias, judge.out)]
        text += f"{name}:\n  hidden:\n" + "".join(f"  - {row}\n" for row in numbers[:-2])
        text += f"  bias: {numbers[-2]}\n  out: {numbers[-1]}\n  last: {judge.last:.4g}\n  least: {judge.least:.2g}\n"
    return text


def main() -> None:
    parser = options(__doc__, FILE)
    parser.add_argument("model", nargs="?", default="wire-de-en")
    given = parser.parse_args()
    folder = development_data()
    torch.set_num_threads(1)
    rows = list(load_rows(str(folder / "words_rwth.jsonl.xz")))
    judges = {}
    print(f"{'evidence':<12}{'AER':>8}{'one half':>10}{'other':>8}{'precision':>11}{'recall':>8}")
    for name, items in read_items(rows, given.model).items():
        halves = [(fit(items[k::2]), items[1 - k :: 2]) for k in (0, 1)]
        errors = [quality(judge, unseen)[0] for judge, unseen in halves]
        found = link_quality(
            (judge.links(item.figures), item.sure, item.possible) for judge, unseen in halves for item in unseen
        )
        print(
            f"{name:<12}{found.error:>8.3f}{errors[0]:>10.3f}{errors[1]:>8.3f}{found.precision:>11.3f}{found.recall:>8.3f}"
        )
        judges[name] = fit(items)
    if given.write:
        path = resources.root() / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dump(judges), encoding="utf-8")
        yaml.safe_load(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
