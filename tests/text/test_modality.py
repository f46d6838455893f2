from __future__ import annotations

import pytest

from pipeline.text.modality import MODALS, attributions, speech_of_others


@pytest.mark.parametrize("text", ["Er sagte nein.", "Dem Amt zufolge", "Laut Polizei", "Sie wirft ihm Betrug vor."])
def test_speech_is_somebodys(text: str) -> None:
    assert speech_of_others(text)


@pytest.mark.parametrize(
    "text", ["Kurz gesagt: nein.", "Viele Sprachen sterben.", "Er bekannte sich schuldig erklärt."]
)
def test_these_are_nobodys(text: str) -> None:
    assert speech_of_others(text) is None


def test_attribution_by_verb_or_by_marks() -> None:
    assert attributions("He said no.")
    assert attributions('"No."')
    assert not attributions("Prices fell.")


def test_every_modal_keeps_its_own_translation() -> None:
    kept = {
        "hearsay": "is said to",
        "claims": "claims",
        "soll": "is to",
        "dürfte": "is likely",
        "könnte": "could",
        "müsste": "would have to",
        "vermutlich": "alleged",
    }
    assert all(modal.english.search(kept[modal.name]) for modal in MODALS)
