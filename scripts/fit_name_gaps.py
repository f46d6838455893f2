"""Learn the weights of the cues for lost, altered and new names (configs/check/name_gaps.yaml).

usage: fit_name_gaps.py [--write] [--rounds 2] [--thin 1] [--kinds lost altered added]

What is not a slip: every suspect in the references and the outputs of two good systems on the development data, and in
the good twins of its slips. What is: the suspects that are new when a name was replaced or taken out, by the mutators
of ``pipeline.evaluate.slips`` or in the development data (DEMETR, own slips). Only the three fifths of the sentences
that thresholds may be set on are read (crc32 of the German sentence modulo 5 below 3). A round pairs the suspects by
the weights of the round before; kinds that are not named keep theirs, as "altered" and "added" do when cues for lost
names are new (fitted anew, altered names raised three times the alarms at their thresholds). Printed by kind and
threshold: alarms per 100 good translations and slips found, each half of the sentences judged by weights from the other
half. The model has no part in it. Four minutes a round on a free core.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from fitting import chance, development_data, half, learnt, logistic, options

from pipeline import resources
from pipeline.check._gaps import Suspect, suspects
from pipeline.check._name_judge import FILE, KINDS, judges
from pipeline.check._names import matches
from pipeline.evaluate.checks import Clean, Planted
from pipeline.evaluate.data import load_rows
from pipeline.evaluate.slips import plant
from pipeline.evaluate.slips.mutator import Good, Mutator, Slip
from pipeline.evaluate.slips.names import NAMES
from pipeline.evaluate.suites import demetr, good_translations, own_slips
from pipeline.knowledge import Knowledge
from pipeline.text.romanisation import fold
from pipeline.text.wordforms import word_forms

SETS = [(name, by) for name in ("mt_wmt14", "mt_wmt18", "mt_flores_dev") for by in ("reference", "google", "microsoft")]
KINDS_OF_SLIPS = frozenset({"demetr ne_removed", "demetr ne_replaced", "slip wrong-place", "slip wrong-organisation"})
REAL = 5.0  # how much a slip of the development data weighs against one planted by a mutator
PLANTED = 150  # slips of a kind planted into each set
SLIPS_PER_SENTENCE = 0.1  # what the probabilities are made for
_STEM = 4  # letters that a German name and its English form share at their beginning
DECAY = 1.0  # weight of the squares of the weights
HEADER = """\
# Weights of pipeline/check/_name_judge.py, made by scripts/fit_name_gaps.py from the three fifths of the development
# data that thresholds may be set on: WMT14, WMT18, FLORES with references and two systems, CED22, DEMETR, own slips.
"""


class Event(NamedTuple):
    """A suspect, whether it is a slip, and the half of the data, 0 or 1, that its sentence belongs to."""

    suspect: Suspect
    slip: bool
    half: int
    weight: float = 1.0


def take_out(good: Good, rng: random.Random) -> Slip | None:
    """Take a name, which the German has too, out of the English, and leave the sentence as it falls."""
    runs = [
        m
        for m in re.finditer(r"[A-ZÀ-Ž][\wà-ž-]{2,}(?: [A-ZÀ-Ž][\wà-ž-]{2,}){0,2}\b", good.target)
        if any(word in good.source for word in m[0].split())
    ]
    if not runs:
        return None
    gone = rng.choice(runs)
    return Slip((good.target[: gone.start()] + good.target[gone.end() :]).replace("  ", " ").strip(), "")


MUTATORS = [m for m in NAMES if m.kind in ("name-replaced", "place", "organisation")]
MUTATORS.append(Mutator("name-out", frozenset(), take_out))


def read(folder: Path) -> tuple[list[Clean], list[tuple[Planted, str]]]:
    """Return the good pairs, and the pairs with a slip, each with its good twin's English."""
    good: list[Clean] = []
    bad: list[tuple[Planted, str]] = []
    sets = [list(good_translations(folder, name, by)) for name, by in SETS]
    for here in [*sets, list(_commentary(folder))]:
        here = [c for c in here if learnt(c.source[0])]
        good += here
        twins = {c.name: c.target[0] for c in here}
        bad += [(p, twins[p.name.split(":", 1)[1].rsplit("#", 1)[0]]) for p in plant(MUTATORS, here, most=PLANTED)]
    for suite in (demetr, own_slips):
        items = [item for item in suite(folder) if learnt(item.source[0])]
        clean = {item.name: item.target[0] for item in items if isinstance(item, Clean)}
        good += [item for item in items if isinstance(item, Clean)]
        named = [item for item in items if isinstance(item, Planted) and item.kind in KINDS_OF_SLIPS]
        bad += [(item, clean[item.name]) for item in named]
    return good, bad


