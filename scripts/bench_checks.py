"""How long the checks take: CPU milliseconds a segment over the committed test set, in all and by check.

Beside them, in the same run, two baselines: comparing the strings of digits, as plain checkers do, and cutting both
sides into words. What several checks share is paid by the first that asks; the caches are emptied before each round.

    python scripts/bench_checks.py [--rounds 3]
"""

from __future__ import annotations

import argparse
import functools
import gc
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from pipeline.config import load_config
from pipeline.evaluate.checks import translations
from pipeline.evaluate.suites import wire_clean
from pipeline.knowledge import Knowledge
from pipeline.protocols import Check
from pipeline.runner import Pipeline
from pipeline.text.tokens import tokenize
from pipeline.types import Alignment

Article = Sequence[Alignment]
_DIGITS = re.compile(r"\d+")


def digit_strings(pairs: Article) -> int:
    """Return how many pairs have other digits on either side: the check everybody has."""
    return sum(Counter(_DIGITS.findall(p.source)) != Counter(_DIGITS.findall(p.target)) for p in pairs)


def cut_words(pairs: Article) -> int:
    """Return how many tokens both sides have."""
    return sum(len(tokenize(p.source)) + len(tokenize(p.target)) for p in pairs)


def run(check: Check, pairs: Article) -> int:
    """Return how many flags a check raises on an article."""
    return sum(1 for _ in check.find(pairs))


def empty_caches() -> None:
    """Empty what the text functions and the knowledge remember about texts; the lexicon's own tables stay."""
    for item in gc.get_objects():
        if isinstance(item, functools._lru_cache_wrapper) and item.__module__.startswith("pipeline."):
            if item.cache_parameters()["maxsize"] != 1:
                item.cache_clear()
        elif isinstance(item, Knowledge):
            item._memory.clear()


def seconds(work: Callable[[Article], object], articles: Sequence[Article]) -> float:
    started = time.process_time()
    for pairs in articles:
        work(pairs)
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    pipeline = Pipeline(load_config())
    clean = list(wire_clean())
    articles = [list(pipeline._align(translations(c.name, c.source, c.target, c.published))) for c in clean]
    segments = sum(map(len, articles))
    work: dict[str, Callable[[Article], object]] = {"digit strings": digit_strings, "cutting words": cut_words}
    work |= {check.id: functools.partial(run, check) for check in pipeline.checker.checks}
    spent: dict[str, list[float]] = defaultdict(list)
    for _ in range(options.rounds + 1):  # the first round loads the tables
        empty_caches()
        for name, function in work.items():
            spent[name].append(seconds(function, articles))
    best = {name: 1000 * min(times[1:]) / segments for name, times in spent.items()}
    baselines = ("digit strings", "cutting words")
    checks = {name: ms for name, ms in best.items() if name not in baselines}
    print(f"{segments} segments, best of {options.rounds} rounds, CPU ms a segment")
    for name in baselines:
        print(f"{name:24}{best[name]:8.3f}  (baseline)")
    print(f"{'all checks':24}{sum(checks.values()):8.3f}  ({sum(checks.values()):.1f} s for 1,000 segments)")
    for name, ms in sorted(checks.items(), key=lambda item: -item[1]):
        print(f"{name:24}{ms:8.3f}")


if __name__ == "__main__":
    main()
