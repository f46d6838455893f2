"""Learn how much the model's second look at lost words counts (configs/check/second_look.yaml).

    python scripts/fit_second_look.py [--write] [--every 4] [--sure 0.2]

To be run again when the model that ships is another. Good translations of the development data and what was cut out of
them, as in ``fit_lost_words``: a logistic regression over the odds of the lost word and what the English gains with it
put in. Its bias is set so that ``--sure`` of 100 good sentences of the three fifths that are learnt from are warned of;
printed are the warnings on the other two fifths, by system, and what is found of DEMETR's and our own omissions there.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import torch
from fit_lost_words import aligned, cut, good_pairs, slips
from fit_meaning_drift import fit
from fitting import Floats, development_data, learnt, options

from pipeline import resources
from pipeline.check._lost_words import LostWord, likeliest
from pipeline.check._second_look import DOUBT, FILE, KIND, Doubt, Look, cues, looks
from pipeline.check.clause_dropped import ClauseDropped
from pipeline.config import load_config
from pipeline.knowledge.lexicon import lexicon
from pipeline.translate import MarianTranslator, load_translator
from pipeline.types import Span

Row = tuple[float, ...]


class Found(NamedTuple):
    """Rows of figures of the sentences with a doubtful word, each with the name of its set; ``total`` sentences."""

    rows: list[Row]
    names: list[str]
    total: int


def looked(named: Sequence[tuple[str, str, str]], model: MarianTranslator) -> Found:
    """Look at (set, German, English)."""
    doubts: list[Doubt] = []
    names = []
    for (name, _, _), pair in zip(named, aligned([(german, english) for _, german, english in named]), strict=True):
        lost = likeliest(pair, lexicon())
        if lost and lost.odds >= lost.notice - DOUBT:
            doubts.append((pair, lost))
            names.append(name)
    seen = looks(doubts, model, lexicon())
    check = ClauseDropped()
    rows = [
        (1.0, *cues(lost, check.measure(pair), one).values()) for (pair, lost), one in zip(doubts, seen, strict=True)
    ]
    return Found(rows, names, len(named))


def cuts(good: Sequence[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield pairs out of whose English something was cut."""
    draw = random.Random(0)
    for name, german, english in good:
        if made := cut(english, lambda word: lexicon().seen_english(word) >= 4000, draw):
            yield name, german, made


def share(weights: Floats, found: Found, word: str = "") -> float:
    """Return how many of a hundred sentences are warned of; of those rows whose set has ``word`` in its name."""
    rows = [row for row, name in zip(found.rows, found.names, strict=True) if word in name]
    return 100 * sum(float(np.dot(weights, row)) >= 0 for row in rows) / found.total


def report(weights: Floats, good: Found, planted: Found) -> dict[str, float]:
    """Print warnings on good translations and slips found; return what is kept."""
    made = {"alarms_per_100": round(share(weights, good), 2), "found": round(share(weights, planted) / 100, 3)}
    systems = ", ".join(f"{name} {3 * share(weights, good, name):.2f}" for name in ("reference", "google", "microsoft"))
    kinds = ", ".join(f"{k.split()[-1]} {share(weights, planted, k):.0f} %" for k in sorted(set(planted.names)))
    print(f"  {made}; per 100 of {systems}; of all slips {kinds}")
    return made


def main() -> None:
    parser = options(__doc__, FILE)
    parser.add_argument("--every", type=int, default=4, help="take only every Nth good sentence")
    parser.add_argument("--sure", type=float, default=0.2, help="good sentences in a hundred that may be warned of")
    given = parser.parse_args()
    folder = development_data()
    torch.set_num_threads(1)
    model = load_translator(load_config(overrides=["translate.threads=1"]).translate)
    named = [row for row in good_pairs(folder) if "bergamot" not in row[0]]
    known = [row for row in named if learnt(row[1])][:: given.every]
    good = looked(known, model)
    lost = looked(list(cuts(known[::6])), model)
    rows, wanted = np.array([*good.rows, *lost.rows]), np.array([0.0] * len(good.rows) + [1.0] * len(lost.rows))
    weights = fit(rows, wanted)
    odds = np.sort(np.array(good.rows) @ weights)[::-1]
    print(f"{len(good.rows)} of {good.total} good sentences in doubt, {len(lost.rows)} of {lost.total} cut; {weights}")
    others = looked([row for row in named if not learnt(row[1])][:: given.every], model)
    planted = looked([(case.kind, case.source[0], case.target[0]) for case in slips(folder)], model)
    for sure in (0.3, 0.5, 0.7, 0.9, 1.2, 1.6, given.sure):
        weights[0] -= float(odds[round(sure * good.total / 100)])
        odds = odds - odds[round(sure * good.total / 100)]
        measured = report(weights, others, planted)
    if given.write:
        names = ("bias", *cues(LostWord(Span(0, 0), 0.0, 0.0, None, 0.0), 0.0, Look(None, 0.0)))
        values = "".join(f"  {name}: {value:.4g}\n" for name, value in zip(names, weights, strict=True))
        (resources.root() / FILE).write_text(
            "# Weights of pipeline/check/_second_look.py, made by scripts/fit_second_look.py with the model\n"
            f"# {model.model}, {date.today():%Y-%m-%d}, from three fifths of WMT14, WMT18 and FLORES dev, words cut\n"
            "# out of them; `measured` on the other two fifths and on DEMETR's and our own omissions there.\n"
            f"measured: {measured}\n{KIND}:\n{values}",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
