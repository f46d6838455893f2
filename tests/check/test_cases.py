"""Run every check on its own case file, ``tests/check/cases/<check>.yaml``.

A case: ``name``, ``source`` and ``target`` (a text, or lists of segments: one article), ``flags`` (a list; each names
the words pointed at: ``{source: ..., target: ...}``, either may be missing; and ``segment``, ``blame``, ``suggestion``
where the case is about them), optional ``published`` (ISO date), ``origins``, ``scores``, ``kinds`` and
``approved_for`` (one per segment), ``options`` (fields of the check), and ``guesses`` (English words with the natural
log of the probability that the model gave them; all others it was sure of).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import pipeline.check as package
from pipeline.check import ALL_CHECKS
from pipeline.check.checker import build
from pipeline.knowledge import Knowledge
from pipeline.protocols import Check
from pipeline.text.tokens import tokenize
from pipeline.types import Flag, Span
from tests.records import pairs

CASES = Path(__file__).parent / "cases"


def load(check: type[Check]) -> list[dict[str, Any]]:
    path = CASES / f"{check.id.replace('-', '_')}.yaml"
    cases: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return cases


def seen(flag: Flag, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return what ``flag`` says about the keys that the case names, and always the words it points at."""
    facts = {
        "source": flag.source_text,
        "target": flag.target_text,
        "segment": flag.segment.index,
        "blame": flag.blame,
        "suggestion": flag.suggestion,
        "rule": flag.rule,
        "severity": str(flag.severity),
    }
    return {k: v for k, v in facts.items() if k in wanted or (k in ("source", "target") and v is not None)}


class Model:
    """The model that made the English of a case."""

    model = "fake@0"

    def __init__(self, guesses: dict[str, float]) -> None:
        self.guesses = guesses

    def log_likelihood(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        return [sum(chance for _, chance in pieces) for pieces in self.piece_log_likelihoods(pairs)]

    def piece_log_likelihoods(self, pairs: Sequence[tuple[str, str]]) -> list[list[tuple[Span, float]]]:
        return [[(s, self.guesses.get(s.of(english), -0.1)) for s in tokenize(english)] for _, english in pairs]


@pytest.mark.parametrize(
    ("check", "case"),
    [pytest.param(c, case, id=f"{c.id}: {case['name']}") for c in ALL_CHECKS for case in load(c)],
)
def test_case(check: type[Check], case: dict[str, Any], knowledge: Knowledge) -> None:
    source, target = ([t] if isinstance(t, str) else t for t in (case["source"], case["target"]))
    published = date.fromisoformat(str(case["published"])) if "published" in case else None
    found = list(
        build(check, knowledge, case.get("options"), lambda: Model(case.get("guesses", {}))).find(
            pairs(source, target, published, *(case.get(k) for k in ("origins", "scores", "kinds", "approved_for")))
        )
    )
    wanted: list[dict[str, Any]] = case["flags"]
    assert [seen(f, w) for f, w in zip(found, wanted, strict=False)] == wanted
    assert len(found) == len(wanted), [f"{f.message} | {f.source_text} | {f.target_text}" for f in found]


@pytest.mark.parametrize("check", ALL_CHECKS, ids=lambda c: c.id)
def test_check_is_complete(check: type[Check]) -> None:
    """No check without a manual page, a name that matches its file, and three cases of both kinds."""
    assert check.__module__.rsplit(".", 1)[-1] == check.id.replace("-", "_")
    assert all(f"{head}:" in (check.__doc__ or "") for head in ("Why", "Flags", "Passes", "Limits"))
    wanted = [bool(case["flags"]) for case in load(check)]
    assert wanted.count(True) >= 3, "needs three cases that flag"
    assert wanted.count(False) >= 3, "needs three cases that pass"


def test_every_check_module_is_listed() -> None:
    files = {p.stem for p in Path(package.__path__[0]).glob("[!_]*.py")} - {"checker"}
    assert files == {c.id.replace("-", "_") for c in ALL_CHECKS}
