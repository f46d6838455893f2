"""Role phrases in running text; the cases are in data/role_phrases.yaml."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.knowledge import Knowledge
from pipeline.knowledge.forms import split

CASES = yaml.safe_load((Path(__file__).parent / "data" / "role_phrases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_phrase(knowledge: Knowledge, case: dict[str, Any]) -> None:
    mentions = knowledge.find_roles(case["text"], case["lang"])
    if "role" not in case:
        assert mentions == []
        return
    (mention,) = mentions
    assert case["role"] in mention.roles
    assert mention.modifiers == set(case.get("modifiers", ()))
    if "where" in case:
        assert mention.where == case["where"]
    if "gender" in case:
        assert mention.gender == case["gender"]
    assert mention.qualifier == case.get("qualifier", "")


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Außenminister Muster sprach mit Präsident Beispiel.", ["foreign-minister", "president"]),
        ("Der Kanzler und sein Vizekanzler", ["chancellor", "chancellor"]),
    ],
)
def test_several(knowledge: Knowledge, text: str, roles: list[str]) -> None:
    assert [m.roles[0] for m in knowledge.find_roles(text, "de")] == roles


WORDS = """der US-Präsident Kanzler und, die frühere deutsche EU- Vizekanzlerin Polens Chef der CDU -
's president of the former"""
words = st.sampled_from(WORDS.split())


@settings(max_examples=60)
@given(st.lists(words | st.text(max_size=12), max_size=12).map(" ".join), st.sampled_from(["de", "en"]))
def test_spans_are_ordered_and_hold_their_text(knowledge: Knowledge, text: str, language: Any) -> None:
    mentions = knowledge.find_roles(text, language)
    for mention in mentions:
        assert mention.span.of(text) == mention.text
        assert mention.span.start <= mention.head.start < mention.head.end <= mention.span.end
        assert mention.roles
    for one, other in pairwise(mentions):
        assert one.head.end <= other.head.start


@given(st.text(max_size=60), st.sampled_from(["de", "en"]))
def test_words_have_the_spans_they_claim(text: str, language: Any) -> None:
    for token in split(text, language):
        assert token.span.of(text) == token.text
