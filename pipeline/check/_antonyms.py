"""English words that nothing in the German says, where the German says their opposite; for opposite-word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from pipeline.check._negated import ENGLISH_LIGHT, GERMAN_LIGHT
from pipeline.check._opposites import negated_alike
from pipeline.knowledge.antonyms import antonyms
from pipeline.knowledge.lexicon import Lexicon
from pipeline.text.separable import ADVERBS, PARTICLES, ends_clause
from pipeline.text.stems import cognate_key, english_stem, german_stem
from pipeline.text.wordforms import Word, word_forms, wordset

# Words of many meanings, and those of idioms (Quirk et al., A Comprehensive Grammar, 1985, 16.3 ff., multi-word verbs).
_VAGUE: Final = wordset(
    "come comes came coming go goes went gone going take takes took taken taking give gives gave given giving get gets "
    "got put puts set sets setting off on out over every some few many much more most less least other another it he "
    "she her him his hers sit sits sat stand stands stood run runs ran running walk walks walked have has had make "
    "makes made look looked break breaks hold held keep kept keeps bring brought turn turned let back forward ahead "
    "behind here there now then this that these those what which who how when where for against with no yes non own "
    "part one well be being been is are was were do does did done say said tell told see saw seen can could will would "
    "may might must should since ago yet still again far at by from to of as about just only also too so very rather "
    "quite world people thing way time side point place fine fines issue issued change changes follow followed "
    "following site sites seat pass passed line lines rest mean means like right fall free end home away lives lay"
)
_LESS: Final = re.compile(
    r"\b(?:less|least|weniger|wenig|kaum|hardly|little|years?|lack\w*|fail\w*|excluding|bei)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_WITHOUT: Final = re.compile(r"(?:los|frei)(?:e[nmrs]?)?$"), re.compile("less|free|^un|^dis")
_SHED: Final = PARTICLES | ADVERBS
# Verbs that mean what stands beside them: eine Absage erteilen (Duden 4, 2022, "Funktionsverbgefüge").
_LIGHT_VERBS: Final = wordset(
    "erteilt erteilte erteilten stellt stellte stellten gestellt nimmt nahm nahmen genommen bringt brachte brachten "
    "gebracht kommt kam kamen gekommen gibt gab gaben gegeben macht machte machten gemacht setzt setzte setzten "
    "gesetzt hält hielt hielten gehalten geht ging gingen gegangen zieht zog zogen gezogen legt legte legten gelegt "
    "leistet leistete geleistet stiftet stiftete stiftende weiter"
)
_NOUN_USE: Final = re.compile(r"\b(?:the|a|an)\s$"), re.compile(r"\s(?:of|in|to)\b|[.,;:!?]|$")
_PRIVATIVE: Final = re.compile("(?:un|in|il|ir|im|dis)-?")  # English prefixes that make a word its own opposite
# What comes first is told second: X, anschließend Y, is X before Y.
_ORDER: Final = {
    "before": wordset("anschließend anschliessend danach daraufhin dann später schliesslich schließlich"),
    "after": wordset("zuvor vorher bevor ehe vorab"),
}
_SENTENCE_START: Final = re.compile(r"(?:^|[.:!?\"“„])\s*$")
_SAID, _OTHER, _FOUND = 0.02, 0.05, 0.1  # strengths: nobody says it; something else says it; a word nearby is rendered
_SHORT = 3  # letters of an ending, more than a noun in its own right: -los, -tum
_FEW, _MANY, _SURE = 5, 1000, 0.3  # a word seen less, or of many senses, must say the opposite with this strength
_LEFT_EN, _LEFT_DE = 4, 5  # words on each side that count as nearby


def turned(source: str, target: str, lexicon: Lexicon, least: float) -> Iterator[tuple[Word, Word]]:
    """Yield German words with the English word of opposite meaning that stands in their place.

    ``least``: strength (``Lexicon``) from which a German word says the opposite of the English one. The English word
    must have no German word that says it, the German one no English word, and words around both must belong together.
    """
    german, english = word_forms(source), word_forms(target)
    stems = [_stems(w.fold) for w in english]
    present = frozenset().union(*stems)
    poles, options = antonyms(), [lexicon.translations(w.fold) for w in german]
    own: list[Mapping[str, float]] | None = None
    for j, word in enumerate(english):
        opposite = _all(poles.opposite, stems[j])
        if not opposite or opposite & present or not _plain(target, word):
            continue
        if _said(stems[j], options, _SAID):
            continue
        own = own or [_own(_whole(source, german, i, lexicon), lexicon) for i in range(len(german))]
        strengths = [max((said.get(stem, 0.0) for stem in opposite), default=0.0) for said in own]
        i = max(range(len(german)), key=strengths.__getitem__, default=None)
        if i is None:
            continue
        shed = _whole(source, german, i, lexicon) != german[i].fold  # a particle that the lexicon knows with the verb
        needed = least * _ease(german[i], own[i], opposite, stems[j])
        if strengths[i] < (needed if shed else _enough(german[i], lexicon, needed)):
            continue
        if not _accused(source, german[i], shed) or not _alike(source, german[i], target, word):
            continue
        mates = _all(poles.beside, stems[j]) - opposite
        rest = frozenset().union(*(stems[k] for k in range(len(english)) if k != j))
        if _said(mates, (said for k, said in enumerate(options) if k != i), _FOUND) or _said(rest, (own[i],), _OTHER):
            continue
        if _neighbours(german, i, english, j, stems, options) and negated_alike(source, target, german[i], word):
            yield german[i], word


def _stems(fold: str) -> frozenset[str]:
    return frozenset(english_stem(part) for part in (fold, *fold.split("-"), fold.partition("'")[0]))


def _plain(target: str, word: Word) -> bool:
    """Tell whether an English word can be accused: no name, no light word, nothing turned by the word before it."""
    if word.fold in _VAGUE or word.fold in ENGLISH_LIGHT or not word.fold.isalpha():
        return False
    before = target[: word.span.start]
    return not _LESS.search(before) and (word.text.islower() or bool(_SENTENCE_START.search(before)))


def _all(table: Mapping[str, frozenset[str]], stems: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(table.get(stem, frozenset()) for stem in stems))


def _said(stems: Iterable[str], options: Iterable[Mapping[str, float]], least: float) -> bool:
    """Tell whether one of the words says one of the stems."""
    return any(said.get(stem, 0.0) >= least for said in options for stem in stems)


def _ease(german: Word, own: Mapping[str, float], opposite: Iterable[str], stems: Iterable[str]) -> float:
    """Return what part of the strength is enough: less where un- is all that was lost (unzulässig, admissible)."""
    if german.fold.startswith("un") and any(
        _PRIVATIVE.match(other) and _PRIVATIVE.sub("", other, count=1) in stems and other in own for other in opposite
    ):
        return 0.1
    return 1.0


def _enough(german: Word, lexicon: Lexicon, least: float) -> float:
    """Return the strength that a word needs: more if it is rare, or so common that it has many senses."""
    return least if _FEW <= lexicon.seen(german.fold) <= _MANY else max(least, _SURE)


def _accused(source: str, word: Word, shed: bool) -> bool:
    """Tell whether a German word says something by itself, and nothing before it turns that."""
    if word.fold in GERMAN_LIGHT or len(word.fold) < 4 or _LESS.search(source[: word.span.start]):
        return False
    return shed or word.fold not in _LIGHT_VERBS


def _alike(source: str, german: Word, target: str, english: Word) -> bool:
    """Tell whether two words can be said of the same thing: of one kind, and not one word in two languages."""
    if german.fold in _ORDER.get(english.fold, ()):
        return False
    if _WITHOUT[0].search(german.fold) and _WITHOUT[1].search(english.fold):
        return False
    within = not _SENTENCE_START.search(source[: german.span.start])
    if within and german.text[:1].isupper() and english.fold.endswith("ed") and not german.fold.endswith(("te", "ten")):
        return False  # a noun, and a verb
    before, after = target[: english.span.start], target[english.span.end :]
    if within and german.text.islower() and _NOUN_USE[0].search(before) and _NOUN_USE[1].match(after):
        return False  # a verb or an adjective, and a noun
    return cognate_key(german.fold)[:3] != cognate_key(english.fold)[:3]


def _whole(source: str, german: Sequence[Word], i: int, lexicon: Lexicon) -> str:
    """Return a German word with the particle that ends its clause, if it may be a separable verb: lehnte ... ab."""
    if not german[i].text.islower():
        return german[i].fold
    for word in german[i + 1 :]:
        if re.search(r"(?<!\d)[;:.!?]\s", source[german[i].span.end : word.span.start]):
            break
        if word.fold in _SHED and ends_clause(source, word.span):
            verb = word.fold + german[i].fold
            return verb if lexicon.words(verb) or german_stem(verb) in lexicon.stems else german[i].fold
    return german[i].fold


@lru_cache(maxsize=16384)
def _own(fold: str, lexicon: Lexicon) -> Mapping[str, float]:
    """Return the English stems of a German word; of a compound only those of its last part, at half strength."""
    made = lexicon.words(fold)
    if lexicon.seen(fold) < 30:
        for other in lexicon.stems.get(german_stem(fold), ())[:6]:
            for word, strength in lexicon.words(other).items():
                made[word] = max(made.get(word, 0.0), strength)
    if not made and (parts := lexicon.parts(fold)) and len(parts[-1]) > _SHORT:
        made = {word: strength / 2 for word, strength in lexicon.renderings(parts[-1]).items()}
    found: dict[str, float] = {}
    for word, strength in made.items():
        stem = english_stem(word)
        found[stem] = max(found.get(stem, 0.0), strength)
    return found


def _neighbours(
    german: Sequence[Word],
    i: int,
    english: Sequence[Word],
    j: int,
    stems: Sequence[frozenset[str]],
    options: Sequence[Mapping[str, float]],
) -> bool:
    """Tell whether a word near the German one is rendered by a word near the English one."""
    for k in range(max(0, j - _LEFT_EN), min(len(english), j + _LEFT_EN + 1)):
        if k == j or english[k].fold in ENGLISH_LIGHT:
            continue
        for m in range(max(0, i - _LEFT_DE), min(len(german), i + _LEFT_DE + 1)):
            if m == i or german[m].fold in GERMAN_LIGHT:
                continue
            if any(options[m].get(stem, 0.0) >= _FOUND for stem in stems[k]):
                return True
            if cognate_key(german[m].fold)[:5] == cognate_key(english[k].fold)[:5]:
                return True
    return False
