"""The check untranslated-words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.check._common import flag
from pipeline.check._copied_words import (
    behind_firm,
    beside_name,
    ends_name,
    german_places,
    in_brackets,
    in_name,
    is_determined,
    is_quoted,
    next_is_capital,
    opens_name,
    runs,
    word_before,
)
from pipeline.check._german import German
from pipeline.check._german_names import is_club, is_english_place, is_exonym, is_german_acronym, is_of_town
from pipeline.check._name_shape import shape
from pipeline.check._name_words import SURNAME, apposes
from pipeline.check._noun_cues import english_place, english_word, likely, word_cues
from pipeline.knowledge import Knowledge
from pipeline.knowledge.wordlist import is_noun
from pipeline.text.dates import find_dates
from pipeline.text.quotes import quotations
from pipeline.text.wordforms import Word, word_forms, wordset
from pipeline.types import Alignment, Flag, Severity, Span

# Determiners before a noun; before a name they are rare (Duden 4, 2022, "Artikelwörter").
_DETERMINERS = wordset(
    "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner im am vom zum zur beim "
    "ins ans diese dieser diesen diesem dieses jede jeder jeden jedem jedes mehrere viele alle seine seinen seiner "
    "seinem seines ihre ihren ihrer ihrem ihres unsere unseren unserer unseres meine meinen meiner meines keines "
    "welche welchen welcher dessen deren solche solchen solcher manche manchen mancher einige einigen einiger "
)
# Those that no name has.
_INDEFINITE = wordset(
    "ein eine einen einem einer eines kein keine keinen keinem keiner jede jeder jeden jedem jedes mehrere viele alle"
)
_COUNTS = wordset("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig hundert tausend")
# Prepositions of place; a surname without its first name rarely follows one.
_PLACE_WORDS = wordset("in aus nach auf")
_NO_ADJECTIVES = wordset(
    "gegen unter über hinter neben zwischen wegen oder aber wenn denn wieder immer haben werden sein sollen wollen "
    "können müssen dürfen waren wurden hatten hätten wären würden"
)
# Verbs of saying; a bare noun beside one is somebody's name (Quirk et al., 1985, 14.28).
_SAYS = wordset("said says told adds added warned explained stressed announced replied called wrote according to")
_AUXILIARIES = wordset(
    "is was has had will would can could may might must should did does"
)  # and only a name before one
_BRACKET = re.compile(r"[(\[]")
_SMALL = 0.15  # share of capitals in English up to which a word is no name there
_FOREIGN = 0.1  # uses in English per use in German up to which it has a German noun in names only
_NAME = 0.7  # share of capitals in English from which a word is a name there
_PLAIN = -0.6  # shape of a word up to which it is no name (hardly a surname of the 110 commonest and best known is)
_MAYBE = -0.3  # shape from which a noun may be a name where nothing else speaks against it
_PLAINER = -0.9  # the same where no list has the word
_SURELY = -0.8  # the same for a compound of few letters
_LONG = 10  # letters of a word whose ending or parts show what it is
_TITLE = 6  # words of a quotation that may be a title


@dataclass(frozen=True, slots=True)
class UntranslatedWords:
    """German words stand in the English.

    Why: the reader stumbles, and the word is often the one that mattered: the model did not know it.
    Flags: ``Der Landkreis hat gewählt.`` -> ``The Landkreis has voted.``
    Passes: ``Bundestag``, ``Angela Merkel``, ``Rothenburg ob der Tauber``, ``Stadtwerke Kassel``; ``in``, ``Hand``
    Limits: a word counts when it stands in the German sentence in the same form and the lexicon knows it, or its parts,
        as German and not as English. Titles in quotation marks and words explained in brackets pass, and so do words
        that English has taken over (configs/knowledge/kept.yaml). A bare noun that could be a surname passes.
    """

    id: ClassVar[str] = "untranslated-words"
    severity: ClassVar[Severity] = Severity.ERROR

    knowledge: Knowledge = field(default_factory=Knowledge)
    german: German = field(default_factory=German)
    threshold: float = 0.5  # least probability for a noun with a capital; data by scripts/fit_untranslated.py
    usual: int = 60  # uses from which a noun without determiner is taken for a noun and not a surname

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            source = german_places(pair.source)
            words = word_forms(pair.target)
            self._add_heads(words, source)
            copied = [w.fold in source for w in words]
            left = [i for i, w in enumerate(words) if copied[i] and self._is_german(pair, words, i, source[w.fold])]
            for run in runs([i for i in left if not in_name(words, copied, i)]):
                spot = Span.cover(source[words[i].fold].span for i in run)
                foreign = not any(self.german.lexicon.seen(words[i].fold) for i in run)
                if (foreign and in_brackets(pair.source, spot)) or self._is_kept(pair, words, copied, run):
                    continue
                if is_quoted(pair, spot):
                    continue
                span = Span(words[run[0]].span.start, words[run[-1]].span.end)
                yield flag(self, pair, f"“{span.of(pair.target)}” is German", spot, span, confidence=0.9)

    def _add_heads(self, words: tuple[Word, ...], german: dict[str, Word]) -> None:
        """Let the first part of a German compound count as copied: ``Fleischbranche``, ``Fleisch industry``."""
        lexicon = self.german.lexicon
        for word in words:
            if word.fold in german or len(word.fold) < 5 or not word.text.istitle():
                continue
            if lexicon.seen(word.fold) >= 20 and lexicon.capital(word.fold) > 0.9:
                whole = next((w for fold, w in german.items() if fold.startswith(word.fold)), None)
                if whole is not None and lexicon.parts(whole.fold)[:1] == (word.fold,):
                    german[word.fold] = Word(whole.span, whole.text[: len(word.text)], word.fold)

    def _is_german(self, pair: Alignment, words: tuple[Word, ...], i: int, original: Word) -> bool:
        """Tell whether a copied word is a German word and no name, by its form and its place on both sides."""
        surely = self._is_surely(pair, words, i, original)
        return likely(self.cues(pair, words, i, original)) >= self.threshold if surely is None else surely

    def _is_surely(self, pair: Alignment, words: tuple[Word, ...], i: int, original: Word) -> bool | None:
        """Tell whether a copied word is German, or none; None where only its cues can tell."""
        fold = original.fold
        if not fold.replace("-", "").isalpha() or len(fold) < 3:
            return False
        if words[i].text.isupper() and is_german_acronym(pair.source, original, self.knowledge):
            return True
        small = len(fold) > 4 and original.text.islower() and words[i].text.islower()
        named = small and self.german.lexicon.capital_english(fold) >= _NAME
        english = self.german.english(fold)
        exonym = is_exonym(fold, self.knowledge)
        shown = named or (exonym and not fold.isascii()) or self._has_german_capital(words, i, original)
        if english and not shown:  # named: meistern, a name in English
            return False
        if original.text[:1].islower():
            return self.german.small(fold) or (small and not english and not ends_name(pair.source, words, i))
        before = word_before(pair.source, original)
        if before is None and self.german.written_small(fold):
            return True
        if is_english_place(fold, self.knowledge) or any(is_of_town(words, j, self.knowledge) for j in (i, i - 1)):
            return False
        if original.text.isupper() or (exonym and beside_name(words, i, pair.source)):
            return False
        if exonym or any(m.kind in ("weekday", "month") for m in find_dates(original.text, "de")):
            return True
        if (self.german.own(fold) >= 0.1 and not english and not self._has_ending(fold)) or self.german.place(fold):
            return False
        if behind_firm(words, i, before):
            return False
        if self._is_institution(pair.source, words, i, fold) or is_club(
            pair.source, words, i, original, self.knowledge
        ):
            return False
        return True if self._is_title(pair.source, words, i, original) else None

    def _has_german_capital(self, words: tuple[Word, ...], i: int, original: Word) -> bool:
        """Tell whether a word of both languages stands in a sentence with the capital that it has in German only."""
        word, fold = words[i], original.fold
        alone = i > 0 and (words[i - 1].text.islower() or i == 1) and not next_is_capital(words, i)
        if not (alone and word.text.istitle() and original.text.istitle() and len(fold) > 3):
            return False
        lexicon = self.german.lexicon
        english = lexicon.seen_english(fold)
        seldom = english <= _FOREIGN * lexicon.seen(fold) and is_noun(fold)  # Energie: English has it in names alone
        return seldom or (english >= 3 and lexicon.capital_english(fold) <= _SMALL)

    def _has_ending(self, fold: str) -> bool:
        """Tell whether a word of both languages has a German ending, which English does not know: Probleme."""
        return fold.endswith(("e", "en", "er")) and not self.german.lexicon.seen_english(fold)

    def undecided(self, pair: Alignment) -> Iterator[tuple[Word, dict[str, float]]]:
        """Yield the English words of a pair for which cues must tell whether they are German, with their cues."""
        source, words = german_places(pair.source), word_forms(pair.target)
        for i, word in enumerate(words):
            if word.fold in source and self._is_surely(pair, words, i, source[word.fold]) is None:
                yield word, self.cues(pair, words, i, source[word.fold])

    def cues(self, pair: Alignment, words: tuple[Word, ...], i: int, original: Word) -> dict[str, float]:
        """Return what speaks for a copied capital being a common noun, and against it."""
        before = word_before(pair.source, original)
        small = before is not None and before.fold not in _DETERMINERS
        return {
            **word_cues(original.fold, self.german),
            **english_place(words, i),
            **english_word(original.fold, self.german),
            "ruled": self._is_noun(pair, words, i, original, before),
            "named": beside_name(words, i, pair.source),
            "family": bool(self.knowledge.family(original.text)),
            "says": any(w.fold in _SAYS for w in words[max(i - 1, 0) : i + 2]),
            "determined": before is not None and (before.fold in _DETERMINERS or before.text[0].isdigit()),
            "counted": before is not None and (before.fold in _INDEFINITE or before.text[0].isdigit()),
            "at-place": before is not None and before.fold in _PLACE_WORDS,
            "inflected": before is not None and small and self._is_adjective(before),
            "behind-capital": before is not None and small and before.text[:1].isupper(),
            "apposed": before is not None and small and apposes(before.text),
        }

    def _is_noun(self, pair: Alignment, words: tuple[Word, ...], i: int, original: Word, before: Word | None) -> bool:
        """Tell whether a copied capital is a common noun and no name."""
        fold, german = original.fold, self.german
        capital, named = german.lexicon.capital(fold), beside_name(words, i, pair.source)
        if german.lexicon.seen(fold) >= 5 and capital < 0.5 and named:
            return False  # an adjective with a capital belongs to a name: Am Kleinen Berg
        known = german.lexicon.seen(fold) >= 3 and not german.own(fold)
        determined = is_determined(words, i)
        if before is not None and (before.fold in _DETERMINERS or before.text[0].isdigit() or before.fold in _COUNTS):
            built = determined and german.built(fold) and shape(fold) <= _PLAINER
            return known or built or german.compound(fold) or german.derived(fold)
        if determined and not named and known and german.common(fold):
            return True
        if before is not None and (before.fold in _PLACE_WORDS or self._is_adjective(before)):
            bare = before.fold in _PLACE_WORDS and shape(fold) > _MAYBE
            return (known and capital > 0.5 and not bare) or german.compound(fold) or german.derived(fold)
        if opens_name(words, i, pair.source):
            return self._is_usual_noun(pair, words, i, original, before)
        if self._is_plain(fold, named=named):
            return True
        return self._is_usual_noun(pair, words, i, original, before)

    def _is_title(self, source: str, words: tuple[Word, ...], i: int, original: Word) -> bool:
        """Tell whether a copied word is an office before a name: Landwirtin Resi Moser."""
        office = self.knowledge.find_roles(original.text, "de") or self._is_office(words, i, original.fold)
        return bool(office) and opens_name(words, i, source)

    def _is_office(self, words: tuple[Word, ...], i: int, fold: str) -> bool:
        """Tell whether a long noun stands before a given name and a family name: Kreisbrandrat Fredi Lohse."""
        after = [w.text for w in words[i + 1 : i + 3]]
        named = len(after) > 1 and all(word.istitle() and not self.knowledge.place(word, "de") for word in after)
        return named and len(fold) >= _LONG and self.german.built(fold) and shape(fold) <= _PLAIN

    def _is_plain(self, fold: str, *, named: bool) -> bool:
        """Tell whether a word without determiner is a noun by its form, its parts or its letters."""
        german, look = self.german, shape(fold)
        if named:
            return len(fold) >= _LONG and german.derived(fold) and not SURNAME.search(fold)
        if (
            german.lexicon.seen(fold) >= 3
            and german.lexicon.capital(fold) > 0.9
            and german.common(fold)
            and look <= _PLAIN
        ):
            return True
        if german.dative(fold) or (german.compound(fold) and look <= _SURELY):
            return True
        if len(fold) < _LONG:
            return False
        return german.derived(fold) or german.compound(fold) or (look <= _PLAINER and german.built(fold))

    def _is_institution(self, source: str, words: tuple[Word, ...], i: int, fold: str) -> bool:
        """Tell whether the word is half of an institution's name: a name stands beside it."""
        after = words[i + 1] if i + 1 < len(words) else None
        if after is not None and after.text[:1].isupper() and self.german.institution(after.fold):
            return True
        before = words[i - 1] if i > 1 else None
        if before is not None and before.text.isupper() and f"{before.text} {words[i].text}" in source:
            return True  # STEG Stadtentwicklung
        if not self.german.institution(fold):
            return False
        return "-" in fold or any(w is not None and w.text[:1].isupper() for w in (before, after))

    def _is_usual_noun(
        self, pair: Alignment, words: tuple[Word, ...], i: int, original: Word, before: Word | None
    ) -> bool:
        """Tell whether a capital without determiner is a noun after all, and not the surname it might be."""
        if before is not None and not before.text.islower() and self.german.lexicon.capital(before.fold) >= 0.2:
            return False
        lexicon = self.german.lexicon
        if lexicon.seen(original.fold) < self.usual or lexicon.capital(original.fold) < 0.9:
            return False
        if before is not None and shape(original.fold) > _MAYBE:
            return False
        left, right = words[i - 1] if i else None, words[i + 1] if i + 1 < len(words) else None
        if pair.source[original.span.end :][:1] == ":" or any(w and w.fold in _SAYS for w in (left, right)):
            return False
        if right is not None and right.fold in _AUXILIARIES:
            return False
        after_name = left is not None and left.text.istitle() and left.fold in german_places(pair.source)
        before_name = right is not None and right.text.istitle()
        return not after_name and (before_name or (left is not None and left.text[:1].islower()))

    def _is_adjective(self, word: Word) -> bool:
        """Tell whether a word in front of a noun is an inflected adjective (and no verb in the past: -te)."""
        text = word.text.rpartition("-")[2]  # US-amerikanischen
        if not text[:1].islower() or text in _NO_ADJECTIVES or len(text) < 4:
            return False
        if len(text) == 4 and not (self.german.lexicon.seen(text) and text.endswith("e")):
            return False
        return text.endswith(("en", "er", "es", "em")) or (text.endswith("e") and not text.endswith("te"))

    def _is_kept(self, pair: Alignment, words: tuple[Word, ...], copied: list[bool], run: list[int]) -> bool:
        """Tell whether the run is meant to be German: a title in quotation marks, or explained in brackets."""
        first, last, text = words[run[0]].span, words[run[-1]].span, pair.target
        added = len(_BRACKET.findall(text)) > len(_BRACKET.findall(pair.source))
        if added and text[last.end :].lstrip("\"”’' ")[:1] in ("(", "["):
            return True
        for quoted in quotations(text):
            if quoted.start <= first.start and last.end <= quoted.end:
                inside = [copied[i] for i, w in enumerate(words) if w.span.overlaps(quoted)]
                explained = text[quoted.end :].lstrip(" ,")[:1] in ("(", "[")
                titled = not quoted.of(text).islower()
                return all(inside) and (titled or explained) and (len(inside) <= _TITLE or explained)
        return False
