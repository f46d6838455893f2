"""What verdicts say about a check."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.desk.learn import LEAST, demoted, precision, wilson
from pipeline.store.events import Event


def verdicts(check: str, agreed: int, dismissed: int, rule: str = "r") -> list[Event]:
    acts = ["accept"] * agreed + ["dismiss"] * dismissed
    return [Event(act, "a", chk=check, rule=rule, fingerprint=f"{check}{i}") for i, act in enumerate(acts)]


def test_the_interval_of_the_textbook() -> None:
    # Newcombe 1998, Statistics in Medicine 17:857, table I: 81 of 263 and 0 of 20, method 3
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share(case: tuple[int, int]) -> None:
    hits, trials = case
    low, high = wilson(hits, trials)
    assert 0 <= low <= hits / trials + 1e-9
    assert hits / trials - 1e-9 <= high <= 1


def test_per_check_and_per_rule() -> None:
    table = precision([*verdicts("number-mismatch", 4, 1), *verdicts("number-mismatch", 1, 1, "other")])
    assert (table["number-mismatch", ""].agreed, table["number-mismatch", ""].judged) == (5, 7)
    assert str(table["number-mismatch", "r"]).startswith("4 of 5, ")
    assert precision(verdicts("negation-lost", 2, 0, ""))["negation-lost", ""].judged == 2


def test_a_check_that_breaks_its_promise_is_demoted_but_not_on_thin_evidence() -> None:
    assert demoted(precision(verdicts("number-mismatch", 2, 20))) == {"number-mismatch"}
    assert demoted(precision(verdicts("number-mismatch", 0, LEAST - 1))) == frozenset()
    assert demoted(precision(verdicts("number-mismatch", 15, 5))) == frozenset()
