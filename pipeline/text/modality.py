"""Modal verbs and reported speech: what German uses, and what English may put in its place.

Sources: Duden 4, Die Grammatik, 2022, "Modalverben", "Konjunktiv I", "Redewiedergabe"; Huddleston & Pullum, The
Cambridge Grammar of the English Language, 2002, ch. 3 (modality) and 11 (reported speech).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.types import Span

BE_TO = r"(?:am|is|are|was|were|be|been|being|'s|'re|has|have|had|having)\s(?:\w+\s){0,2}to\b"
_FUTURE = "will|won't|'ll|"
HEDGES = (
    r"should|shall|ought|suppos\w+|due|plan\w*|expect\w*|intend\w*|intention|meant|said|say(?:s|ing)?|report\w*|"
    r"alleg\w*|believed|thought|scheduled|slated|set|want\w*|aim\w*|hop(?:e|es|ed|ing)|designed|could\w*|may|"
    r"might\w*|"
    r"going|need\w*|must|would\w*|will|won't|'ll|'d|wish\w*|propos\w*|demand\w*|call\w*|ask\w*|if|let|tell|told|"
    r"urg\w*|"
    r"claim\w*|apparently|according|purported\w*|reputed\w*|bound|required?|obliged|(?:un)?likely|probabl\w*|target\w*|"
    r"order\w*|recommend\w*|ensur\w*|requirement|goal|in order|so that|so as|future|rumou?r\w*|can|cannot|upcoming|"
    r"decision|decid\w*|potential\w*|prospect\w*|possib\w*|suggest\w*|hypothetical|idea|request\w*|help\w*|"
    r"encourag\w*|advis\w*|tradition\w*|theor\w*|don't|better|never|worth|seek\w*|sought|tr(?:y|ies|"
    r"ied|ying)|attempt\w*|effort\w*"
)
# A relative clause that ends in soll, "die ... ersetzen sollen", becomes an infinitive: "goals to replace" (Duden 4).
_RELATIVE = re.compile(r",\s(?:\w+\s)?(?:der|die|das|dem|den|denen|dessen|deren|welche[rnms]?|ob|wie|was|wo)\s[^,]*$")
_INFINITIVE = re.compile(r"\bto\s(?!the\b|a\b|an\b|[A-Z])[a-z]+|,\s[a-z]+ing\b|\bas\s[a-z]+ing\b")


@dataclass(frozen=True, slots=True)
class Modal:
    """A German modal and the English expressions that keep its force."""

    name: str
    german: re.Pattern[str]
    english: re.Pattern[str]


def any_of(words: str) -> re.Pattern[str]:
    """Return a pattern for one of ``words`` (alternatives), each whole, n't included; May is a month."""
    words = re.sub(r"(?<![\w\\])may(?=[|)]|$)", r"(?-i:may|May(?=\\s[A-Z]))", words)
    return re.compile(rf"(?<!\w)(?:{words})(?:n['’]t)?(?!\w)", re.IGNORECASE)


# Words that give a claim to somebody; no plan, wish or possibility does (Duden 4, "sollen" and "wollen").
HEARSAY = (
    r"said|say(?:s|ing)?|report\w*|alleg\w*|believed|thought|claim\w*|accus\w*|charg\w*|suspect\w*|"
    r"suppos\w*|apparent\w*|"
    r"seem\w*|according|purported\w*|reputed\w*|rumou?r\w*|understood|tradition\w*|legend\w*|told|tells?|to have|"
    r"(?:may|might|could) have|if|insist\w*|maintain\w*|assert\w*|stat(?:e|es|ed|ing)|evidence|indicat\w*|presum\w*|"
    r"likely|probabl\w*|assum\w*|estimat\w*|investigat\w*|prosecut\w*"
)
_DONE = r"[^.,;:!?()]*\b[a-zäöüß]+(?:t|en)\s"
ENDS = r"(?=\s*(?:[.,;:!?“”\"»]|$|und\b|oder\b))"
_WENT = r"(?:\w*gegangen|\w*gekommen|\w*flohen|\w*gefahren|gereist|gestorben|\w*gekehrt|\w*gelaufen|gewesen)"

