from __future__ import annotations

from pipeline.knowledge import Knowledge


def test_there_are_enough_and_each_says_what_is_meant() -> None:
    friends = Knowledge.load().false_friends
    assert len(friends.entries) >= 100
    assert all(entry.de and entry.en and entry.right for entry in friends.entries)


def test_a_word_is_found_at_the_start_of_a_sentence_and_not_inside_another() -> None:
    friends = Knowledge.load().false_friends
    assert [entry.de[0] for entry in friends.found("Eventuell kommt er.")] == ["eventuell*"]
    assert friends.found("Die Chefsache ist erledigt.") == []
