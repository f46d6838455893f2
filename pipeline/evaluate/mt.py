"""Translation quality: BLEU, chrF2++ and TER by sacreBLEU with their signatures, and what a desk cares about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sacrebleu.metrics import BLEU, CHRF, TER

from pipeline.text.numbers import find_numbers
from pipeline.text.tokens import words

_SHORT, _LONG = 0.4, 2.5  # target to source characters; outside a translation is degenerate (OPUS-MT data: p0.1, p99.9)


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure: ``value``; ``n`` what it was taken over; ``signature`` how (sacreBLEU's own for its metrics)."""

    name: str
    value: float
    n: int
    signature: str = ""


def corpus_metrics(hypotheses: Sequence[str], references: Sequence[str]) -> list[Metric]:
    """Return BLEU, chrF2++ and TER over the corpus, as the sacrebleu command line gives them."""
    made = []
    for metric in (BLEU(), CHRF(word_order=2), TER()):
        score = metric.corpus_score(list(hypotheses), [list(references)])
        made.append(Metric(score.name, score.score, len(references), str(metric.get_signature())))
    return made


def digit_accuracy(sources: Sequence[str], hypotheses: Sequence[str]) -> Metric:
    """Return the share of numbers written with digits in the source whose value is in the hypothesis, in percent."""
    right = total = 0
    for source, hypothesis in zip(sources, hypotheses, strict=True):
        wanted = [n.value for n in find_numbers(source, "de") if n.digits and n.kind != "label"]
        there = [n.value for n in find_numbers(hypothesis, "en")]
        for value in wanted:
            total += 1
            if value in there:
                there.remove(value)
                right += 1
    return Metric("digits", _percent(right, total), total)


def name_accuracy(
    sources: Sequence[str],
    references: Sequence[str],
    hypotheses: Sequence[str],
    same: Callable[[str, str], bool] = str.__eq__,
) -> Metric:
    """Return the share of names in the hypotheses that are right, in percent.

    A name is a capitalised word of the reference, not at the beginning of a sentence, which the German has too (as
    ``same`` sees it): such a word is a name or a figure of that rank in both languages.
    """
    right = total = 0
    for source, reference, hypothesis in zip(sources, references, hypotheses, strict=True):
        german = {s.of(source).removesuffix("s") for s in words(source)} | {s.of(source) for s in words(source)}
        there = [s.of(hypothesis).removesuffix("'s").removesuffix("’s") for s in words(hypothesis)]
        for span in words(reference)[1:]:
            word = span.of(reference).removesuffix("'s").removesuffix("’s")
            starts_sentence = reference[: span.start].rstrip("\"“'‘ ").endswith((".", "!", "?", ":"))
            if len(word) < 3 or not word[0].isupper() or starts_sentence or not any(same(word, w) for w in german):
                continue
            total += 1
            right += any(same(word, other) for other in there)
    return Metric("names", _percent(right, total), total)


def length_ratio(references: Sequence[str], hypotheses: Sequence[str]) -> Metric:
    """Return hypothesis words per 100 reference words."""
    total = sum(len(r.split()) for r in references)
    return Metric("length", _percent(sum(len(h.split()) for h in hypotheses), total), total)


def degenerate_share(sources: Sequence[str], hypotheses: Sequence[str]) -> Metric:
    """Return the share of outputs that are empty, loop, or far too short or long, in percent."""
    bad = sum(is_degenerate(s, h) for s, h in zip(sources, hypotheses, strict=True))
    return Metric("degenerate", _percent(bad, len(sources)), len(sources))


def is_degenerate(source: str, hypothesis: str) -> bool:
    """Tell whether ``hypothesis`` cannot be a translation of ``source`` whatever it says."""
    if not hypothesis.strip():
        return True
    ratio = len(hypothesis) / max(len(source), 1)
    if len(source) > 40 and not _SHORT < ratio < _LONG:
        return True
    tokens = hypothesis.split()
    four = [tuple(tokens[i : i + 4]) for i in range(len(tokens) - 3)]
    return len(four) - len(set(four)) > max(2, 0.1 * len(four))


def measure(
    sources: Sequence[str],
    references: Sequence[str],
    hypotheses: Sequence[str],
    same: Callable[[str, str], bool] = str.__eq__,
) -> list[Metric]:
    """Return all metrics of one test set."""
    return [
        *corpus_metrics(hypotheses, references),
        digit_accuracy(sources, hypotheses),
        name_accuracy(sources, references, hypotheses, same),
        length_ratio(references, hypotheses),
        degenerate_share(sources, hypotheses),
    ]


def _percent(part: int, whole: int) -> float:
    return 100.0 * part / whole if whole else 0.0
