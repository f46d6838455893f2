"""Learn the weights of the cues for lost and added negations (configs/check/negation.yaml).

usage: fit_negation.py [--write] [--corpus PAIRS.tsv.xz ...]

What is not a slip: every suspect in good translations (references and two systems of WMT14, WMT18 and FLORES, CED22
without critical errors, the good twins of own slips; the news of a corpus, ``corpus<TAB>German<TAB>English`` a line).
What is: the same pairs with a negation taken out of the English or put into it, and DEMETR's. Only the
three fifths of the sentences that thresholds may be set on are read (crc32 of the German sentence modulo 5 below 3).
Printed by kind and threshold: alarms per 100 good translations and slips found, each half of the sentences judged by
weights from the other half. The model that translates has no part in it. About one minute.
"""

from __future__ import annotations

import lzma
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from fitting import Floats, chance, development_data, half, learnt, logistic, number, options
from numpy.typing import NDArray

from pipeline import resources
from pipeline.check._negated import FILE, KINDS, suspects
from pipeline.evaluate.checks import Clean, Planted
from pipeline.evaluate.data import load_rows
from pipeline.evaluate.suites import demetr, good_translations, own_slips
from pipeline.knowledge.lexicon import lexicon

Pair = tuple[str, str]
SETS = [(name, by) for name in ("mt_wmt14", "mt_wmt18", "mt_flores_dev") for by in ("reference", "google", "microsoft")]
CORPORA = frozenset(
    {"wire", "news_forward", "news_back", "news_commentary_back", "wmt_newstest08_18", "europarl_ship5k"} | {"ud_pud"}
)
SLIPS = frozenset({"demetr negation", "slip negation-lost", "slip negation-added"})
SPARSE = 7  # of the pairs whose negations agree, one in so many has a slip planted
REAL = 5.0  # how much a slip of the development data weighs against one planted here
SLIPS_PER_SENTENCE = 0.1  # what the probabilities are made for
SEEN, SMALL = 10, 0.2  # good sentences with a word from which it may be a cue; the weight from which it is kept
DECAY, BIAS_DECAY = 2.0, 1e-3  # weight of the squares of the weights, and of the bias
HEADER = """\
# Weights of pipeline/check/_negated.py, made by scripts/fit_negation.py from the three fifths of the development data
# that thresholds may be set on (WMT14, WMT18, FLORES, CED22, DEMETR, own slips) and from wire text.
"""
# How an English sentence loses its negation, and how it gets one.
TAKEN = (
    (r"\b(?:do|does|did)(?:n't| not) ", ""), (r"\bcan(?:'t|not)\b", "can"), (r"\bwon't\b", "will"), (r"n't\b", ""),
    (r" not\b", ""), (r"\bno longer ", ""), (r"\bno one\b|\bnobody\b", "everyone"), (r"\bno ", "a "), (r"\bnever ", ""),
    (r"\bwithout\b", "with"), (r"\bnothing\b", "something"), (r"\bnone\b", "some"), (r"\b(?:hardly|barely) ", ""),
)  # fmt: skip
PUT = (
    (r"\b(is|are|was|were|has|have|had|will|would|could|can)\b(?! not|n't| no\b)", r"\1 not"),
    (r"\b(has|have|had|will|would)\b(?! not|n't| no\b)", r"\1 never"), (r"\bwith\b", "without"), (r"\ba\b", "no"),
    (r"\b(said|says|found|made|took|came|went|gave)\b", r"did not \1"),
)  # fmt: skip


class Event(NamedTuple):
    """The cues of a suspect, whether it is a slip, the half of the data, 0 or 1, of its sentence, and its weight."""

    kind: str
    cues: dict[str, float]
    slip: bool
    half: int
    weight: float = 1.0


def read(folder: Path, corpora: Sequence[Path]) -> tuple[list[Pair], list[Pair]]:
    """Return the good pairs and the real slips that may be learnt from."""
    good = [(c.source[0], c.target[0]) for name, by in SETS for c in good_translations(folder, name, by)]
    for row in load_rows(str(folder / "critical_ced22_dev.jsonl.xz")):
        if row["label"] == "OK":
            good.append((row["translation_de"], row["source_en"]))
    bad: list[Pair] = []
    for suite in (demetr, own_slips):
        for case in suite(folder):
            if isinstance(case, Planted) and case.kind in SLIPS:
                bad.append((case.source[0], case.target[0]))
            elif isinstance(case, Clean):
                good.append((case.source[0], case.target[0]))
    for path in corpora:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            rows = (line.rstrip("\n").split("\t") for line in lines)
            good += [(german, english) for name, german, english in rows if name in CORPORA]
    mine = [pair for pair in dict.fromkeys(good) if learnt(pair[0])]
    return mine, [pair for pair in dict.fromkeys(bad) if learnt(pair[0])]


