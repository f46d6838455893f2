"""Make configs/knowledge/antonyms.txt, the direct antonyms of single English words, from WordNet.

    python scripts/build_antonyms.py /usr/share/wordnet --out configs/knowledge/antonyms.txt

The folder is WordNet's ``dict`` (wndb(5WN)); Debian's package wordnet-base has it. A line of the result is a word and,
after it, its antonyms; words that the lexicon has not seen in English are left out.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pipeline.knowledge.lexicon import lexicon

_SEEN = 3  # uses from which a word can meet in news


def antonyms(folder: Path, part: str) -> Iterator[tuple[str, str]]:
    """Yield the antonym pointers between words of one part of speech, both ways, as WordNet has them."""
    words: dict[str, list[str]] = {}
    pointers: list[tuple[str, str, str]] = []
    for line in (folder / f"data.{part}").read_text(encoding="ascii").splitlines():
        if line.startswith("  "):
            continue  # the licence
        offset, _, _, count, *rest = line.partition(" | ")[0].split()
        size = int(count, 16)
        words[offset] = [rest[2 * i].partition("(")[0].lower() for i in range(size)]
        links = rest[2 * size + 1 :]
        for i in range(int(rest[2 * size])):
            symbol, other, _, places = links[4 * i : 4 * i + 4]
            if symbol == "!":
                pointers.append((offset, other, places))
    for here, there, places in pointers:
        yield words[here][int(places[:2], 16) - 1], words[there][int(places[2:], 16) - 1]


def irregular(folder: Path) -> dict[str, set[str]]:
    """Return the irregular forms of verbs by their base."""
    forms: dict[str, set[str]] = defaultdict(set)
    for line in (folder / "verb.exc").read_text(encoding="ascii").splitlines():
        form, *bases = line.split()
        for base in bases:
            forms[base].add(form)
    return forms


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    table: dict[str, set[str]] = defaultdict(set)
    forms, known = irregular(args.folder), lexicon()
    for part in ("verb", "adj", "adv", "noun"):
        for word, other in antonyms(args.folder, part):
            every = [{w, *(forms.get(w, ()) if part == "verb" else ())} for w in (word, other)]
            for one in every[0]:
                table[one] |= {w for w in every[1] if w.isalpha() and known.seen_english(w) >= _SEEN}
    lines = [
        " ".join((word, *sorted(table[word])))
        for word in sorted(table)
        if table[word] and word.isalpha() and known.seen_english(word) >= _SEEN
    ]
    args.out.write_text("\n".join(lines) + "\n", encoding="ascii")
    print(f"{len(lines):,} words, {args.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
