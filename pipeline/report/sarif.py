"""SARIF 2.1.0 (OASIS Standard, 27 March 2020), as GitHub code scanning reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from pipeline.report.places import Place, sentence

_LEVEL = {"error": "error", "warning": "warning", "notice": "note"}


def sarif(
    located: Iterable[tuple[dict[str, Any], dict[str, Any], Place]],
    checks: Sequence[tuple[str, str, str, str]],
    version: str,
) -> dict[str, Any]:
    """Return the log of one run; ``checks`` are (id, severity, first line, whole manual page).

    ``partialFingerprints`` carries the flag's own, so an alert stays one alert when the text around it moves.
    """
    index = {check[0]: number for number, check in enumerate(checks)}
    rules = [
        {
            "id": name,
            "shortDescription": {"text": title},
            "fullDescription": {"text": title},
            "help": {"text": page},
            "defaultConfiguration": {"level": _LEVEL[severity]},
        }
        for name, severity, title, page in checks
    ]
    driver = {"name": "wiredesk", "semanticVersion": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(flag, place, index[flag["check"]]) for _, flag, place in located],
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _result(flag: dict[str, Any], place: Place, rule: int) -> dict[str, Any]:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": max(place.end_column, place.column),
    }
    return {
        "ruleId": flag["check"],
        "ruleIndex": rule,
        "level": _LEVEL[flag["severity"]],
        "message": {"text": sentence(flag)},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": quote(place.path)}, "region": region}},
        ],
        "partialFingerprints": {"wiredesk/v1": flag["fingerprint"]},
        "properties": {
            key: flag[key] for key in ("article", "segment", "blame", "confidence", "suggestion", "evidence")
        },
    }