def _commentary(folder: Path) -> Iterator[Clean]:
    """Yield the pairs of the task on critical errors that have none; the German is the translation."""
    for row in load_rows(str(folder / "critical_ced22_dev.jsonl.xz")):
        if row["label"] == "OK":
            yield Clean(f"ced22-{row['id']}", (row["translation_de"],), (row["source_en"],))


def events(good: Sequence[Clean], bad: Sequence[tuple[Planted, str]], knowledge: Knowledge) -> Iterator[Event]:
    """Yield the suspects of all pairs; of a pair with a slip, only those that its good twin has not."""
    seen: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for case in good:
        source, target = case.source[0], case.target[0]
        found = suspects(source, target, knowledge)
        seen[source, target] = {_key(s, source, target) for s in found}
        yield from (Event(s, slip=False, half=half(source)) for s in found)
    for planted, twin in bad:
        source = planted.source[0]
        if (source, twin) not in seen:
            seen[source, twin] = {_key(s, source, twin) for s in suspects(source, twin, knowledge)}
        before = seen[source, twin]
        for suspect in suspects(source, planted.target[0], knowledge):
            fresh = _key(suspect, source, planted.target[0]) not in before
            if fresh and _concerns(suspect, source, planted.target[0], twin):
                real = REAL if planted.kind in KINDS_OF_SLIPS else 1.0
                yield Event(suspect, slip=True, half=half(source), weight=real)


def _concerns(suspect: Suspect, source: str, target: str, twin: str) -> bool:
    """Tell whether a suspect has a word that the slip put in, or that it took out."""
    mine, theirs = (Counter(fold(w.text) for w in word_forms(text)) for text in (target, twin))
    new, gone = mine - theirs, theirs - mine
    one, other = suspect.source, suspect.target
    if other:
        return any(fold(w.text) in new for w in word_forms(other.span.of(target)))
    lost = [w.text for w in word_forms(one.span.of(source))] if one else []
    return any(fold(w) in gone or any(matches(w, g) or fold(w)[:_STEM] == g[:_STEM] for g in gone) for w in lost)


def _key(suspect: Suspect, source: str, target: str) -> tuple[str, str]:
    one, other = suspect.source, suspect.target
    return (one.span.of(source) if one else "", other.span.of(target) if other else "")


def learn(kind: str, found: Sequence[Event], good: int, bad: int) -> dict[str, float]:
    """Fit one kind of change, print its thresholds as the unseen half of the sentences has them, return its weights."""
    mine = [event for event in found if event.suspect.change == kind]
    cues = sorted({name for event in mine for name in event.suspect.cues})
    rows = np.array([[float(e.suspect.cues.get(n, 0.0)) for n in cues] + [1.0] for e in mine])
    labels = np.array([float(e.slip) for e in mine])
    slips = np.array([e.weight for e in mine])
    weights = np.where(labels > 0, slips * SLIPS_PER_SENTENCE * good / max(bad, 1), 1.0)
    part = np.array([e.half for e in mine])
    scores = np.zeros(len(mine))
    for k in (0, 1):
        other = part != k
        scores[~other] = chance(rows[~other] @ logistic(rows[other], labels[other], weights[other], DECAY))
    print(f"{kind}: {int(labels.sum())} slips, {int((1 - labels).sum())} good, {len(cues)} cues")
    for threshold in np.arange(0.2, 0.95, 0.05):
        raised, hit = ((scores >= threshold) & (labels == value) for value in (0, 1))
        print(f"    {threshold:.2f}  alarms per 100 {100 * raised.sum() / good:5.2f}  found {int(hit.sum()):5}")
    made = logistic(rows, labels, weights, DECAY)
    return {name: round(float(w), 3) for name, w in zip([*cues, "bias"], made, strict=True)}


def main() -> None:
    parser = options(__doc__, FILE)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--thin", type=int, default=1, help="read every so many good pairs and slips only")
    parser.add_argument("--kinds", nargs="+", default=KINDS, choices=KINDS, help="the weights to learn")
    given = parser.parse_args()
    folder = development_data()
    knowledge = Knowledge.load()
    good, bad = read(folder)
    good, bad = good[:: given.thin], bad[:: given.thin]
    path = resources.root() / FILE
    for round_ in range(given.rounds):
        found = list(events(good, bad, knowledge))
        print(f"round {round_ + 1}: {len(good)} good pairs, {len(bad)} slips")
        kept = {kind: dict(weights) for kind, weights in judges().items()}
        made = kept | {kind: learn(kind, found, len(good), len(bad)) for kind in given.kinds}
        if given.write:
            path.write_text(HEADER + yaml.safe_dump(made), encoding="utf-8")
            judges.cache_clear()


if __name__ == "__main__":
    main()
