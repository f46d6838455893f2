"""The segment stage: kinds, datelines, and segments that give the article back."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.build import build
from pipeline.read.paragraphs import paragraphs
from pipeline.segment import Segmenter
from pipeline.types import Article, Meta, Segment, Span

WIRE = """Sturm
Zug entgleist bei Ulm
Von Anna J. Muster
Ulm (dpa) – Bei Ulm ist ein Zug entgleist. Der 1. Wagen kippte um.
-
„Es war laut. Dann war es still“, sagte ein Zeuge.
(Mit Material von AFP)"""


def segments(text: str) -> list[Segment]:
    return list(Segmenter().run([Article("a", "", text, paragraphs(text))]))


def test_kinds_and_texts() -> None:
    assert [(s.kind.value, s.paragraph, s.text) for s in segments(WIRE)] == [
        ("kicker", 0, "Sturm"),
        ("headline", 1, "Zug entgleist bei Ulm"),
        ("byline", 2, "Von Anna J. Muster"),
        ("dateline", 3, "Ulm (dpa) –"),
        ("body", 3, "Bei Ulm ist ein Zug entgleist."),
        ("body", 3, "Der 1. Wagen kippte um."),
        ("separator", 4, "-"),
        ("body", 5, "„Es war laut."),
        ("body", 5, "Dann war es still“, sagte ein Zeuge."),
        ("credit", 6, "(Mit Material von AFP)"),
    ]


def test_indices_count_within_each_article() -> None:
    articles = [Article(name, "", "Eins. Zwei.", (Span(0, 11),)) for name in "ab"]
    assert [s.key for s in Segmenter().run(articles)] == ["a#0", "a#1", "b#0", "b#1"]


def test_an_article_without_paragraphs_is_one_paragraph() -> None:
    assert [s.text for s in Segmenter().run([Article("a", "", "Eins. Zwei.")])] == ["Eins.", "Zwei."]


def test_a_hard_wrapped_paragraph_keeps_its_sentences() -> None:
    text = "Die Regierung in Kiew\nhat am Montag in einer\nErklärung mitgeteilt,\nes gehe voran. Mehr\nsagte sie nicht."
    article = build(text, "a", Meta())
    assert [s.text.endswith((".", "nicht.")) for s in Segmenter().article(article)] == [True, True]


WORDS = st.sampled_from(
    [
        "KIEW (dpa) –",
        "Von Anna Muster",
        "-",
        "Dr. ",
        "Mio. ",
        "„Nein.“ ",
        "Er ging. ",
        "Stand: 3.10.2024",
        "\n",
        " ",
        "…",
    ]
)


@given(st.one_of(st.text(), st.lists(WORDS).map("".join)))
def test_segments_and_gaps_give_the_article_back(text: str) -> None:
    found = segments(text)
    assert [s.index for s in found] == list(range(len(found)))
    assert all(a.span.end <= b.span.start and a.paragraph <= b.paragraph for a, b in itertools.pairwise(found))
    at, rebuilt = 0, ""
    for segment in found:
        gap = text[at : segment.span.start]
        assert not gap.strip()
        paragraph = segment.article.paragraphs[segment.paragraph]
        assert paragraph.start <= segment.span.start < segment.span.end <= paragraph.end
        rebuilt += gap + segment.text
        at = segment.span.end
    assert not text[at:].strip()
    assert rebuilt + text[at:] == text
