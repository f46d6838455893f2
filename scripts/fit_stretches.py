"""Learn the weights that tell dropped and added stretches (configs/check/stretches.yaml), and set their thresholds.

    python scripts/fit_stretches.py [--write] [--every 3]

Good translations of the development data, as in ``fit_lost_words``, are the negatives. Positives of "dropped" are the
same with something cut out of the English; of "added", with something cut out of the German, or with a phrase of
another sentence at the end of the English. Odds of 0 are those that ``SURE`` of 100 good sentences reach, each half
judged by what was learnt from the other. Printed is what is found and raised on the other two fifths.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import torch
from fit_lost_words import Sample, aligned, calibrated, cut, good_pairs, highest, network, slips, told
from fitting import development_data, learnt, options

from pipeline import resources
from pipeline.check._network import Judge
from pipeline.check._stretches import FILE, KINDS, Kind, suspect
from pipeline.knowledge.lexicon import lexicon
from pipeline.text.wordforms import word_forms, wordset

SURE = {"dropped": 0.35, "added": 0.45}
SLIPS = {
    "dropped": ("adj_adv_r", "verb_r", "noun_r", "subj_r", "pp_r", "dropped-clause"),
    "added": ("demetr addition", "added-claim"),
}
_GERMAN = wordset(
    "von in aus mit zwischen gegen unter während bei für durch auf nach vor über seit wegen trotz ohne um am im zum zur"
)
_ENGLISH = wordset(
    "in with against among during for by on after before over under since despite without through as because while "
    "who which"
)
Pair = tuple[str, str]


def tails(pairs: Sequence[Pair]) -> list[str]:
    """Return what ends English sentences from a preposition or conjunction on: two to eight words."""
    made = []
    for _, english in pairs:
        words = word_forms(english)
        starts = [i for i, word in enumerate(words) if word.fold in _ENGLISH and 2 <= len(words) - i <= 8]
        made += [english[words[starts[0]].span.start :].rstrip('.!?"” ')] if starts else []
    return made


def claimed(english: str, tail: str, draw: random.Random) -> str:
    """Return a sentence that goes on with a phrase of another one."""
    body = english.rstrip('.!?"”')
    return f"{body}{',' if draw.random() < 0.4 else ''} {tail}{english[len(body) :]}"


def cut_german(german: str, draw: random.Random) -> str | None:
    """Return the German without a phrase; None where too little would be left."""
    return cut(german, lambda word: lexicon().seen(word) >= 4000, draw, _GERMAN)


def slipped(pairs: Sequence[Pair], kind: Kind) -> Iterator[Pair]:
    """Yield pairs of which a stretch of one side has no counterpart."""
    draw = random.Random(3)
    ends = tails(pairs[::2])
    for i, (german, english) in enumerate(pairs):
        if kind == "dropped":
            if less := cut(english, lambda word: lexicon().seen_english(word) >= 4000, draw):
                yield german, less
        elif i % 5 < 2:
            yield german, claimed(english, draw.choice(ends), draw)
        elif less := cut_german(german, draw):
            yield less, english


def rows(pairs: Sequence[Pair], kind: Kind) -> list[list[list[float]]]:
    """Return the figures of the suspect of each pair, none or one."""
    found = (suspect(pair, lexicon(), kind) for pair in aligned(pairs))
    return [[one[2]] if one else [] for one in found]


def sample(pairs: Sequence[Pair], kind: Kind) -> Sample:
    """Return the figures of good pairs and of every second one with a slip."""
    return Sample(rows(pairs, kind), [row for row in rows(list(slipped(pairs[::2], kind)), kind) if row])


def report(judge: Judge, kind: Kind, folder: Path, every: int) -> dict[str, float]:
    """Print what is raised and found on the sentences that were not learnt from; return the figures to keep."""
    total = raised = 0
    for system in ("reference", "google", "microsoft"):
        pairs = [(g, e) for name, g, e in good_pairs(folder) if name.endswith(system) and not learnt(g)][::every]
        odds = highest(judge, rows(pairs, kind))
        total, raised = total + len(odds), raised + int((odds >= 0).sum())
        sure, some = (100 * float((odds >= limit).mean()) for limit in (0.0, judge.likely))
        print(f"  {system:12} warnings {sure:.2f}, with notices {some:.2f} per 100")
    found: dict[str, list[float]] = {}
    for case in slips(folder, SLIPS[kind]):
        odds = highest(judge, rows([(case.source[0], case.target[0])], kind))
        found.setdefault(case.kind, []).append(float(odds[0]))
    return {"alarms_per_100": round(100 * raised / total, 2), "found": told(judge, found)}


def main() -> None:
    parser = options(__doc__, FILE)
    parser.add_argument("--every", type=int, default=3, help="take only every Nth good sentence")
    given = parser.parse_args()
    folder = development_data()
    torch.set_num_threads(1)
    pairs = [(german, english) for _, german, english in good_pairs(folder) if learnt(german)][:: given.every]
    text = (
        f"# Weights of pipeline/check/_stretches.py, made by scripts/fit_stretches.py, {date.today():%Y-%m-%d},\n"
        "# from three fifths of WMT14, WMT18 and FLORES dev (references, system outputs), phrases cut out or added.\n"
        "# Odds of 0 warn, `likely` makes a notice; `measured` on the other two fifths and slips there.\n"
    )
    for kind in KINDS:
        judge = calibrated([sample(pairs[k::2], kind) for k in (0, 1)], SURE[kind])
        print(kind)
        text += network(kind, judge, report(judge, kind, folder, 2))
    if given.write:
        (resources.root() / FILE).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
