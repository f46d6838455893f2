"""What the check guessed-word says of the German, with the words linked."""

from __future__ import annotations

from pipeline.align import WordAligner
from pipeline.check.guessed_word import GuessedWord
from tests.check.test_cases import Model
from tests.records import pair


def test_the_german_word_is_named_and_its_translation_suggested() -> None:
    linked = WordAligner().run([pair("Die Regierung plant neue Wahlen.", "The government plans new soup.").translation])
    (flag,) = GuessedWord(scorer=lambda: Model({"soup": -4.0})).find(list(linked))
    assert flag.source_text == "Wahlen"
    assert flag.suggestion == "elections"
    assert "2 % sure" in flag.message


def test_another_model_is_not_asked() -> None:
    class Other(Model):
        model = "other@1"

    made = pair("Die Regierung plant neue Wahlen.", "The government plans new soup.")
    assert list(GuessedWord(scorer=lambda: Other({"soup": -4.0})).find([made])) == []


def test_without_a_model_nothing_is_said() -> None:
    made = pair("Die Regierung plant neue Wahlen.", "The government plans new soup.")
    assert list(GuessedWord().find([made])) == []


def test_a_name_is_suggested_with_its_capital() -> None:
    linked = WordAligner().run([pair("Der Zug fuhr nach Bayern.", "The train went to soup.").translation])
    (flag,) = GuessedWord(scorer=lambda: Model({"soup": -4.0})).find(list(linked))
    assert flag.suggestion == "Bavaria"
