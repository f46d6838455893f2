"""Learn which copied capitals are nouns left untranslated (configs/check/untranslated.yaml).

usage: fit_untranslated.py [--write]

What is a name: every capitalised word that the references and the outputs of two good systems have from the German, in
the development data. What is not: German words that the mutator "untranslated" puts in. Only the three fifths of the
sentences that may be learnt from are read. Printed by threshold: alarms per 100 good translations and words found, each
half of the sentences judged by weights from the other half. One minute on a free core.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from fitting import chance, development_data, half, learnt, logistic, options

from pipeline import resources
from pipeline.check._noun_cues import FILE, KIND, forget
from pipeline.check.untranslated_words import UntranslatedWords
from pipeline.evaluate.checks import Clean, translations
from pipeline.evaluate.slips import ALL_MUTATORS, plant
from pipeline.evaluate.suites import good_translations
from pipeline.knowledge import Knowledge
from pipeline.text.wordforms import word_forms
from pipeline.types import Alignment

SETS = [(name, by) for name in ("mt_wmt14", "mt_wmt18", "mt_flores_dev") for by in ("reference", "google", "microsoft")]
PLANTED = 700  # words put into each set
WEIGHT = 0.2  # how much a planted word weighs against one of a good translation
DECAY = 1.0  # weight of the squares of the weights
HEADER = """\
# Weights of pipeline/check/_noun_cues.py, made by scripts/fit_untranslated.py from the three fifths of the development
# data that may be learnt from: WMT14, WMT18 and FLORES with references and two systems.
"""


class Event(NamedTuple):
    """A copied word by its cues, whether it is German, and the half of the data that its sentence belongs to."""

    cues: dict[str, float]
    german: bool
    half: int


def _pair(german: str, english: str) -> Alignment:
    return Alignment(translations("fit", (german,), (english,))[0])


def events(good: Sequence[Clean], check: UntranslatedWords) -> Iterator[Event]:
    """Yield the copied words of good translations, and those that were planted into them."""
    for case in good:
        source, target = case.source[0], case.target[0]
        yield from (Event(cues, False, half(source)) for _, cues in check.undecided(_pair(source, target)))


def planted(good: Sequence[Clean], check: UntranslatedWords) -> Iterator[Event]:
    """Yield the words that were planted into good translations."""
    twins = {case.name: case.target[0] for case in good}
    for slip in plant([m for m in ALL_MUTATORS if m.kind == "untranslated"], good, most=PLANTED):
        source, target = slip.source[0], slip.target[0]
        before = {w.fold for w in word_forms(twins[slip.name.split(":", 1)[1].rsplit("#", 1)[0]])}
        for word, cues in check.undecided(_pair(source, target)):
            if word.fold not in before:
                yield Event(cues, True, half(source))


def read(folder: Path) -> list[list[Clean]]:
    """Return the good translations that may be learnt from, by set."""
    sets = (good_translations(folder, name, by) for name, by in SETS)
    return [[case for case in here if learnt(case.source[0])] for here in sets]


def learn(found: Sequence[Event], good: int) -> dict[str, float]:
    """Fit, print the thresholds as the unseen half of the sentences has them, and return the weights."""
    cues = sorted({name for event in found for name in event.cues})
    rows = np.array([[float(event.cues[name]) for name in cues] + [1.0] for event in found])
    labels = np.array([float(event.german) for event in found])
    weights = np.where(labels > 0, WEIGHT, 1.0)
    part = np.array([event.half for event in found])
    scores = np.zeros(len(found))
    for k in (0, 1):
        other = part != k
        scores[~other] = chance(rows[~other] @ logistic(rows[other], labels[other], weights[other], DECAY))
    ruled = rows[:, cues.index("ruled")] > 0
    print(f"{int(labels.sum())} German words, {int((1 - labels).sum())} names, {len(cues)} cues")
    for threshold in ["rules alone", *np.arange(0.1, 0.95, 0.1).round(1)]:
        flagged = ruled if threshold == "rules alone" else scores >= threshold
        raised, hit = (int((flagged & (labels == value)).sum()) for value in (0, 1))
        print(f"    {threshold}  alarms per 100 {100 * raised / good:5.2f}  found {hit:5}")
    made = logistic(rows, labels, weights, DECAY)
    return {name: round(float(w), 3) for name, w in zip([*cues, "bias"], made, strict=True)}


def main() -> None:
    given = options(__doc__, FILE).parse_args()
    check = UntranslatedWords(Knowledge.load())
    sets = read(development_data())
    found = [event for here in sets for event in (*events(here, check), *planted(here, check))]
    made = learn(found, sum(map(len, sets)))
    if given.write:
        (resources.root() / FILE).write_text(HEADER + yaml.safe_dump({KIND: made}), encoding="utf-8")
        forget()


if __name__ == "__main__":
    main()
