"""Clean text and what is known about it -> Article: paragraphs, title, and the anatomy that goes into the meta."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pipeline.errors import ArticleError
from pipeline.read.clean import clean
from pipeline.read.paragraphs import paragraphs, unwrap
from pipeline.read.published import find_date, parse
from pipeline.read.records import TEXT_FIELDS
from pipeline.text.anatomy import byline_names, dateline, kinds, role_text
from pipeline.text.language import NAMES, foreign
from pipeline.types import Article, Meta, SegmentKind

# Names under which records carry a field, the preferred one first.
FIELDS = {
    "id": ("id", "article_id", "uid", "guid", "_id"),
    "title": ("title", "headline", "titel", "ueberschrift"),
    "kicker": ("kicker", "dachzeile", "overline"),
    "text": TEXT_FIELDS,
    "published": ("published", "published_at", "publish_date", "date", "datetime", "timestamp", "created"),
    "language": ("language", "lang"),
    "byline": ("byline", "author", "authors", "autor"),
    "role": ("role", "author_role"),
    "dateline": ("dateline", "located", "place"),
    "credit": ("credit", "credits"),
}
_HEADING = re.compile(r"^#{1,6}\s+", re.MULTILINE)
_NAMES_OF_GERMAN = frozenset({"de", "deu", "ger", "german", "deutsch", "deutsch (de)"})


def field(record: Mapping[str, Any], name: str) -> Any:
    """Return the value of a field under any of its names, None if the record lacks it."""
    return next((record[key] for key in FIELDS[name] if record.get(key) not in (None, "")), None)


def from_record(record: Mapping[str, Any], place: str, format_: str, language: str) -> Article:
    """Return the article in one row of a batch, its id still as the record has it ("" if it has none).

    Raises:
        ArticleError: the row has no usable text, or names another language; ``place`` is ``path:row``.
    """
    _check_language(field(record, "language"), place, language)
    text = field(record, "text")
    if isinstance(text, list) and all(isinstance(part, str) for part in text):
        text = "\n\n".join(text)
    if not isinstance(text, str):
        raise ArticleError(place, _no_text(record, text))
    known = {name: _line(field(record, name)) for name in ("title", "kicker", "byline", "role", "dateline", "credit")}
    published, notes = field(record, "published"), []
    when = parse(published)
    if published is not None and when is None:
        notes.append(f"published: {published!r:.40} is not understood as a date")
    article_id = field(record, "id")
    name = "" if article_id is None else str(article_id)
    return build(text, name, Meta(place, format_, "utf-8", language, when, notes=tuple(notes)), known)


def build(text: str, name: str, meta: Meta, known: Mapping[str, str] | None = None) -> Article:
    """Return the article made of ``text``; ``known`` holds what a record says: title, kicker, byline, role ...

    ``meta`` comes with source, format, encoding, language, published and notes, and is completed from the text. A title
    that the text does not open with is put before it, so that it is translated too.

    Raises:
        ArticleError: there is nothing to translate, or the text is in another language.
    """
    given = dict(known or {})
    notes = list(meta.notes)
    text, repairs = clean(text)
    notes += repairs
    if meta.format == "markdown":
        text = _HEADING.sub("", text)
    text, joined = unwrap(text)
    if joined:
        notes.append(f"{joined} hard-wrapped paragraphs joined")
    title = given.get("title", "")
    if head := _missing_head(text, title, given.get("kicker", "")):
        text = f"{head}\n\n{text}"
        notes.append("title put before the text")
    if not any(c.isalpha() for c in text):
        what = "holds no words" if text.strip() else "is empty"
        raise ArticleError(meta.source, f"{what}: nothing to translate")
    if other := foreign(text, meta.language):
        wanted = NAMES.get(meta.language, meta.language)
        raise ArticleError(meta.source, f"is not in {wanted} but reads as {other}: leave it out")
    spans = paragraphs(text)
    texts = [span.of(text) for span in spans]
    labels = kinds(texts, title)
    return Article(
        name, title or _headline(texts, labels), text, spans, _complete(meta, given, texts, labels, tuple(notes))
    )


def _complete(
    meta: Meta, given: Mapping[str, str], texts: Sequence[str], labels: Sequence[SegmentKind], notes: tuple[str, ...]
) -> Meta:
    def first(kind: SegmentKind) -> str:
        return next((t for t, k in zip(texts, labels, strict=True) if k == kind), "")

    places = (span.of(t) for t, k in zip(texts, labels, strict=True) if k == SegmentKind.BODY if (span := dateline(t)))
    credit = " ".join(t for t, k in zip(texts, labels, strict=True) if k == SegmentKind.CREDIT)
    return Meta(
        meta.source,
        meta.format,
        meta.encoding,
        meta.language,
        meta.published or _dated(texts, labels),
        given.get("byline") or byline_names(first(SegmentKind.BYLINE)),
        given.get("role") or role_text(first(SegmentKind.ROLE)),
        given.get("dateline") or next(places, "").rstrip(" -–—:."),
        given.get("credit") or credit,
        notes,
    )


def _dated(texts: Sequence[str], labels: Sequence[SegmentKind]) -> date | None:
    """Return the first whole date in a time stamp, else in a dateline, else in an embargo line."""
    stamps, datelines, embargoes = [], [], []
    for text, kind in zip(texts, labels, strict=True):
        if kind == SegmentKind.TIMESTAMP:
            stamps.append(text)
        elif kind == SegmentKind.EMBARGO:
            embargoes.append(text)
        elif kind == SegmentKind.BODY and (place := dateline(text)):
            datelines.append(place.of(text))
    return next((found for text in (*stamps, *datelines, *embargoes) if (found := find_date(text))), None)


def _headline(texts: Sequence[str], labels: Sequence[SegmentKind]) -> str:
    for text, kind in zip(texts, labels, strict=True):
        if kind == SegmentKind.BODY:
            return ""
        if kind == SegmentKind.HEADLINE:
            return text
    return ""


def _missing_head(text: str, title: str, kicker: str) -> str:
    head = [line.strip() for line in text.split("\n", 4)[:4]]
    return "\n".join(line for line in (kicker, title) if line and line not in head)


def _line(value: Any) -> str:
    if isinstance(value, list):
        value = ", ".join(str(part) for part in value)
    if not isinstance(value, str):
        return ""
    return " ".join(clean(value)[0].split())


def _no_text(record: Mapping[str, Any], text: Any) -> str:
    if text is not None:
        return f"the field text holds a {type(text).__name__}: it must be a string or a list of strings"
    if any(key in record for key in TEXT_FIELDS):
        return "is empty: nothing to translate"
    wanted, there = ", ".join(TEXT_FIELDS), ", ".join(map(str, record)) or "none"
    return f"has no field with the text ({wanted}); its fields: {there}"


def _check_language(named: Any, place: str, language: str) -> None:
    if not isinstance(named, str) or not named.strip():
        return
    code = re.split(r"[-_]", named.strip().lower())[0]
    if code != language and not (language == "de" and code in _NAMES_OF_GERMAN):
        raise ArticleError(place, f"the field language is {named!r}, not {language!r}: correct it or leave the row out")
