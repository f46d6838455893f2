"""What stands around an office in a sentence and changes what it says: former, a second office, a longer title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pipeline.knowledge.mentions import RoleMention
from pipeline.types import Span

# Words that say as much as a modifier of the knowledge, by modifier; looked for near the role on the other side.
SAID: Final = {
    "former": r"\b(?:former|ex|then|late|one-?time|previous|retired|old|ousted|damals|seinerzeit"
    r"|deposed|sacked|toppled|erstwhile"
    r"|predecessor|outgoing|früher|ehemalig|einstig|damalig|vormalig|gestürzt|abgesetzt|vorherig|bisherig|scheidend"
    r"|entlassen|alt|Vorgänger)",
    "deputy": r"\b(?:deputy|vice|assistant|under|number two|stellv|vize|unter)",
    "acting": r"\b(?:acting|interim|caretaker|transition|provisional|temporary|geschäftsführ|interims|übergangs"
    r"|kommissar|vorläufig)",
    "shadow": r"\b(?:shadow|opposition|schatten)",
    "designate": r"\b(?:elect|designate|incoming|future|next|new|nominee|gewählt|designiert|künftig|neu|angehend)",
}
SITTING: Final = re.compile(r"\b(?:amtierend|incumbent|sitting|current|serving|derzeitig)", re.IGNORECASE)
LEAVING: Final = re.compile(r"\b(?:scheidend|noch-|outgoing|departing)", re.IGNORECASE)
COMING: Final = re.compile(r"\b(?:neue[rnms]?|künftige[rnms]?|new|incoming|future)\b", re.IGNORECASE)


def one_of_several(text: str, mention: RoleMention) -> bool:
    """Tell whether the role is joined to another: "Partei- und Fraktionschef", "party leader and minister"."""
    before, after = text[: mention.span.start], text[mention.span.end :]
    return bool(
        re.search(r"(?:-|\w)\s+(?:und|sowie|and|&)\s+$", before) or re.match(r"\s+(?:und|sowie|and|&)\s", after)
    )


def beside_people(text: str, mention: RoleMention, names: Iterable[Span]) -> bool:
    """Tell whether the role is that of one of several people, each with a name: "Torwart Lind und Stürmer Thal"."""
    if re.match(r"\s+(?:und|sowie|and|&)\s", text[mention.span.end :]):
        return False
    joined = re.search(r"\s+(?:und|sowie|and|&)\s+$", text[: mention.span.start])
    return joined is None or any(name.end == joined.start() for name in names)


def goes_on(text: str, mention: RoleMention) -> bool:
    """Tell whether an English title goes on behind what was understood: leader of the CDU | parliamentary group."""
    rest = text[mention.span.end :]
    unknown = re.match(r"\sof\s(?:the\s)?[A-Z]", rest) if not mention.where else None
    return bool(
        unknown
        or re.match(r"\s(?:parliamentary|group|faction|caucus|youth|women|local|regional|party|parties)\b", rest)
    )


def around(text: str, mention: RoleMention) -> str:
    """Return the role with 30 characters on either side."""
    return text[max(0, mention.span.start - 30) : mention.span.end + 30]


def gender(text: str, mention: RoleMention) -> str:
    """Return the gender a German phrase shows, by its wording or by an article in the nominative."""
    if mention.gender:
        return "" if mention.gender == "m" else "f"
    if re.search(r"(?:^|[.:„\"»]\s*)Die\s+(?:[a-zäöüß]+e\s+)?$", text[: mention.head.start]):
        return "f"
    return ""
