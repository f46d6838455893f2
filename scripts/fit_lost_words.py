"""Learn the weights that tell a lost word (configs/check/lost_words.yaml), and set their thresholds.

    python scripts/fit_lost_words.py [--write]

Good translations of the development data (references, two good systems and one weaker one on WMT14, WMT18 and FLORES)
are the negatives; the positives are words that lost their counterpart when something was cut out of the English: a
word, a noun phrase, a prepositional phrase, a stretch. Three fifths of the sentences, by a hash of the German, are
learnt from; what is printed was measured on the others, where DEMETR's and our own planted slips are counted too. The
weights are shifted so that odds of 0 are those that ``SURE`` of 100 good sentences reach; each half of the three fifths
is judged by what was learnt from the other half.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import torch
from fitting import Floats, development_data, half, learnt, options

from pipeline import resources
from pipeline.align import WordAligner
from pipeline.check._lost_words import FILE, KIND, suspects_of
from pipeline.check._network import Judge
from pipeline.evaluate.checks import Planted, translations
from pipeline.evaluate.data import load_rows
from pipeline.evaluate.suites import demetr, own_slips
from pipeline.knowledge.coverage import coverage
from pipeline.knowledge.lexicon import lexicon
from pipeline.read.clean import clean
from pipeline.text.wordforms import Word, word_forms, wordset
from pipeline.types import Alignment

HIDDEN, DECAY, ROUNDS, BATCH = 10, 3e-4, 40, 256
SURE = 0.4  # good sentences in a hundred that may reach odds of 0
FOUND = 0.08  # least support of a word before its counterpart was cut out
KINDS = ("adj_adv_r", "verb_r", "noun_r", "subj_r", "pp_r", "dropped-clause")
_PREPOSITIONS = wordset("of in into from with between against among during at for by on to after before over under")
ENDS = '.,;:!?"”)'
Rows = list[list[float]]


@dataclass(frozen=True, slots=True)
class Sample:
    """Floats of suspects, one list per sentence: in good translations, and of words that surely were lost."""

    good: list[Rows]
    lost: list[Rows]


def good_pairs(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (set and system, German, English) of good translations, and every third of a weaker system."""
    for name in ("mt_wmt14", "mt_wmt18", "mt_flores_dev"):
        for k, row in enumerate(load_rows(str(folder / f"{name}.jsonl.xz"))):
            outputs = {"reference": row["reference"], **row["outputs"]}
            for system in ("reference", "google", "microsoft", *(("bergamot-base",) if k % 3 == 0 else ())):
                yield f"{name} {system}", row["source"], clean(outputs[system])[0]


def cut(
    text: str, common: Callable[[str], bool], draw: random.Random, prepositions: frozenset[str] = _PREPOSITIONS
) -> str | None:
    """Return ``text`` without a word, phrase or stretch of it; None where that leaves too little."""
    words = word_forms(text)
    rare = [i for i, word in enumerate(words) if not common(word.fold) and not word.text[0].isdigit()]
    if len(words) < 7 or not rare:
        return None
    first, last = _stretch(text, words, rare, common, draw, prepositions)
    if len(words) - (last - first) < 4:
        return None
    start, end = words[first].span.start, words[last - 1].span.end
    left, right = text[:start].rstrip(), text[end:].lstrip()
    made = f"{left}{'' if right[:1] in ENDS else ' '}{right}".strip()
    return made[:1].upper() + made[1:] if first == 0 else made


def _stretch(
    text: str,
    words: Sequence[Word],
    rare: Sequence[int],
    common: Callable[[str], bool],
    draw: random.Random,
    prepositions: frozenset[str],
) -> tuple[int, int]:
    kind = draw.random()
    first = draw.choice(rare)
    if kind < 0.5:
        return first, first + 1
    if kind < 0.65:  # a stretch of any words
        first = draw.randrange(len(words) - 3)
        return first, min(len(words), first + draw.randint(3, 10))
    starts = [i for i, word in enumerate(words[:-1]) if word.fold in prepositions]
    if kind < 0.87 and starts:
        first = draw.choice(starts)
    last = first + 1
    while last < len(words) and last - first < 6:
        if text[words[last - 1].span.end : words[last].span.start] != " ":
            break
        if common(words[last].fold) and not common(words[last - 1].fold):
            break
        last += 1
    if first and words[first - 1].fold in ("the", "a", "an") and draw.random() < 0.6:
        first -= 1
    return first, last


