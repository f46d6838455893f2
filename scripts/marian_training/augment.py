"""Vary sentence pairs on the fly so that the model meets what is special in wire copy.

Each variation changes both sides alike, or returns None where it does not apply: headlines in capitals or without an
end mark, German quotation styles, quotations that open or close in another sentence, other numbers and names in the
same place, handles and addresses to copy, two sentences in one segment, short phrases with numbers, times and dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import yaml

from .data import Pair
from .phrases import phrase

Change = Callable[[Pair, np.random.Generator], Pair | None]
GERMAN_NUMBER = re.compile(r"(?<![\w.,:/-])(?:\d{1,3}(?:\.\d{3})+|\d+,\d+|\d+)(?![\w:/-]|[.,]\d)")
STYLES = (("„", "“"), ("»", "«"), ('"', '"'), ("“", "”"), ("„", "”"), ("«", "»"))
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LATIN = "abcdefghijklmnopqrstuvwxyz"


def english_number(german: str) -> str:
    """``3.000`` → ``3,000``, ``1,28`` → ``1.28``."""
    return german.translate(str.maketrans(".,", ",."))


def other_number(german: str, rng: np.random.Generator) -> str:
    """Another number of the same format; small ones stay small (days, months) and above 1 (singular, plural)."""
    if "," in german:
        whole, decimals = german.split(",")
        return f"{rng.integers(2, 10 ** len(whole) + 1)},{rng.integers(0, 10 ** len(decimals)):0{len(decimals)}}"
    digits = german.replace(".", "")
    size = len(digits)
    if "." in german:
        size = int(rng.integers(4, 7))
        return f"{rng.integers(10 ** (size - 1), 10**size):,}".replace(",", ".")
    if size == 4 and digits[:2] in ("19", "20"):
        return str(rng.integers(1900, 2040))
    value = int(digits)
    if value <= 31:
        return str(rng.integers(2, 32 if value > 12 else 13)) if value > 1 else german
    return str(rng.integers(1, 10)) + "".join(map(str, rng.integers(0, 10, size - 1)))


def new_numbers(pair: Pair, rng: np.random.Generator) -> Pair | None:
    """Other figures for those that stand once on each side in corresponding formats."""
    german, english = pair
    found = {m[0] for m in GERMAN_NUMBER.finditer(german)}
    for number in sorted(found):
        there = english_number(number)
        places = [re.compile(rf"(?<![\w.,:-]){re.escape(n)}(?![\w:-]|[.,]\d)") for n in (number, there)]
        if len(places[0].findall(german)) == 1 == len(places[1].findall(english)):
            new = other_number(number, rng)
            german, english = places[0].sub(new, german), places[1].sub(english_number(new), english)
    return (german, english) if german != pair[0] else None


def upper(pair: Pair, rng: np.random.Generator) -> Pair | None:
    """A headline in capitals."""
    return (pair[0].upper(), pair[1].upper()) if len(pair[0]) < 100 else None


def title(pair: Pair, rng: np.random.Generator) -> Pair | None:
    """A headline with capitals on every longer word."""
    if len(pair[0]) > 100:
        return None
    german, english = (WORD.sub(lambda m: m[0][0].upper() + m[0][1:] if len(m[0]) > 3 else m[0], s) for s in pair)
    return german.rstrip("."), english.rstrip(".")


def bare_end(pair: Pair, rng: np.random.Generator) -> Pair | None:
    """No full stop."""
    return (pair[0][:-1], pair[1][:-1]) if pair[0].endswith(".") and pair[1].endswith(".") else None


def quote_style(pair: Pair, rng: np.random.Generator) -> Pair | None:
    """Another German style of quotation marks; the English stays."""
    if pair[0].count("„") != pair[0].count("“") or "„" not in pair[0]:
        return None
    opening, closing = STYLES[rng.integers(1, len(STYLES))]
    return pair[0].replace("„", opening).replace("“", closing), pair[1]


def half_quote(pair: Pair, rng: np.random.Generator) -> Pair | None:
    """A quotation that opens or closes in another sentence."""
    german, english = pair
    if any(c in german + english for c in '„“”"»«') or not german.endswith(".") or not english.endswith("."):
        return None
    return (f"„{german}", f'"{english}') if rng.random() < 0.5 else (f"{german}“", f'{english}"')


def handle(pair: Pair, rng: np.random.Generator) -> Pair | None:
    """A handle, hashtag or address in brackets before the full stop."""
    if not (pair[0].endswith(".") and pair[1].endswith(".")):
        return None
    word = "".join(rng.choice(list(LATIN), rng.integers(4, 11)))
    kind = ("@{}", "#{}", "www.{}.de", "https://{}.com/{}", "{}@{}.org")[rng.integers(5)]
    text = kind.format(word, word[::-1][:4])
    return f"{pair[0][:-1]} ({text}).", f"{pair[1][:-1]} ({text})."


class Augmenter:
    """Applies the variations in ``shares`` (name → probability for a pair) and adds ``phrases`` of them."""

    def __init__(self, shares: dict[str, float], pairs: Sequence[Pair], people: Path | None) -> None:
        self.changes: dict[str, Change] = {
            "numbers": new_numbers,
            "names": self.new_name,
            "quote_style": quote_style,
            "half_quote": half_quote,
            "handle": handle,
            "title": title,
            "upper": upper,
            "bare_end": bare_end,
        }
        unknown = set(shares) - {*self.changes, "joined", "phrases"}
        if unknown:
            raise ValueError(
                f"augmentation: {', '.join(sorted(unknown))} is not among {', '.join(self.changes)}, joined, phrases"
            )
        self.shares = shares
        self.names = copied_names(pairs) if shares.get("names") else {}
        self.pool = sorted((n, n) for n in self.names) + 8 * (known_people(people) if people else [])

    def __call__(self, pairs: Sequence[Pair], rng: np.random.Generator) -> list[Pair]:
        """The pairs, some of them varied, in the same order, and the phrases after them."""
        chosen: list[Pair] = []
        for pair in pairs:
            for name, change in self.changes.items():
                if rng.random() < self.shares.get(name, 0.0):
                    pair = change(pair, rng) or pair
            if rng.random() < self.shares.get("joined", 0.0) and chosen and len(pair[0]) + len(chosen[-1][0]) < 240:
                pair = f"{chosen[-1][0]} {pair[0]}", f"{chosen[-1][1]} {pair[1]}"
            chosen.append(pair)
        return chosen + [phrase(rng) for _ in range(int(self.shares.get("phrases", 0.0) * len(pairs)))]

    def new_name(self, pair: Pair, rng: np.random.Generator) -> Pair | None:
        """Another family name for one that both sides spell alike: copied, or known to be spelt anew."""
        present = [m[0] for m in WORD.finditer(pair[0]) if m[0] in self.names]
        for old in present:
            where = [re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])") for _ in pair]
            if all(len(w.findall(side)) == 1 for w, side in zip(where, pair, strict=True)):
                german, english = self.pool[rng.integers(len(self.pool))]
                return where[0].sub(german, pair[0]), where[1].sub(english, pair[1])
        return None


def copied_names(pairs: Sequence[Pair]) -> set[str]:
    """Capitalised words that stand on both sides of some pair and nowhere in lower case."""
    lower: set[str] = set()
    names: set[str] = set()
    for german, english in pairs:
        words = set(WORD.findall(german)), set(WORD.findall(english))
        names |= {w for w in words[0] & words[1] if w[0].isupper() and len(w) > 3 and w[1:].islower()}
        lower |= {w for side in words for w in side if w.islower()}
    return {n for n in names if n.lower() not in lower}


def known_people(folder: Path) -> list[Pair]:
    """Family names of the knowledge files whose English form differs from the German."""
    found: set[Pair] = set()
    for path in sorted(folder.glob("*.yaml")):
        for group in yaml.safe_load(path.read_text(encoding="utf-8")).get("groups", []):
            for person in group.get("people", []):
                german, english = person.get("de", ""), person.get("en", person.get("de", ""))
                words = german.split(), english.split()
                if len(words[0]) == len(words[1]):
                    found |= {(a, b) for a, b in zip(*words, strict=True) if a != b and a[0].isupper()}
    return sorted(found)
