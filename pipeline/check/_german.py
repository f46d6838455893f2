"""What a single word is, going by the word alone: English, German written small, a German noun."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from pipeline.check._names import proper
from pipeline.knowledge.kept import Kept, kept_german
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.knowledge.wordlist import english_words, german_nouns
from pipeline.text.separable import ADVERBS, PARTICLES, PREPOSITIONS
from pipeline.text.stems import english_stem, german_stem
from pipeline.text.wordforms import wordset

# Words that are German function words and English words of another meaning; alone they prove nothing.
_HOMOGRAPHS: Final = wordset("die war hat bald fast man also was so will den gut her nun rat tag art not")
_PARTICLE: Final = re.compile("|".join(sorted(PARTICLES | ADVERBS | PREPOSITIONS, key=len, reverse=True)))
# Letters that join the parts of a compound, and endings that stand after a verb's stem (Fleischer & Barz, 2.2).
_JOINTS: Final = ("", "s", "es", "n", "en", "er", "e", "-", "s-")
# Stems that hardly stand alone (ibid., "Konfixe").
_BOUND: Final = wordset("kriminal sozial zentral regional general spezial elektro bio öko euro atom vize mittel")
_VERB_ENDINGS: Final = ("en", "n", "ung")
# Endings of abstract nouns, which no surname has (ibid., 4th ed.).
_ABSTRACT: Final = ("ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "ismus", "innen")
_USUAL: Final = 20  # uses from which a noun is known with its plural
_INFLECTED: Final = ("e", "en", "er", "es", "em", "te", "ten")
_PARTICIPLE: Final = re.compile(r"ge[a-zäöü]{3,}(?:t|en)")


@dataclass(frozen=True, slots=True)
class German:
    """Judges folded words.

    ``borrowed``: uses in English per use in German from which a word counts as English too.
    """

    lexicon: Lexicon = field(default_factory=lexicon)
    kept: Kept = field(default_factory=kept_german)
    borrowed: float = 0.02

    def english(self, fold: str) -> bool:
        """Tell whether the word is also an English one, or one that English keeps."""
        if fold in self.kept.words or fold in _HOMOGRAPHS or self._gerund(fold):
            return True
        seen, english = self.lexicon.seen(fold), self.lexicon.seen_english(fold)
        if english > max(1, self.borrowed * seen) or (seen < 3 and fold in english_words()):
            return True
        return "-" in fold and all(p in english_words() or self.lexicon.seen_english(p) >= 5 for p in fold.split("-"))

    def small(self, fold: str) -> bool:
        """Tell whether a word that the German writes small is German, and not foreign to it."""
        if any(c in "äöü" for c in fold):
            return True
        if fold in english_words() or fold.endswith("ive"):
            return self.lexicon.seen(fold) >= 20 and not self.lexicon.seen_english(fold)
        if self.lexicon.seen(fold) >= 2 or self.compound(fold):
            return True
        rest = fold[particle.end() :] if (particle := _PARTICLE.match(fold)) else ""
        if len(rest) > 3 and (self.lexicon.seen(rest) >= 2 or _PARTICIPLE.fullmatch(rest)):
            return True
        return any(self.lexicon.seen(form) >= 2 for form in self.lexicon.stems.get(german_stem(fold), ()))

    def written_small(self, fold: str) -> bool:
        """Tell whether German mostly writes the word, or the commonest form of it, with a small letter."""
        forms = self.lexicon.stems.get(german_stem(fold), ())[:1] if fold.endswith(_INFLECTED) else ()
        for word in (fold, *forms):
            if self.lexicon.seen(word) >= 5:
                return self.lexicon.capital(word) < 0.3
        return False

    def own(self, fold: str) -> float:
        """Return how well the word translates itself (0..1), as names do."""
        return self.lexicon.translations(fold).get(english_stem(fold), 0.0) if self.lexicon.seen(fold) else 0.0

    def common(self, fold: str, least: float = 0.1) -> bool:
        """Tell whether the lexicon knows a noun by a translation (of that strength) that is no name."""
        options = self.lexicon.translations(fold)
        best = max(options, key=lambda stem: options[stem], default="")
        return options.get(best, 0.0) >= least and not proper(best) and self.own(fold) < 0.05

    def institution(self, fold: str) -> bool:
        """Tell whether the word can be the last part of an institution's name."""
        return fold.endswith(self.kept.institutions)

    def derived(self, fold: str) -> bool:
        """Tell whether a noun shows by its ending that it is no name: Verwaltung, Landwirtin."""
        if len(fold) >= 8 and fold.endswith(_ABSTRACT):
            return self.lexicon.seen(fold) >= 3 or self.compound(fold)
        base = fold.removesuffix("in")
        if base != fold and len(fold) >= 7 and not self.lexicon.seen_english(fold):
            return (self.lexicon.seen(base) >= 5 and self.common(base)) or self.compound(base)
        return False

    def dative(self, fold: str) -> bool:
        """Tell whether the word is the dative plural of a known noun, as no name is: Helfern."""
        bare = fold[:-1]
        return fold.endswith(("ern", "eln")) and self.lexicon.seen(bare) >= _USUAL and self.common(bare)

    def built(self, fold: str) -> bool:
        """Tell whether an unlisted word ends in one that the lexicon knows, or in the ending of an abstract noun."""
        return bool(self.lexicon.parts(fold)) or fold.endswith(_ABSTRACT)

    def place(self, fold: str) -> bool:
        """Tell whether the word names a street, a town or a landscape by its ending, and is no common noun."""
        if fold in german_nouns() and not fold.endswith(self.kept.places):
            return False
        if fold.endswith(self.kept.streets):
            return self.lexicon.seen(fold) < 5 or not self.common(fold)
        if self.lexicon.seen(fold) == 0 and fold.endswith((*self.kept.towns, *self.kept.places)):
            return True  # Frauenkirche
        return (
            fold.endswith((*self.kept.towns, *self.kept.places)) and not self.common(fold) and not self.compound(fold)
        )

    def compound(self, fold: str) -> bool:
        """Tell whether the word is put together from German words that English does not have, and is no town."""
        if "-" in fold:
            parts = [p for p in fold.split("-") if len(p) > 5 and not self.english(p)]
            return any(self.compound(p) or (self._part(p) and self.lexicon.seen(p) >= 50) for p in parts)
        if len(fold) < 8 or fold.endswith(self.kept.towns):
            return False
        return any(self._part(fold[cut:]) and self._head(fold[:cut]) for cut in range(3, len(fold) - 2))

    def _part(self, fold: str) -> bool:
        """Tell whether the word can be the last part of a compound: a known noun that English does not have."""
        seen, english = self.lexicon.seen(fold), self.lexicon.seen_english(fold)
        return seen >= (5 if len(fold) > 3 else 50) and len(fold) > 2 and english <= seen / 4 and self.common(fold)

    def _head(self, fold: str) -> bool:
        """Tell whether the letters are known words, the last of which may have a joint or be a verb's stem."""
        if fold in _BOUND or any(fold.endswith(stem) and self._head(fold[: -len(stem)]) for stem in _BOUND):
            return True
        if len(fold) < 3 or self.own(fold) >= 0.1:
            return False
        if any(self.lexicon.seen(fold + ending) >= 5 for ending in _VERB_ENDINGS) and len(fold) > 3:
            return True
        for joint in _JOINTS:
            bare = fold.removesuffix(joint) if joint else fold
            if (
                (not joint or bare != fold)
                and len(bare) >= 3
                and self.lexicon.seen(bare) >= (5 if len(bare) > 3 else 50)
            ):
                return True
        return any(
            self._head(fold[:cut]) and self._part(fold[cut:].removesuffix("s")) for cut in range(3, len(fold) - 3)
        )

    def _gerund(self, fold: str) -> bool:
        """Tell whether the word ends in an English word in -ing: Couchsurfing, Storyboarding."""
        words = english_words()
        return fold.endswith("ing") and any(fold[i:] in words for i in range(len(fold) - 5))