def aligned(pairs: Sequence[tuple[str, str]]) -> Iterator[Alignment]:
    """Yield the pairs with their words linked, without a model."""
    aligner = WordAligner()
    for german, english in pairs:
        yield from aligner.run(translations("fit", (german,), (english,)))


def sample(pairs: Sequence[tuple[str, str]]) -> Sample:
    """Return the figures of good translations, and of two cuts of each."""
    words, draw = lexicon(), random.Random(0)
    made = Sample([], [])
    for pair in aligned(pairs):
        made.good.append([figures for _, figures, _ in suspects_of(pair, words)])
        known = coverage(pair.source, pair.target, words)
        before = {w.span.start: s for w, s in zip(known.source, known.source_support, strict=True)}
        for _ in range(2):
            if other := cut(pair.target, lambda w: words.seen_english(w) >= 4000, draw):
                found = suspects_of(next(aligned([(pair.source, other)])), words)
                lost = [figures for span, figures, _ in found if before[span.start] >= FOUND]
                made.lost.extend([lost] if lost else [])
    return made


def fit(data: Sample) -> Judge:
    """Return the network that tells lost words from words without counterpart in good translations."""
    rows = [row for side in (data.good, data.lost) for rows in side for row in rows]
    split = sum(map(len, data.good))
    figures = np.array(rows)
    mean, spread = figures.mean(0), figures.std(0) + 1e-9
    scaled = torch.tensor((figures - mean) / spread, dtype=torch.float32)
    labels = torch.tensor([0.0] * split + [1.0] * (len(rows) - split))
    torch.manual_seed(0)
    layers = torch.nn.Linear(figures.shape[1], HIDDEN), torch.nn.Tanh(), torch.nn.Linear(HIDDEN, 1)
    network = torch.nn.Sequential(*layers)
    search = torch.optim.Adam(network.parameters(), weight_decay=DECAY)
    for turn in range(ROUNDS):
        for group in search.param_groups:
            group["lr"] = 1e-2 * (1 - turn / ROUNDS) + 1e-4
        for part in torch.split(torch.randperm(len(rows)), BATCH):
            search.zero_grad()
            odds = network(scaled[part])[:, 0]
            torch.nn.functional.binary_cross_entropy_with_logits(odds, labels[part]).backward()  # type: ignore[no-untyped-call]
            search.step()
    weights = [part.detach().double().numpy() for part in network.parameters()]
    hidden = weights[0] / spread
    return Judge(hidden, weights[1] - hidden @ mean, weights[2][0], float(weights[3][0]))


def highest(judge: Judge, sentences: Sequence[Rows]) -> Floats:
    """Return the highest odds of each sentence; -99 where it has no suspect."""
    return np.array([judge.odds(np.array(rows)).max() if rows else -99.0 for rows in sentences])


def calibrated(halves: Sequence[Sample], share: float = SURE) -> Judge:
    """Return the network with odds of 0 for ``share`` of 100 good sentences, ``likely`` for 3 of 100.

    ``halves``: of different sentences; each is judged by what was learnt from the other.
    """
    unseen = np.concatenate([highest(fit(halves[k]), halves[1 - k].good) for k in (0, 1)])
    sure, likely = np.quantile(unseen, [1 - share / 100, 0.97])
    made = fit(Sample(halves[0].good + halves[1].good, halves[0].lost + halves[1].lost))
    return replace(made, last=made.last - float(sure), likely=float(likely - sure))


