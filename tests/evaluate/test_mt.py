"""Figures of translation quality."""

from __future__ import annotations

from pipeline.evaluate.mt import name_outcomes
from pipeline.text.namekeys import same_name


def test_a_word_that_is_only_a_genitive_ending_is_no_name() -> None:
    found = name_outcomes(
        ["Das s in Maass stammt von Otto Maass."],
        ["The s in Maass is that of Otto Maass."],
        ["The s in Maas is from Otto Maass."],
        lambda a, b: a == b or same_name(a, b) > 0.9,
    )
    assert found[0][-1]
