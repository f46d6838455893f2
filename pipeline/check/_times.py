"""A German verb in the past whose English counterpart stands in the present or the future, and the other way round.

What is compared is one verb, or one participle or predicate behind a form of *be*: the lexicon tells which English
word renders the German one, so that the other clauses of the sentence may have any tense (Duden 4, Die Grammatik, 2022,
"Tempora"; Quirk et al., A Comprehensive Grammar of the English Language, 1985, 4.2-4.48).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from pipeline.check._one_time import other_time
from pipeline.knowledge.lexicon import Lexicon
from pipeline.text.verbs import english_base, german_past, past_form
from pipeline.text.wordforms import Word, word_forms, wordset
from pipeline.types import Span

_LEAST: Final = 0.03  # strength from which an English word may render a German verb
_SURE: Final = 0.1  # and from which it surely renders the predicate
_MARK: Final = re.compile(r"[,;:.!?()–—\"„“”»«]|\s-\s")
_JOINING: Final = wordset("und oder aber sondern sowie doch denn")
# Not a fact but a wish, a condition or speech: the tense is not that of the time (Duden 4, "Konjunktiv").
_UNREAL: Final = re.compile(
    r"\b(?:wenn|falls|sofern|ob|würden?|wäre\w*|hätten?|könnten?|müssten?|möchten?|dürften?|sollten?)\b", re.IGNORECASE
)
_CONDITION: Final = re.compile(r"\b(?:wenn|falls|sofern|andernfalls|sonst|würden?|wäre\w*|hätten?)\b", re.IGNORECASE)
_REPORTED: Final = re.compile(r"\b(?:sei|seien|habe|werde|könne|müsse|solle|dürfe|wolle|gebe|stehe|komme|gehe)\b")
_NOW: Final = wordset(
    "ist sind bin hat haben habe wird werden werde kann können muss müssen soll sollen will wollen darf dürfen gibt sei"
)
_ENDED: Final = wordset(
    "worden gewesen war waren wurde wurden hatte hatten konnte konnten musste mussten wollte wollten"
)
_DONE: Final = re.compile(r"(?:[a-zäöü]*ge[a-zäöü]{2,}|(?:be|er|ver|ent|zer|miss)\w{2,}|\w+ier)(?:t|en)")
_BOTH: Final = wordset("verloren vertreten blieb blieben stand")  # a participle, a particle too; was and still is
_SAYING: Final = wordset(
    "sagte sagten teilte teilten erklärte erklärten betonte meldete berichtete kündigte schrieb forderte"
)
_WERE: Final = wordset("was were")
_ARE: Final = wordset("is are")
_WILL: Final = wordset("will won't 'll shall")
_BETWEEN: Final = wordset("not also now then never still soon again only have be a an the very so one")
_EMPTY: Final = _BETWEEN | wordset(
    "to of in on at by as for from with out up off that there this being been more most today therefore many "
    "here already just such all both"
)
_WHO: Final = wordset("he she it who which they we")


class Moved(NamedTuple):
    """A German verb (None: the whole sentence) and the English words that have moved it to another time."""

    german: Word | None
    english: Span
    change: str


def moved_in_time(source: str, target: str, lexicon: Lexicon) -> Moved | None:
    """Return the first verb of ``source`` whose time the English has changed, or None."""
    side = _Side(source, target, word_forms(target), lexicon)
    past = [found for found in map(side.past, word_forms(source)) if found]
    for clause in _clauses(side):
        if (found := _out_of_past(side, clause)) or (not past and (found := _into_past(side, clause))):
            return found
    if whole := other_time(source, target, lexicon, side.past):
        return Moved(None, Span(*whole[0].span()), whole[1])
    return None


def _out_of_past(side: _Side, clause: Sequence[Word]) -> Moved | None:
    if any(w.fold in _NOW for w in clause) or _UNREAL.search(_text(clause)):
        return None
    for word in clause:
        if word.fold in ("war", "waren", "wurde", "wurden"):
            found = _of_be(side, word, clause)
        elif word.fold not in _BOTH and word.text.islower() and side.past(word):
            found = _of_verb(side, word)
        else:
            continue
        if found:
            return found
    return None


def _into_past(side: _Side, clause: Sequence[Word]) -> Moved | None:
    verb = next((w for w in clause if w.fold in ("ist", "sind", "wird", "werden")), None)
    if verb is None or _UNREAL.search(side.source) or _REPORTED.search(side.source):
        return None
    done = [w for w in clause if w.text.islower() and _DONE.fullmatch(w.fold)]
    if re.search(r"\b[Ss]eit", side.source) or (done and verb.fold in ("ist", "sind")):
        return None
    options = side.renderings(done if verb.fold in ("wird", "werden") else (w for w in clause if w is not verb))
    for i, word in enumerate(side.there):
        if word.fold in _WERE and (follow := side.predicate(i, options)):
            return Moved(verb, Span(word.span.start, follow.span.end), "present or future became past")
    return None


def _text(clause: Sequence[Word]) -> str:
    return " ".join(w.text for w in clause)


def _clauses(side: _Side) -> list[list[Word]]:
    """Return the words between marks, and before a conjunction behind which another finite verb stands."""
    runs: list[list[Word]] = []
    for word in word_forms(side.source):
        between = side.source[runs[-1][-1].span.end : word.span.start] if runs else ""
        joined = word.fold not in _JOINING or side.ends_verbless(word)
        if not runs or _MARK.search(between) or not joined:
            runs.append([])
        runs[-1].append(word)
    return runs


class _Side(NamedTuple):
    """The sentence pair and the lexicon."""

    source: str
    target: str
    there: tuple[Word, ...]
    lexicon: Lexicon

    def past(self, word: Word) -> bool:
        """Tell whether a German word is a Präteritum: by its form, and by an English past that renders it."""
        if word.fold in _ENDED:
            return True
        if not word.text[1:].islower() or not german_past(word.fold):
            return False
        words = self.lexicon.words(word.fold)
        return bool(words) and past_form(max(words, key=lambda w: words[w]))

    def ends_verbless(self, start: Word) -> bool:
        """Tell whether no finite verb that is known by its form stands between a conjunction and the next mark."""
        for word in word_forms(self.source):
            if word.span.start > start.span.start:
                if _MARK.search(self.source, start.span.end, word.span.start):
                    return True
                if word.fold in _NOW or self.past(word):
                    return False
        return True

    def renderings(self, words: Iterable[Word]) -> set[str]:
        """Return the English words that surely render one of ``words``."""
        return {e for w in words for e, s in self.lexicon.words(w.fold).items() if s >= _SURE} - _EMPTY

    @property
    def folds(self) -> set[str]:
        """The folded words of the English."""
        return {w.fold for w in self.there}

    def will(self, i: int) -> int | None:
        """Return the index of ``will`` before the English word ``i``, with at most adverbs between."""
        for k in range(i - 1, max(-1, i - 5), -1):
            if self.there[k].fold in _WILL:
                return k
            if self.there[k].fold not in _BETWEEN and not self.there[k].fold.endswith("ly"):
                return None
        return None

    def predicate(self, i: int, options: set[str]) -> Word | None:
        """Return what stands behind the form of *be* at ``i``, adverbs and articles left out, if among ``options``."""
        for follow in self.there[i + 1 : i + 4]:
            if follow.fold in options:
                return follow
            if not follow.fold.endswith("ly") and follow.fold not in _BETWEEN:
                return None
        return None

    def noun_before(self, i: int) -> bool:
        """Tell whether a noun, a name or a pronoun stands before the English word ``i``: then it may be a verb."""
        if i == 0:
            return False
        before = self.there[i - 1]
        if before.fold in _WHO or (before.text[:1].isupper() and (i > 1 or before.text in self.source)):
            return True
        bases = set(english_base(before.fold))
        return any(
            bases & {b for e, s in self.lexicon.renderings(w.fold).items() if s >= _SURE for b in english_base(e)}
            for w in word_forms(self.source)
            if w.text[:1].isupper()
        )

    def other(self, word: Word, shown: Word) -> bool:
        """Tell whether another German word than ``word`` may be what ``shown`` renders: Schätzungen, estimates."""
        bases = set(english_base(shown.fold))
        return any(
            bases & {b for e, s in self.lexicon.words(w.fold).items() if s > _LEAST for b in english_base(e)}
            for w in word_forms(self.source)
            if w != word
        )


def _of_verb(side: _Side, word: Word) -> Moved | None:
    """Return ``word``, a Präteritum, if its English verb stands in the present or behind ``will``."""
    if word.fold.endswith(("te", "ten")) and word.fold not in _SAYING and _CONDITION.search(side.source):
        return None
    words = side.lexicon.words(word.fold)
    bases = {b for w, s in words.items() if s >= _LEAST and past_form(w) for b in english_base(w)[1:]}
    hits = [i for i, w in enumerate(side.there) if bases & set(english_base(w.fold))]
    if any(past_form(side.there[i].fold) or side.there[i].fold.endswith("ing") for i in hits) or "did" in side.folds:
        return None
    many = word.fold.endswith("n") and not re.search(r"ten$|[äöü]", word.fold)
    for i in hits:
        shown = side.there[i]
        if not shown.text.islower() or side.other(word, shown):
            continue
        if (will := side.will(i)) is not None:
            return Moved(word, Span(side.there[will].span.start, shown.span.end), "past became future")
        third = shown.fold.endswith("s") and shown.fold not in bases
        if (third or many or (word.fold in _SAYING and word.fold.endswith("n"))) and side.noun_before(i):
            return Moved(word, shown.span, "past became present")
    return None


def _of_be(side: _Side, verb: Word, clause: Sequence[Word]) -> Moved | None:
    """Return ``verb``, war or wurde, if its predicate stands behind ``is`` or ``will be`` and not behind ``was``."""
    scope = [w for w in clause if w.text.islower()]
    if verb.fold in ("wurde", "wurden"):
        everywhere = word_forms(side.source)
        scope = [w for w in scope if _DONE.fullmatch(w.fold)]
        if not scope and not any(w.fold in _NOW for w in everywhere):
            scope = [w for w in everywhere if w.text.islower() and _DONE.fullmatch(w.fold)]
    options = side.renderings(scope)
    were = [side.predicate(i, options) for i, w in enumerate(side.there) if w.fold in ("was", "were", "been", "being")]
    options -= {w.fold for w in were if w}
    for i, word in enumerate(side.there):
        will = side.will(i) if word.fold == "be" else None
        if (word.fold in _ARE or will is not None) and (follow := side.predicate(i, options)):
            change = "past became present" if will is None else "past became future"
            return Moved(verb, Span(side.there[i if will is None else will].span.start, follow.span.end), change)
    return None
