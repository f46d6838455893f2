"""Web pages and the XML of agencies and feeds -> records as a batch has them: id, title, text, published ...

Known: HTML, NITF, NewsML 1 and NewsML-G2 (iptc.org/standards), RSS 2.0 and 1.0, Atom (RFC 4287). Nothing is fetched:
neither document types nor external entities are looked up.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as pages

from pipeline.errors import ArticleError
from pipeline.read.blocks import blocks, name_of

_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_XML = re.compile(r"\s*(?:<\?xml\b|<!doctype\b|<(?:nitf|newsitem|newsmessage|newsml|rss|feed)[\s>])", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]\w*;")  # XML itself knows these five only
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # XML 1.0 has no place for them
_KNOWN = "NITF, NewsML (1 and G2), RSS, Atom and HTML"

Record = dict[str, Any]


def is_markup(text: str) -> bool:
    """Tell whether ``text`` opens like an HTML page or an XML document."""
    return bool(_HTML.match(text) or _XML.match(text))


def documents(text: str, path: str, page: bool = False) -> list[Record]:
    """Return the articles in a document; ``page``: it is HTML even if it does not open like it.

    Raises:
        ArticleError: it is broken, of a kind not known here, or holds no article.
    """
    text = _CONTROL.sub("", text)
    if page or _HTML.match(text):
        return [_page(_parse_html(text, path))]
    plain = _ENTITY.sub(lambda match: html.unescape(match[0]), _DECLARATION.sub("", text, count=1))
    try:
        root = etree.fromstring(plain, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise ArticleError(path, f"is not well-formed XML: {error.msg}; have it exported anew") from error
    name = name_of(root)
    if name not in _ROOTS:
        raise ArticleError(
            path, f"is XML with the root <{name}>; known are {_KNOWN}: export one of these, or plain text"
        )
    found = list(_ROOTS[name](root))
    if not found:
        raise ArticleError(path, f"holds no article: no text stands in its <{name}>")
    return found


def _parse_html(text: str, path: str) -> Any:
    try:
        return pages.document_fromstring(_DECLARATION.sub("", text, count=1))
    except (etree.ParserError, ValueError) as error:
        raise ArticleError(path, "is HTML without any text: nothing to translate") from error


def _page(root: Any) -> Record:
    """Take the longest <article>, else <main>, else the whole body; it begins at its <h1>."""
    found = root.xpath("//article") or root.xpath("//main|//*[@role='main']") or root.xpath("//body") or [root]
    lines = max((blocks(element) for element in found), key=lambda lines: sum(map(len, lines)))
    heads = [" ".join(head.text_content().split()) for head in root.xpath("//h1")]
    title = next((head for head in heads if head in lines), "")
    if title:
        lines = lines[lines.index(title) :]
    else:
        title = next(iter(root.xpath("//meta[@property='og:title']/@content")), heads[0] if len(heads) == 1 else "")
    published = root.xpath("//meta[@property='article:published_time']/@content") or root.xpath("//time/@datetime")
    author = next(iter(root.xpath("//meta[@name='author']/@content")), "")
    return {"title": title, "text": _text(lines), "published": next(iter(published), None), "byline": author}


def _nitf(root: Any) -> Iterator[Record]:
    head, body = _first(root, "body.head"), _first(root, "body.content")
    byline = _words(_first(head, "byline"))
    lines = [*(_words(e) for e in _all(head, "hl2")), byline, *(blocks(body) if body is not None else [])]
    issued, named = _first(root, "date.issue"), _first(root, "doc-id")
    yield {
        "id": "" if named is None else named.get("id-string", ""),
        "title": _words(_first(head, "hl1")) or _words(_first(root, "title")),
        "text": _text(lines),
        "published": None if issued is None else issued.get("norm"),
        "byline": re.sub(r"^von\s+", "", byline, flags=re.IGNORECASE),
        "dateline": _words(_first(head, "dateline")),
        "credit": _words(_first(root, "tagline")),
    }


def _newsml(root: Any) -> Iterator[Record]:
    """NewsML 1: a NewsItem carries its text as NITF, or as XHTML under a NewsLines headline."""
    for item in _all(root, "NewsItem") or [root]:
        if (inner := _first(item, "nitf")) is not None:
            yield from _nitf(inner)
        elif (content := _first(item, "DataContent")) is not None:
            title, made = _words(_first(item, "HeadLine")), _words(_first(item, "ThisRevisionCreated"))
            named = _words(_first(item, "NewsItemId"))
            yield {"id": named, "title": title, "text": _text(blocks(content)), "published": made or None}


def _news_items(root: Any) -> Iterator[Record]:
    """NewsML-G2: inlineXML holds NITF or XHTML, inlineData plain text; pictures have neither and are passed over."""
    for item in [root] if name_of(root) == "newsItem" else _all(root, "newsItem"):
        inner, plain = _first(item, "inlineXML"), _first(item, "inlineData")
        made = next((_words(e) for n in ("contentCreated", "versionCreated") if (e := _first(item, n)) is not None), "")
        known = {
            "id": item.get("guid", ""),
            "title": _words(_first(item, "headline")),
            "published": made or None,
            "byline": _words(_first(item, "by")),
            "dateline": _words(_first(item, "dateline")),
        }
        if inner is not None and (nitf := _first(inner, "nitf")) is not None:
            yield from ({**record, **{k: v for k, v in known.items() if v}} for record in _nitf(nitf))
        elif inner is not None:
            yield {**known, "text": _text(blocks(inner))}
        elif plain is not None and (plain.text or "").strip():
            yield {**known, "text": plain.text}


def _feed(root: Any) -> Iterator[Record]:
    for item in [*_all(root, "item"), *_all(root, "entry")]:
        title = _words(_first(item, "title"))
        bodies = [_body(e) for n in ("encoded", "content", "description", "summary") for e in _all(item, n)]
        when = (_words(_first(item, n)) for n in ("pubDate", "published", "date", "updated"))
        named = (_words(_first(item, n)) for n in ("guid", "id"))
        yield {
            "id": next(filter(None, named), ""),
            "title": title,
            "text": max(bodies, key=len, default="") or title,
            "published": next(filter(None, when), None),
            "byline": _words(_first(item, "creator")) or _words(_first(_first(item, "author"), "name")),
        }


_ROOTS = {
    "nitf": _nitf,
    "NewsML": _newsml,
    "newsItem": _news_items,
    "newsMessage": _news_items,
    "rss": _feed,
    "RDF": _feed,
    "feed": _feed,
}


def _body(element: Any) -> str:
    """Return the text of a feed's element, whose HTML stands escaped, in CDATA, or as XHTML."""
    if len(element):
        return _text(blocks(element))
    text = element.text or ""
    return _text(blocks(pages.fragment_fromstring(text, create_parent="div"))) if "<" in text else text.strip()


def _text(lines: list[str]) -> str:
    return "\n\n".join(line for line in lines if line)


def _all(element: Any, name: str) -> list[Any]:
    return [] if element is None else element.xpath(".//*[local-name()=$name]", name=name)


def _first(element: Any, name: str) -> Any:
    return next(iter(_all(element, name)), None)


def _words(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())
