"""Make configs/knowledge/words.txt.xz from word lists with a word a line.

apt-get download wamerican-large wbritish-large   # Debian 12; unpack with dpkg-deb -x
python scripts/build_wordlist.py american-english-large british-english-large --out configs/knowledge/words.txt.xz
"""

from __future__ import annotations

import argparse
import lzma
from pathlib import Path

from pipeline.knowledge.wordlist import packed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    words = {line.strip() for path in args.lists for line in path.read_text(encoding="utf-8").splitlines()}
    kept = sorted(w for w in words if w.isascii() and w.isalpha() and w.islower() and len(w) > 2)
    data = "\n".join(packed(kept)).encode("ascii")
    args.out.write_bytes(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(kept):,} words, {args.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
