"""Measure the check guessed-word: how many of the words it doubts does the human reference have?

    python scripts/measure_guesses.py [--every 10]

Translates every Nth sentence of WMT18 and FLORES dev with the model that ships, links the words, and runs the check. A
word that is right stands in the reference about every other time (a paraphrase says it otherwise); of all content words
of the output, printed too, more than that. Words that the translator took from the lexicon are counted for themselves.
Run it again when the model is another.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from fitting import development_data, options

from pipeline.align import WordAligner
from pipeline.check.guessed_word import GuessedWord
from pipeline.config import load_config
from pipeline.evaluate.data import load_rows
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import word_forms
from pipeline.translate import load_translator
from pipeline.types import Article, Flag, Segment, Span


def stems(text: str) -> set[str]:
    """Return the stems of the words of a text."""
    return {english_stem(word.fold) for word in word_forms(text)}


def report(name: str, words: Sequence[tuple[str, str]], sentences: int) -> None:
    """Print how many (word, reference) there are in 100 sentences, and how many of the words the reference has."""
    right = sum(stems(word) <= stems(reference) for word, reference in words)
    share = 100 * right / max(1, len(words))
    print(f"{name:12} {100 * len(words) / sentences:6.1f} in 100 sentences, {share:5.1f} % in the reference")


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--every", type=int, default=10, help="take only every Nth sentence")
    given = parser.parse_args()
    folder = development_data()
    torch.set_num_threads(1)
    model = load_translator(load_config(overrides=["translate.threads=1"]).translate)
    rows = [
        row
        for name in ("mt_wmt18", "mt_flores_dev")
        for row in list(load_rows(str(folder / f"{name}.jsonl.xz")))[:: given.every]
    ]
    segments = [
        Segment(Article(str(i), "", row["source"]), 0, Span(0, len(row["source"]))) for i, row in enumerate(rows)
    ]
    pairs = list(WordAligner().run(model.translate(segments)))
    references = {str(i): row["reference"] for i, row in enumerate(rows)}
    flags = list(GuessedWord(scorer=lambda: model).find(pairs))
    everything = [
        (word.text, references[pair.article.id])
        for pair in pairs
        for word in word_forms(pair.target)
        if word.text[0].islower() and len(word.text) > 3
    ]
    report("all words", everything, len(rows))
    put_in = [flag for flag in flags if flag.rule == "exchanged"]
    report("from lexicon", [(flag.target_text or "", references[flag.pair.article.id]) for flag in put_in], len(rows))
    for severity in ("warning", "notice"):
        some = [flag for flag in flags if flag.severity == severity and not flag.rule]
        report(severity, [(flag.target_text or "", references[flag.pair.article.id]) for flag in some], len(rows))
        report("  repaired", [pair for flag in some for pair in suggested(flag, references)], len(rows))


def suggested(flag: Flag, references: dict[str, str]) -> list[tuple[str, str]]:
    """Return the suggestion and the reference; nothing where there is no suggestion."""
    return [(flag.suggestion, references[flag.pair.article.id])] if flag.suggestion else []


if __name__ == "__main__":
    main()