MODALS: tuple[Modal, ...] = (
    Modal(
        "hearsay",
        re.compile(
            rf"\b(?:soll|sollen)\b(?:{_DONE}haben{ENDS}|{_DONE}worden\ssein{ENDS}|[^.;:!?]*\b{_WENT}\ssein{ENDS})"
        ),
        any_of(HEARSAY),
    ),
    Modal("claims", re.compile(rf"\bwill\b{_DONE}haben{ENDS}"), any_of(HEARSAY)),
    Modal(
        "soll",
        any_of(r"soll(?! heißen)|sollen|solle|sollten?(?! Sie)(?! (?:\w+ )?Recht)"),
        any_of(f"{HEDGES}|{BE_TO}|for\\s(?:\\w+\\s){{1,4}}to|to be"),
    ),
    Modal(
        "dürfte",
        any_of(r"dürfte|dürften"),
        any_of(
            f"{HEDGES.replace(_FUTURE, '')}|{BE_TO}|appear\\w*|seem\\w*|presum\\w*|estimat\\w*|able|certain\\w*|"
            f"sure|promis\\w*"
        ),
    ),
    Modal(
        "könnte",
        any_of(r"könnte|könnten"),
        any_of(
            r"could\w*|may|might\w*|can|cannot|can't|would\w*|'d|possib\w*|perhaps|maybe|potential\w*|likely|"
            r"unlikely|able|"
            r"capable|risk\w*|threat\w*|if|should|unable|ability|chance\w*|opportunit\w*|likelihood|probabl\w*|"
            r"prospect\w*|"
            r"impossible|suggest\w*|allow\w*|enabl\w*|let|lets|conceivabl\w*|apparently|seem\w*|tempting|hop(?:e|"
            r"es|ed)|"
            r"wonder\w*|plan\w*|prove|expected|set to|to be|hypothetical\w*|speculat\w*|feasible|imaginable|"
            r"thinkable|help\w*|fear\w*|concern\w*|worr\w*|danger\w*|safe to"
        ),
    ),
    Modal(
        "müsste",
        any_of(r"müsste|müssten"),
        any_of(
            r"must\w*|should\w*|ought|need\w*|have to|has to|had to|having to|would\w*|'d|could\w*|might\w*|"
            r"requir\w*|"
            r"necess\w*|forced|obliged|suppos\w*|expected|due|got to|bound|may|if"
        ),
    ),
    Modal(
        "vermutlich",
        any_of(r"vermutlich|mutmaßlich\w*|mutmasslich\w*|angeblich\w*|möglicherweise|womöglich|voraussichtlich\w*"),
        any_of(
            f"{HEDGES}|perhaps|maybe|presum\\w*|suspect\\w*|apparent\\w*|seem\\w*|appear\\w*|forecast\\w*|"
            f"so-called|estimat\\w*|"
            r"accus\w*|anticipat\w*|project\w*|assum\w*|conceivabl\w*|reckon\w*|would-be|to be|probability|chances?|"
            r"risk\w*|ostensib\w*|predict\w*|accused|supposition|evidently|provisional\w*|perceived|are to|is to|feared"
        ),
    ),
)


