"""Negation in German and English: the words that negate, and the words that may carry a negation of the other side."""

from __future__ import annotations

import re

from pipeline.text.wordforms import Word, word_forms, wordset

# Closed classes of negators (Duden 4, 2022, "Negation"; Huddleston & Pullum, Cambridge Grammar, 2002, ch. 9).
GERMAN = wordset(
    "nicht nichts nie niemals niemand niemanden niemandem niemandes nirgends nirgendwo nirgendwohin weder ohne kein "
    "keine keinen keinem keiner keines keins keinerlei keinesfalls keineswegs mitnichten nein nee nimmer kaum"
)
ENGLISH = wordset(
    "not n't no never nobody no-one none nothing nowhere neither nor without cannot noone ain't non "
    "hardly barely scarcely"
)
# Words with a negation inside (verbs of denial, lack and prevention, "approximate negators"; ibid.); stems.
_GERMAN_IMPLIED = re.compile(
    r"""^(?:selten|wenig(?:e[rnms]?|er)?|statt|anstatt|anstelle|außer|ausser|erst|bis|bevor|ehe|nur|lediglich|bloss|
    egal|schwerlich|gerade|entf[aiä]\w+|weg(?:ge)?fall\w*|sonst|trotz|fern|leer\w*|fremd\w*|frei\w*|fehl\w*|gefehlt|mangel\w*|mangels|mangelt\w*|miss\w+|
    (?:ver|aus|ge)?weiger\w*|verzicht\w*|ver(?:mied|meid)\w*|verhinder\w*|verhütet|verbiet\w*|verbot\w*|untersag\w*|
    abge?lehn\w*|ablehn\w*|lehn\w*|bestreit\w*|bestritt\w*|abstreit\w*|leugn\w*|geleugnet|dement\w*|verneint?\w*|
    zurückweis\w*|zurückgewiesen|wies\w*|weis[te]n?|schliess\w*|schloss\w*|ausgeschlossen\w*|ausschliess\w*|
    scheiter\w*|gescheitert\w*|versäum\w*|verpass\w*|entzog\w*|entzieh\w*|zweifel\w*|bezweifel\w*|skepti\w*|
    nicht\w+|un(?!ter|i[ovf]|gar|gef(?:äh|ahr)|wetter|fall|rat)\w{4,}|
    \w+un(?:fähig|möglich|tauglich|tüchtig|willig|brauchbar|bewohnbar|wirksam|würdig|verträglich)\w*|\w{3,}los(?:e[rnms]?|igkeit)?|\w{3,}frei(?:e[rnms]?)?|endlich|längst|aufhör\w*|aufgehört|
    stopp\w*|beend\w*|ausfall\w*|ausgefallen|abgesagt|absag\w*|hinder\w*|gehindert|sondern|
    abgesehen|ausgeblieben\w*|ausb(?:leib|lieb)\w*|bald|demnächst|tabu|schwer|schwierig|knapp|anders|wider\w*|vergess\w*|
    vergass|einzig\w*|vorbei\w*|
    eigenmächtig\w*|stillschweig\w*|schweig\w*|schwieg\w*|geschwiegen|
    entgeh\w*|entging\w*|entgangen|erübrig\w*|verschmäh\w*|makulatur|versag\w*|verschwund\w*|verschwind\w*|widersprech\w*|
    widersprach|widersprich\w*|falsch\w*|schlecht\w*|tot|tote[rn]?)$""",
    re.VERBOSE,
)
# English words that negate by their meaning or a prefix; a negator of the German may be in them.
_ENGLISH_CLEAR = re.compile(
    r"""^(?:unless|lest|instead|lack\w*|fail\w*|den(?:y|ies|ied|ying|ial)|refus\w+|reject\w+|declin\w+|unable|inability|
    avoid\w*|prevent\w*|forbid\w*|forbade|forbidden|ban(?:s|ned|ning)?|prohibit\w*|impossible|absen\w+|doubt\w*|
    exclud\w+|preclud\w+|wrong|false|neglect\w*|omit\w*|ignor\w+|unlike|devoid|withh[eo]ld\w*|void|nul+|exempt\w*|
    un(?!der|til|animous|i[ocfqtv])-?\w{4,}|il(?!l|lustr|lumin)\w{4,}|ir(?!an|aq|ish|on|rig|rit)\w{4,}|non-?\w{4,}|
    in-?(?!vest|jur|creas|clud|clus|clin|cid|dic|dex|di[agv]|dustr|fl|form(?!al)|fra|fec|fant|gred|hab|her|itia|land|ner|nov|
    put|quir|quest|sert|sid|sist|spect|spir|stal|stan|stead|stit|stru|sur|suf|tact|teg|tel|ten[dst]|ter|tim|trig|tro|vad|
    vas|vent|ves|vit|voi|vok|volv|ward|wards|come|debt|depend|deed|genu|cis|cent|dulg|duc|mate|jec|hal|stru)\w{4,}|
    im(?!age|agi|med|merg|mers|mig|min|pact|part(?!ial)|pend|perial|plan|pl[iey]|port|pos(?!s)|pres|pris|prov|puls|peach)\w{4,}|
    dis(?!clos|cuss|cover|cipl|crim|play|patch|pers|pos[ae]|tan|tin|tric|trib|tress|turb|eas|ast|sol|h|tract|tort|till|gu)\w{4,}|
    mis(?!sion|sile|ter|chie|er)\w{4,}|\w{3,}less(?:ly|ness)?|no-\w+|non-\w+|\w+-free|bereft|ceas\w+|dead|scant|vacan\w+|
    nay|zero|miss(?:es|ed|ing)?|insufficient\w*|stop\w*|abstain\w*|reluctan\w+|abort\w*|standstill|averse|waiv\w+|forgo\w*|forego\w*)$""",
    re.VERBOSE,
)
# English words that often stand where German negates, but mostly mean something else.
_ENGLISH_VAGUE = re.compile(
    r"""^(?:rarely|seldom|few|fewer|little|less|rather|only|but|except|until|yet|too|any\w*|ever|least|free|far|against|
    anti\w*|keep|kept|rule[ds]?|ruling|empty|bare|bar(?:s|red)?|despite|beyond|out|off|away|loss|los[et]\w*|
    end(?:s|ed)?|oppos\w+|else|other|otherwise|spar(?:e|ed|ing)|struggl\w+|minus|poor\w*|whether|difficult\w*|hard(?:er)?|tough(?:er)?|
    last|shy|gone|contrary|before|still|remain\w*|resist\w*|disput\w+|everything|always|everyone|former\w*|abandon\w*)$""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"nicht\s(?!(?:unser|mein|dein|sein|ihr|euer|dies|jed|all|d[eia])[a-zäöüß]*\s)[a-zäöüß]+e[nmrs]?\s[A-ZÄÖÜ]"
)


# Adjectives that a negation turns into their opposite (nicht unerheblich); in unabhängig nobody hears a negation.
_PRIVATIVE = re.compile(
    r"un(?!ter|ser|i[ovf]|gar|gef(?:äh|ähr)|abhängig|mittelbar|bedingt|verzüglich|eingeschränkt|begrenzt|beschränkt)\w{4,}|\w{3,}los(?:e[rnms]?|igkeit)?$"
)
# A second negation that only stresses the first, and phrases that negate nothing (Cambridge Grammar, 9.3).
_STRESSED = re.compile(
    r"\bnot even\b|\bnot long (?:before|after|ago)\b|\bnot (?:far|least|once but)\b|\bno (?:matter|less)\b"
    r"|\bnot un\w+\b|\b(?:no|not) \w+ un\w+|\bnot (?:quite |nearly |half )?(?:as|so) \w+"
    r"|\bcould(?:n't| not) \w+ \w+ \w* ?(?:better|\w+er|more)\b"
    r"|\bno doubt\b|\bno (?:later|sooner|earlier|more|fewer|less) than\b"
    r"|\bwithout (?:delay|fail|doubt)\b|\bnothing but\b|\bnot (?:only|just)\b",
    re.IGNORECASE,
)


def german_negators(text: str) -> list[Word]:
    """Return the words of a German text that negate.

    Left out: ``nicht wahr?``, ``oder nicht``, ``ohne weiteres``, ``Ärzte ohne Grenzen``, and negations that another one
    undoes (``nicht selten``, ``nicht unerheblich``).
    """
    words = word_forms(text)
    found = []
    for i, word in enumerate(words):
        if word.fold not in GERMAN:
            continue
        before = words[i - 1].fold if i else ""
        after = words[i + 1] if i + 1 < len(words) else None
        if word.fold == "nicht" and (before == "oder" or (after is not None and _undoes(after))):
            continue
        if word.text in ("Nein", "Nichts") and before and text[: word.span.start].rstrip()[-1:].isalpha():
            continue  # the noun: sein Nein
        if word.fold == "ohne" and after is not None and after.fold in ("weiteres", "grenzen"):
            continue
        found.append(word)
    return found


def _undoes(word: Word) -> bool:
    return word.fold in ("wahr", "selten", "ohne", "umsonst") or _PRIVATIVE.match(word.fold) is not None


def attributive(text: str, negator: Word) -> bool:
    """Tell whether the negator only belongs to an adjective: ``nicht besetzte Stellen``; English has a word for it."""
    return bool(_ATTRIBUTE.match(text, negator.span.start))


def english_negators(text: str) -> list[Word]:
    """Return the words of an English text that negate; ``No. 1``, ``or not`` and tags (``, isn't it?``) do not."""
    words = word_forms(text)
    found: list[Word] = []
    for i, word in enumerate(words):
        if word.fold not in ENGLISH and not word.fold.endswith("n't"):
            continue
        before = words[i - 1].fold if i else ""
        rest = text[word.span.end :]
        number = word.fold == "no" and re.match(r"\.\s?\d", rest)
        tag = (
            word.fold.endswith("n't") and re.match(r"\s\w+\?", rest) and text[: word.span.start].rstrip().endswith(",")
        )
        pair = word.fold == "nor" and any(w.fold == "neither" for w in found)
        name = word.fold == "without" and re.match(r"\sborders\b", rest, re.IGNORECASE)
        if not (
            number or tag or pair or name or (word.fold == "not" and before == "or" and not rest.startswith(" at all"))
        ):
            found.append(word)
    return found


def privative(word: Word) -> bool:
    """Tell whether a German word has a negation for a part: ergebnislos, ungefragt, Misstrauensvotum."""
    return _PRIVATIVE.match(word.fold) is not None or word.fold.startswith("misstrau")


def stressed(text: str) -> int:
    """Return how many negations of an English text may be there for stress alone: ``never, not even ...``."""
    return len(_STRESSED.findall(text))


def german_implied(word: Word) -> bool:
    """Tell whether a German word may become a negation in English: ``kaum``, ``unklar``, ``verweigern``."""
    return bool(_GERMAN_IMPLIED.match(word.fold))


def english_clear(word: Word) -> bool:
    """Tell whether an English word has a negation in it: ``unable``, ``fail``, ``unless``."""
    return bool(_ENGLISH_CLEAR.match(word.fold))


def english_vague(word: Word) -> bool:
    """Tell whether an English word may stand for a German negation, among other things: ``only``, ``far``, ``out``."""
    return bool(_ENGLISH_VAGUE.match(word.fold))
