"""Two versions of a text: what is unchanged, edited, new."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.align.sentences import Match, match_update

OLD = ["Die Sitzung beginnt um neun Uhr.", "Drei Redner sind gemeldet.", "Der Eintritt ist frei."]


def test_unchanged_edited_new_and_moved() -> None:
    new = [
        "Der Eintritt ist frei.",
        "Die Sitzung beginnt um zehn Uhr.",
        "Drei Redner sind gemeldet.",
        "Es gibt Kaffee.",
    ]
    made = match_update(OLD, new)
    assert [(m.new, m.old) for m in made] == [(0, 2), (1, 0), (2, 1), (3, None)]
    assert [m.similarity == 1 for m in made] == [True, False, True, False]
    assert made[3].similarity == 0


def test_white_space_is_no_change() -> None:
    assert match_update(["Er  kam\nheute."], ["Er kam heute."]) == [Match(0, 0, 1.0)]


@given(st.lists(st.text("ab .", max_size=4), max_size=8), st.lists(st.text("ab .", max_size=4), max_size=8))
def test_each_old_sentence_is_used_once(old: list[str], new: list[str]) -> None:
    made = match_update(old, new)
    assert [m.new for m in made] == list(range(len(new)))
    used = [m.old for m in made if m.old is not None]
    assert len(used) == len(set(used)) and all(0 <= i < len(old) for i in used)


@given(st.lists(st.text(max_size=6), max_size=8))
def test_a_text_is_itself(text: list[str]) -> None:
    assert all(m.similarity == 1.0 for m in match_update(text, text))
