"""Days are a shop's own: midnight in its zone, also when the clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from groupbuys.figures.days import QUARTER, period

ZONES = (
    "UTC",
    "Europe/Berlin",
    "Asia/Shanghai",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "America/New_York",
)


def quarter(moment: datetime) -> int:
    """The quarter of an hour that a moment lies in."""
    return int(moment.timestamp() // QUARTER.total_seconds())


def test_a_week_begins_six_midnights_ago_in_the_zone_of_the_shop() -> None:
    now = datetime(2026, 3, 2, 20, tzinfo=UTC)
    there = period(now, "Asia/Shanghai", 7)
    assert there.last == date(2026, 3, 3), "it is tomorrow already in Shanghai"
    assert there.since == datetime(2026, 2, 24, 16, tzinfo=UTC)
    assert (there.columns, there.column(quarter(now))) == (7, 6)


def test_a_quarter_of_a_year_is_thirteen_weeks_of_seven_days() -> None:
    whole = period(datetime(2026, 3, 2, 12, tzinfo=UTC), "UTC", 91)
    assert (whole.columns, whole.step, whole.day(12)) == (13, 7, date(2026, 2, 24))


def test_the_day_on_which_the_clocks_change_is_one_day() -> None:
    """Berlin, March 29, 2026: the day has 23 hours."""
    there = period(datetime(2026, 3, 31, 12, tzinfo=UTC), "Europe/Berlin", 7)
    first, last = datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 3, 29, 21, 59, tzinfo=UTC)
    assert there.column(quarter(first)) == there.column(quarter(last)) == 4
    assert there.column(quarter(last + timedelta(minutes=1))) == 5


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001 - the zone comes next
    st.sampled_from(ZONES),
    st.sampled_from([7, 30, 91, 365]),
    st.floats(0, 1),
)
def test_every_moment_of_a_period_is_in_the_column_of_its_own_day(
    naive: datetime, zone: str, days: int, share: float
) -> None:
    now = naive.replace(tzinfo=UTC)
    whole = period(now, zone, days)
    moment = whole.since + (now - whole.since) * share
    column = whole.column(quarter(moment))
    day = moment.astimezone(ZoneInfo(zone)).date()
    assert whole.day(column) <= day < whole.day(column) + timedelta(days=whole.step)