# Leave and duty: the German modal, the English for the other one, and whatever else makes the English right (Duden 4,
# "dürfen", "müssen"; Quirk et al., A Comprehensive Grammar, 1985, 4.51-4.55).
_LEAVE = re.compile(r"(?<!\w)(?:darf|dürfen|durften?)(?!\w)")
_DUTY = re.compile(r"(?<!\w)(?:muss|müssen|mussten?|müsse)(?!\w)")
_CAN = re.compile(r"(?<!\w)(?:kann|können|konnten?)(?!\w)")
_BOUND_DE = re.compile(
    r"\b(?:zu|soll\w*|verpflicht\w*|brauch\w*|nötig\w*|notwendig\w*|erforderlich\w*|gezwungen|zwing\w*|forder\w*|"
    r"[Pp]flicht\w*|ehe|bevor|bis)\b"
)
_GUESS = re.compile(r"(?<!\w)(?:könnten?|dürften?)(?!\w)")
_OPEN = any_of(
    r"could\w*|may|might|can|cannot|possib\w*|perhaps|maybe|potential\w*|(?:un)?likely|probabl\w*|expect\w*|able|if|"
    r"seem\w*|appear\w*|presum\w*|should|risk\w*|threat\w*"
)
_NO_LEAVE = re.compile(
    r"(?<!\w)(?:nicht|kein\w*|nur|niemand\w*|niemals|nie|weder|kaum|erst|lediglich|"
    r"freuen|gespannt|hoffen|erwarten|wohl|wundern|behaupten|getrost|annehmen|fehlen)(?!\w)"
)
_MUST = re.compile(r"\b(?:must(?! have)|ha(?:s|ve|d) to|(?:is|are|was|were) (?:obliged|required|forced) to)\b")
_LET = re.compile(r"\b(?:is|are) (?:allowed|permitted) to\b")
_SURE = re.compile(rf"{_MUST.pattern}|\b(?:will|won't)\b")
_MAY = re.compile(r"\b(?:may|can|could|might|(?:is|are|was|were) (?:allowed|permitted|free) to)\b(?! not|not)")
_FREE = any_of(
    r"may|can|could|might|allow\w*|permi\w*|able|entitl\w*|right|free|authori\w*|let|lets|licen[cs]\w*|eligible|leave|"
    r"cleared|lawful\w*|legal\w*|nod|approv\w*|unless|without"
)
_BOUND = any_of(
    r"must|have to|has to|had to|having to|need\w*|oblig\w*|requir\w*|should|ought|forced?|compel\w*|"
    r"necess\w*|will|would|"
    r"is to|are to|was to|were to|due|mandat\w*|bound|got to|duty|face\w*|only|expect\w*|mean\w*|"
    r"ha(?:s|ve|d) \w+ to|cannot|can't|until|before"
)


_NOT_LEFT = re.compile(  # must not
    r"(?<!\w)(?:darf|dürfen|durften?)(?:\s+\S+){0,6}?\s+(?:nicht(?! nur)|kein\w*)\b"
)
_NOT_BOUND = re.compile(r"(?<!\w)(?:muss|müssen|mussten?)\s+(?:\S+\s+){0,3}?nicht(?! nur| alle| immer| mehr| jede)")
_NEED_NOT = re.compile(r"\b(?:do|does|did)(?: not|n['’]t) (?:have|need) to\b|\bneed(?: not|n['’]t)\b", re.IGNORECASE)
_MUST_NOT = re.compile(
    r"\bmust(?: not|n['’]t)\b|\b(?:is|are|was|were)(?: not|n['’]t) (?:allowed|permitted) to\b", re.IGNORECASE
)
_WISH_DE = re.compile(
    r"(?<!\w)(?:[wW]ill|[wW]oll\w*|[wW]ünsch\w*|[mM]öcht\w*|[mM]ag|mochte\w*|verlang\w*|such\w*)(?!\w)"
)
_WISH = any_of(r"want|wants|wanted|wish|wishes|wished")


def leave_and_duty(german: str, english: str) -> re.Match[str] | None:
    """Return the German modal where leave (darf) has become duty (must), or duty leave."""
    leave, duty = _LEAVE.search(german), _DUTY.search(german)
    if (left := _NOT_LEFT.search(german)) and not duty and _NEED_NOT.search(english) and not _MUST_NOT.search(english):
        return left
    if (bound := _NOT_BOUND.search(german)) and not leave and _MUST_NOT.search(english):
        return bound
    if duty and not _WISH_DE.search(german) and _WISH.search(english) and not _BOUND.search(english):
        return duty
    if leave and not duty and not _NO_LEAVE.search(german) and _SURE.search(english) and not _FREE.search(english):
        return leave
    can = _CAN.search(german)
    tied = duty or _NO_LEAVE.search(german) or _BOUND_DE.search(german)
    if can and not tied and _MUST.search(english) and not _OPEN.search(english) and not _FREE.search(english):
        return can
    guess = _GUESS.search(german)
    if guess and _MUST.search(english) and not duty and not _OPEN.search(english):
        return guess
    if guess and guess[0][0] == "d" and _LET.search(english) and not _OPEN.search(english):
        return None if speech_of_others(german) else guess  # dürften, he said: reported leave
    if duty and not leave and not _NO_LEAVE.search(german) and _MAY.search(english) and not _BOUND.search(english):
        return duty
    return None


