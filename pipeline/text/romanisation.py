"""Read a name as each romanisation scheme would, and spell it anew in another scheme.

``readings("Rjabych")`` and ``readings("Ryabykh")`` share the sounds ``rjabyx``: the German and the English form of one
name. See ``romanisation_tables`` for the alphabet of sounds and the sources.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, lru_cache

from pipeline.text.romanisation_tables import (
    CYRILLIC,
    CYRILLIC_BY_LANGUAGE,
    GEORGIAN,
    GREEK,
    SCHEMES,
    SPELL_ENGLISH,
)

_UNDECOMPOSED = str.maketrans(
    {
        "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "Þ": "Th",
        "æ": "ae", "Ð": "D", "Æ": "Ae", "Œ": "Oe",
        "œ": "oe", "ı": "i", "ə": "a", "Ə": "A", "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "ħ": "h",
    }
)  # fmt: skip
_GERMAN_FOLD = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj", "ß": "ss", "þ": "th", "ł": "l", "ı": "i"}
)
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")


def strip_marks(text: str) -> str:
    """Return ``text`` without diacritics: ``Støre`` -> ``Store``, ``Łukašenka`` -> ``Lukasenka``; case is kept."""
    if text.isascii():
        return text.replace("`", "'")
    decomposed = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=50000)
def fold(text: str) -> str:
    """Return ``text`` in lower case without diacritics and apostrophes."""
    return strip_marks(strip_marks(text).casefold()).replace("'", "")


@lru_cache(maxsize=50000)
def fold_german(text: str) -> str:
    """Like ``fold`` but with the German substitutes: ä -> ae, ø -> oe, å -> aa, đ -> dj."""
    return fold(unicodedata.normalize("NFC", text).casefold().translate(_GERMAN_FOLD))


def _pattern(entry: str) -> str:
    letters, _, ahead = entry.partition(">")
    body = re.escape(letters.strip("^$"))
    return (
        ("^" if letters.startswith("^") else "")
        + body
        + ("$" if letters.endswith("$") else "")
        + (f"(?={re.escape(ahead)})" if ahead else "")
    )


class _Transducer:
    """Rewrites letters by a table, longest entry first; letters without an entry keep themselves, marks stripped."""

    def __init__(self, table: Mapping[str, str]) -> None:
        entries = sorted(table.items(), key=lambda e: (-len(e[0].strip("^$")), e[0]))
        self._sounds = [sound for _, sound in entries]
        self._regex = re.compile("|".join(f"({_pattern(entry)})" for entry, _ in entries))

    def __call__(self, word: str) -> str:
        out, at = [], 0
        for match in self._regex.finditer(word):
            out.append(fold(word[at : match.start()]))
            out.append(self._sounds[(match.lastindex or 1) - 1])
            at = match.end()
        out.append(fold(word[at:]))
        return "".join(out)


@cache
def _transducer(name: str) -> _Transducer:
    if name in SCHEMES:
        return _Transducer(SCHEMES[name])
    if name == "greek":
        return _Transducer({**GREEK, **{_accented(k): v for k, v in GREEK.items()}})
    if name == "georgian":
        return _Transducer(GEORGIAN)
    return _Transducer({**CYRILLIC, **CYRILLIC_BY_LANGUAGE.get(name, {})})


def _accented(letters: str) -> str:
    return unicodedata.normalize("NFC", letters + "\u0301")


TRANSCRIBED = frozenset({"ru", "uk", "be", "bg"})
_DOUBLE = re.compile(r"([^\W_])\1+")
_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"t[sz1]", "c"),
        (r"d[Z2]", "J"),
        (r"'", ""),
        (r"(?<=[aeiou])[iyj]+$", "i"),  # Sergei, Sergej, Sergey
        (r"[iyj]+e?$", lambda m: "ie" if m[0].endswith("e") else "i"),  # -skij, -ski, -sky, -skyj
        (r"[iyj]+(?=[aou])", "j"),  # Riabych, Rjabych
        (r"[yj]+(?=[eyi])", ""),  # Yermak, Jermak, Ermak
        (r"(?<=[^aeiouy])[ij]+(?=e)", ""),  # Kirienko, Kirijenko
        (r"(?<=[SZCcJ2])y", "i"),
        (r"(?<=[aeo])u(?=[aeo])", "v"),  # Djaouad, Dschawad
        (r"(?<=[aeou])[jy](?=[^aeiouy])", "i"),  # Tschajkowski
    )
)


def _settle(sounds: str) -> str:
    """Level what schemes spell freely: doubled letters, final -ij / -y, the glide before e."""
    for pattern, new in _RULES:
        sounds = pattern.sub(new, sounds)
    return _DOUBLE.sub(r"\1", sounds)


def script(word: str) -> str:
    """Return ``latin``, ``cyrillic``, ``greek``, ``georgian`` or ``other``, by the first letter."""
    for char in word:
        if char.isalpha():
            name = unicodedata.name(char, "")
            return next((s for s in ("latin", "cyrillic", "greek", "georgian") if name.startswith(s.upper())), "other")
    return "other"


@lru_cache(maxsize=20000)
def readings(word: str) -> tuple[str, ...]:
    """Return the distinct sounds that one word of a name may stand for, one per scheme that reads it differently."""
    word = unicodedata.normalize("NFC", word).casefold().replace("-", "")
    kind = script(word)
    if kind == "latin":
        names = [s for s in SCHEMES if _plausible(s, word)]
    elif kind == "cyrillic":
        names = ["ru", "uk", "be", "bg"]
    else:
        names = [kind] if kind in ("greek", "georgian") else []
    return tuple(dict.fromkeys(_settle(_transducer(name)(word)) for name in names)) or (fold(word),)


# Letters and groups that only these schemes use; a word that holds one is not read by the others.
_TELLTALE: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(r"sch"), frozenset({"german", "arabic"})),
    (re.compile(r"sj|zj"), frozenset({"dutch", "scholarly"})),
    (re.compile(r"tch"), frozenset({"french", "english"})),
    (re.compile(r"[šžčŝâûěŭ]"), frozenset({"scholarly", "romanian"})),
    (re.compile(r"[şğıə]"), frozenset({"turkic", "romanian"})),
    (re.compile(r"[łżźńęą]|szcz|sz|cz"), frozenset({"polish", "scholarly"})),
    (re.compile(r"zh|kh|shch"), frozenset({"english", "french", "arabic", "greek press"})),
    (re.compile(r"(?<![sc])sh|dh"), frozenset({"english", "french", "spanish", "arabic"})),
    (re.compile(r"[ïèê]"), frozenset({"french", "scholarly"})),
    (re.compile(r"w$|w[aeiouy]"), frozenset({"german", "polish", "english", "dutch", "arabic"})),
)


def _plausible(scheme: str, word: str) -> bool:
    return all(scheme in schemes for pattern, schemes in _TELLTALE if pattern.search(word)) or scheme == "english"


def _spell(sounds: str) -> str:
    """Return sounds as the English press spells them."""
    out, at = [], 0
    while at < len(sounds):
        two = sounds[at : at + 2]
        size = 2 if two in SPELL_ENGLISH else 1
        out.append(SPELL_ENGLISH.get(sounds[at : at + size], sounds[at : at + size]))
        at += size
    return "".join(out)


def _shape(text: str, like: str) -> str:
    return text[:1].upper() + text[1:] if like[:1].isupper() else text


def _german_sounds(word: str) -> Iterator[str]:
    """Yield the sounds of a German transcription, the likeliest first, without levelling (the forms keep -yj)."""
    low = unicodedata.normalize("NFC", word).casefold()
    sounds = _transducer("german")(low)
    spots = [m.start() for m in re.finditer(r"[12]", sounds)]
    first = list(sounds)
    for at in spots:  # a single s between vowels is z in Duden's tables, elsewhere either; sch is sh more often
        between = 0 < at < len(sounds) - 1 and sounds[at - 1] in "aeiouy" and sounds[at + 1] in "aeiouyj"
        start = at == 0 and sounds[at + 1 : at + 2] in tuple("aeou")
        voiced = "z" if between or (start and not sounds.startswith("1erg")) else "s"
        first[at] = voiced if sounds[at] == "1" else "S"
    yield "".join(first)
    for at in spots:
        other = first.copy()
        other[at] = {"s": "z", "z": "s", "S": "Z"}[other[at]]
        yield "".join(other)


def english_press_forms(german: str, language: str = "ru") -> tuple[str, ...]:
    """Return likely English press spellings of a German transcription, the likeliest first.

    ``Rjabych`` -> ``Ryabykh``; ``language`` (ru, uk, be, bg) decides on endings: Ukrainian -yj is -yi or -y, Russian
    -i is -y. A word that holds nothing to transcribe comes back as it is.
    """
    forms: list[str] = []
    for sounds in _german_sounds(german):
        word = re.sub(r"(?<![aeiou])je", "e", sounds) if not sounds.startswith("je") else sounds
        spelt = _spell(re.sub(r"(?<=[bdgklmnprstvzfx])jo(?=[vmnrp])", "jo", word))
        spelt = re.sub(r"(?<=ch|sh|zh)yo", "yo", spelt)
        spelt = re.sub(r"sky[yij]?$|ski[yij]?$", "sky", spelt)
        spelt = re.sub(r"(?<=[aeo])y$", "i" if language != "uk" else "y", spelt)
        spelt = re.sub(r"iy$|ij$", "iy" if language == "uk" else "y", spelt)
        forms.append(_shape(spelt, german))
    return tuple(dict.fromkeys(forms))


def english_press_form(german: str, language: str = "ru", written: Collection[str] = ()) -> str:
    """Return the likeliest English press spelling of a name in German transcription, word by word; of several, the one
    that is among the words ``written``.

    Names of other languages than ``TRANSCRIBED`` (their ISO 639-1 codes) come back as they are.
    """
    if language not in TRANSCRIBED:
        return german

    def spelt(word: re.Match[str]) -> str:
        forms = english_press_forms(word[0], language)
        return next((form for form in forms if form in written), forms[0])

    return _WORD.sub(spelt, german)


def english_of(one: str, other: str) -> str | None:
    """Return which of two spellings of a name is the English one, the other being its German transcription; None
    where neither is, or each in some word: ``Yusupov`` of that and ``Jussupow``."""
    left, right = (_WORD.findall(name) for name in (one, other))
    if len(left) != len(right):
        return None
    votes = sum(
        (a.casefold() in _press(b)) - (b.casefold() in _press(a))
        for a, b in zip(left, right, strict=True)
        if a.casefold() != b.casefold()
    )
    return one if votes > 0 else other if votes < 0 else None


def _press(word: str) -> frozenset[str]:
    return frozenset(form.casefold() for lang in ("ru", "uk") for form in english_press_forms(word, lang))
