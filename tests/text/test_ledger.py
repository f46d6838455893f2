"""The ledger keeps people apart and their spellings together."""

from __future__ import annotations

from pipeline.text.ledger import Ledger, Sighting


def see(text: str, name: str, article: str, side: str = "en", person: str = "") -> Sighting:
    return Sighting(text, name, "de" if side == "de" else "en", article, 0, 0, len(text), person)


def test_spellings_of_one_person_meet() -> None:
    ledger = Ledger()
    ledger.add([see("Oleg Shcherbak", "Oleg Shcherbak", "a"), see("Shcherbak", "Oleg Shcherbak", "a")])
    ledger.add([see("Oleh Shcherbak", "Oleh Shcherbak", "b"), see("Oleh Schtscherbak", "Oleh Schtscherbak", "b", "de")])
    (entry,) = ledger.entries()
    assert {s.text for s in entry.spellings} == {"Oleg Shcherbak", "Shcherbak", "Oleh Shcherbak", "Oleh Schtscherbak"}
    assert entry.drifts()
    assert set(entry.articles) == {"a", "b"}


def test_two_people_of_one_family_stay_two() -> None:
    ledger = Ledger()
    ledger.add([see("Anna Fink", "Anna Fink", "a"), see("Robert Fink", "Robert Fink", "a")])
    assert [e.name for e in ledger.entries()] == ["Anna Fink", "Robert Fink"]


def test_a_known_person_is_one_whatever_the_spelling_and_has_the_house_form() -> None:
    ledger = Ledger({"x-y": "Xaver Ypsilon"})
    ledger.add([see("Xaver Ypsilon", "Xaver Ypsilon", "a", person="x-y")])
    ledger.add([see("X. Upsilon", "X. Upsilon", "b", person="x-y")])
    (entry,) = ledger.entries()
    assert entry.house == "Xaver Ypsilon"


def test_rows_say_first_and_last() -> None:
    ledger = Ledger()
    ledger.add([see("Anna Fink", "Anna Fink", "a")])
    ledger.add([see("Anna Fink", "Anna Fink", "b")])
    (row,) = ledger.rows()
    assert (row["count"], row["first"], row["last"]) == (2, "a#0", "b#0")
