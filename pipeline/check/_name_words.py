"""What the lexicon and the shape of a word say about whether it is a name; no context."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pipeline.check._names import known_word, proper
from pipeline.knowledge.lexicon import lexicon
from pipeline.text.names import NOT_NAMES
from pipeline.text.wordforms import wordset

ACRONYM: Final = re.compile(r"[A-ZÄÖÜ]{2,6}s?")
# English words with a capital that need nothing in the German: currencies, months, eras, and what AP abbreviates before
# and after names (AP Stylebook, "legislative titles", "military titles", "company names").
CODES: Final = wordset(
    "EUR USD GBP CHF JPY CNY RUB TRY PLN CZK HUF SEK NOK DKK AUD CAD MEZ MESZ CET CEST GMT UTC BST EDT EST"
)  # ISO 4217; time zones have a check of their own
NEVER_NEW: Final = CODES | wordset("""
    Advent Ascension Christmas Easter Lent Pentecost Whit Whitsun
    Celsius Fahrenheit Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec AD BC BCE CE
    Sen Rep Gov Lt Sgt Capt Col Gen Rev Hon Jr Sr Inc Ltd Corp Co Bros Messrs
""")
ROMAN: Final = re.compile(r"[IVX]+")  # World War II
FOREIGN: Final = re.compile(r"[^a-zäöüß-]")
CALENDAR: Final = re.compile(
    r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|januar|jänner|februar|märz|april|mai|juni|juli|"
    r"august|september|oktober|november|dezember|weihnacht|oster(?:n|sonntag|montag|fest|ferien|wochenende)|pfingst|silvester|neujahr"
    r"|karfreitag|gründonnerstag|heiligabend|christi|fronleichnam|euro|dollar|cents?$|pfund|sterling"
    r"|yen$|chr(?:istus|isti)?$)"
)
ABSTRACT: Final = re.compile(
    r"(?:ung|heit|keit|schaft|tion|ismus|tät|chen|lein|nis|tum|eur|phie|ik|ie|ment|ling|(?:ung|heit|keit|schaft|tion)en)$"
)
NOUN: Final = re.compile(ABSTRACT.pattern[:-2] + r"|er|ern|in|innen|or|oren|ien|mente|linge|e|en)$")
ENGLISH_WORD: Final = re.compile(r"(?:ing|ed|ly|[^aious]s|ness|tion|able|ful|less|ment|ity)$|-")
# German surnames and place names end in nouns too (Kohlheim, Die Namenlandschaft; DFD, the commonest endings).
SURNAME: Final = re.compile(
    r"(?:mann|berg|berger|garten|feld|felder|bauer|meister|bach|bacher|burg|stein|wald|haus|hausen|dorf|dorfer|hof|hofer|tal|thal|baum"
    r"|kopf|horn|hardt|heim|ingen|stedt|stadt|kirchen|brück|brücken|see|au|müller|schmidt|maier|meier|mayer|huber)s?$"
)
_NOUNS: Final = 0.5  # share of capitals from which a word is a noun, as the last part of a compound noun is
_COMMON: Final = 20  # times seen from which the beginning of an unknown word makes it a compound


def bases(word: str) -> tuple[str, ...]:
    """Return a German word in lower case and, where it may be a genitive, without its -s."""
    low = word.casefold()
    return (low, low[:-1]) if low.endswith("s") else (low,)


def base(word: str) -> str:
    """Return the form of a German word under which the lexicon knows it; the word in lower case if it does not."""
    return next((w for w in bases(word) if lexicon().seen(w)), word.casefold())


@lru_cache(maxsize=20000)
def proper_share(german: str) -> float:
    """Return which share of a German word's translations are names, by strength."""
    options = lexicon().translations(german)
    total = sum(options.values())
    return sum(s for stem, s in options.items() if proper(stem)) / total if total else 0.0


@lru_cache(maxsize=20000)
def plain_strength(german: str) -> float:
    """Return how strongly, 0..1, the lexicon renders a German word by a word that is no name."""
    return max((s for stem, s in lexicon().translations(german).items() if not proper(stem)), default=0.0)


@lru_cache(maxsize=20000)
def is_compound(german: str) -> bool:
    """Tell whether an unlisted word ends in a common noun, as names do only with the endings of ``SURNAME``."""
    words = lexicon()
    if words.seen(german) >= 3 or SURNAME.search(german):
        return False
    for cut in range(3, len(german) - 2):
        head, tail = german[:cut], german[cut:]
        least_tail, least_head = {3: (50, _COMMON), 4: (_COMMON, 3)}.get(len(tail), (5, 0))
        if words.seen(tail) < least_tail or words.capital(tail) < _NOUNS or proper_share(tail) >= 0.3:
            continue
        if not least_head or any(words.seen(head[:n]) >= least_head for n in range(4, cut + 1)):
            return True
    return False


@lru_cache(maxsize=20000)
def namelike(german: str) -> bool:
    """Tell whether a German word in lower case looks like a name by itself."""
    if lexicon().seen(german) >= 3:
        return proper_share(german) >= 0.5
    return not is_compound(german) and not ABSTRACT.search(german) and plain_strength(german) < 0.1


def apposes(word: str) -> bool:
    """Tell whether a word is a common noun after which a name may stand without a comma: Netzbetreiber Tennet."""
    low = word.casefold()
    noun = word[:1].isupper() and word.isalpha() and low not in NOT_NAMES["de"]
    return noun and (known_word(word) or is_compound(low))
