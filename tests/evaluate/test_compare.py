"""Comparing runs: matched by German text, flags by fingerprint, honest about chance; and the page of it."""

from __future__ import annotations

from typing import Any

from pipeline.evaluate.compare import compare
from pipeline.report.compare_html import histogram, render, word_diff


def segment(article: str, index: int, source: str, target: str, score: float = -0.5) -> dict[str, Any]:
    return {"article": article, "index": index, "source": source, "target": target, "score": score}


def flag(article: str, at: int, fingerprint: str, severity: str = "error") -> dict[str, Any]:
    place = {"article": article, "segment": at, "fingerprint": fingerprint}
    return {**place, "check": "c", "severity": severity, "message": "m"}


def test_segments_are_matched_by_their_german_not_their_index() -> None:
    a = [segment("x", 0, "Eins.", "One."), segment("x", 1, "Zwei.", "Two.")]
    b = [segment("x", 0, "Null.", "Nil."), segment("x", 1, "Eins.", "One."), segment("x", 2, "Zwei.", "Two two.")]
    made = compare((a, b), ([], []))
    assert (made.segments, made.only_a, made.only_b) == (2, 0, 1)
    assert [(c.before, c.after) for c in made.changed] == [("Two.", "Two two.")]


def test_a_sentence_that_stands_twice_is_matched_in_order() -> None:
    a = [segment("x", 0, "Ja.", "Yes."), segment("x", 1, "Ja.", "Aye.")]
    made = compare((a, list(a)), ([], []))
    assert (made.segments, made.changed) == (2, ())


def test_flags_appear_and_vanish_by_fingerprint() -> None:
    a = [segment("x", 0, "Eins.", "One.")]
    made = compare((a, list(a)), ([flag("x", 0, "aa"), flag("x", 0, "bb")], [flag("x", 0, "bb"), flag("x", 0, "cc")]))
    assert [f["fingerprint"] for f in made.appeared] == ["cc"]
    assert [f["fingerprint"] for f in made.vanished] == ["aa"]
    assert made.counts == {"c error": (2, 2)}


def test_equal_runs_do_not_differ_and_a_real_drop_is_no_chance() -> None:
    a = [segment("x", n, f"Satz {n}.", "Text.", -0.5 - n % 3 / 10) for n in range(60)]
    worse = [{**record, "score": record["score"] - 0.4} for record in a]
    same = {c.figure.name: c for c in compare((a, list(a)), ([], [])).changes}
    less = {c.figure.name: c for c in compare((a, worse), ([], [])).changes}
    assert same["model score x 100"].p == 1.0 and same["model score x 100"].delta == 0.0
    assert less["model score x 100"].p < 0.01 and less["model score x 100"].is_worse


def test_word_diff_marks_what_went_and_what_came() -> None:
    assert word_diff("He came today", "She came") == [
        ("gone", "He"),
        ("new", "She"),
        ("same", "came"),
        ("gone", "today"),
    ]


def test_the_page_escapes_article_text() -> None:
    summary = {
        "segments": 1, "only_a": 0, "only_b": 0, "changed_total": 1, "figures": [], "counts": {}, "appeared": [],
        "vanished": [], "plot": histogram(((-1.0,), (-0.5,))),
    }  # fmt: skip
    row = {"article": "x", "source": "<b>", "before": "<i>one", "after": "<i>two", "likeness": 0.5}
    page = render(("a", "b"), summary, [row])
    assert "<i>" not in page and "&lt;i&gt;one" in page and "<svg" in page
