"""When a day begins, and when the daily message comes, also where clocks are changed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from groupbuys.reminding import Quiet
from groupbuys.telling.announcing import midnight
from groupbuys.telling.daily import next_at

CUBA = "America/Havana"
"""On November 1, 2026, clocks go back from one to midnight: the hour before one comes twice."""
BERLIN = "Europe/Berlin"
"""On March 29, 2026, there is no half past two; on October 25 there are two."""


def moments(hour: int, quiet: Quiet, begin: datetime, days: int) -> list[datetime]:
    """The messages of somebody to whom something happens all the time."""
    came: list[datetime] = []
    last = None
    now = begin
    while now < begin + timedelta(days=days):
        last = now = next_at(hour, quiet, now, last)
        came.append(now)
    return came


def awake(zone: str) -> Quiet:
    """No quiet hours."""
    return Quiet(0, 0, zone)


def test_a_day_begins_once_where_clocks_go_back_over_midnight() -> None:
    began = datetime(2026, 11, 1, 4, tzinfo=UTC)
    again = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert midnight(datetime(2026, 11, 1, 4, 30, tzinfo=UTC), CUBA) == began
    assert midnight(again, CUBA) == began, "half past midnight, for the second time"


def test_the_next_one_after_a_repeated_hour_is_on_the_same_day() -> None:
    again = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert next_at(18, awake(CUBA), again, None) == datetime(2026, 11, 1, 23, tzinfo=UTC)


@pytest.mark.parametrize("zone", [CUBA, BERLIN, "Australia/Lord_Howe", "Pacific/Apia", "UTC"])
@pytest.mark.parametrize("hours", [(0, 0), (22, 8), (9, 8), (1, 3)])
def test_there_is_one_on_each_day_of_a_year_and_never_two(
    zone: str, hours: tuple[int, int]
) -> None:
    """Also where its hour falls into quiet hours, so that it comes when they are over."""
    quiet = Quiet(*hours, zone)
    for hour in range(24):
        came = moments(hour, quiet, datetime(2026, 1, 1, tzinfo=UTC), 365)
        days = {at.astimezone(ZoneInfo(zone)).date() for at in came}
        assert len(days) == len(came)
        assert len(came) in {365, 366}
        assert not [at for at in came if quiet.until(at)]


def test_an_hour_that_a_clock_change_leaves_out_comes_all_the_same() -> None:
    came = next_at(2, awake(BERLIN), datetime(2026, 3, 29, 0, tzinfo=UTC), None)
    assert came == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_an_hour_that_comes_twice_is_one() -> None:
    first = next_at(2, awake(BERLIN), datetime(2026, 10, 24, 23, tzinfo=UTC), None)
    assert first == datetime(2026, 10, 25, 0, tzinfo=UTC)
    assert next_at(2, awake(BERLIN), first, first) == datetime(2026, 10, 26, 1, tzinfo=UTC)


def test_who_travels_gets_no_second_one_on_a_day_of_theirs() -> None:
    """Told at six in Los Angeles, and in Auckland an hour later: it is three in the afternoon of the next day there."""
    told = datetime(2026, 3, 3, 2, tzinfo=UTC)
    later = told + timedelta(hours=1)
    assert next_at(18, awake("Pacific/Auckland"), later, told) == datetime(
        2026, 3, 4, 5, tzinfo=UTC
    )
