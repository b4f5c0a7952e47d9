"""The rule for holds that run out: a day before, unless the group buy closes in time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.windows import CaptureEarly, Wait, capture_rule, first_look, hold_of

PAID = datetime(2026, 3, 2, 12, tzinfo=UTC)
OUT = PAID + timedelta(days=7)
HOURS = st.floats(-24, 24 * 14, allow_nan=False).map(lambda hours: timedelta(hours=hours))


def test_only_accounts_of_a_kind_whose_holds_run_out_have_an_end() -> None:
    assert hold_of("stripe-7", PAID) == (OUT, OUT - timedelta(days=1))
    for name in ("sandbox", "telegram-7", "stars-1", "pickup-2", "", "-stripe", "stripes-1"):
        assert hold_of(name, PAID) == (None, None)


@pytest.mark.parametrize(
    ("hours_left", "closes_before", "decision"),
    [
        (25, None, Wait(OUT - timedelta(days=1))),
        (24, None, CaptureEarly()),
        (1, None, CaptureEarly()),
        (-1, None, CaptureEarly()),
        (24, 12, Wait(OUT - timedelta(hours=12))),
        (24, 11, CaptureEarly()),
        (24, -48, CaptureEarly()),
        (13, 13, CaptureEarly()),
        (25, 11, Wait(OUT - timedelta(days=1))),
        (100, 20, Wait(OUT - timedelta(hours=20))),
    ],
)
def test_a_day_before_it_runs_out_it_is_taken_unless_the_close_comes_in_time(
    hours_left: int, closes_before: int | None, decision: Wait | CaptureEarly
) -> None:
    closes_at = None if closes_before is None else OUT - timedelta(hours=closes_before)
    assert capture_rule(OUT - timedelta(hours=hours_left), PAID, OUT, closes_at) == decision


def test_a_short_hold_is_taken_at_half_time() -> None:
    out = PAID + timedelta(hours=8)
    assert first_look(PAID, out) == PAID + timedelta(hours=4)
    assert capture_rule(PAID, PAID, out, None) == Wait(PAID + timedelta(hours=4))
    assert capture_rule(PAID + timedelta(hours=4), PAID, out, None) == CaptureEarly()
    in_time, late = PAID + timedelta(hours=6), PAID + timedelta(hours=7)
    assert capture_rule(PAID + timedelta(hours=4), PAID, out, in_time) == Wait(in_time)
    assert capture_rule(PAID + timedelta(hours=4), PAID, out, late) == CaptureEarly()


@given(HOURS, HOURS, st.none() | HOURS)
def test_whoever_waits_as_long_as_told_never_waits_until_it_is_too_late(
    lasts: timedelta, after: timedelta, closes: timedelta | None
) -> None:
    """It always goes on, and ends while there is still a quarter of the hold left, or half a day."""
    out = PAID + abs(lasts)
    now, closes_at = PAID + abs(after), None if closes is None else PAID + closes
    for _ in range(4):
        decision = capture_rule(now, PAID, out, closes_at)
        if isinstance(decision, CaptureEarly):
            break
        assert decision.until > now
        assert decision.until <= out - min(timedelta(hours=12), abs(lasts) / 4)
        now = decision.until
    else:
        raise AssertionError("it waits for ever")
