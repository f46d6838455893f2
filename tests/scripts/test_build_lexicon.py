from __future__ import annotations

import lzma
import subprocess
import sys
from pathlib import Path

from pipeline.knowledge.lexicon import read_lexicon


def test_words_that_stand_together_are_translations(tmp_path: Path) -> None:
    nouns = [("Haus", "house"), ("Zug", "train"), ("Minister", "minister"), ("Baum", "tree"), ("Brief", "letter")]
    verbs = [("fehlt", "is missing"), ("brennt", "burns"), ("kommt", "comes"), ("gefällt", "pleases")]
    lines = [f"own\tDas {n} {v}.\tThe {m} {w}.\n" for n, m in nouns for v, w in verbs for _ in range(3)]
    with lzma.open(tmp_path / "corpus.tsv.xz", "wt", encoding="utf-8") as stream:
        stream.writelines(lines)
    script = Path(__file__).parents[2] / "scripts" / "build_lexicon.py"
    command = [sys.executable, str(script), str(tmp_path / "corpus.tsv.xz"), "--out", str(tmp_path)]
    subprocess.run(command, check=True, cwd=script.parents[1], env={"PYTHONPATH": str(script.parents[1])})
    made = read_lexicon(tmp_path)
    assert max(made.translations("zug").items(), key=lambda item: item[1])[0] == "train"
    assert made.capital_english("train") < 0.1
    assert made.seen("haus") == 12
