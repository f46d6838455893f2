"""Mail -> a record as a batch has them: subject, text, date and sender."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from lxml import html

from pipeline.errors import ArticleError
from pipeline.read.blocks import blocks


def mail(data: bytes, path: str) -> dict[str, Any]:
    """Return the article in a mail (RFC 5322, MIME): its plain text, else its HTML; "" where it has neither.

    Raises:
        ArticleError: it is no mail, or in no encoding known here.
    """
    message = message_from_bytes(data, policy=policy.default)
    if not message.keys() or not isinstance(message, EmailMessage):
        raise ArticleError(path, "is no mail, for it has no header lines: name it .txt if it is plain text")
    body = message.get_body(("plain", "html"))
    try:
        text = str(body.get_content()) if body is not None else ""
    except (LookupError, UnicodeError) as error:
        raise ArticleError(path, f"the mail cannot be decoded ({error}): save its text in UTF-8") from error
    if body is not None and body.get_content_subtype() == "html" and text.strip():
        text = "\n\n".join(blocks(html.document_fromstring(text)))
    return {"title": str(message["subject"] or ""), "text": text, "published": str(message["date"] or "") or None}
