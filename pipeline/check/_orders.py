"""Before and after, for and against, where no other preposition is meant; for comparison-reversed.

Each entry: the German, the wrong English, and the English that makes it right or leaves it open. Where the German has a
group, that is what is pointed at.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.types import Span

_MONTH: Final = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SPAN_DE: Final = r"(?:Tage?|Wochen?|Monate?|Jahre?|Stunden?|Minuten?|Sekunden?)n?"
_SPAN_EN: Final = r"(?:days?|weeks?|months?|years?|hours?|minutes?|seconds?)"
_BEFORE_DE: Final = (
    r"(?:\b[Vv]or|\b[Bb]evor|[Zz]uvor|\b[Bb]is(?:her|lang)?\b|\b[Ee]h(?:e|er)\b|\b[Ff]rüh|\b[Bb]ereits|\b[Ss]chon|"
    r"\b[Nn]och|\b(?:als|wo)\b|\b[Ee]inst|\b[Dd]ann|\b[Zz]unächst|\b[Ee]rstmals|\b[Nn]ie)"
)
_FOR: Final = (
    r"\b(?:in favou?r|for|support\w*|back\w*|approv\w*|adopt\w*|pass\w*|endors\w*|advocat\w*|behind|champion\w*)\b"
)
_AGAINST: Final = (
    r"\b(?:against|oppos\w*|reject\w*|not|no|object\w*|criti\w*|anti|disapprov\w*|down|resist\w*|refus\w*|declin\w*|"
    r"condemn\w*|ruled?|den\w+)\b|n['’]t\b"
)
_TABLE: Final = (
    (r"^\W*Nach\s", r"^\W*Before\s", r"\bafter\b|\bfollowing\b|\baccording\b"),
    (r"^\W*Vor\s(?!allem|Ort|Gericht)", r"^\W*After\s", r"\bbefore\b|\bago\b|\bprior\b|\bahead\b"),
    (
        rf"\b{_SPAN_DE} vor (?:de[rmn]|einem|einer|seine[mr]|ihre[mr]|Beginn|Ende)\b",
        rf"\b{_SPAN_EN} after\b",
        r"\bbefore\b|\bahead of\b|\bago\b|\bprior\b|\bto\b|\buntil\b|\bearlier\b|\bfrom\b",
    ),
    (
        rf"\b{_SPAN_DE} nach (?:de[rmn]|einem|einer|seine[mr]|ihre[mr]|Beginn|Ende)\b",
        rf"\b{_SPAN_EN} before\b",
        r"\bafter\b|\bfollowing\b|\blater\b|\bsince\b|\binto\b|\bon\b",
    ),
    (
        r"\b[Aa]b (?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Montag|"
        r"Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Mitte|Anfang|Ende|sofort|20\d\d)\b",
        r"\b[Uu]ntil\b",
        r"\b(?:from|as of|start\w*|after|since|beg[iau]n\w*|effect\w*|onwards?|next|in|on|not)\b|n['’]t\b",
    ),
    (
        rf"^(?!.*{_BEFORE_DE}).*\b([Nn]ach(?:dem)?)\b",
        r"\b[Bb]efore\b",
        r"\b(?:after\w*|following|since|later|once|according|when|until|yet|never|upon|years|decades)\b",
    ),
    (r"\b[Kk]urz vor\b", r"\b(?:just|shortly|soon) after\b", r"\bbefore\b|\bahead\b|\bto\b|\bprior\b"),
    (r"\b[Kk]urz nach\b", r"\b(?:just|shortly) before\b", r"\bafter\b|\bfollowing\b|\bpast\b"),
    (
        r"\b(?:Prozent|Grad|Punkte|Euro|Metern?) über (?:dem|den|der|dieser|diesem|seine[mr]|ihre[mr])\b",
        r"\b(?:below|lower|less)\b(?! (?:sea|zero))",
        r"\b(?:above|over|higher|more|exceed\w*|up|top\w*|beat\w*|ahead|greater|longer)\b",
    ),
    (
        r"\b(?:Prozent|Grad|Punkte|Euro|Metern?) unter (?:dem|den|der|dieser|diesem|seine[mr]|ihre[mr])\b",
        r"\b(?:above|higher|more)\b",
        r"\b(?:below|under|lower|less|fewer|short|down|behind|beneath|shy|off|discount)\b",
    ),
    (
        r"\b(?:Jahre?|Tage?|Monate?|Wochen?)n? zuvor\b",
        r"\b(?:years?|days?|months?|weeks?) (?:after|later)\b",
        r"\b(?:before|earlier|previous\w*|ago|prior|preceding|last|past)\b",
    ),
    (r"\bseit \d{4}\b", r"\buntil \d{4}\b", r"\bsince\b"),
    (
        r"\bbis (?:zum|zur|Ende|Anfang|Mitte)\b",
        r"\bafter\b",
        r"\b(?:until|till|to|by|up|before|through|between|as)\b",
    ),
    (
        r"^(?!.*\b(?:[Vv]on|[Vv]om|[Aa]b|[Ss]eit)\b).*"
        r"\b(bis (?:Ende|Anfang|Mitte|Jahresende|\d|zum|\w+tag\b|Mittwoch|Januar|Februar|März|April|Mai|Juni|Juli|"
        r"August|September|Oktober|November|Dezember))",
        rf"\bfrom (?:the (?:end|start|middle) of|early|mid|late|{_DAY}|{_MONTH}|\d{{1,2}}(?::\d\d)? ?[ap]\.?m)",
        r"\b(?:until|till|by|up|before|through|within|as)\b|\bto (?:the |early|mid|late|[A-Z]|\d)",
    ),
    (
        r"\b[Ee]rst (?:nach|gegen|um|am|im|seit|vor|\d)",
        r"\b[Aa]s early as\b|\balready\b",
        r"\b(?:only|until|just|first|later|late|recently|after)\b",
    ),
    (
        r"\b(?:bereits|schon) (?:in|im|am|um|vor|seit|nach)\b",
        r"\b(?:only (?:in|on|at|after|since|from)|not until)\b",
        r"\b(?:already|early|earlier|previously|even|back|before)\b",
    ),
    (
        r"\b(?:vergangene|vorige|letzte)[nrs]? (?:Jahr|Monat|Woche)",
        r"\b[Tt]his (?:year|month|week)\b",
        r"\b(?:last|past|previous|earlier|recent\w*|ago|latest|prior|preceding|previously|\d{4}|summer|winter|autumn)\b",
    ),
    (
        r"\b(?:[Ii]n diesem (?:Jahr|Monat)|[Ii]n dieser Woche|[Dd]ieses Jahr(?:es)?|[Dd]iese Woche)\b",
        r"\b[Ll]ast (?:year|month|week)\b",
        r"\b(?:this|current|so far|\d{4}|now|same)\b",
    ),
    (
        r"\bam (?:Vortag|Tag zuvor)\b",
        r"\b(?:previous|last) (?:week|month|year)\b|\b(?:week|month|year) (?:earlier|before)\b",
        r"\bday|yesterday|eve\b",
    ),
    (
        r"^(?!.*\b(?:vor|vorne?|vorbei)\b).*\b(hinter (?:dem|den|der|[A-ZÄÖÜ]\w+))",
        r"\bahead of\b",
        r"\b(?:behind|after|following|beyond|past|trail\w*|back|beneath|below|over)\b",
    ),
    (
        r"\b[Aa]nders als\b",
        r"\b[Ll]ike (?:his|her|its|their|the|in|many|most|other)\b",
        r"\b(?:unlike|differ\w*|contra\w*|other than|otherwise|not|never|opposed|while|whereas|but|however)\b|n['’]t\b",
    ),
    (
        r"\b(?:[Ii]nnerhalb|[Bb]innen)\b",
        r"\bafter(?= (?:\d|an? |two |three |four |five |six |ten ))",
        r"\b(?:within|in|inside|under|less|over|during)\b",
    ),
    (
        r"\bg(?:ab|aben|ibt|eben)\b[^.;,]*\b[Rr]echt\b",
        r"\bruled against\b",
        r"\b(?:favou?r|side[ds]?|upheld|right|for)\b",
    ),
    (
        r"^(?!.*\b(?:nicht|kein\w*|nie\w*|ohne|weder|kaum|un\w+|\w*scheiter\w*|miss\w+|vers\w+|verpass\w*)\b).*"
        r"\b([Kk]onnten?|[Kk]ann|[Kk]önnen|[Gg]elang|[Gg]elingt)\b",
        r"\b(?:unable|failed|fails) to\b",
        r"\b(?:not|never|no|until|before)\b",
    ),
    (r"\b(?:[Ss]timm|votier)\w*\b[^.;,]*\b(?:dafür|für)\b|\bdafür (?:ge)?stimm", r"\bvoted against\b", _FOR),
    (r"\b(?:[Ss]timm|votier)\w*\b[^.;,]*\b(?:dagegen|gegen)\b", r"\bvoted (?:in favou?r|for)\b", _AGAINST),
    (
        r"\bspr(?:icht|ach|achen|echen) sich\b[^.;]*?\b(gegen)\b[^.;]*\baus\b|\bsich gegen [^.;,]*ausgesprochen\b",
        r"\b(?:supports?|supported|back(?:s|ed)|endorsed?|endorses|advocate[sd]?|favou?r(?:s|ed)|in favou?r)\b",
        _AGAINST,
    ),
    (
        r"\bspr(?:icht|ach|achen|echen) sich\b[^.;]*?\b(für)\b[^.;]*\baus\b|\bsich für [^.;,]*ausgesprochen\b",
        r"\b(?:against|oppose[sd]?|opposition to|reject(?:s|ed))\b",
        _FOR,
    ),
)
_ORDERS: Final = tuple((re.compile(de), re.compile(en), re.compile(right, re.IGNORECASE)) for de, en, right in _TABLE)


def order_turned(german: str, english: str) -> tuple[Span, Span] | None:
    """Return what the German and the English say where one is on the other side of the other; None if they agree."""
    for pattern, wrong, right in _ORDERS:
        here, there = pattern.search(german), wrong.search(english)
        if here and there and not right.search(english):
            return Span(*here.span(here.lastindex or 0)), Span(*there.span())
    return None
