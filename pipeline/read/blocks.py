"""Elements of HTML, NITF and their like -> the lines of text that a reader sees."""

from __future__ import annotations

from typing import Any

# Elements inside a line (HTML Living Standard 4.5, text-level semantics; NITF 3.6, enriched text); all others break it.
_INLINE = frozenset(
    """a abbr b bdi bdo big cite code data del dfn em font i img ins kbd mark q s samp small span strike strong sub sup
    td th time tt u var wbr alt-code chron classifier copyrite event function lang location money num object.title org
    person pronounce virtloc""".split()  # noqa: SIM905
)
# What stands on a page but not in its article.
_UNREAD = frozenset(
    """script style noscript template head nav aside footer form button select iframe svg object video audio canvas
    media-metadata media-reference""".split()  # noqa: SIM905
)
_CELLS = frozenset(("td", "th"))
_QUOTES = '"„“”»«‚‘’›‹'


def blocks(root: Any) -> list[str]:
    """Return the text of an lxml element line by line, white space joined, without menus, scripts and forms.

    A row of a table is one line with `` | `` between its cells.
    """
    lines = [""]
    _walk(root, lines)
    return [line for raw in lines if (line := " ".join(raw.split()).strip("| "))]


def name_of(element: Any) -> str:
    """Return the tag of an lxml element without its namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _walk(element: Any, lines: list[str]) -> None:
    name = name_of(element)
    if not name or name in _UNREAD or (name == "header" and element.find(".//h1") is None):
        return
    if name not in _INLINE:
        lines.append("")
    text = element.text or ""
    quoted = name == "q" and text.lstrip()[:1] not in _QUOTES  # browsers draw the marks of <q>
    lines[-1] += f"„{text}" if quoted else text
    for child in element:
        _walk(child, lines)
        lines[-1] += child.tail or ""
    lines[-1] += "“" if quoted else " | " if name in _CELLS else ""
    if name not in _INLINE:
        lines.append("")
