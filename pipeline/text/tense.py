"""Past and future of the first clause of a sentence, in German and English.

Sources: Duden 4, Die Grammatik, 2022, "Tempora"; Huddleston & Pullum, The Cambridge Grammar of the English Language,
2002, ch. 3. Only forms that are one tense by themselves count; reported speech shifts tenses, so it has none here.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.text.modality import speech_of_others

_CUT: Final = re.compile(
    r"[,;:–—(\"“”„]|\b(?:und|and|but|aber|or|oder|who|which|that|where|when|while|after|before|as|because|if|since|until)\b"
)
_CONDITION: Final = re.compile(r"^\W*(?:Soll\w*|Wenn|Falls|Sobald|Bevor|Bis|Ob|Dass|Sei\w*|Würde\w*|Wird|Werden)\b")
_STRONG: Final = (
    "ging|gingen|kam|kamen|gab|gaben|fand|fanden|nahm|nahmen|sprach|sprachen|verlor|verloren|gewann|gewannen|begann|"
    "begannen|fiel|fielen|stieg|stiegen|sank|sanken|schrieb|schrieben|blieb|blieben|lag|lagen|stand|standen|sah|sahen|"
    "ließ|ließen|rief|riefen|traf|trafen|trat|traten|starb|starben|brach|brachen|warf|warfen|unterlag|schloss|hielt|"
    "hielten|zog|zogen|lief|liefen|bot|boten|trug|trugen|erhielt|erhielten|verließ|nannte|brachte|dachte"
)
_WEAK: Final = (
    "sagte|teilte|erklärte|kündigte|machte|startete|endete|siegte|stimmte|forderte|lehnte|meldete|stürzte|öffnete|"
    "gründete|tötete|verletzte|kaufte|verkaufte|eröffnete|begrüßte|bestätigte|erreichte|feierte|setzte|stellte|führte|"
    "folgte|zeigte|nutzte|legte|holte|kostete|lebte|wohnte|arbeitete|spielte|reiste|kehrte|zahlte|baute|rettete|löste"
)
_PAST: Final = re.compile(
    rf"\b(?:war|wurde|hatte|{_WEAK}|[a-zäöü]{{3,}}ierte)n?\b(?! [A-ZÄÖÜ])|\b(?:waren|{_STRONG})\b"
)
_ANY_PAST: Final = re.compile(
    r"\b(?:war|waren|wurden?|hatten?|worden|gewesen|hat|haben|ist|sind|habe|seien?|[a-zäöüß]{3,}ten?)\b"
)
_OPEN: Final = re.compile(
    r"\b(?:wird|werden|werde|will|woll\w+|soll\w*|könn\w+|kann|muss|müss\w+|darf|dürf\w+|würd\w+|künftig\w*|morgen|"
    r"nächst\w*|kommend\w*|demnächst|bald)\b"
)
_SHIFTED: Final = re.compile(
    r"\b(?:sei|seien|habe|hätten?|wäre\w*|werde|würde\w*|könne|müsse|solle|dürfe|wolle|käme)\b"
)
_WAS: Final = re.compile(r"\b(?:was|were|had|did)\b")
_WILL: Final = re.compile(r"\b(?:will|won't)\b")
_NOT_PAST: Final = re.compile(r"\b(?:is|are|has|have|will|would|to|being|be|could|can|may|might|should)\b")


def tense_changed(german: str, english: str) -> tuple[re.Match[str], re.Match[str]] | None:
    """Return the German and the English word where the past has become the future, or the future the past."""
    if _SHIFTED.search(german) or re.search(r"[\"“”]", english) or _CONDITION.search(german):
        return None
    here, there = _first_clause(german), _first_clause(english)
    past, will = _PAST.search(here), _WILL.search(there)
    if past and will and not _OPEN.search(german) and not _WAS.search(there):
        return past, will
    future, was = re.search(r"\b(?:wird|werden)\b", here), re.search(r"\b(?:was|were)\b", there)
    if future and was and not _ANY_PAST.search(here) and not _NOT_PAST.search(there) and not speech_of_others(german):
        return future, was
    return None


def _first_clause(text: str) -> str:
    """Return ``text`` up to the first mark or conjunction; positions stay those of ``text``."""
    cut = _CUT.search(text, 3)
    return text[: cut.start()] if cut else text
