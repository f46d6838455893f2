"""Text -> clean text: NFC, plain spaces and line ends, no invisible characters; everything changed is noted."""

from __future__ import annotations

import html
import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_SOFT_HYPHENS = re.compile("\u00ad")
# The joiners hold emoji together, so they stay between two symbols.
_JOINERS = re.compile(r"(?<![^\w\s])[\u200c\u200d]+|[\u200c\u200d]+(?![^\w\s])")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc]")
_SURROGATES = re.compile("[\ud800-\udfff]")  # halves of characters, from broken JSON escapes; no file can hold them
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# UTF-8 bytes that were read as Windows-1252 somewhere upstream: "Ã¼" for "ü", "â€ž" for "„".
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bfžœ\u009d˜™“”¦]|Â[\u00a0-\u00bf]")

# HTML that feeds leave in their texts; only known tags, so that "<5" and "<laut dpa>" stay.
_BREAK = re.compile(r"</?(?:p|br|div|h[1-6]|li|ul|ol|tr|table|blockquote|section|article)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|i|u|em|strong|span|font|small|sup|sub|img|figure|figcaption|td|th)\b[^<>]*>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")

_STEPS = (
    (_BREAK, "\n", "HTML tags made line breaks"),
    (_TAG, "", "HTML tags removed"),
    (_SOFT_HYPHENS, "", "soft hyphens removed"),
    (_SPACES, " ", "special spaces made plain"),
    (_INVISIBLE, "", "invisible characters removed"),
    (_SURROGATES, "\ufffd", "half characters replaced"),
    (_CONTROL, "", "control characters removed"),
    (_LIGATURES, lambda match: unicodedata.normalize("NFKC", match[0]), "ligatures resolved"),
    (_JOINERS, "", "joiners removed"),
)


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """Return ``text`` in NFC with ``\\n`` line ends and plain spaces, and a note on every kind of repair.

    The result never begins or ends with a line break.
    """
    notes = []
    given = text
    while (plain := _ENTITY.sub(lambda m: html.unescape(m[0]), text)) != text:
        text = plain
    if text != given:
        notes.append("HTML entities resolved")
    text = _LINE_ENDS.sub("\n", text)
    if broken := len(_MOJIBAKE.findall(text)):
        text, repaired = _undo_mojibake(text)
        notes.append(f"{broken} doubly encoded characters {'repaired' if repaired else 'found'}")
    for pattern, replacement, note in _STEPS:
        text, count = pattern.subn(replacement, text)
        if count:
            notes.append(f"{count} {note}")
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        notes.append("characters composed (NFC)")
    if count := composed.count("\ufffd"):
        notes.append(f"{count} characters were lost before this file was written (U+FFFD)")
    return composed.strip("\n"), tuple(notes)


def _undo_mojibake(text: str) -> tuple[str, bool]:
    try:
        return text.encode("cp1252").decode("utf-8"), True
    except UnicodeError:
        return text, False
