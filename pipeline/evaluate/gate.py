"""The gate: floors that must hold, and figures that must not be worse than the baseline beyond chance."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import ConfigError
from pipeline.evaluate.figures import Change, Figure, compare_corpus, compare_items
from pipeline.report.files import write_text
from pipeline.resources import yaml_problem

Verdict = Literal["ok", "better", "worse, within chance", "WORSE", "BELOW FLOOR", "ABOVE CEILING", "no baseline"]


class GateRules(BaseModel):
    """``configs/gate.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    baseline: str = Field(description="the baseline file, relative to this one")
    p: float = Field(default=0.05, gt=0, lt=1, description="a drop less likely than this by chance fails")
    floors: dict[str, float] = Field(default_factory=dict, description="figures that must not lie under these")
    ceilings: dict[str, float] = Field(default_factory=dict, description="figures that must not lie over these")
    no_worse: tuple[str, ...] = Field(default=(), description="figures compared with the baseline")


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was measured before: figures with their items, the hypotheses, the score of every segment."""

    signature: str
    values: Mapping[str, float]
    items: Mapping[str, Mapping[str, float]]
    hypotheses: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the gate's table."""

    figure: Figure
    verdict: Verdict
    limit: float | None = None
    change: Change | None = None

    @property
    def fails(self) -> bool:
        """Tell whether this line alone fails the gate."""
        return self.verdict.isupper()


def load_rules(path: Path) -> GateRules:
    """Read ``configs/gate.yaml``.

    Raises:
        ConfigError: unknown keys, wrong values, not YAML.
    """
    try:
        return GateRules.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid YAML ({yaml_problem(error)})") from error
    except ValidationError as error:
        valid = ", ".join(GateRules.model_fields)
        raise ConfigError(
            [f"{path}: {'.'.join(map(str, p['loc']))}: {p['msg'].lower()}; keys: {valid}" for p in error.errors()]
        ) from error


def load_baseline(path: Path) -> Baseline | None:
    """Read a baseline; None where there is none yet.

    Raises:
        ConfigError: the file is not a baseline.
    """
    if not path.exists():
        return None
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Baseline(data["signature"], data["values"], data["items"], data["hypotheses"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"{path}: not a baseline of wiredesk ({error}); make one with --ratchet") from error


def write_baseline(path: Path, signature: str, figures: Sequence[Figure], hypotheses: Mapping[str, str]) -> None:
    """Write what was measured as the new baseline."""
    data = {
        "signature": signature,
        "values": {f.name: round(f.value, 4) for f in figures},
        "items": {f.name: dict(f.items) for f in figures if f.items},
        "hypotheses": dict(hypotheses),
    }
    write_text(path, json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def judge(
    rules: GateRules,
    figures: Sequence[Figure],
    baseline: Baseline | None,
    hypotheses: Mapping[str, str],
    references: Mapping[str, str],
) -> list[Row]:
    """Return one row per figure that the rules name.

    Raises:
        ConfigError: the rules name a figure that was not measured.
    """
    by_name = {figure.name: figure for figure in figures}
    named = list(dict.fromkeys([*rules.floors, *rules.ceilings, *rules.no_worse]))
    if unknown := [name for name in named if name not in by_name]:
        raise ConfigError(f"the gate names {', '.join(unknown)}; measured were {', '.join(sorted(by_name))}")
    changes = _changes([by_name[name] for name in rules.no_worse], baseline, hypotheses, references)
    return [_row(rules, by_name[name], changes.get(name), baseline is not None) for name in named]


def _changes(
    figures: Sequence[Figure],
    baseline: Baseline | None,
    hypotheses: Mapping[str, str],
    references: Mapping[str, str],
) -> dict[str, Change]:
    if baseline is None:
        return {}
    made = {}
    corpus = [figure for figure in figures if not figure.items and figure.signature]
    keys = [key for key in hypotheses if key in baseline.hypotheses]
    if corpus and keys:
        now, before = [hypotheses[k] for k in keys], [baseline.hypotheses[k] for k in keys]
        for change in compare_corpus(corpus, now, before, [references[k] for k in keys]):
            made[change.figure.name] = change
    for figure in figures:
        if figure.items and (found := compare_items(figure, baseline.items.get(figure.name, {}))):
            made[figure.name] = found
    return made


def _row(rules: GateRules, figure: Figure, change: Change | None, has_baseline: bool) -> Row:
    floor, ceiling = rules.floors.get(figure.name), rules.ceilings.get(figure.name)
    if floor is not None and figure.value < floor:
        return Row(figure, "BELOW FLOOR", floor, change)
    if ceiling is not None and figure.value > ceiling:
        return Row(figure, "ABOVE CEILING", ceiling, change)
    limit = floor if floor is not None else ceiling
    if change is None:
        missing = figure.name in rules.no_worse and has_baseline
        return Row(figure, "no baseline" if missing or figure.name in rules.no_worse else "ok", limit)
    if change.is_worse:
        return Row(figure, "WORSE" if change.p < rules.p else "worse, within chance", limit, change)
    return Row(figure, "better" if change.delta else "ok", limit, change)


def ratchet(path: Path, rules: GateRules, figures: Sequence[Figure], margin: float = 0.98) -> GateRules:
    """Raise the floors (and lower the ceilings) to ``margin`` of what was measured now, never the other way.

    The file keeps its comments: only the numbers of the keys are changed.
    """
    text = path.read_text(encoding="utf-8")
    values = {figure.name: figure.value for figure in figures}
    for name, old in {**rules.floors, **rules.ceilings}.items():
        if name not in values:
            continue
        up = name in rules.floors
        new = round(max(old, values[name] * margin) if up else min(old, values[name] / margin + 0.05), 2)
        if new != old:
            text = _replace_number(text, name, new)
    write_text(path, text)
    return load_rules(path)


def _replace_number(text: str, name: str, value: float) -> str:
    lines = []
    for line in text.splitlines(keepends=True):
        key, colon, rest = line.partition(": ")
        if colon and key.strip().strip("'\"") == name:
            number = rest.split("#")[0].strip()
            line = f"{key}: {rest.replace(number, f'{value:g}', 1)}"
        lines.append(line)
    return "".join(lines)


def lost_most(now: Mapping[str, float], before: Mapping[str, float], most: int = 10) -> list[tuple[str, float, float]]:
    """Return (segment, score before, score now) of the segments that lost most, worst first."""
    both = [(key, before[key], now[key]) for key in now if key in before and now[key] < before[key]]
    return sorted(both, key=lambda row: row[2] - row[1])[:most]
