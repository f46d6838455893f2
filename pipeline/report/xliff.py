"""XLIFF 2.1, the exchange format of translation tools (OASIS Standard 2018)."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from pipeline.report.bitext import Bitext, Unit, xml_text

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"  # of version 2.1 too
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def xliff(bitexts: Iterable[Bitext]) -> str:
    """Return the texts as XML text, a ``file`` per article and a ``unit`` with one segment per link.

    A missing sentence is a segment in state "initial" without target; an added one has an empty source. The others are
    "translated"; the link's status is the ``subState`` (``wiredesk:doubtful``), and with its score a note.
    """
    texts = list(bitexts)
    root = etree.Element(f"{{{NAMESPACE}}}xliff", nsmap={None: NAMESPACE}, version="2.1")
    root.set("srcLang", texts[0].source_language if texts else "de")
    root.set("trgLang", texts[0].target_language if texts else "en")
    root.set(_SPACE, "preserve")
    for number, bitext in enumerate(texts, 1):
        file = _add(root, "file", id=f"f{number}", original=xml_text(bitext.name))
        for place, unit in enumerate(bitext.units, 1):
            _unit(file, unit, place)
        if not bitext.units:  # a file must hold a unit or a group
            _add(file, "group", id="g1")
    body = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _unit(file: etree._Element, unit: Unit, place: int) -> None:
    element = _add(file, "unit", id=f"u{place}")
    notes = _add(element, "notes")
    score = "" if unit.score is None else f", score {unit.score:.3f}"
    _add(notes, "note", category="alignment").text = f"{unit.status}{score}"
    state = "translated" if unit.target else "initial"
    segment = _add(element, "segment", id="s1", state=state, subState=f"wiredesk:{unit.status}")
    _add(segment, "source").text = xml_text(unit.source)
    if unit.target:
        _add(segment, "target").text = xml_text(unit.target)


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
