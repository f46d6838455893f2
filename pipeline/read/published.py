"""When an article was published: from a record's field, or from a time stamp line that gives a whole date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar jän jänner",
            "feb febr februar",
            "mär märz mrz",
            "apr april",
            "mai",
            "jun juni",
            "jul juli",
            "aug august",
            "sep sept september",
            "okt oktober",
            "nov november",
            "dez dezember",
        ),
        1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?!\d)")
_NAMED = re.compile(r"(?<!\d)(\d{1,2})\.\s?([A-Za-zäÄ]+)\.?\s(\d{4})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T\d{4,6}.*)?$")
_EARLIEST, _LATEST = 1900, 2100


def find_date(text: str) -> date | None:
    """Return the one whole date (day, month, year) that ``text`` holds German or ISO; None if none or several."""
    found = {_make(y, m, d) for y, m, d in _ISO.findall(text)}
    found |= {_make(y if len(y) == 4 else f"20{y}", m, d) for d, m, y in _NUMERIC.findall(text)}
    found |= {_make(y, str(_MONTHS.get(m.lower(), 0)), d) for d, m, y in _NAMED.findall(text)}
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def parse(value: Any) -> date | None:
    """Return the date in a record's field: a date, ISO 8601, RFC 2822, a German date, or seconds since 1970."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str):
        return _parse_text(value.strip())
    seconds = value / 1000 if value > 10**11 else value
    try:
        made = datetime.fromtimestamp(seconds, UTC).date()
    except (OverflowError, OSError, ValueError):
        return None
    return made if 1970 < made.year < _LATEST else None


def _parse_text(text: str) -> date | None:
    if found := find_date(text):
        return found
    if compact := _COMPACT.match(text):
        return _make(*compact.groups())
    try:
        return parsedate_to_datetime(text).date()
    except (TypeError, ValueError):
        return None


def _make(year: str, month: str, day: str) -> date | None:
    try:
        made = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return made if _EARLIEST <= made.year <= _LATEST else None
