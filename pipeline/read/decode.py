"""Bytes -> text: byte-order mark, UTF-8, UTF-16 by its zeros, Windows-1252 or ISO 8859-15 if it reads like them."""

from __future__ import annotations

import re

from pipeline.errors import ArticleError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\xfd7zXZ", "xz-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"PAR1", "a Parquet file (name it .parquet)"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_C1 = re.compile(rb"[\x80-\x9f]")
# What Windows-1252 text of European newsrooms holds above ASCII: letters and the typographic marks.
_WESTERN = re.compile("[À-ÖØ-öø-ÿŠšŽžŒœŸ„“”‚‘’–—…«»‹›€¤§°£·•© \xadªº²³½¼¾´¿¡±%]")
# Marks between letters: umlauts of DOS (cp850) or old Mac text, read as Windows-1252.
_IN_WORD = re.compile("[a-zA-Z][„”™§][a-z]|[a-z][À-ÖØ-ÞŠŽŸŒ][a-z]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes, path: str) -> tuple[str, str]:
    """Return the text of ``data`` and the name of its encoding (utf-8, utf-8-sig, utf-16, utf-32,
    windows-1252, iso8859-15).

    Raises:
        ArticleError: the bytes are no text (naming what they look like), or text in no encoding known here.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ArticleError(path, f"is {what}, not plain text: save it as text in UTF-8")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, path), encoding
    if wide := _zeros(data):
        return _strict(data, wide, path), wide
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        text, encoding = _windows(data, path, error), "windows-1252"
        if "¤" in text and not _C1.search(data):  # nobody writes that sign; where it stands, ISO 8859-15 has the euro
            text, encoding = data.decode("iso8859-15"), "iso8859-15"
    if len(_CONTROL.findall(text)) > len(text) / 200:
        raise ArticleError(path, "is binary, not plain text: it holds control characters; save it as text in UTF-8")
    return text, encoding


def _strict(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            path, f"begins as {encoding} but byte {error.start} does not decode: the file is damaged; save it anew"
        ) from error


def _zeros(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by zero bytes on one side only; None for anything else."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and odd < half * 0.05 else None


def _windows(data: bytes, path: str, error: UnicodeDecodeError) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    whole = len(_MULTIBYTE.findall(data))
    if whole and sum(map(len, _MULTIBYTE.findall(data))) > len(_HIGH.findall(data)) / 2:
        raise ArticleError(
            path,
            f"line {line}: byte 0x{data[error.start]:02x} breaks the UTF-8 text: the file is damaged",
        ) from error
    remedy = f"line {line}: byte 0x{data[error.start]:02x} is neither UTF-8 nor Windows-1252: save it as UTF-8"
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as other:
        raise ArticleError(path, remedy) from other
    high = [c for c in text if ord(c) > 127]
    if (
        _IN_WORD.search(text)
        or sum(1 for c in high if _WESTERN.match(c)) < 0.9 * len(high)
        or len(high) > 0.3 * len(text)
    ):
        raise ArticleError(path, remedy)
    return text
