"""A given translation as translations of the article's segments."""

from __future__ import annotations

import pytest

from pipeline.align.sentences import pair_up, require_order, split_text
from pipeline.errors import ArticleError
from pipeline.types import Article, Segment, Span, Translation

GERMAN = [
    "Die Werft in Neustadt baut künftig auch Eisbrecher.",
    "Der Auftrag hat einen Wert von 450 Millionen Euro.",
    "Das sagte Geschäftsführerin Ada Beispiel am Dienstag.",
    "Der Betriebsrat begrüßte die Entscheidung.",
    "Die ersten Schiffe sollen 2027 fertig sein.",
    "Die Stadt plant eine neue Zufahrt zum Hafen.",
]
ENGLISH = """The shipyard in Neustadt will also build icebreakers in future.
The order is worth 450 million euros, managing director Ada Beispiel said on Tuesday.
In the evening the football team lost its third match in a row.
The first ships are to be finished in 2027. The city is planning a new access road to the port."""


def article(sentences: list[str]) -> tuple[Article, list[Segment]]:
    text = " ".join(sentences)
    spans: list[Span] = []
    for sentence in sentences:
        start = spans[-1].end + 1 if spans else 0
        spans.append(Span(start, start + len(sentence)))
    made = Article("harbour", "", text, (Span(0, len(text)),))
    return made, [Segment(made, i, span) for i, span in enumerate(spans)]


def paired(german: list[str] = GERMAN, english: str = ENGLISH) -> list[Translation]:
    made, segments = article(german)
    return pair_up(made, segments, english)


def test_each_piece_stands_against_its_segments() -> None:
    made = paired()
    assert [(t.origin, t.segment.text, t.text) for t in made] == [
        ("given", GERMAN[0], "The shipyard in Neustadt will also build icebreakers in future."),
        (
            "given",
            f"{GERMAN[1]} {GERMAN[2]}",
            "The order is worth 450 million euros, managing director Ada Beispiel said on Tuesday.",
        ),
        ("missing", GERMAN[3], ""),
        ("added", "", "In the evening the football team lost its third match in a row."),
        ("given", GERMAN[4], "The first ships are to be finished in 2027."),
        ("given", GERMAN[5], "The city is planning a new access road to the port."),
    ]


def test_segments_are_numbered_anew_and_cover_the_article() -> None:
    made = paired()
    assert [t.segment.index for t in made] == list(range(len(made)))
    assert " ".join(t.segment.text for t in made if t.segment.text) == " ".join(GERMAN)


def test_an_added_sentence_keeps_its_place() -> None:
    added = next(t for t in paired() if t.origin == "added")
    assert added.segment.span == Span(*[len(" ".join(GERMAN[:4]))] * 2)


@pytest.mark.parametrize("english", ["", "  \n "])
def test_an_empty_translation_is_an_error(english: str) -> None:
    with pytest.raises(ArticleError, match="empty"):
        paired(english=english)


def test_another_article_is_an_error() -> None:
    other = """Shares in the insurer rose sharply. Analysts had expected less. The chef opened a third restaurant.
    Rain is forecast for the whole week. The orchestra plays Mozart tonight. Tickets cost 20 dollars."""
    with pytest.raises(ArticleError, match="under 20% of the sentences align"):
        paired(english=other)


def test_swapped_languages_are_an_error() -> None:
    with pytest.raises(ArticleError, match="give the German file first"):
        require_order(ENGLISH, " ".join(GERMAN), "x")
    require_order(" ".join(GERMAN), ENGLISH, "x")


def test_a_text_is_split_by_the_rules_of_its_language() -> None:
    assert split_text("Das war am 3. Oktober und nicht am 4. Oktober.\nEr ist da.") == [
        "Das war am 3. Oktober und nicht am 4. Oktober.",
        "Er ist da.",
    ]
    assert split_text("Mr. Smith was there. He left.") == ["Mr. Smith was there.", "He left."]
