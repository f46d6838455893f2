"""Measure every check, rule by rule, on the part of the development data that no threshold was set on.

usage: calibrate_checks.py [--most 250] [--write]

The tables of docs/calibration.md: alarms on good translations by set, and for every rule what it found of planted slips
and what it raised for nothing. Errors and warnings only. The part: crc32 of the German sentence modulo 5 is 3 or 4.
"""

from __future__ import annotations

import argparse
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline import resources
from pipeline.config import load_config
from pipeline.evaluate.checks import Clean, Planted, translations
from pipeline.evaluate.data import bench_folder
from pipeline.evaluate.measure import runner
from pipeline.evaluate.slips import ALL_MUTATORS, plant
from pipeline.evaluate.suites import demetr, good_translations, own_roles, own_slips, wire_clean, wire_planted
from pipeline.runner import Pipeline
from pipeline.types import Flag, Severity

Case = Clean | Planted
Rule = tuple[str, str]
SYSTEMS = ("reference", "google", "microsoft")
SETS = ("mt_wmt14", "mt_wmt18", "mt_flores_dev")
SEEDED = 50
PLACE = re.compile(r"(<!-- measured -->\n).*?(<!-- end -->)", re.DOTALL)


@dataclass(slots=True)
class Tally:
    """Counts over all sets: ``segments`` that are good, ``alarms`` on them, slips ``found`` and found ``alone``."""

    segments: int = 0
    planted: int = 0
    alarms: Counter[Rule] = field(default_factory=Counter)
    found: Counter[Rule] = field(default_factory=Counter)
    alone: Counter[Rule] = field(default_factory=Counter)

    def slip(self, case: Planted, flags: Sequence[Flag]) -> None:
        """Count the rules that spoke at the place of the slip."""
        self.planted += 1
        places = (case.at, *case.others)
        spoke = {rule(f) for f in flags if f.segment.index in places and (not case.checks or f.check in case.checks)}
        self.found.update(spoke)
        if len(spoke) == 1:
            self.alone.update(spoke)

    def rows(self) -> Iterator[str]:
        """One line of the table for each rule."""
        for key in sorted({*self.alarms, *self.found}):
            raised, found = self.alarms[key], self.found[key]
            share = 100 * found / (found + raised)
            rate = 100 * raised / self.segments
            name = f"{key[0]} | {key[1] or '-'}"
            yield f"| {name} | {rate:.2f} | {found} | {self.alone[key]} | {share:.0f} % |"


def rule(flag: Flag) -> Rule:
    """The check and its rule."""
    return flag.check, flag.rule


def held_out(case: Case) -> bool:
    """Tell whether no threshold was set on the case."""
    return zlib.crc32(case.source[0].encode()) % 5 >= 3


def thinned(cases: Sequence[Case], most: int) -> Sequence[Case]:
    """About ``most`` of the cases, evenly spread."""
    return cases[:: max(1, len(cases) // most)][:most]


def all_sets(most: int) -> Iterator[tuple[str, Sequence[Case]]]:
    """Name and cases of every set."""
    folder = bench_folder()
    if folder is None:
        raise SystemExit("the development data folder is not there: set WIREDESK_BENCH")
    for name in SETS:
        for system in SYSTEMS:
            cases = [c for c in good_translations(folder, name, system) if held_out(c)]
            yield f"{name} {system}", thinned(cases, most)
    for name, every in (("demetr", demetr(folder)), ("own", own_slips(folder)), ("roles", own_roles(folder))):
        kept = [c for c in every if held_out(c)]
        yield name, [c for c in kept if isinstance(c, Planted)]
        yield f"{name} clean", thinned([c for c in kept if isinstance(c, Clean)], most)
    clean = [c for c in wire_clean() if held_out(c)]
    yield "wire clean", clean
    yield "wire", [c for c in wire_planted() if held_out(c)]
    yield "seeded", list(plant(ALL_MUTATORS, clean, most=SEEDED))


def measure(most: int) -> str:
    """Run all checks and return both tables."""
    run, tally, lines = runner(Pipeline(load_config())), Tally(), []
    for name, cases in all_sets(most):
        before, silent, segments = tally.alarms.total(), 0, 0
        for case in cases:
            made = run(translations(case.name, case.source, case.target, case.published))
            flags = [flag for flag in made if flag.severity is not Severity.NOTICE]
            if isinstance(case, Planted):
                tally.slip(case, flags)
                continue
            segments, silent = segments + len(case.source), silent + (not flags)
            tally.alarms.update(map(rule, flags))
        tally.segments += segments
        if segments:
            rate = 100 * (tally.alarms.total() - before) / segments
            lines.append(f"| {name} | {segments} | {rate:.1f} | {silent} of {len(cases)} |")
        print(name, len(cases), flush=True)
    return f"""
{tally.planted} planted slips and {tally.segments:,} good segments.

## Alarms on good translations

| set | segments | per 100 | silent |
|---|---|---|---|
{chr(10).join(lines)}

## Rules

*Found*: slips at whose place the rule spoke; *alone*: those that no other rule found; *precision*: found of found and
raised, on this mixture of good and bad.

| check | rule | alarms per 100 | found | alone | precision |
|---|---|---|---|---|---|
{chr(10).join(tally.rows())}

"""


def main() -> None:
    """Measure, and print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=250, help="good segments of each set")
    parser.add_argument("--write", action="store_true", help="into docs/calibration.md")
    options = parser.parse_args()
    tables = measure(options.most)
    path = resources.root() / "docs" / "calibration.md"
    if options.write:
        text = path.read_text(encoding="utf-8")
        path.write_text(PLACE.sub(lambda m: m[1] + tables + m[2], text), encoding="utf-8")
    else:
        print(tables)


if __name__ == "__main__":
    main()
