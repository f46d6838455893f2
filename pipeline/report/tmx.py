"""TMX 1.4b, the exchange format of translation memories (LISA OSCAR 2005)."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

import pipeline
from pipeline.report.bitext import Bitext, Unit, xml_text

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def tmx(bitexts: Iterable[Bitext]) -> str:
    """Return the memory as XML text.

    Only units with both sides: a memory has no place for missing or added sentences. Status and score are properties
    ``x-status`` and ``x-score``; the article is ``x-article``.
    """
    root = etree.Element("tmx", version="1.4")
    texts = list(bitexts)
    header = etree.SubElement(root, "header", creationtool="wiredesk", creationtoolversion=pipeline.__version__)
    header.attrib.update({"segtype": "sentence", "o-tmf": "wiredesk", "adminlang": "en", "datatype": "plaintext"})
    header.set("srclang", texts[0].source_language if texts else "de")
    body = etree.SubElement(root, "body")
    for bitext in texts:
        for number, unit in enumerate(bitext.units, 1):
            if unit.source and unit.target:
                _unit(body, bitext, unit, number)
    doctype = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    body_text = etree.tostring(root, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}\n{body_text}'


def _unit(body: etree._Element, bitext: Bitext, unit: Unit, number: int) -> None:
    element = etree.SubElement(body, "tu", tuid=xml_text(f"{bitext.name}#{number}"))
    properties = {"x-article": bitext.name, "x-status": unit.status}
    if unit.score is not None:
        properties["x-score"] = f"{unit.score:.3f}"
    for name, value in properties.items():
        etree.SubElement(element, "prop", type=name).text = xml_text(value)
    for language, text in ((bitext.source_language, unit.source), (bitext.target_language, unit.target)):
        variant = etree.SubElement(element, "tuv")
        variant.set(_LANGUAGE, language)
        etree.SubElement(variant, "seg").text = xml_text(text)
