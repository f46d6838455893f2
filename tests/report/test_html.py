"""The report page: marked pieces join to the text, nothing of an article is taken for markup."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.html import article_view, pieces, render
from pipeline.types import Span


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[tuple[Span, str, str]]]:
    text = draw(st.text(max_size=40))
    cut = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(cut, cut).map(sorted), max_size=5))
    severities = st.sampled_from(["error", "warning", "notice"])
    return text, [(Span(a, b), f"f{n}", draw(severities)) for n, (a, b) in enumerate(spans)]


@given(marked())
def test_pieces_join_to_the_text_and_cover_every_mark(case: tuple[str, list[tuple[Span, str, str]]]) -> None:
    text, marks = case
    made = pieces(text, marks)
    assert "".join(piece.text for piece in made) == text
    for span, name, _ in marks:
        assert "".join(piece.text for piece in made if name in piece.flags) == span.of(text)


def test_the_gravest_severity_shows() -> None:
    made = pieces("abcd", [(Span(0, 3), "x", "notice"), (Span(1, 2), "y", "error")])
    assert [(p.text, p.severity) for p in made] == [("a", "notice"), ("b", "error"), ("c", "notice"), ("d", "")]


def segment(source: str, target: str) -> dict[str, Any]:
    fields = {"index": 0, "paragraph": 0, "kind": "body", "origin": "mt", "score": -0.5}
    return {"source": source, "target": target, **fields}


def flag(**more: Any) -> dict[str, Any]:
    base = {
        "segment": 0, "check": "number-mismatch", "severity": "error", "message": "m <b>", "suggestion": None,
        "blame": "both", "confidence": 0.9, "evidence": ["fact & source"], "source_text": "<i>", "source_start": 4,
        "source_end": 7, "target_text": None, "target_start": None, "target_end": None,
    }  # fmt: skip
    return {**base, **more}


def page(source: str, target: str, flags: list[dict[str, Any]]) -> str:
    record: dict[str, Any] = {
        "article": "a", "heading": "<script>alert(1)</script>", "published": None, "byline": "", "source": "a.txt",
        "encoding": "utf-8", "segments": 1, "notes": [], "errors": 1, "warnings": 0, "notices": 0, "number": 1,
    }  # fmt: skip
    counts = {"articles": 1, "segments": 1, "errors": 1, "warnings": 0, "notices": 0, "failures": 0}
    view = article_view(1, record, [segment(source, target)], flags)
    return "".join(render([view], [record], [], counts, [("number-mismatch", "x")], "model:m", "now"))


def test_article_text_is_never_markup() -> None:
    html = page("Das <i>ist</i> <script>x</script>", "</mark><img src=x onerror=y>", [flag()])
    assert html.count("<script>") == 1  # the page's own
    assert "<img" not in html
    assert "m &lt;b&gt;" in html


def test_the_page_stands_alone() -> None:
    html = page("Text", "text", [])
    assert not re.search(r"""(?:src|href)=["'](?!#)""", html)
    assert "http://" not in html and "https://" not in html


def test_flagged_words_are_marked_on_their_side() -> None:
    html = page("Das <i>", "That", [flag()])
    assert '<mark class="error" data-flags="f1-0">&lt;i&gt;</mark>' in html
    assert "The slip is in the German and was carried over." in html


def test_a_paragraph_that_opens_with_a_dateline_is_body() -> None:
    dateline = {**segment("KIEL (wd) –", "KIEL (wd) –"), "kind": "dateline"}
    view = article_view(1, {}, [dateline, {**segment("Text.", "Text."), "index": 1}], [])
    assert [row["kind"] for row in view["rows"]] == ["body"]
