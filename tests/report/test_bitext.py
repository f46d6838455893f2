"""TMX, XLIFF and the picture: what is written can be read back, and is what the standards allow."""

from __future__ import annotations

import pytest
from lxml import etree, html
from translate.storage import factory
from translate.storage.xliff2 import Xliff2File

from pipeline.report.align_html import align_html
from pipeline.report.bitext import Bitext, Unit, from_records, rows
from pipeline.report.tmx import tmx
from pipeline.report.xliff import NAMESPACE, xliff

UNITS = (
    Unit("Eins & <zwei>.", "One & <two>.", range(0, 1), range(1, 2), "good", 0.99),
    Unit("Drei.", "", range(1, 2), range(2, 2), "missing", 0.9),
    Unit("", "Four\x00.", range(2, 2), range(2, 3), "added", 0.9),
    Unit(" Fünf. Sechs.", "Five and six.", range(2, 4), range(0, 1), "moved", 0.7),
)
TEXTS = [Bitext("a.txt", UNITS), Bitext("leer.txt", ())]
# The part of the XLIFF 2.1 core schema that is used: allowed children in order, required and optional attributes.
XLIFF = {
    "xliff": (["file"], {"version", "srcLang"}, {"trgLang", "{http://www.w3.org/XML/1998/namespace}space"}),
    "file": (["unit", "group"], {"id"}, {"original"}),
    "group": ([], {"id"}, set()),
    "unit": (["notes", "segment"], {"id"}, set()),
    "notes": (["note"], set(), set()),
    "note": ([], set(), {"category"}),
    "segment": (["source", "target"], set(), {"id", "state", "subState"}),
    "source": ([], set(), set()),
    "target": ([], set(), set()),
}
TMX = {
    "tmx": (["header", "body"], {"version"}, set()),
    "header": (
        [],
        {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"},
        set(),
    ),
    "body": (["tu"], set(), set()),
    "tu": (["prop", "tuv"], set(), {"tuid"}),
    "prop": ([], {"type"}, set()),
    "tuv": (["seg"], {"{http://www.w3.org/XML/1998/namespace}lang"}, set()),
    "seg": ([], set(), set()),
}


def conforms(element: etree._Element, rules: dict[str, tuple[list[str], set[str], set[str]]]) -> None:
    name = etree.QName(element).localname
    children, required, optional = rules[name]
    found = [children.index(etree.QName(child).localname) for child in element]
    assert found == sorted(found), f"{name}: children out of order"
    assert required <= set(element.attrib) <= required | optional, name
    for child in element:
        conforms(child, rules)


def test_xliff_conforms_to_the_core_schema() -> None:
    root = etree.fromstring(xliff(TEXTS).encode())
    conforms(root, XLIFF)
    assert root.tag == f"{{{NAMESPACE}}}xliff" and root.get("version") == "2.1"
    for segment in root.iter(f"{{{NAMESPACE}}}segment"):
        assert segment.get("state") in {"initial", "translated"}
        assert (segment.get("state") == "translated") == (segment.find(f"{{{NAMESPACE}}}target") is not None)
        prefix, _, status = segment.get("subState").partition(":")
        assert prefix == "wiredesk" and status in {"good", "doubtful", "missing", "added", "moved"}
    ids = [unit.get("id") for unit in root.iter(f"{{{NAMESPACE}}}unit")]
    assert len(ids) == len(set(ids)) == len(UNITS)


def test_xliff_keeps_the_texts() -> None:
    root = etree.fromstring(xliff(TEXTS).encode())
    sources = [s.text or "" for s in root.iter(f"{{{NAMESPACE}}}source")]
    assert sources == [unit.source for unit in UNITS]
    assert [t.text for t in root.iter(f"{{{NAMESPACE}}}target")] == ["One & <two>.", "Four\ufffd.", "Five and six."]


def test_tmx_conforms_and_leaves_out_what_has_one_side() -> None:
    root = etree.fromstring(tmx(TEXTS).encode())
    conforms(root, TMX)
    pairs = [[seg.text for seg in unit.iter("seg")] for unit in root.iter("tu")]
    assert pairs == [["Eins & <zwei>.", "One & <two>."], [" Fünf. Sechs.", "Five and six."]]


@pytest.mark.parametrize("kind", ["tmx", "xliff"])
def test_an_independent_reader_agrees(kind: str) -> None:
    text = tmx(TEXTS) if kind == "tmx" else xliff(TEXTS)
    if kind == "xliff":
        store = Xliff2File.parsestring(text.encode())
    else:
        store = factory.getclass("x.tmx").parsestring(text.encode())
    found = {(str(unit.source), str(unit.target or "")) for unit in store.units}
    assert ("Eins & <zwei>.", "One & <two>.") in found


def test_the_picture_shows_every_sentence_once_and_takes_no_text_for_markup() -> None:
    page = html.fromstring(align_html(TEXTS))
    boxes = page.xpath("//div[@class='left']//p")
    assert len(boxes) == 3 and "Eins & <zwei>." in boxes[0].text_content()
    right = [box.get("data-unit") for box in page.xpath("//div[@class='right']//p")]
    assert right == ["3", "0", "2"]  # in the order of the target
    assert [box.get("data-status") for box in boxes] == ["good", "missing", "moved"]
    assert "http" not in align_html(TEXTS).replace("http://www.w3.org", "")  # opens offline


def test_rows_count_sentences_from_one() -> None:
    made = list(rows(TEXTS))
    assert made[3]["source_sentences"] == [3, 4] and made[3]["target_sentences"] == [1]
    assert made[1]["target_sentences"] == []


def test_a_run_becomes_bitexts() -> None:
    def record(article: str, source: str, target: str, origin: str) -> dict[str, object]:
        return {"article": article, "source": source, "target": target, "origin": origin, "pair_score": None}

    made = list(
        from_records([record("a", "x", "y", "mt"), record("a", "z", "", "missing"), record("b", "u", "v", "mt")])
    )
    assert [bitext.name for bitext in made] == ["a", "b"]
    assert [unit.status for unit in made[0].units] == ["good", "missing"]
    assert made[0].units[1].targets == range(1, 1)