def slips(folder: Path, kinds: Sequence[str] = KINDS) -> Iterator[Planted]:
    """Yield DEMETR's and our own slips of some kinds among the sentences that were not learnt from."""
    for case in (*demetr(folder), *own_slips(folder)):
        if isinstance(case, Planted) and not learnt(case.source[0]) and any(kind in case.kind for kind in kinds):
            yield case


def told(judge: Judge, found: Mapping[str, Sequence[float]]) -> float:
    """Print how many slips of each kind are warned of; return the share of all. ``found``: the odds of each slip."""
    for kind, values in found.items():
        sure, some = (sum(v >= limit for v in values) for limit in (0.0, judge.likely))
        print(f"  {kind:32} {sure:3} warned of, {some:3} with notices, of {len(values)}")
    total = [v for values in found.values() for v in values]
    return round(sum(v >= 0 for v in total) / len(total), 3)


def report(judge: Judge, folder: Path) -> dict[str, float]:
    """Print what the judge finds and raises on the sentences that were not learnt from; return the figures to keep."""
    words, kept = lexicon(), {}
    good: dict[str, list[tuple[str, str]]] = {}
    for name, german, english in good_pairs(folder):
        if not learnt(german) and not name.endswith("bergamot-base"):
            good.setdefault(name.split()[1], []).append((german, english))
    every = []
    for name, pairs in good.items():
        odds = highest(judge, [[f for _, f, _ in suspects_of(p, words)] for p in aligned(pairs[::3])])
        every.append(odds)
        sure, some = (100 * (odds >= limit).mean() for limit in (0.0, judge.likely))
        print(f"  {name:12} warnings {sure:.2f}, with notices {some:.2f} per 100")
    kept["alarms_per_100"] = round(float(100 * (np.concatenate(every) >= 0).mean()), 2)
    found: dict[str, list[float]] = {}
    for case in slips(folder):
        pair = next(aligned([(case.source[0], case.target[0])]))
        rows = [figures for _, figures, _ in suspects_of(pair, words)]
        found.setdefault(case.kind, []).append(float(highest(judge, [rows])[0]))
    kept["found"] = told(judge, found)
    return kept


def network(kind: str, judge: Judge, measured: Mapping[str, float]) -> str:
    """Return a network as YAML under its kind, numbers to four digits."""
    rows = [[float(f"{value:.4g}") for value in row] for row in (*judge.hidden, judge.bias, judge.out)]
    lines = [
        f"measured: {dict(measured)}",
        f"likely: {judge.likely:.2f}",
        "hidden:",
        *(f"- {row}" for row in rows[:-2]),
    ]
    lines += [f"bias: {rows[-2]}", f"out: {rows[-1]}", f"last: {judge.last:.4g}"]
    return f"{kind}:\n" + "".join(f"  {line}\n" for line in lines)


def main() -> None:
    parser = options(__doc__, FILE)
    parser.add_argument("--every", type=int, default=2, help="take only every Nth good sentence")
    given = parser.parse_args()
    folder = development_data()
    torch.set_num_threads(1)
    pairs = [(german, english) for _, german, english in good_pairs(folder) if learnt(german)][:: given.every]
    halves = [sample([pair for pair in pairs if half(pair[0]) == k]) for k in (0, 1)]
    judge = calibrated(halves)
    good, lost = (sum(len(side) for side in sides) for sides in zip(*((h.good, h.lost) for h in halves), strict=True))
    print(f"{good} good sentences, {lost} cut, notices from {judge.likely:.2f}")
    measured = report(judge, folder)
    if given.write:
        path = resources.root() / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"# Weights of pipeline/check/_lost_words.py, made by scripts/fit_lost_words.py, {date.today():%Y-%m-%d},\n"
            "# from three fifths of WMT14, WMT18 and FLORES dev (references, system outputs) with words cut out. Odds\n"
            "# of 0 warn, `likely` makes a notice; `measured` on the other two fifths and on DEMETR's slips there.\n"
            + network(KIND, judge, measured),
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