def plant(german: str, english: str) -> Iterator[str]:
    """Yield the English without its negation, or with one."""
    rng = random.Random(german)
    for pattern, other in TAKEN:
        if len(found := list(re.finditer(pattern, english, re.IGNORECASE))) == 1:
            yield english[: found[0].start()] + other + english[found[0].end() :]
            break
    pattern, other = rng.choice(PUT)
    if found := list(re.finditer(pattern, english)):
        chosen = rng.choice(found)
        yield english[: chosen.start()] + chosen.expand(other) + english[chosen.end() :]


def events(good: Sequence[Pair], bad: Sequence[Pair]) -> Iterator[Event]:
    """Yield the suspects of the good pairs, of their planted twins, and of the real slips."""
    words = lexicon()
    for german, english in good:
        clean = {(s.kind, s.negator.fold) for s in suspects(german, english, words)}
        for found in suspects(german, english, words):
            yield Event(found.kind, dict(found.cues), slip=False, half=half(german))
        wanted = clean or number(german) % SPARSE == 0
        for slip in plant(german, english) if wanted else ():
            for found in suspects(german, slip, words):
                if (found.kind, found.negator.fold) not in clean:
                    yield Event(found.kind, dict(found.cues), slip=True, half=half(german))
    for german, english in bad:
        for found in suspects(german, english, words):
            yield Event(found.kind, dict(found.cues), slip=True, half=half(german), weight=REAL)


def excuses(rows: Floats, labels: Floats, weights: Floats, word: NDArray[np.bool_]) -> Floats:
    """Fit, and again without the words that would accuse: what a sentence is about must not count against it."""
    kept = np.ones(rows.shape[1], dtype=bool)
    found = np.zeros(rows.shape[1])
    for _ in range(4):
        made = logistic(rows[:, kept], labels, weights, DECAY, bias_decay=BIAS_DECAY)
        found[:] = 0.0
        found[kept] = np.where(word[kept], np.minimum(made, 0.0), made)
        kept[np.flatnonzero(kept)[word[kept] & (made > 0)]] = False
    return found


def learn(kind: str, found: Sequence[Event], good: int) -> dict[str, float]:
    """Fit one kind, print its thresholds as the unseen half of the sentences has them, return its weights."""
    mine = [event for event in found if event.kind == kind]
    seen = Counter(name for event in mine if not event.slip for name in event.cues)
    cues = sorted({name for event in mine for name in event.cues if " " not in name or seen[name] >= SEEN})
    place = {name: i for i, name in enumerate(cues)}
    rows = np.zeros((len(mine), len(cues) + 1))
    rows[:, -1] = 1.0
    for i, event in enumerate(mine):
        for name in event.cues.keys() & place.keys():
            rows[i, place[name]] = event.cues[name]
    labels = np.array([float(e.slip) for e in mine])
    slips = np.array([e.weight for e in mine])
    weights = np.where(labels > 0, slips * SLIPS_PER_SENTENCE * good / max(1.0, float((slips * labels).sum())), 1.0)
    part = np.array([e.half for e in mine])
    word = np.array([" " in name for name in cues] + [False])
    scores = np.zeros(len(mine))
    for k in (0, 1):
        other = part != k
        scores[~other] = chance(rows[~other] @ excuses(rows[other], labels[other], weights[other], word))
    print(f"{kind}: {int(labels.sum())} slips, {int((1 - labels).sum())} good, {len(cues)} cues")
    for threshold in np.arange(0.1, 0.96, 0.05):
        raised, hit = ((scores >= threshold) & (labels == value) for value in (0, 1))
        share = 100 * hit.sum() / labels.sum()
        print(f"    {threshold:.2f}  alarms per 100 {100 * raised.sum() / good:5.2f}  found {share:5.1f} %")
    made = dict(zip([*cues, "bias"], map(float, excuses(rows, labels, weights, word)), strict=True))
    return {name: round(w, 2) for name, w in made.items() if " " not in name or abs(w) >= SMALL}


def main() -> None:
    parser = options(__doc__, FILE)
    parser.add_argument("--corpus", type=Path, nargs="*", default=[], help="parallel text, of which the news is good")
    given = parser.parse_args()
    folder = development_data()
    good, bad = read(folder, given.corpus)
    found = list(events(good, bad))
    print(f"{len(good)} good pairs, {len(bad)} real slips")
    made = {kind: learn(kind, found, len(good)) for kind in KINDS}
    if given.write:
        (resources.root() / FILE).write_text(HEADER + yaml.safe_dump(made, allow_unicode=True), encoding="utf-8")


if __name__ == "__main__":
    main()
