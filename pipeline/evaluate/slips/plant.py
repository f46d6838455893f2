"""Plant slips into a test set: every mutator into every pair that offers a place, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.evaluate.checks import Clean, Planted
from pipeline.evaluate.slips.mutator import Good, Mutator


def plant(mutators: Sequence[Mutator], articles: Iterable[Clean], seed: int = 1, most: int = 60) -> Iterator[Planted]:
    """Yield articles with one slip each, at most ``most`` of a kind, spread over the data.

    What is planted depends on the seed, the kind and the sentence alone, not on the other mutators or articles.
    """
    articles = list(articles)
    context = [pair for article in articles for pair in zip(article.source, article.target, strict=True)]
    places = [(article, at) for article in articles for at in range(len(article.source))]
    for mutator in mutators:
        order = random.Random(f"{seed} {mutator.kind}").sample(places, len(places))
        yield from _of_kind(mutator, order, context, seed, most)


def _of_kind(
    mutator: Mutator, places: Sequence[tuple[Clean, int]], context: Sequence[tuple[str, str]], seed: int, most: int
) -> Iterator[Planted]:
    made = 0
    for article, at in places:
        if made == most:
            return
        rng = random.Random(f"{seed} {mutator.kind} {article.name} {at}")
        near = rng.sample(context, min(40, len(context)))
        slip = mutator.mutate(Good(article.source[at], article.target[at], near), rng)
        if slip is None or slip.target == article.target[at]:
            continue
        made += 1
        target = (*article.target[:at], slip.target, *article.target[at + 1 :])
        name = f"{mutator.kind}:{article.name}#{at}"
        only = mutator.checks if mutator.notices else frozenset()
        case = Planted(name, mutator.kind, article.source, target, at, (slip.words,), article.published)
        yield replace(case, checks=only, notices=mutator.notices)
