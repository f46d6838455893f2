"""Names that the model garbled come back; what is right, English or somebody else's stays."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.text.tokens import words
from pipeline.translate.plan import Draft
from pipeline.translate.restore import restore_names
from pipeline.types import Attention


def draft(source: str, target: str, links: str) -> Draft:
    """A draft whose target words attend to the source words named in ``links``, one number for each word."""
    left, right = words(source), words(target)
    weights = np.full((len(right), len(left)), 0.1 / len(left), np.float32)
    for row, column in enumerate(map(int, links.split())):
        weights[row, column] += 0.9
    return Draft(target, -1.0, Attention(tuple(left), tuple(right), weights))


@pytest.mark.parametrize(
    ("source", "target", "links", "wanted"),
    [
        pytest.param(
            "Das sagte Tarnowetzki.", "Tarnowvetz said that.", "2 1 0", "Tarnowetzki said that.", id="garbled name"
        ),
        pytest.param(
            "Das sagte Tarnowetzki.", "Tarnovv vetzel said that.", "2 2 1 0", "Tarnowetzki said that.", id="two words"
        ),
        pytest.param(
            "Er kam nach Pjöngjang.", "He came to Pjongongongyang.", "0 1 2 3", "He came to Pyongyang.", id="a place"
        ),
        pytest.param(
            "Er kam nach Pjöngjang.", "He came to Pjöngjang.", "0 1 2 3", "He came to Pyongyang.", id="left in German"
        ),
        pytest.param(
            "Das Foto zeigt Brigitte Kitzinger.",
            "The photo shows Brigitte Kitchen.",
            "0 1 2 3 4",
            "The photo shows Brigitte Kitzinger.",
            id="an English word in capitals",
        ),
        pytest.param(
            "Laut Brigitte Kitzinger reicht das.",
            "According to Brigitte, that suffices.",
            "0 0 1 4 3",
            "According to Brigitte Kitzinger, that suffices.",
            id="lost behind the given name",
        ),
        pytest.param(
            "Brigitte Kitzingers Foto hängt dort.",
            "Brigitte's photo is there.",
            "0 2 3 4",
            "Brigitte Kitzinger's photo is there.",
            id="lost in the genitive",
        ),
    ],
)
def test_a_garbled_name_is_put_back_and_recorded(source: str, target: str, links: str, wanted: str) -> None:
    done, notes = restore_names(draft(source, target, links), source)
    assert done.text == wanted
    assert len(notes) == 1
    assert notes[0].startswith("name put back: ")


@pytest.mark.parametrize(
    ("source", "target", "links"),
    [
        pytest.param("Das sagte Rjasanow.", "Ryazanov said that.", "2 1 0", id="transcribed"),
        pytest.param("Er kam nach Kiew.", "He came to Kyiv.", "0 1 2 3", id="the desk's form"),
        pytest.param("Das sagte Tarnowetzki.", "Tarnowetzki said that.", "2 1 0", id="right"),
        pytest.param("Das sagte Tarnowetzki.", "Somebody said that.", "2 1 0", id="an English word"),
        pytest.param("Das sagte Tarnowetzki.", "Paris said that.", "2 1 0", id="a name that is known"),
        pytest.param("Tarnowetzki lobte Xandrupp.", "Xandrub praised.", "0 1", id="another name of the sentence"),
        pytest.param("Laut Minister Kitzinger reicht das.", "The minister says so.", "0 1 3 4", id="no given name"),
        pytest.param("Brigitte Kitzinger kam.", "Brigitte Kitsinger came.", "0 1 2", id="spelt otherwise"),
        pytest.param("Brigitte Kitzinger kam.", "Brigitte Paris came.", "0 1 2", id="another name behind it"),
        pytest.param("Das Essen kam.", "The dinnor came.", "0 1 2", id="a noun that is also a town"),
    ],
)
def test_what_may_be_right_stays(source: str, target: str, links: str) -> None:
    done, notes = restore_names(draft(source, target, links), source)
    assert (done.text, notes) == (target, ())


def test_without_attention_nothing_is_done() -> None:
    done, notes = restore_names(Draft("Tarnowvetz said that.", None, None), "Das sagte Tarnowetzki.")
    assert (done.text, notes) == ("Tarnowvetz said that.", ())