def keeps_force(modal: Modal, found: re.Match[str], english: str) -> bool:
    """Tell whether the English keeps the force of the German modal that was ``found``."""
    if modal.english.search(english):
        return True
    relative = modal.name in ("soll", "könnte") and _RELATIVE.search(found.string[: found.start()])
    return bool(relative and _INFINITIVE.search(english))


# A statement that is somebody's: verbs and nouns of saying, thinking, judging; "laut", "zufolge".
_GERMAN_SPEECH = re.compile(
    r"(?<!\w)(?:"
    r"sag(?:t|te|ten)(?! sich)(?!(?:[^.,;]|\d[.,]\d)*\b(?:ab|zu|voraus|nichts)\b(?=[.,;:!?]|$| und))|"
    r"(?<![Kk]urz )(?<![Bb]esser )(?<![Gg]enauer )(?<![Aa]nders )(?<!Offen )(?<!hrlich )gesagt|"
    r"(?<!bereit )(?<!schuldig )erklär(?:t|te|ten)|mitgeteilt|bericht(?:et|ete|eten)|behaupt\w+(?! sich)|"
    r"beton(?:t|te|ten)|"
    r"warn(?:t|te|ten)|(?<!sich )(?<!freiwillig )(?<!täglich )meldete?n?(?! sich)|gemeldet|ankündig\w+|angekündigt|"
    r"kündig(?:t|te|ten)(?![^.,;]*\bauf\b(?=[.,;:!?]|$| und))|(?<!der )(?<!dem )zufolge|"
    r"[lL]aut(?= (?:[a-zäöüß]+e[mnrs] )*[A-ZÄÖÜ])(?! \w*(?:recht|gesetz|plan|ordnung|satzung|[Vv]erfassung|[Vv]ertrag|"
    r"[Aa]bkommen|[Rr]egeln?|[Rr]eglement|statuten)\b)|laut eigene[nr]|"
    r"w[ia]rft? (?:\w+\W+){1,12}vor|vorgeworfen|"
    r"spr(?:icht|ach|achen|echen) (?:\w+ ){0,2}(?:von|davon)|rechne(?:t|te|ten|n) (?:\w+ )?(?:damit|mit)|"
    r"g(?:eht|ehen|ing|ingen) (?:\w+ ){0,3}davon aus|"
    r"vermut(?:et|ete|en|eten)|hieß es|"
    r"heißt es|"
    r"versicher(?:te|ten)|(?<!gut )(?<!schäden )versichert(?! (?:war|ist|sind|waren|sein|zu))|"
    r"(?<!im Amt )bestätig(?:t|te|ten)|schätz(?:t|te|ten|en)|befürcht(?:et|ete|en|eten)|"
    r"beschuldig\w+|bezichtig\w+|w[ae]rfen (?:\w+\W+){1,12}vor|(?<!zu )beklag(?:t|te|ten|en)|"
    r"räum(?:t|te|ten) \w*\W?(?:\w+\W+){0,6}ein(?=[.,;:!?]|$| und)|"
    r"[nN]ach (?:den |eigenen |ersten |bisherigen )?(?:\w*[Aa]ngaben|"
    r"Berechnungen|Schätzungen|Darstellung|Aussagen?|Auskunft|Einschätzung|Ansicht|Meinung|Worten|Überzeugung)|"
    r"mein(?:t|te|ten)|glaub(?:t|te|ten)|teil(?:t|te|ten) (?:\w+\W+){1,12}mit)(?!\w)"
)
_ENGLISH_SPEECH = any_of(
    r"sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|report\w*|according|claim\w*|stat(?:e|es|ed|ing|ement\w*)|"
    r"announc\w*|"
    r"explain\w*|add(?:s|ed|ing)|warn\w*|accus\w*|alleg\w*|argu\w*|belie\w+|expect\w*|think\w*|thought|not(?:e|es|"
    r"ed|ing)|"
    r"insist\w*|stress\w*|emphasi\w*|confirm\w*|den(?:y|ies|ied|ying)|reject\w*|predict\w*|suggest\w*|estimat\w*|"
    r"assum\w*|"
    r"demand\w*|call\w*|sp(?:eak|eaks|oke|oken|eaking)|talk\w*|fear\w*|hop(?:e|es|ed|ing)|suspect\w*|maintain\w*|"
    r"declar\w*|admit\w*|acknowledg\w*|promis\w*|threaten(?:s|ed) to|indicat\w*|reveal\w*|find\w*|found|show\w*|"
    r"kn[eo]w\w*|see\w*|"
    r"view\w*|opinion\w*|words?|writ\w*|wrote|cit(?:e|es|ed|ing)|quot\w*|describ\w*|mention\w*|point\w*|convinc\w*|"
    r"assur\w*|deem\w*|complain\w*|criti\w*|prais\w*|ask\w*|repl\w+|respond\w*|answer\w*|comment\w*|remark\w*|"
    r"recommend\w*|advis\w*|apparently|supposed\w*|presum\w*|consider\w*|understood|hear\w*|learn\w*|information|"
    r"account\w*|version|feel\w*|felt|worr\w*|concern\w*|guess\w*|vow\w*|pledg\w*|propos\w*|urg\w*|conced\w*|"
    r"charg\w*|"
    r"blam\w*|express\w*|observ\w*|conclu\w*|assert\w*|testif\w*|referr?\w*|reveal\w*|inform\w*|forecast\w*|"
    r"calculat\w*|"
    r"imagin\w*|doubt\w*|agree\w*|lament\w*|bemoan\w*|put\w*|voic\w*|label\w*|dubb\w*|term\w*|judg\w*|mean\w*|"
    r"contend\w*|remind\w*|notif\w*|recall\w*|reckon\w*|list\w*|register\w*|promot\w*|regret\w*|deplor\w*|"
    r"continu\w*|went on|portray\w*|open\w* up|condemn\w*|denounc\w*|require\w*|want\w*|request\w*|would like|"
    r"clear|silen\w+|assess\w*|uph[eo]ld\w*|fil(?:e|es|ed|ing)|alert\w*|shar(?:e|es|ed|ing)|make\w*|"
    r"made|perceiv\w*|source\w*|"
    r"survey\w*|poll\w*|stud(?:y|ies)|figures|statistic\w*|"
    r"satisf\w*|ruled?(?! out)|ruling(?! out)|convict\w*|afraid|scared|anxious|evidence|"
    r"testimon\w*|insur\w*|under (?:the|its|their|this)|"
    r"attest\w*|certif\w*|guarantee\w*|address\w*|discuss\w*|seem\w*|appear\w*|anticipat\w*|rat(?:e|es|ed)|valu\w*|"
    r"appreciat\w*|treasur\w*|prefer\w*|like\w*|mind|throw\w*|threw|cast\w*|released?|issu\w*|tweet\w*|post\w*"
)


def speech_of_others(text: str) -> re.Match[str] | None:
    """Return the first expression by which a German text gives a statement to somebody, or None."""
    return _GERMAN_SPEECH.search(text)


def attributions(text: str) -> list[re.Match[str]]:
    """Return the words by which an English text may give a statement to somebody, and its quotation marks."""
    return [*_ENGLISH_SPEECH.finditer(text), *re.finditer(r"[\"“”]", text)]


def speech_words(text: str) -> list[Span]:
    """Return where a German text gives statements to somebody, every expression of it."""
    return [Span(*found.span()) for found in _GERMAN_SPEECH.finditer(text)]
