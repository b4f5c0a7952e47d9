"""Who may claim what, and when: the rules alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from catalog.money import Money
from groupbuys.claims.model import Bought, Declined, NoClaim, Wrong
from groupbuys.claims.rules import FAULTS, LOST, RETURN, TRAVEL, is_proof_missing, may_claim

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MOMENT = timedelta(milliseconds=1)
PRICE = Money(2000, "EUR")
PLACED = Bought(1, "ABC", 1, 1, "placed", NOON, None, None, 3, PRICE, 1, PRICE)
SHIPPED = replace(PLACED, state="shipped", shipped_at=NOON)
RECEIVED = replace(PLACED, state="received", received_at=NOON)
LATE, EARLY = Declined(NoClaim.TOO_LATE), NoClaim.TOO_EARLY


@pytest.mark.parametrize(
    ("of", "wrong", "after", "no"),
    [
        (PLACED, Wrong.MISSING, timedelta(days=3) - MOMENT, Declined(EARLY, NOON + timedelta(3))),
        (PLACED, Wrong.MISSING, timedelta(days=3), None),
        (PLACED, Wrong.MISSING, timedelta(days=999), None),
        (SHIPPED, Wrong.MISSING, TRAVEL - MOMENT, Declined(EARLY, NOON + TRAVEL)),
        (SHIPPED, Wrong.MISSING, TRAVEL, None),
        (SHIPPED, Wrong.MISSING, LOST + MOMENT, LATE),
        (RECEIVED, Wrong.MISSING, timedelta(days=9), Declined(NoClaim.ARRIVED)),
        (PLACED, Wrong.DAMAGED, timedelta(days=1), Declined(NoClaim.NOT_SENT)),
        (SHIPPED, Wrong.DAMAGED, timedelta(days=1), None),
        (SHIPPED, Wrong.DIFFERENT, TRAVEL + FAULTS, None),
        (SHIPPED, Wrong.DIFFERENT, TRAVEL + FAULTS + MOMENT, LATE),
        (RECEIVED, Wrong.DAMAGED, FAULTS + MOMENT, LATE),
        (PLACED, Wrong.CHANGED, timedelta(), None),
        (RECEIVED, Wrong.CHANGED, RETURN, None),
        (RECEIVED, Wrong.CHANGED, RETURN + MOMENT, LATE),
        (SHIPPED, Wrong.CHANGED, TRAVEL + RETURN, None),
        (SHIPPED, Wrong.CHANGED, TRAVEL + RETURN + MOMENT, LATE),
    ],
)
def test_each_has_its_time(of: Bought, wrong: Wrong, after: timedelta, no: Declined | None) -> None:
    assert may_claim(of, wrong, NOON + after) == no


@pytest.mark.parametrize("state", ["held", "released", "refunding", "refunded", "taken_back"])
def test_nothing_is_claimed_of_what_is_no_order_any_more(state: str) -> None:
    for wrong in Wrong:
        no = may_claim(replace(PLACED, state=state), wrong, NOON)
        assert no == Declined(NoClaim.NOT_ORDERED)


def test_only_what_nobody_could_know_wants_a_word_or_a_photo() -> None:
    assert is_proof_missing(Wrong.DAMAGED, "  ", 0)
    assert not is_proof_missing(Wrong.DAMAGED, "", 1)
    assert not is_proof_missing(Wrong.DIFFERENT, "blue", 0)
    assert not is_proof_missing(Wrong.MISSING, "", 0)
    assert not is_proof_missing(Wrong.CHANGED, "", 0)
