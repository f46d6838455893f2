"""Who does it to whom in the first clause of a German sentence.

It is read from the finite verb: what stands before it or right behind it without a preposition is the subject, what
then follows without one the object (Duden 4, 2022, "Feldermodell"); articles that show a case overrule the order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from pipeline.knowledge.lexicon import Lexicon
from pipeline.text.wordforms import Word, gap, word_forms, wordset

_PREPOSITIONS: Final = wordset(
    "in im ins an am ans auf aufs aus bei beim bis durch für gegen hinter mit nach neben ohne seit trotz über um "
    "unter von vom vor während wegen zu zum zur zwischen laut gegenüber entlang binnen innerhalb außerhalb ausserhalb "
    "infolge aufgrund anhand dank gemäss angesichts mittels statt anstatt ab per pro je als wie samt nebst mitsamt "
    "zufolge"
)
_DETERMINERS: Final = wordset(
    "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem sein seine seinen seinem "
    "seiner ihr ihre ihren ihrem ihrer dieser diese dieses diesen diesem jeder jede jeden jedem unser unsere zwei "
    "drei vier fünf sechs sieben acht neun zehn elf zwölf mehrere viele einige beide beiden alle"
)
_OBJECT: Final = wordset("den dem einen einem diesen diesem jeden jedem keinen keinem seinen seinem ihren ihrem")
_LOWLY: Final = wordset(
    "und oder aber sondern denn doch jedoch auch nicht sich so wenn weil dass ob obwohl als während nachdem bevor wo "
    "was wer hier da dort dann nun noch schon bereits nur erst immer zunächst bisher zuvor heute gestern morgen"
)
_ADVERBS: Final = wordset(
    "gestern heute zudem dabei ausserdem außerdem später danach zuvor bereits nun jetzt dann dort hier schließlich "
    "schliesslich daraufhin inzwischen derweil deshalb daher zunächst anschließend anschliessend kürzlich mehrfach"
)
# Verbs in which the English subject need not be the German one (X fehlt Y: Y lacks X), copulas, and the passive.
_TURNING: Final = wordset(
    "ist sind war waren sei seien wäre wären wird werden wurde wurden würde würden bleibt bleiben blieb blieben droht "
    "drohen drohte drohten gelang gelingt fehlt fehlte fehlen fehlten gefällt gefiel gefielen gehört gehörte gehören "
    "steht standen stehen stand liegt lag liegen lagen kommt kam kommen kamen geht ging gehen gingen reicht reichte "
    "gilt galt gelten galten folgt folgte folgen folgten heisst heißt hiess hieß heißen hießen bekommt bekam erhält "
    "erhielt erhalten bekamen bekommen unterlag unterliegt unterlagen gibt gab geben gaben kostet kostete kosten "
    "kosteten lässt liess ließ lassen ließen fällt fiel fallen fielen scheint schien dient diente dienen entspricht "
    "entsprach bietet bot bieten boten heiratet heiratete heirateten begann beginnt beginnen endet endete entsteht "
    "entstand lautet lautete bedeutet bedeutete passt passte schmeckt dauert dauerte beträgt betrug betragen betrugen "
    "zählt zählte umfasst umfasste enthält enthielt freut freute wundert ärgert interessiert"
)
_TIME: Final = re.compile(
    r"(?:tage?n?|abend|morgen|nacht|woche|wochen|monate?n?|jahre?n?|mal|male|stunden?|minuten?|prozent|euro|dollar|"
    r"uhr|meter|grad|uhr|frühjahr|sommer|herbst|winter|januar|februar|märz|april|mai|juni|juli|august|september|"
    r"oktober|november|dezember|millionen?|milliarden?|tore?|punkte?n?|spiele?n?|rolle|ende|anfang|mitte)$"
)
_ADJECTIVE: Final = re.compile(r"[a-zäöüß-]+(?:e|en|er|es|em)")
PRONOUNS: Final = {"er": "him", "ihn": "he", "ihm": "he", "ihnen": "they"}
# Endings of feminine nouns, and of masculine ones that act (ibid., "Genus der Substantive"); -e is mostly feminine.
_FEMININE: Final = re.compile(
    r"(?:e|ung|heit|keit|schaft|ion|tät|in|ei|ie|ik|ur|frau|mutter|tochter|schwester|stadt|bank|steuer|kammer|nummer|"
    r"feier|mauer|oper|dauer|firma|polizei|bahn|nato|eu|union|welt|macht|haft|hand|wehr|kraft|wahl|zahl|zeit|post|börse)$"
)
_MASCULINE: Final = re.compile(
    r"(?:er|ent|ant|ist|or|ar|är|eur|ling|mann|rat|chef|hund|sohn|freund|verband|verein|konzern|club|klub|staat|anwalt|"
    r"arzt|koch|wirt|wart|könig|prinz|papst|bischof|pilot|soldat|held|dieb|wolf|bär|löwe|junge|kollege|zeuge|könig|herzog)$"
)
# Endings of nouns for people and bodies: either may stand first, but the object only where it is stressed.
_ACTING: Final = re.compile(
    rf"{_MASCULINE.pattern}|(?:..in|innen|frau|mutter|tochter|schwester|polizei|regierung|opposition|gewerkschaft|"
    r"partei|behörde|anwaltschaft|firma|bank|stadt|koalition|fraktion|feuerwehr|armee|leute|eltern|kinder|männer|"
    r"frauen|abgeordneten?|angeklagten?|verbände|konzerne|unternehmen|gericht|ministerium|vorstand|land|team|"
    r"mannschaft|elf|witwe)$"
)


# Endings that only feminine nouns have, so that "der" before them behind the verb is a dative.
_SURELY_FEMININE: Final = re.compile(
    r"(?:.ung|heit|keit|schaft|ion|tät|er?in|polizei|partei|armee|behörde|bank|fraktion)$"
)
_PASSIVE: Final = wordset("wurde wurden wird werden ist sind war waren")
_PARTICIPLE: Final = re.compile(r"(?:\w*ge\w{2,}|(?:be|er|ver|ent|zer)\w{2,}|\w+ier)(?:t|en)$")


class Roles(NamedTuple):
    """The words of the noun phrases that do and suffer what a German sentence tells."""

    agent: tuple[Word, ...]
    patient: tuple[Word, ...]


class Phrase(NamedTuple):
    words: tuple[Word, ...]  # capitalised words, or one pronoun
    article: str
    end: int  # index of the first word behind it


def german_roles(text: str, lexicon: Lexicon) -> Roles | None:
    """Return who does it to whom in the first clause of ``text``; None where the grammar leaves it open."""
    words = _first_clause(text)
    if len(words) < 3:
        return None
    first = None if words[0].fold in _ADVERBS else noun_phrase(words, 0)
    if first and first.article not in _OBJECT:
        verb = _after_attributes(words, first.end)
        if verb is not None and words[verb].fold in _PASSIVE:
            return _passive(words, first, verb)
        other = _next_phrase(words, verb + 1) if verb is not None and not _turning(words, verb) else None
        if other is None or verb is None:
            return None
        if verb == first.end and _object_first(first, other):
            return Roles(other.words, first.words)
        return Roles(first.words, other.words) if _subject_first(first, other, lexicon) else None
    if words[0].fold not in _PREPOSITIONS and words[0].fold not in _ADVERBS:
        return None
    verb = _after_attributes(words, int(words[0].fold in _ADVERBS))
    if verb is None or words[verb].fold in _TURNING:
        return None
    first = _next_phrase(words, verb + 1)
    if first is None or first.article in _OBJECT:
        return None
    other = _next_phrase(words, first.end)
    return Roles(first.words, other.words) if other and other.article in _OBJECT else None


def _turning(words: Sequence[Word], verb: int) -> bool:
    """Tell whether a verb lets the other one do it in English; not where somebody threatens: drohte ... mit."""
    threat = words[verb].fold in ("droht", "drohen", "drohte", "drohten") and any(w.fold == "mit" for w in words[verb:])
    return words[verb].fold in _TURNING and not threat


def _passive(words: Sequence[Word], patient: Phrase, verb: int) -> Roles | None:
    """Return the roles of a passive that names who does it: Die Bank wurde vom Staat verklagt."""
    for i in range(verb + 1, len(words)):
        if words[i].fold in ("von", "vom"):
            agent = noun_phrase(words, i + (words[i].fold == "von"))
            done = agent and any(_PARTICIPLE.fullmatch(w.fold) for w in words[agent.end :])
            return Roles(agent.words, patient.words) if agent and done else None
    return None


def _object_first(first: Phrase, other: Phrase) -> bool:
    """Tell whether the articles show that the object stands first: Der Frau half der Nachbar."""
    masculine = other.article == "der" and bool(_MASCULINE.search(other.words[0].fold)) and not _feminine(other)
    return masculine and (first.article in ("die", "das", "eine") or (first.article == "der" and _feminine(first)))


def _subject_first(first: Phrase, other: Phrase, lexicon: Lexicon) -> bool:
    """Tell whether the subject surely stands first: by an article that shows its case, or because both are names."""
    if other.article == "der" and len(other.words) == 1 and _SURELY_FEMININE.search(other.words[0].fold):
        return bool(first.article)  # a dative: warf der Regierung vor
    if other.article in ("der", "des", "ein", "er"):
        return False
    if first.words[0].fold in PRONOUNS or first.article == "er" or (first.article == "der" and not _feminine(first)):
        return True
    if other.article in _OBJECT and first.article:
        return not (first.article == "der" and _feminine(first))
    if other.article and other.article != "der" and _ACTING.search(first.words[0].fold):
        return bool(_ACTING.search(other.words[0].fold)) and first.article not in ("", "der")
    return _name(first, lexicon) and (
        _name(other, lexicon) or other.words[0].fold in PRONOUNS or other.article in _OBJECT
    )


def _feminine(phrase: Phrase) -> bool:
    word = phrase.words[0].fold
    return bool(_FEMININE.search(word)) and not re.search(r"(?:junge|kollege|zeuge|experte|beamte)$", word)


def _name(phrase: Phrase, lexicon: Lexicon) -> bool:
    """Tell whether a phrase without an article is a name: a word that translates itself, or that nobody knows."""
    options = lexicon.words(phrase.words[-1].fold)
    best = max(options, key=lambda word: options[word], default="")
    return not phrase.article and (not best or lexicon.capital_english(best) >= 0.8)


def _first_clause(text: str) -> list[Word]:
    words: list[Word] = []
    for word in word_forms(text):
        if words and re.search(r"[,;:.!?()–—„“”\"]", gap(text, words[-1], word)):
            break
        words.append(word)
    return words


def noun_phrase(words: Sequence[Word], start: int) -> Phrase | None:
    """Return the noun phrase that begins at ``start``, with its names; None where none does."""
    i, article, last = start, "", ""
    if i < len(words) and words[i].fold in PRONOUNS and words[i].text.islower() | (i == 0):
        return Phrase((words[i],), "", i + 1)
    if i < len(words) and (words[i].fold in _DETERMINERS or words[i].text.isdigit()):
        article, i = words[i].fold, i + 1
    while i < len(words) and not words[i].text[:1].isupper() and i - start < 4:
        if not article or _opening(words[i]):
            return None
        last, i = words[i].fold, i + 1
    run = i
    while run < len(words) and words[run].text[:1].isupper() and not (run == 0 and _opening(words[run])):
        run += 1
    found = tuple(words[i:run])
    if not found or any(_TIME.search(w.fold) for w in found):
        return None
    named = "er" if article in ("ein", "kein") and last.endswith("er") else article
    return Phrase(found, named, run)


def _opening(word: Word) -> bool:
    return word.fold in _PREPOSITIONS or word.fold in _LOWLY


def _after_attributes(words: Sequence[Word], i: int) -> int | None:
    """Return the place of the finite verb from ``i`` on, past genitives and prepositional phrases."""
    while i < len(words):
        if words[i].fold in ("des", "der", "eines", "einer"):
            inner = noun_phrase(words, i)
            if inner is None:
                return None
            i = inner.end
        elif words[i].fold in _PREPOSITIONS:
            i = _prepositional(words, i)
        else:
            return i if _finite(words[i]) else None
    return None


def _prepositional(words: Sequence[Word], i: int) -> int:
    """Return the index behind a prepositional phrase that begins at ``i``."""
    i += 1
    while i < len(words) and (words[i].fold in _DETERMINERS or _ADJECTIVE.fullmatch(words[i].text)):
        i += 1
    while i < len(words) and (words[i].text[:1].isupper() or words[i].text[:1].isdigit()):
        i += 1
    return i


def _finite(word: Word) -> bool:
    return word.text.islower() and word.fold not in _LOWLY and word.fold not in _DETERMINERS and word.text.isalpha()


def _next_phrase(words: Sequence[Word], i: int) -> Phrase | None:
    """Return the first noun phrase from ``i`` on that no preposition governs."""
    while i < len(words):
        if words[i].fold in _PREPOSITIONS:
            i = _prepositional(words, i)
            continue
        if words[i].fold in ("und", "oder", "sowie"):
            return None
        found = noun_phrase(words, i)
        if found:
            return found
        i += 1
    return None
