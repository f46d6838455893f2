"""What the check guessed-word says of the German, with the words linked."""

from __future__ import annotations

from dataclasses import replace

from pipeline.align import WordAligner
from pipeline.check.guessed_word import GuessedWord
from pipeline.types import FROM_LEXICON, Severity
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


def test_a_word_from_the_lexicon_has_a_notice_while_it_stands() -> None:
    note = FROM_LEXICON.format(new="elections", old="soup")
    made = replace(
        pair("Die Regierung plant neue Wahlen.", "The government plans new elections.").translation, attempts=(note,)
    )
    (found,) = GuessedWord().find(list(WordAligner().run([made])))
    assert (found.severity, found.rule, found.suggestion) == (Severity.NOTICE, "exchanged", None)
    assert (found.source_text, found.target_text) == ("Wahlen", "elections")
    assert "soup" in found.message
    edited = replace(made, text="The government plans new polls.")
    assert list(GuessedWord().find(list(WordAligner().run([edited])))) == []


def test_without_a_model_nothing_is_said() -> None:
    made = pair("Die Regierung plant neue Wahlen.", "The government plans new soup.")
    assert list(GuessedWord().find([made])) == []


def test_a_name_is_suggested_with_its_capital() -> None:
    linked = WordAligner().run([pair("Der Zug fuhr nach Bayern.", "The train went to soup.").translation])
    (flag,) = GuessedWord(scorer=lambda: Model({"soup": -4.0})).find(list(linked))
    assert flag.suggestion == "Bavaria"
