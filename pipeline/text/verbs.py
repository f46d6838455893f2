"""Forms of English verbs, and German forms that are past by themselves.

Sources: Quirk et al., A Comprehensive Grammar of the English Language, 1985, 3.2-3.20 (irregular verbs); Duden 4, Die
Grammatik, 2022, "Unregelmäßige Verben". Closed lists; verbs that do not change (put, set, hit) are left out, for
their tense cannot be seen.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pipeline.text.wordforms import wordset

_IRREGULAR: Final = (
    "arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|begin began begun|"
    "bend bent bent|bind bound bound|bite bit bitten|blow blew blown|break broke broken|bring brought brought|"
    "build built built|burn burnt burnt|buy bought bought|catch caught caught|choose chose chosen|come came come|"
    "deal dealt dealt|dig dug dug|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|"
    "feed fed fed|feel felt felt|fight fought fought|find found found|flee fled fled|fly flew flown|"
    "forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got got|"
    "give gave given|go went gone|grow grew grown|hang hung hung|hear heard heard|hide hid hidden|hold held held|"
    "keep kept kept|know knew known|lay laid laid|lead led led|leave left left|lend lent lent|lie lay lain|"
    "lose lost lost|make made made|mean meant meant|meet met met|overcome overcame overcome|"
    "overtake overtook overtaken|pay paid paid|ride rode ridden|ring rang rung|rise rose risen|run ran run|"
    "say said said|see saw seen|seek sought sought|sell sold sold|send sent sent|shake shook shaken|shine shone shone|"
    "shoot shot shot|show showed shown|shrink shrank shrunk|sing sang sung|sink sank sunk|sit sat sat|"
    "sleep slept slept|slide slid slid|speak spoke spoken|spend spent spent|spring sprang sprung|stand stood stood|"
    "steal stole stolen|stick stuck stuck|strike struck struck|strive strove striven|swear swore sworn|"
    "sweep swept swept|swim swam swum|swing swung swung|take took taken|teach taught taught|tear tore torn|"
    "tell told told|think thought thought|throw threw thrown|undergo underwent undergone|"
    "understand understood understood|undertake undertook undertaken|wake woke woken|wear wore worn|weep wept wept|"
    "win won won|wind wound wound|withdraw withdrew withdrawn|withstand withstood withstood|write wrote written"
)
_VERBS: Final = tuple(tuple(line.split()) for line in _IRREGULAR.split("|"))
_BASES: Final = {form: base for base, *others in _VERBS for form in others} | {"lay": "lay"}
IRREGULAR: Final = {base: (past, done) for base, past, done in _VERBS}
"""Base form -> past and participle."""
_STRONG: Final = wordset(
    "aß bat befahl begann blieb bog bot brach brachte brannte dachte drang empfahl fand fiel fing flog floh floss "
    "fraß fuhr gab galt gebar gelang genas genoss geschah gewann ging glich glitt griff grub half hielt hieß hing hob "
    "kam kannte klang kroch lag las lief lieh ließ litt log lud maß mied misslang nahm nannte pfiff quoll rang rannte "
    "riet rief riss ritt roch sah sandte sang sank sann saß schied schien schlang schlief schlich schlug schliff "
    "schloss schmiss schmolz schnitt schob schoss schrie schrieb schritt schwamm schwand schwang schwieg schwoll "
    "schwor sprach sprang stach stahl stand starb stieg stieß stritt strich tat traf trank trat trieb trog trug "
    "unterlag verdarb vergaß verlor verschwand verzieh wandte warb warf wich wies wog wuchs wusch wusste zog zwang"
)
_STRONG_FOLDED: Final = frozenset(w.replace("ß", "ss") for w in _STRONG)
_ADJECTIVE: Final = re.compile(r"(?:an|ab|auf|aus|ein|vor|zu|um|nach|mit|fest|durch|über|unter|her|hin)\w*ge\w+ten?")
_PREFIX: Final = re.compile(
    r"(?:zurück|unter|über|durch|fest|fort|nach|statt|ab|an|auf|aus|bei|ein|her|hin|los|mit|um|vor|weg|zu|be|ent|er|ver|zer)"
    r"(?=\w{3})"
)
_ALIKE: Final = re.compile(r"o(?:g|t|h|b|ss|l[zl])en$")  # bezogen: a participle as well
_PLURAL: Final = re.compile(r"e?n$")


@lru_cache(maxsize=16384)
def english_base(word: str) -> tuple[str, ...]:
    """Return what a folded English word may be a form of, as a verb; the word itself is always among it."""
    found = [word]
    if word in _BASES:
        found.append(_BASES[word])
    for ending, puts in (("ied", ("y",)), ("ies", ("y",)), ("ing", ("", "e")), ("ed", ("", "e")), ("es", ("", "e"))):
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            bare = word[: -len(ending)]
            found += [bare + put for put in puts]
            if ending in ("ed", "ing") and len(bare) > 3 and bare[-1] == bare[-2]:
                found.append(bare[:-1])
            return tuple(found)
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        found.append(word[:-1])
    return tuple(found)


def past_form(word: str) -> bool:
    """Tell whether a folded English word is a past or a participle by its form."""
    return word in _BASES or (word.endswith("ed") and len(word) > 4 and not word.endswith("eed"))


def german_past(word: str) -> bool:
    """Tell whether a folded German word looks like a Präteritum, which a weak Konjunktiv II looks like as well."""
    bare = _PREFIX.sub("", word)
    done = bare != word and _ALIKE.search(word)
    if {word, bare, _PLURAL.sub("", word), "" if done else _PLURAL.sub("", bare)} & _STRONG_FOLDED:
        return True
    return word.endswith(("te", "ten")) and len(word) > 4 and not _ADJECTIVE.fullmatch(word)
