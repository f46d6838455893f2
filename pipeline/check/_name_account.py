"""Whether the other text of a pair accounts for a name word.

It does when the lexicon, the spelling, a romanisation or the knowledge (one place, body or person under two names)
finds the word there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal

from pipeline.check._name_words import bases
from pipeline.check._names import matches
from pipeline.knowledge.exonyms import exonyms
from pipeline.knowledge.lexicon import lexicon
from pipeline.knowledge.whereabouts import WhereMention
from pipeline.text.names import capital_runs
from pipeline.text.romanisation import fold
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import word_forms
from pipeline.types import Span

if TYPE_CHECKING:
    from pipeline.check._name_side import Side

_BEGINNING: Final = 5  # letters of the stem that a name and a word made of it share at least
SUPPORT: Final = 0.12  # least support by the lexicon for a word to count as accounted for
_PART: Final = re.compile(r"(?:Nord|Süd|Ost|West|Mittel|Zentral|Inner|Ober|Unter|Vor)(?:ost|west)?([a-zäöüß]{4,})")


Account = Literal["yes", "weak", "no"]


def account(side: Side, word: str, span: Span) -> Account:
    """Tell whether the other side has ``word``, which stands at ``span``, or what it stands for.

    "weak": it has the country of the place, or the name, but less often than this side.
    """
    mention = next((m for m in side.where if m.span.overlaps(span)), None)
    share = _named(side, mention) if mention else 0.0
    if _here(side, word, span):
        return "weak" if _fewer(side, word) or 0 < share < 1 else "yes"
    if share > 0:
        return "yes" if share >= 1 else "weak"
    if _elsewise(side, word, span, mention):
        return "yes"
    return "weak" if mention and _related(side, mention) else "no"


def _elsewise(side: Side, word: str, span: Span, mention: WhereMention | None) -> bool:
    """Tell whether the other side has the word in another form: shortened, within another word, as a known person."""
    if (side.language == "en" and word in side.other_ids) or (mention and set(mention.ids) & set(side.other_words)):
        return True  # GB
    if (mention and _written(side, mention)) or _abbreviated(side, word, span):
        return True
    if mention and mention.how == "organisation":  # Deutsche Bahn: one word of it is enough
        inner = [value for at, (value, _) in side.support.items() if mention.span.start <= at < mention.span.end]
        if any(value >= SUPPORT for value in inner):
            return True
    if any(fold(f) in side.other_folds for p in side.knowledge.family(word) for f in p.families) or _exonym(side, word):
        return True
    part = _PART.fullmatch(word)
    return bool(part) and side.language == "de" and _has(side, part[1] if part else "")


def _exonym(side: Side, word: str) -> bool:
    """Tell whether the other side calls a people or a figure of old as its language does: Wikinger, Viking."""
    low = fold(word)
    if side.language == "de":
        return any(not exonyms().get(form, frozenset()).isdisjoint(side.other_folds) for form in (low, low[:-1]))
    return any(low in english and german in side.other_folds for german, english in exonyms().items())


def _fewer(side: Side, word: str) -> bool:
    """Tell whether a word that both sides spell alike stands less often on the other side."""
    low = fold(word)
    return 0 < side.other_counts[low] < side.counts[low] and len(low) > 3


def _here(side: Side, word: str, span: Span) -> bool:
    folded = fold(word)
    parts = folded.split("-")
    if len(parts) > 1 and all(part in side.other_folds for part in parts):  # Jae-myung, Jae Myung
        return True
    if folded in side.other_folds or _support(side, word, span) >= SUPPORT:
        return True
    if len(folded) >= 5 and (
        folded in side.other_text or folded.replace("-", "") in side.other_joined
    ):  # Wi-Fi, Skiclub
        return True
    if side.language == "de":
        if any(_demonym(folded, w) for w in side.other_folds):
            return True
        return any(matches(word, w) for w in side.other_words)
    if any(len(part) > 3 and part in side.other_folds for part in parts) or _begins(side, folded):  # Riina-driven
        return True
    return any(
        matches(w, word)
        or _demonym(fold(w), folded)
        or any(matches(w[-n:], word) or matches(w[:n], word) for n in _ends(w, word))
        for w in side.other_words
    )


def _begins(side: Side, english: str) -> bool:
    """Tell whether the German has the name shortened, or an adjective of it: Confed, darwinistisch for Darwinian."""
    small = {w.fold for w in word_forms(side.other) if w.text.islower()}
    for german in side.other_folds:
        least = len(english) - 3 if german in small else len(german)
        if least >= _BEGINNING and english.startswith(german[:least]):
            return True
    return False


def _support(side: Side, word: str, span: Span) -> float:
    """Return how well the lexicon accounts for a word, or for the first part of a compound by itself."""
    support, end = side.support.get(span.start, (0.0, span.end))
    if end - span.end <= 2:
        return support
    options = lexicon().translations(word.casefold())
    return max((strength for stem, strength in options.items() if stem in side.other_stems), default=0.0)


def _has(side: Side, word: str) -> bool:
    """Tell whether the English has the place of which a German word names a part: Nordkaliforniens."""
    options = lexicon().translations(next((w for w in bases(word) if lexicon().seen(w)), word.casefold()))
    found = any(options.get(english_stem(w), 0.0) >= SUPPORT for w in side.other_folds)
    return found or any(matches(word.capitalize(), w) for w in side.other_words)


def _named(side: Side, mention: WhereMention) -> float:
    """Return how often the other side names the place or body, relative to this one."""
    mine, theirs = (sum(bool(set(m.ids) & set(mention.ids)) for m in where) for where in (side.where, side.other_where))
    return theirs / mine


def _written(side: Side, mention: WhereMention) -> bool:
    """Tell whether the other side names it within a word or in lower case: dpa, süddeutsch."""
    low = f" {' '.join(re.split(r'[^0-9A-Za-zÀ-ž/]+', side.other.casefold()))} "
    for item in mention.ids:
        body, place = side.knowledge.organisations.get(item), side.knowledge.places.get(item)
        if side.language == "de" and body and any(f" {name.casefold()} " in low for name in body.en):
            return True
        german = item == "DE" or (body is not None and body.country == "DE")
        if side.language == "en" and german and "bundes" in low:  # bundesweit, Bundesanleihen
            return True
        if side.language == "en" and place:
            stems = [n.casefold() for n in (*place.de, *place.adjectives_de) if len(n) >= 5]
            if any(stem in low for stem in stems):
                return True
    return False


def _abbreviated(side: Side, word: str, span: Span) -> bool:
    """Tell whether the other side shortens the name: Fla. for Florida, NSW for New South Wales, or the reverse."""
    shorts = re.findall(r"\b([A-Z][a-z]{1,4})\.", side.other)
    if any(m.span.overlaps(span) and m.how == "name" for m in side.where) and any(_shortens(s, word) for s in shorts):
        return True
    short = word.rpartition("-")[2] if side.language == "en" and side.text[span.end : span.end + 1] == "." else ""
    if short and any(m.how == "name" and _shortens(short, m.span.of(side.other)) for m in side.other_where):  # R-Mo.
        return True
    if word.isupper() and len(word) > 1:
        runs = [_initials(side.other, run.words) for run in side.other_runs]
        letters = "".join(w[0] for w in re.findall(r"[A-ZÄÖÜ][\w-]*", side.other))
        return word in runs or (len(word) > 2 and word in letters)
    run = next((r for r in capital_runs(side.text, side.language) if r.span.overlaps(span)), None)
    initials = _initials(side.text, run.words) if run else ""
    acronyms = [w for w in side.other_words if w.isupper() and len(w) > 1]
    return any(w == initials if len(w) == 2 else w in initials for w in acronyms)


def _initials(text: str, words: Sequence[Span]) -> str:
    return "".join(w.of(text)[0] for w in words)


def _related(side: Side, mention: WhereMention) -> bool:
    """Tell whether the other side names the country of a place instead of it, or the other way round."""
    if mention.how == "organisation":
        return False
    country = side.knowledge.country_of
    left = side.other_ids - {i for m in side.where for i in m.ids}
    return bool({country(i) for i in mention.ids} & left) or bool(set(mention.ids) & {country(i) for i in left})


def _shortens(short: str, word: str) -> bool:
    """Tell whether the letters of ``short`` stand in ``word`` in that order, the first at its start."""
    letters = iter(word)
    return short[0] == word[0] and all(c in letters for c in short)


def _demonym(place: str, english: str) -> bool:
    """Tell whether an English adjective can be that of a place it begins like: Manchester, Mancunian."""
    return place[:3] == english[:3] and bool(re.search(r"(?:[ei]?an|ese|ish)s?$", english))


def _ends(german: str, english: str) -> range:
    """Return the lengths of the parts of a German compound that may be the English name: Südpazifik, Wikingerschiff."""
    return range(len(english) - 1, len(english) + 3) if len(german) > len(english) + 2 > 6 else range(0)
