"""Names as the house writes them, in translations."""

from __future__ import annotations

import pytest

from pipeline.knowledge import Knowledge
from pipeline.translate.house import in_house_style
from pipeline.translate.plan import Draft


@pytest.mark.parametrize(
    ("style", "source", "text", "wanted"),
    [
        ("default", "Wladimir Putin kam.", "Wladimir Putin came.", "Vladimir Putin came."),
        ("default", "Wladimir Putins Sprecher", "Wladimir Putin's spokesman", "Vladimir Putin's spokesman"),
        ("default", "Wladimir Kaminer kam.", "Wladimir Kaminer came.", "Wladimir Kaminer came."),
        ("default", "Er kam nach Kiew.", "He came to Kiev.", "He came to Kyiv."),
        ("default", "Es gab Kotelett Kiew.", "There was chicken Kiev.", "There was chicken Kiev."),
        ("default", "Dynamo Kiev gewann.", "Dynamo Kiev won.", "Dynamo Kiev won."),
        ("bbc", "Selenskyj lobte die NATO.", "Zelenskyy praised NATO.", "Zelensky praised Nato."),
        ("bbc", "Wolodymyr Selenskyj", "Volodymyr Zelenskiy", "Volodymyr Zelensky"),
        ("guardian", "Selenskyj kam.", "Zelensky came.", "Zelenskyy came."),
        ("bbc", "Die Sängerin Zelenskyy trat auf.", "Singer Mia Orbán performed.", "Singer Mia Orbán performed."),
    ],
)
def test_names_are_written_as_the_house_does(style: str, source: str, text: str, wanted: str) -> None:
    rules = Knowledge.load(style=style).style
    assert rules
    done = in_house_style(Draft(text, None, None), source, rules).text
    assert done == wanted
    assert in_house_style(Draft(done, None, None), source, rules).text == wanted
