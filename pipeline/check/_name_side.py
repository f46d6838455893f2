"""The name candidates of one text of a pair, and whether the other text accounts for them.

A name word counts as accounted for when the lexicon, the spelling, a romanisation or the knowledge (one place, body or
person under two names) finds it on the other side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.check._coverage import coverage
from pipeline.check._names import known_word, matches, proper
from pipeline.knowledge import Knowledge
from pipeline.knowledge.lexicon import lexicon
from pipeline.knowledge.records import Language
from pipeline.knowledge.whereabouts import WhereMention
from pipeline.text.names import NOT_NAMES, capital_runs, without_possessive
from pipeline.text.romanisation import fold
from pipeline.text.stems import english_stem
from pipeline.types import Span

_SUPPORT: Final = 0.12  # least support by the lexicon for a word to count as accounted for
_OFTEN_LEFT: Final = 0.3  # share of good translations that leave a word out from which its loss says nothing
ACRONYM: Final = re.compile(r"[A-ZÄÖÜ]{2,6}s?")
_TITLE_CASE: Final = 0.6  # share of capitals from which an English sentence is a headline in title case
_MOSTLY: Final = 0.7  # share of its translations that are names from which a German word is one
_CUT: Final = re.compile(r"-[\s,]|\.(?=\s*\d)")  # Süd- und Nordkorea, Tel. 030
_CURRENCY: Final = frozenset({"EUR", "USD", "GBP", "CHF", "JPY"})
_LIKELY: Final = 0.55  # weight of an unknown word that may be a name: it counts where the English has a hole
FAINT: Final = 0.15  # weight of a noun that is hardly a name: it counts where the English has a strange one or a hole
_FOREIGN: Final = re.compile(r"[^a-zäöüß-]")
# German surnames and place names end in nouns too (Kohlheim, Die Namenlandschaft; DFD, the commonest endings).
_PART: Final = re.compile(r"(?:Nord|Süd|Ost|West|Mittel|Zentral|Inner|Ober|Unter|Vor)(?:ost|west)?([a-zäöüß]{4,})")
_COMMON: Final = 20  # times seen from which the beginning of an unknown word makes it a compound
_SURNAME: Final = re.compile(
    r"(?:mann|berg|berger|garten|feld|felder|bauer|meister|bach|bacher|burg|stein|wald|haus|hausen|dorf|dorfer|hof|hofer|tal|thal|baum"
    r"|kopf|horn|hardt|heim|ingen|stedt|stadt|kirchen|brück|brücken|see|au|müller|schmidt|maier|meier|mayer|huber)s?$"
)
_CALENDAR: Final = re.compile(
    r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|januar|jänner|februar|märz|april|mai|juni|juli|"
    r"august|september|oktober|november|dezember|weihnacht|ostern|pfingst|silvester|euro|dollar|pfund|sterling)"
)
_SAYING: Final = re.compile(
    r"(?:sagte?|erklärte?|betonte?|meinte?|so|fragte?|rief|schrieb|teilte|berichtete?|warnte?|laut)"
)
_SUBJECT: Final = re.compile(
    r"\s+(?:\(\d|(?:hat|hatte|will|wollte|gab|kam|ging|sprach|rief|traf|starb|gewann|verlor|[a-zäöüß]{2,}te)\b)"
)
_DETERMINED: Final = re.compile(r"[a-zäöüß]*(?:e|er|es|en|em|ein|kein|mein|sein|ihr|zum|zur|am|im|vom|beim|\d[\d.,]*)")
_ABSTRACT: Final = re.compile(
    r"(?:ung|heit|keit|schaft|tion|ismus|tät|chen|lein|nis|tum|eur|phie|ik|ie|ment|ling|(?:ung|heit|keit|schaft|tion)en)$"
)
_NOUN: Final = re.compile(_ABSTRACT.pattern[:-2] + r"|er|ern|in|innen|or|oren|ien|mente|linge|e|en)$")
HOLE: Final = re.compile(
    r"(?:\b(?i:of|from|by|to|the|a|an|and|than|with|between|according to|in|on|at|for) ?[,;:.)](?= |$)(?<!\bin,)"
    r"|\b(?:of|from|with|between|by) (?:and(?! large)|in|on|at|was|is|has|that|to)\b|\(,|\b(?:in|on|by) that\b|^[,;.]"
    r"|\b(?:says?|said),(?= who)|^(?:Said|Says|Was|Is|Has|Had) )"
)
# The same, only where hardly any whole sentence has it: no stranded prepositions.
TORN: Final = re.compile(
    r"\b(?:and|or) ?[.;)]|\b(?:the|an) ?[,.;)]|\ba ?[,;)]|\bof (?:and(?! for)|in|was|is|has|had)\b"
    r"|\b(?i:according to) ?[,.]|\(,|^(?:Said|Was|Is|Has|Had) (?!\w+ \w+ \w+\?)"
    r"|\b(?:of|from|in|by|between|the) [.,](?: |$)"
    r"|\b(?:in|on|by), mainly\b|^[,;.] ?\w"
)
_ENGLISH_WORD: Final = re.compile(r"(?:ing|ed|ly|s|ness|tion|able|ful|less|ment|ity)$|-")


@dataclass(frozen=True, slots=True)
class Candidate:
    span: Span
    run: int
    missing: bool
    weight: float  # how sure it is a name, and rarely left out, 0..1


class Side:
    """The name candidates of one text of a pair."""

    def __init__(self, source: str, target: str, language: Language, knowledge: Knowledge) -> None:
        self.language: Language = language
        self.text, self.other = (source, target) if language == "de" else (target, source)
        self.knowledge = knowledge
        self.where = knowledge.find_where(self.text, language)
        self.roles = [m.head for m in knowledge.find_roles(self.text, language)]
        other_language: Language = "en" if language == "de" else "de"
        self.other_words = [r.of(self.other) for run in capital_runs(self.other, other_language) for r in run.words]
        self.other_where = knowledge.find_where(self.other, other_language)
        self.other_ids = {i for m in self.other_where for i in m.ids}
        self.hole = bool(HOLE.search(target))
        self.other_text = fold(self.other)
        self.other_folds = frozenset(fold(without_possessive(w)) for w in re.split(r"[^\w'’]+", self.other))
        view = coverage(source, target, lexicon())
        words, support = (view.source, view.source_support) if language == "de" else (view.target, view.target_support)
        self.support = {w.span.start: s for w, s in zip(words, support, strict=True)}

    def groups(self) -> list[Candidate]:
        """Return the runs of name words of which the last, and all that count, are missing on the other side."""
        found: list[Candidate] = []
        runs = capital_runs(self.text, self.language)
        if self.language == "en" and sum(len(r.words) for r in runs) > _TITLE_CASE * max(len(self.text.split()), 1):
            return []
        for number, run in enumerate(runs):
            group: list[Candidate] = []
            for i, span in enumerate(run.words):
                parts = self._parts(span)
                candidate = self._candidate(parts[0], number, run.initial and i == 0)
                if candidate is None or len(parts) > 1:
                    found += _whole(group)
                    group = []
                if candidate:
                    group.append(candidate)
            found += _whole(group)
        return found

    def _parts(self, span: Span) -> list[Span]:
        """Return the name that begins a German compound with a hyphen, then the rest; or the word itself."""
        word = span.of(self.text)
        if self.language == "en" or "-" not in word or any(m.span == span for m in self.where):
            return [span]
        head = word.rsplit("-", 1)[0]
        tail = word[len(head) + 1 :]
        if _CALENDAR.match(tail.casefold()):  # US-Dollar
            return [Span(span.start + len(head) + 1, span.end)]
        low, acronym = tail.casefold(), ACRONYM.fullmatch(head)
        if (
            not acronym
            and lexicon().seen(low) == 0
            and tail[:1].isupper()
            and not _is_compound(low)
            and not _NOUN.search(low)
        ):
            return [span]  # Müller-Brandt
        return [Span(span.start, span.start + len(head)), Span(span.start + len(head) + 1, span.end)]

    def _candidate(self, span: Span, run: int, initial: bool) -> Candidate | None:
        word = without_possessive(span.of(self.text))
        if any(span.overlaps(r) for r in self.roles) or len(word) < 2 or _CUT.match(self.text[span.end :]):
            return None
        span = Span(span.start, span.start + len(word))
        weight = (
            self._german_weight(word, span, initial) if self.language == "de" else self._english_weight(word, initial)
        )
        return Candidate(span, run, not self._accounted(word, span), weight) if weight > 0 else None

    def _german_weight(self, word: str, span: Span, initial: bool) -> float:
        words = lexicon()
        low = next((w for w in _bases(word) if words.seen(w)), word.casefold())
        seen, missed = words.seen(low), words.missed(low)
        share = _proper_share(low) if seen else 0.0
        mention = next((m for m in self.where if m.span.start <= span.start and m.span.end >= span.end), None)
        if _CALENDAR.match(low):
            return 0.0
        if mention and mention.how == "organisation" and mention.span != span:
            return 0.85
        if ACRONYM.fullmatch(word):
            return 0.85 if mention else 1.0 - missed if seen else 0.5
        if seen and missed > _OFTEN_LEFT:
            return 0.0
        if seen >= 3 and share >= _MOSTLY:
            return 1.0 - missed
        compound = _is_compound(low)
        noun = max(words.translations(low).values(), default=0.0) >= 0.3 and share <= 0.3  # Essen: food
        if mention and mention.how != "people" and not (seen and noun):
            return 0.85 if mention.how != "organisation" or share > 0.3 or not (seen or compound) else FAINT
        return self._unlisted_weight(span, low, initial, seen, share, compound)

    def _unlisted_weight(self, span: Span, low: str, initial: bool, seen: int, share: float, compound: bool) -> float:
        """Return the weight of a word that is not mostly a name in the lexicon, by its place in the sentence."""
        unknown = seen < 3
        head = self.text[: span.start].rstrip()
        before = head.rpartition(" ")[2]
        spoken = bool(_SAYING.fullmatch(before)) or any(m.end == len(head) for m in self.roles)
        if (spoken and seen < 100) or (unknown and _FOREIGN.search(low)):
            return 0.7
        if compound or seen >= 100:
            return FAINT
        bare_subject = initial and bool(_SUBJECT.match(self.text[span.end :]))
        apposed = (unknown or share >= 0.3) and _apposes(before)
        if bare_subject and not _ABSTRACT.search(low):
            return 0.7
        if apposed and not _NOUN.search(low):
            return _LIKELY
        if not unknown or initial:
            return FAINT
        if self.text[span.end : span.end + 1] == "-":
            return _LIKELY
        return FAINT if _DETERMINED.fullmatch(before) or _NOUN.search(low) else _LIKELY

    def _english_weight(self, word: str, initial: bool) -> float:
        words, low = lexicon(), word.casefold()
        if word in _CURRENCY:
            return 0.0
        if words.seen_english(low) == 0:
            return 0.0 if initial and _ENGLISH_WORD.search(low) else 0.85
        missed = words.missed_english(low)
        return 1.0 - missed if proper(english_stem(low)) and missed <= _OFTEN_LEFT else 0.0

    def _accounted(self, word: str, span: Span) -> bool:
        """Tell whether the other side has the word, or what it stands for."""
        if self._here(word, span):
            return True
        mention = next((m for m in self.where if m.span.overlaps(span)), None)
        if self.language == "en" and word in self.other_ids:  # GB
            return True
        if mention and (self._named(mention) or (self._related(mention) and not self.hole)):
            return True
        if mention and self._written(mention):
            return True
        if self._abbreviated(word, span):
            return True
        if mention and mention.how == "organisation":  # Deutsche Bahn: one word of it is enough
            inner = [s for s in self.support if mention.span.start <= s < mention.span.end]
            if any(self.support[s] >= _SUPPORT for s in inner):
                return True
        if any(fold(f) in self.other_folds for p in self.knowledge.family(word) for f in p.families):
            return True
        part = _PART.fullmatch(word)
        return bool(part) and self.language == "de" and self._has(part[1] if part else "")

    def _has(self, word: str) -> bool:
        """Tell whether the English has the place of which a German word names a part: Nordkaliforniens."""
        options = lexicon().translations(next((w for w in _bases(word) if lexicon().seen(w)), word.casefold()))
        found = any(options.get(english_stem(w), 0.0) >= _SUPPORT for w in self.other_folds)
        return found or any(matches(word.capitalize(), w) for w in self.other_words)

    def _named(self, mention: WhereMention) -> bool:
        """Tell whether the other side names the place or body as often as this one."""
        mine, theirs = (
            sum(bool(set(m.ids) & set(mention.ids)) for m in where if m.how != "adjective" or not self.hole)
            for where in (self.where, self.other_where)
        )
        return theirs > 0 and (theirs >= mine or not self.hole)

    def _written(self, mention: WhereMention) -> bool:
        """Tell whether the other side names it within a word or in lower case: dpa, süddeutsch."""
        low = f" {' '.join(re.split(r'[^0-9A-Za-zÀ-ž/]+', self.other.casefold()))} "
        for item in mention.ids:
            body, place = self.knowledge.organisations.get(item), self.knowledge.places.get(item)
            if self.language == "de" and body and any(f" {name.casefold()} " in low for name in body.en):
                return True
            if self.language == "en" and place:
                stems = [n.casefold() for n in (*place.de, *place.adjectives_de) if len(n) >= 5]
                if any(stem in low for stem in stems):
                    return True
        return False

    def _abbreviated(self, word: str, span: Span) -> bool:
        """Tell whether the other side shortens the name: Fla. for Florida, NSW for New South Wales, or the reverse."""
        shorts = re.findall(r"\b([A-Z][a-z]{1,4})\.", self.other)
        if any(m.span.overlaps(span) and m.how == "name" for m in self.where) and any(
            _shortens(s, word) for s in shorts
        ):
            return True
        if word.isupper() and len(word) > 1:
            initials = "".join(w[0] for w in re.findall(r"[A-ZÄÖÜ][\w-]*", self.other))
            return len(word) > 2 and word in initials
        run = next((r for r in capital_runs(self.text, self.language) if r.span.overlaps(span)), None)
        initials = "".join(w.of(self.text)[0] for w in run.words) if run else ""
        return any(len(w) > 2 and w.isupper() and w in initials for w in self.other_words)

    def _here(self, word: str, span: Span) -> bool:
        folded = fold(word)
        if self.support.get(span.start, 0.0) >= _SUPPORT or folded in self.other_folds:
            return True
        if len(folded) >= 5 and folded in self.other_text:
            return True
        if self.language == "de":
            if any(_demonym(folded, w) for w in self.other_folds):
                return True
            return any(matches(word, w) for w in self.other_words)
        return any(
            matches(w, word) or _demonym(fold(w), folded) or any(matches(w[-n:], word) for n in _tails(w, word))
            for w in self.other_words
        )

    def _related(self, mention: WhereMention) -> bool:
        """Tell whether the other side names the country of a place instead of it, or the other way round."""
        if mention.how == "organisation":
            return False
        country = self.knowledge.country_of
        left = self.other_ids - {i for m in self.where for i in m.ids}
        return bool({country(i) for i in mention.ids} & left) or bool(set(mention.ids) & {country(i) for i in left})


def _shortens(short: str, word: str) -> bool:
    """Tell whether the letters of ``short`` stand in ``word`` in that order, the first at its start."""
    letters = iter(word)
    return short[0] == word[0] and all(c in letters for c in short)


def _apposes(word: str) -> bool:
    """Tell whether a word is a common noun after which a name may stand without a comma: Netzbetreiber Tennet."""
    return word[:1].isupper() and word.isalpha() and word.casefold() not in NOT_NAMES["de"] and known_word(word)


@lru_cache(maxsize=20000)
def _is_compound(german: str) -> bool:
    """Tell whether an unlisted word ends in a common noun, as names do only with the endings of ``_SURNAME``."""
    words = lexicon()
    if words.seen(german) >= 3 or _SURNAME.search(german):
        return False
    for cut in range(3, len(german) - 2):
        head, tail = german[:cut], german[cut:]
        least_tail, least_head = {3: (50, _COMMON), 4: (_COMMON, 3)}.get(len(tail), (5, 0))
        if words.seen(tail) < least_tail or _proper_share(tail) >= 0.3:
            continue
        if not least_head or any(words.seen(head[:n]) >= least_head for n in range(4, cut + 1)):
            return True
    return False


def _bases(word: str) -> tuple[str, ...]:
    low = word.casefold()
    return (low, low[:-1]) if low.endswith("s") else (low,)


def _demonym(place: str, english: str) -> bool:
    """Tell whether an English adjective can be that of a place it begins like: Manchester, Mancunian."""
    return place[:3] == english[:3] and bool(re.search(r"(?:[ei]?an|ese|ish)s?$", english))


def _tails(german: str, english: str) -> range:
    """Return the lengths of the ends of a German compound that may be the English name: Südpazifik, Pacific."""
    return range(len(english) - 1, len(english) + 3) if len(german) > len(english) + 2 > 6 else range(0)


@lru_cache(maxsize=20000)
def _proper_share(german: str) -> float:
    """Return which share of a German word's translations are names, by strength."""
    options = lexicon().translations(german)
    total = sum(options.values())
    return sum(s for stem, s in options.items() if proper(stem)) / total if total else 0.0


def _whole(group: list[Candidate]) -> list[Candidate]:
    """Return one candidate for a run of which the last word is missing, and not only a first name before it."""
    lost = [c for c in group if c.missing]
    if not lost or not group[-1].missing:
        return []
    return [Candidate(Span.cover([c.span for c in lost]), group[0].run, True, max(c.weight for c in lost))]
