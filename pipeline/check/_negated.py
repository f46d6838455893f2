"""What a negation is about, whether the other side says it plainly, and the cues of a negation lost or added.

The cues are weighed by a logistic regression (``configs/check/negation.yaml``, made by ``scripts/fit_negation.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.check._logistic import Weights, chance, read_weights
from pipeline.check._negation_spare import said_otherwise, spare_english, spare_german
from pipeline.knowledge.lexicon import Lexicon
from pipeline.text.negation import (
    ENGLISH,
    GERMAN,
    attributive,
    english_clear,
    english_negators,
    english_vague,
    german_implied,
    german_negators,
    stressed,
)
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import Word, gap, word_forms, wordset

FILE: Final = "configs/check/negation.yaml"
KINDS: Final = ("lost", "added")
_SAID = 0.05  # strength from which the lexicon takes an English word for a translation
_LEFT, _RIGHT = 6, 3  # English words around a counterpart in which its negation would stand
_REACH = 7  # words that an English negator is taken to reach
# Words that are not themselves what a negation is about: auxiliaries, determiners, pronouns, particles of focus and
# time (closed classes; Duden 4, 2022, "Negation" and "Partikeln"; Quirk et al., A Comprehensive Grammar, 1985, 10.54).
GERMAN_LIGHT = wordset(
    "der die das den dem des ein eine einen einem einer eines er sie es ihn ihm ihr ihnen wir uns ich mir mich "
    "man sich ist sind war waren sei seien wäre wären sein gewesen hat haben hatte hatten habe hätte hätten "
    "gehabt wird werden wurde wurden worden werde würde würden kann können konnte konnten könne könnte könnten "
    "soll sollen sollte sollten solle will wollen wollte wollten wolle muss müssen musste mussten müsse müsste "
    "darf dürfen durfte durften dürfe dürfte dürften mehr noch auch nur schon so sehr zu zur zum auf in im an am "
    "aus bei beim mit von vom vor für um nach über unter bis als wie und oder aber dass wenn weil da dort hier "
    "dann nun immer wieder einmal mal doch ja etwa ganz gar überhaupt mögen möge lassen lässt liess lasse"
)
ENGLISH_LIGHT = wordset(
    "the a an this that these those any some all both each every such his her its their our my your he she it "
    "they we you i him them us me who which what there here is are was were be been being am has have had having "
    "do does did will would shall should can could may might must ought to of in on at by for from with as and or "
    "but if so too very yet now only just even also still already again ever more than much many quite really "
    "simply necessarily able going get got let up out about into over own one"
)
_POLAR = wordset("any anyone anybody anything anywhere ever either yet anymore")  # words that want a negation
_BREAKS = re.compile(r"[;:.!?–—]|,\s*(?:sondern|aber|but)\b")
_CONTRAST = re.compile(r"(?:,|\bbut|\band|[–—-])\s*$")
_TYPES = {
    "nicht": "not", "kein": "no", "nie": "never", "niemals": "never", "ohne": "without", "kaum": "hardly",
    "not": "not", "cannot": "not", "no": "no", "never": "never", "without": "without", "hardly": "hardly",
    "barely": "hardly", "scarcely": "hardly",
}  # fmt: skip


class Suspect(NamedTuple):
    """A negator that the other side may lack: ``kind`` of KINDS, what it is about there, and the cues by name."""

    kind: str
    negator: Word
    other: Word | None
    cues: Mapping[str, float]


def suspects(source: str, target: str, lexicon: Lexicon) -> Iterator[Suspect]:
    """Yield every negator of both sides with its cues; most are harmless."""
    german, english = german_negators(source), english_negators(target)
    if not german and not english:
        return
    difference = len(german) - len(english)
    words, others = word_forms(source), word_forms(target)
    common = {"asks": float(source.rstrip(' "“”').endswith("?"))}
    if difference > 0:
        rest = difference - spare_english(source, target, german, lexicon) - said_otherwise(source, target)
        common |= _balance(difference, rest)
        for negator in german:
            yield Suspect("lost", negator, *_lost(source, target, words, others, negator, lexicon, common))
    elif difference < 0:
        rest = -difference - spare_german(source, target, german, english, lexicon) - stressed(target)
        common |= _balance(-difference, rest) | {"stressed": float(stressed(target))}
        for negator in english:
            yield Suspect("added", negator, *_added(source, target, words, others, negator, lexicon, common))


def _balance(difference: int, rest: int) -> dict[str, float]:
    return {"two": float(difference > 1), "unaccounted": float(rest > 0), "spare": float(max(0, -rest))}


_Found = tuple[Word | None, dict[str, float]]


def _lost(
    source: str,
    target: str,
    words: Sequence[Word],
    others: Sequence[Word],
    negator: Word,
    lexicon: Lexicon,
    common: Mapping[str, float],
) -> _Found:
    about = german_focus(source, words, negator)
    said = {w: c for w in about if (c := _counterpart(w, others, lexicon)) is not None}
    near = [w for c in said.values() for w in around(target, others, c)]
    cues = dict(common) | {
        f"is-{_type(negator)}": 1.0,
        "about-nothing": float(not about),
        "said": max((_strength(w, c, lexicon) for w, c in said.items()), default=0.0),
        "unsaid": (len(about) - len(said)) / max(1, len(about)),
        "near-negator": float(any(map(_negates, near))),
        "near-clear": float(any(map(english_clear, near))),
        "near-vague": float(any(map(english_vague, near))),
        "near-polar": float(any(w.fold in _POLAR for w in near)),
        "negators": float(sum(map(_negates, others))),
        "clear": float(sum(map(english_clear, others))),
        "vague": float(min(4, sum(map(english_vague, others)))),
        "unaccounted-said": float(bool(common["unaccounted"] and said)),
        "plain": float(bool(said) and not any(_negates(w) or english_clear(w) or english_vague(w) for w in near)),
        "attributive": float(attributive(source, negator)),
        "phrases": float(said_otherwise(source, target)),
        "only": float(bool(re.match(r"nicht (?:nur|allein|zuletzt)\b", source[negator.span.start :]))),
        "contrast": float("sondern" in source),
    }
    cues |= {f"en {w.fold}": 1.0 for w in others if w.fold not in ENGLISH_LIGHT and not _negates(w)}
    return next(iter(said.values()), None), cues


def _added(
    source: str,
    target: str,
    words: Sequence[Word],
    others: Sequence[Word],
    negator: Word,
    lexicon: Lexicon,
    common: Mapping[str, float],
) -> _Found:
    about = english_focus(target, others, negator)
    said = max(words, key=lambda w: _strength(w, about, lexicon), default=None) if about else None
    strength = _strength(said, about, lexicon) if said and about else 0.0
    near = around(source, words, said, 8, 8) if said and strength >= _SAID else []
    implied = [w for w in words if german_implied(w)]
    cues = dict(common) | {
        f"is-{_type(negator)}": 1.0,
        "about-nothing": float(about is None),
        "said": strength,
        "unsaid": float(strength < _SAID),
        "near-negator": float(any(w.fold in GERMAN for w in near)),
        "unaccounted-said": float(bool(common["unaccounted"]) and strength >= _SAID),
        "near-implied": float(any(map(german_implied, near))),
        "implied": float(min(3, len(implied))),
        "contrast": float(bool(_CONTRAST.search(target[: negator.span.start]))),
        "about-negative": float(bool(about and (english_clear(about) or english_vague(about)))),
        "negators": float(sum(w.fold in GERMAN for w in words)),
    }
    cues |= {f"de {w.fold}": 1.0 for w in words if w.fold not in GERMAN and w.text.islower()}
    if about:
        cues[f"en {about.fold}"] = 1.0
    return said if strength >= _SAID else None, cues


def _type(negator: Word) -> str:
    if negator.fold.startswith("kein"):
        return "no"
    return _TYPES.get(negator.fold, "not" if negator.fold.endswith("n't") else "nobody")


def _negates(word: Word) -> bool:
    return word.fold in ENGLISH or word.fold.endswith("n't")


def german_focus(text: str, words: Sequence[Word], negator: Word) -> list[Word]:
    """Return what a German negator may be about: the next word, and the verb that ends or opens its clause."""
    at = words.index(negator)
    after: list[Word] = []
    for i in range(at + 1, len(words)):
        between = gap(text, words[i - 1], words[i])
        if "," in between or _BREAKS.search(between):
            break
        after.append(words[i])
    content = [w for w in after if w.fold not in GERMAN_LIGHT]
    before = [w for w in words[max(0, at - 8) : at] if w.fold not in GERMAN_LIGHT and w.text.islower()]
    return list(dict.fromkeys((content[0], content[-1]) if content else before[-1:]))


def english_focus(text: str, words: Sequence[Word], negator: Word) -> Word | None:
    """Return what an English negator may be about: the next word that is more than grammar."""
    at = words.index(negator)
    for i in range(at + 1, min(len(words), at + 1 + _REACH)):
        if _BREAKS.search(gap(text, words[i - 1], words[i])):
            break
        if words[i].fold not in ENGLISH_LIGHT:
            return words[i]
    return None


def around(text: str, words: Sequence[Word], word: Word, left: int = _LEFT, right: int = _RIGHT) -> list[Word]:
    """Return the words near ``word`` in its own part of the sentence."""
    at = words.index(word)
    start, end = at, at + 1
    while start > max(0, at - left) and not _BREAKS.search(gap(text, words[start - 1], words[start])):
        start -= 1
    while end < min(len(words), at + 1 + right) and not _BREAKS.search(gap(text, words[end - 1], words[end])):
        end += 1
    return list(words[start:end])


def _counterpart(word: Word, target: Sequence[Word], lexicon: Lexicon) -> Word | None:
    best = max(target, key=lambda w: _strength(word, w, lexicon), default=None)
    return best if best is not None and _strength(word, best, lexicon) >= _SAID else None


def _strength(german: Word, english: Word, lexicon: Lexicon) -> float:
    options = lexicon.translations(german.fold)
    return max(options.get(english_stem(part), 0.0) for part in (english.fold, *english.fold.split("-")))


def probability(suspect: Suspect) -> float:
    """Return the probability, 0..1, that the negation is lost or added, where about one sentence in ten has a slip."""
    return chance(judges()[suspect.kind], suspect.cues)


@lru_cache(maxsize=1)
def judges() -> Mapping[str, Weights]:
    """Return the weights that ship, by kind and cue."""
    return read_weights(FILE, KINDS, "negations")
