from __future__ import annotations

import pytest
from pydantic import ValidationError

from pipeline.knowledge import Knowledge
from pipeline.knowledge.false_friends import VerbEntry


def test_there_are_enough_and_each_says_what_is_meant() -> None:
    friends = Knowledge.load().false_friends
    assert len(friends.entries) >= 100
    assert all(entry.de and entry.en and entry.right for entry in friends.entries)


def test_a_word_is_found_at_the_start_of_a_sentence_and_not_inside_another() -> None:
    friends = Knowledge.load().false_friends
    assert [entry.de[0] for entry in friends.found("Eventuell kommt er.")] == ["eventuell*"]
    assert friends.found("Die Chefsache ist erledigt.") == []


def test_there_are_enough_separable_verbs_and_idioms() -> None:
    gapped = [entry for entry in Knowledge.load().false_friends.entries if any("..." in word for word in entry.de)]
    assert len(gapped) >= 90


@pytest.mark.parametrize(
    ("german", "found"),
    [
        ("Er fiel sofort auf.", True),
        ("Er fiel auf, weil er rief.", True),
        ("Er ist aufgefallen.", True),
        ("Er fiel auf den Boden.", False),
        ("Er fiel. Dann stand er auf.", False),
    ],
)
def test_the_particle_ends_the_clause(german: str, found: bool) -> None:
    verb = VerbEntry(verb="auf|fallen", forms=("fällt", "fiel"), perfect="gefallen", en=("fell on",), right=("struck",))
    assert (verb.record().match(german) is not None) is found


def test_a_verb_may_need_company() -> None:
    verb = VerbEntry.model_validate(
        {"verb": "an|stoßen", "forms": "stieß", "perfect": "gestoßen", "with": "auf", "en": "hit", "right": "toasted"}
    )
    assert verb.record().match("Sie stießen an.") is None
    assert verb.record().match("Er stieß auf das Jahr an.") is not None


def test_a_verb_in_one_part_is_refused() -> None:
    with pytest.raises(ValidationError, match="write particle and base"):
        VerbEntry(verb="auffallen", forms=("fiel",), perfect="gefallen", en=("fell",), right=("struck",))
