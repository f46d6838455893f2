"""What code hosts show: GitHub workflow annotations and step summary, GitLab code quality."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline.report.places import Place, sentence
from pipeline.report.text import counted

Row = tuple[dict[str, Any], dict[str, Any], Place]
_SHOWN = 10  # GitHub shows ten annotations of each level per step
_GITLAB = {"error": "critical", "warning": "major", "notice": "info"}


def github_annotations(located: Iterable[Row]) -> Iterator[str]:
    """Yield workflow commands, the surest flags first, no more of a level than GitHub shows."""
    by_level: dict[str, list[Row]] = {"error": [], "warning": [], "notice": []}
    for row in located:
        by_level[row[1]["severity"]].append(row)
    for level, rows in by_level.items():
        rows.sort(key=lambda row: -row[1]["confidence"])
        for _, flag, place in rows[:_SHOWN]:
            where = {"file": place.path, "line": place.line, "endLine": place.end_line, "col": place.column}
            named = ",".join(f"{k}={_property(str(v))}" for k, v in {**where, "title": flag["check"]}.items())
            yield f"::{level} {named}::{_data(sentence(flag))}"


def github_summary(
    counts: dict[str, int], located: Sequence[Row], failures: Sequence[dict[str, Any]], signature: str
) -> str:
    """Return the step summary in Markdown: totals, a table of checks, the gravest flags, what failed."""
    lines = [
        f"## wiredesk: {counted(counts['errors'], 'error')}, {counted(counts['warnings'], 'warning')} "
        f"in {counted(counts['articles'], 'article')}",
        "",
    ]
    table = Counter((flag["check"], flag["severity"]) for _, flag, _ in located)
    if table:
        lines += ["| check | error | warning | notice |", "|---|---:|---:|---:|"]
        for check in sorted({check for check, _ in table}):
            cells = (str(table[check, severity] or "") for severity in ("error", "warning", "notice"))
            lines.append(f"| {check} | {' | '.join(cells)} |")
        lines.append("")
    rank = {"error": 0, "warning": 1, "notice": 2}
    worst = sorted(located, key=lambda row: (rank[row[1]["severity"]], -row[1]["confidence"]))
    for _, flag, place in worst[:_SHOWN]:
        lines.append(
            f"- **{flag['severity']}** `{place.path}:{place.line}` {flag['check']}: {_markdown(sentence(flag))}"
        )
    lines += [f"- **failed** `{failure['path']}`: {_markdown(failure['reason'])}" for failure in failures]
    return "\n".join([*lines, "", f"`{signature}`", ""])


def gitlab(located: Iterable[Row]) -> str:
    """Return GitLab's code quality report (a subset of the Code Climate format)."""
    rows = [
        {
            "description": sentence(flag),
            "check_name": flag["check"],
            "fingerprint": flag["fingerprint"],
            "severity": _GITLAB[flag["severity"]],
            "location": {"path": place.path, "lines": {"begin": place.line, "end": place.end_line}},
        }
        for _, flag, place in located
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _data(text: str) -> str:
    """Escape the message of a workflow command (actions/toolkit, command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _markdown(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ")
    return "".join(f"\\{c}" if c in r"\`*_[]|#" else c for c in text)
