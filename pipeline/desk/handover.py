"""An article handed on: clean text, HTML copy, DOCX, XLIFF, TMX, and notes to the agency."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any

from docx import Document

from pipeline.desk.view import View
from pipeline.report.bitext import Bitext, Unit, from_records
from pipeline.report.text import clean_copy
from pipeline.report.tmx import tmx
from pipeline.report.xliff import xliff
from pipeline.store.events import Event

_SMALL = {"kicker", "byline", "role", "dateline", "timestamp", "credit", "correction", "embargo"}


@dataclass(frozen=True, slots=True)
class Format:
    """A way to hand an article on; ``media`` is its MIME type."""

    label: str
    suffix: str
    media: str
    make: Callable[[View], bytes]


def paragraphs(segments: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return (kind, English) of each paragraph that has English."""
    made = []
    for _, group in groupby(segments, key=lambda s: s["paragraph"]):
        rows = list(group)
        text = " ".join(row["target"] for row in rows if row["target"])
        if text:
            made.append((str(rows[0]["kind"]), text))
    return made


def text(view: View) -> bytes:
    """Return the clean English copy as UTF-8."""
    return clean_copy(view.record["text"], view.segments).encode()


def html(view: View) -> bytes:
    """Return the English as a plain HTML document: headline, small lines, paragraphs."""
    parts = []
    for kind, words in paragraphs(view.segments):
        tag = {"headline": "h1", "separator": ""}.get(kind, "p")
        if tag:
            parts.append(f"<{tag}{f' class={kind!r}' if kind in _SMALL else ''}>{escape(words)}</{tag}>")
        else:
            parts.append("<hr>")
    body = "\n".join(parts)
    head = f'<meta charset="utf-8">\n<title>{escape(_headline(view))}</title>'
    return f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'.encode()


def docx(view: View) -> bytes:
    """Return the English as a Word document."""
    document = Document()
    document.core_properties.title = xml_safe(_headline(view))[:255]
    document.core_properties.author = view.item.approved_by
    for kind, words in paragraphs(view.segments):
        if kind == "headline":
            document.add_heading(xml_safe(words), 1)
        else:
            run = document.add_paragraph().add_run(xml_safe(words))
            run.italic = kind in _SMALL
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def xml_safe(words: str) -> str:
    """Return ``words`` without the characters XML cannot hold."""
    return "".join(
        c if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff") else "\ufffd"
        for c in words
    )


FORMATS = {
    "txt": Format("Clean text", "en.txt", "text/plain; charset=utf-8", text),
    "docx": Format("Word", "en.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx),
    "html": Format("HTML", "en.html", "text/html; charset=utf-8", html),
    "xliff": Format(
        "XLIFF 2.1", "xlf", "application/xliff+xml", lambda view: xliff(from_records(view.segments)).encode()
    ),
    "tmx": Format("TMX 1.4b", "tmx", "application/x-tmx+xml", lambda view: tmx(from_records(view.segments)).encode()),
}


def memory_tmx(pairs: Iterable[tuple[str, str]]) -> bytes:
    """Return the translation memory as TMX."""
    units = [Unit(source, target, range(n, n + 1), range(n, n + 1)) for n, (source, target) in enumerate(pairs)]
    return tmx([Bitext("memory", tuple(units))]).encode()


def archive(views: Iterable[View], kind: str) -> bytes:
    """Return articles as a ZIP of files of one format."""
    format_, file = FORMATS[kind], io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for view in views:
            packed.writestr(f"{view.item.name}.{format_.suffix}", format_.make(view))
    return file.getvalue()


def note(view: View, verdicts: Sequence[Event]) -> str:
    """Return the draft of a note to the agency about its own errors; "" where no editor found one."""
    flags = {f["fingerprint"]: f for f in view.flags}
    found = [event for event in verdicts if event.act == "source-error"]
    if not found:
        return ""
    about = view.record["source"] or view.item.name
    lines = [f"To the desk: your text “{view.item.title}” ({about}{_of(view)})", ""]
    for number, event in enumerate(found, 1):
        flag = flags.get(event.fingerprint)
        lines.append(f"{number}. „{event.source}“")
        if flag:
            words = f" (“{flag['source_text']}”)" if flag["source_text"] else ""
            lines.append(f"   {flag['message']}{words}")
            lines += [f"   {line}" for line in flag["evidence"]]
        if event.reason:
            lines.append(f"   {event.reason}")
        lines.append("")
    return "\n".join([*lines, "Please check, and correct where you agree."])


def _of(view: View) -> str:
    return f", {view.record['published']}" if view.record["published"] else ""


def _headline(view: View) -> str:
    return next((words for kind, words in paragraphs(view.segments) if kind == "headline"), view.item.title)
