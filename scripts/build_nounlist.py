"""Make configs/knowledge/nouns.txt.xz from the nouns of the German Wiktionary.

pip download --no-deps german-nouns==1.2.5   # unpack with unzip
python scripts/build_nounlist.py german_nouns/nouns.csv --out configs/knowledge/nouns.txt.xz
"""

from __future__ import annotations

import argparse
import csv
import lzma
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.knowledge.wordlist import packed
from pipeline.text.wordforms import fold

FORMS = ("lemma", "nominativ", "genitiv", "dativ", "akkusativ")  # how the columns begin that hold forms
# What the column of the part of speech has for names, and for what is no word by itself.
NO_NOUNS = ("name", "Toponym", "Affix", "Gebundenes", "Abkürzung", "Buchstabe", "Suffix", "Präfix")


def forms(row: Mapping[str, str]) -> Iterator[str]:
    """Yield the folded forms of a noun; none that is written small, in capitals or in several words."""
    for column, form in row.items():
        if column.startswith(FORMS) and form and form.isalpha() and form.istitle() and len(form) > 2:
            yield fold(form)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nouns", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    common: set[str] = set()
    names: set[str] = set()
    with args.nouns.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            (names if any(kind in row["pos"] for kind in NO_NOUNS) else common).update(forms(row))
    kept = sorted(common - names)
    data = "\n".join(packed(kept)).encode()
    args.out.write_bytes(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(kept):,} words, {args.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
