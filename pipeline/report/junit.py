"""JUnit XML: a test suite per article, a failed test per error or warning (the schema of Jenkins' xUnit plug-in)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree

from pipeline.report.places import Place, sentence

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(
    articles: Iterable[dict[str, Any]],
    located: Iterable[tuple[dict[str, Any], dict[str, Any], Place]],
    failures: Iterable[dict[str, Any]],
) -> str:
    """Return the XML; an article without errors and warnings is one passed test, a failed article one error."""
    flagged: dict[str, list[tuple[dict[str, Any], Place]]] = {}
    for article, flag, place in located:
        if flag["severity"] != "notice":
            flagged.setdefault(article["article"], []).append((flag, place))
    root = etree.Element("testsuites", name="wiredesk")
    for article in articles:
        _suite(root, article, flagged.get(article["article"], []))
    for failure in failures:
        suite = etree.SubElement(root, "testsuite", name=_xml(failure["path"]), tests="1", failures="0", errors="1")
        case = etree.SubElement(suite, "testcase", classname=_xml(failure["path"]), name="article")
        etree.SubElement(case, "error", message=_xml(failure["reason"]))
    text: bytes = etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8")
    return text.decode("utf-8")


def _suite(root: Any, article: dict[str, Any], flags: list[tuple[dict[str, Any], Place]]) -> None:
    name, tests = _xml(article["article"]), max(1, len(flags))
    counts = {"tests": str(tests), "failures": str(len(flags)), "errors": "0"}
    suite = etree.SubElement(root, "testsuite", name=name, **counts)
    if not flags:
        etree.SubElement(suite, "testcase", classname=name, name="no slips")
    for flag, place in flags:
        title = f"{flag['check']} {flag['fingerprint']}"
        case = etree.SubElement(suite, "testcase", classname=name, name=title, file=_xml(place.path))
        case.set("line", str(place.line))
        failure = etree.SubElement(case, "failure", message=_xml(sentence(flag)), type=flag["severity"])
        failure.text = _xml("\n".join(flag["evidence"]))


def _xml(text: str) -> str:
    """Replace what XML 1.0 cannot hold (section 2.2)."""
    return _NOT_XML.sub("\ufffd", text)
