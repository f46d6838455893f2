"""The translator as a whole: nothing lost, nothing invented, retries recorded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import TranslateConfig
from pipeline.translate import MarianTranslator, load_translator
from pipeline.translate.engine import Search
from pipeline.types import Article, Segment, SegmentKind, Span
from tests.translate.fake import FakeEngine
from tests.translate.tiny import TEXT


def segments(texts: Sequence[str], kind: SegmentKind = SegmentKind.BODY) -> list[Segment]:
    article = Article("a", "", "\n".join(texts))
    made, start = [], 0
    for i, text in enumerate(texts):
        made.append(Segment(article, i, Span(start, start + len(text)), kind))
        start += len(text) + 1
    return made


def upper(text: str, how: Search) -> list[str]:
    return [text.upper()]


def test_what_has_no_letters_or_is_english_is_copied_but_for_figures() -> None:
    engine = FakeEngine(upper)
    done = MarianTranslator(engine).translate(segments(["-", "***", "3.000", "We will never give up this fight"]))
    assert [(t.text, t.origin) for t in done] == [
        ("-", "copied"),
        ("***", "copied"),
        ("3,000", "rule"),
        ("We will never give up this fight", "copied"),
    ]
    assert not engine.asked


def test_rules_need_no_model_and_a_mixed_line_asks_for_its_rest_only() -> None:
    engine = FakeEngine(lambda text, how: ["a word was missing."])
    done = MarianTranslator(engine).translate(
        [
            *segments(["Vor 6 Minuten"], SegmentKind.TIMESTAMP),
            *segments(["Korrektur: Im Text fehlte ein Wort."], SegmentKind.CORRECTION),
        ]
    )
    assert (done[0].text, done[0].origin, done[0].model) == ("6 minutes ago", "rule", "")
    assert (done[1].text, done[1].origin) == ("Correction: a word was missing.", "mt")
    assert [text for text, _ in engine.asked] == ["Im Text fehlte ein Wort."]


def test_a_loop_climbs_the_ladder_until_it_is_cured() -> None:
    def answer(text: str, how: Search) -> list[str]:
        return (
            ["the house burnt down"] if how.no_repeat_ngram else ["the house the house the house the house"] * how.best
        )

    done = MarianTranslator(FakeEngine(answer)).translate(segments(["Das Haus brannte ab"]))[0]
    assert done.text == "The house burnt down"
    assert done.attempts == ("best of 8", "no repeated trigram")


def test_what_cannot_be_cured_is_kept_and_said_so() -> None:
    text = "Das Haus brannte ab, und alle kamen heraus und sahen zu."
    done = MarianTranslator(FakeEngine(lambda text, how: ["..."])).translate(segments([text]))[0]
    assert done.text
    assert done.attempts[-1].startswith("kept with: empty")


def test_a_good_first_try_is_not_repeated_and_equal_texts_are_asked_once() -> None:
    engine = FakeEngine(upper)
    done = MarianTranslator(engine).translate(segments(["Das Haus brennt."] * 3))
    assert [t.text for t in done] == ["DAS HAUS BRENNT."] * 3
    assert len(engine.asked) == 1
    assert done[0].attempts == ()


def test_a_long_segment_is_split_and_joined() -> None:
    text = "Der Rat tagte lange, und die Mehrheit fehlte; am Ende ging man heim, ohne dass etwas geschah."
    done = MarianTranslator(FakeEngine(upper), max_pieces=6).translate(segments([text]))[0]
    assert done.text.split() == text.upper().split()
    assert done.attempts[0].startswith("split in ")


def test_quotation_marks_stay_one_sided() -> None:
    done = MarianTranslator(FakeEngine(upper)).translate(segments(["„Ich bleibe.", "Und du gehst.“", "„Nein.“"]))
    assert [t.text for t in done] == ['"ICH BLEIBE.', 'UND DU GEHST."', '"NEIN."']


def test_capitals_are_restored() -> None:
    asked: list[str] = []

    def answer(text: str, how: Search) -> list[str]:
        asked.append(text)
        return ["Fire in the old town"]

    done = MarianTranslator(FakeEngine(answer)).translate(segments(["FEUER IN DER ALTSTADT"]))[0]
    assert done.text == "FIRE IN THE OLD TOWN"
    assert not asked[0].isupper()


def test_n_best_is_kept_on_request() -> None:
    engine = FakeEngine(lambda text, how: ["one good answer", "another good answer", "third good answer"])
    done = MarianTranslator(engine, n_best=2).translate(segments(["Eine gute Antwort"]))[0]
    assert [h.text for h in done.alternatives] == ["One good answer", "Another good answer"]
    found = MarianTranslator(engine).alternatives("„Eine gute Antwort“", 3)
    assert [h.text for h in found] == ['"One good answer"', '"Another good answer"', '"Third good answer"']


@pytest.mark.parametrize("engine", ["ctranslate2", "transformers"])
def test_the_real_thing_keeps_order_and_gives_attention_on_the_text(
    tiny_model: Path, engine: Literal["ctranslate2", "transformers"]
) -> None:
    config = TranslateConfig(model=str(tiny_model), engine=engine, device="cpu", threads=1)
    translator = load_translator(config)
    texts = [text[:20] for text in TEXT[:3]] + ["-", "KRIEG UND FRIEDEN"]
    wanted = segments(texts)
    done = translator.translate(wanted)
    assert [t.segment for t in done] == wanted
    for translation in done:
        if translation.origin == "copied":
            continue
        attention = translation.attention
        assert translation.text
        assert translation.score is not None
        assert translation.score < 0
        assert attention is not None
        assert attention.weights.shape == (len(attention.target_spans), len(attention.source_spans))
        assert all(0 <= s.start <= s.end <= len(translation.segment.text) for s in attention.source_spans)
        assert all(0 <= s.start <= s.end <= len(translation.text) for s in attention.target_spans)
    assert [t.text for t in translator.translate(wanted[:1])] == [done[0].text]
    assert translator.model == done[0].model


@settings(max_examples=5)
@given(pairs=st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=3))
def test_any_given_pair_has_a_score_and_an_attention(tiny_model: Path, pairs: list[tuple[str, str]]) -> None:
    translator = load_translator(TranslateConfig(model=str(tiny_model), device="cpu", threads=1))
    assert all(score <= 0 for score in translator.score(pairs))
    for (source, target), attention in zip(pairs, translator.attend(pairs), strict=True):
        assert all(span.end <= len(source) for span in attention.source_spans)
        assert all(span.end <= len(target) for span in attention.target_spans)
