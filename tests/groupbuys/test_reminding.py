"""The arithmetic of reminders, whatever the window, the zone and the clock changes in it (25, 26)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from groupbuys.reminding import Quiet, behind, next_reminder, times

ZONES = [
    "UTC",
    "Europe/Berlin",
    "Asia/Shanghai",
    "Asia/Kathmandu",
    "America/New_York",
    "America/Havana",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Africa/Casablanca",
]
HOUR = timedelta(hours=1)
moments = st.one_of(
    st.datetimes(datetime(2010, 1, 1), datetime(2035, 1, 1)).map(  # noqa: DTZ001  the zone comes next
        lambda naive: naive.replace(tzinfo=UTC)
    ),
    # around Berlin's, New York's and Lord Howe's changes, where clocks misbehave
    st.builds(
        lambda base, minutes: base + timedelta(minutes=minutes),
        st.sampled_from(
            [
                datetime(2026, 3, 29, 1, tzinfo=UTC),
                datetime(2026, 10, 25, 1, tzinfo=UTC),
                datetime(2026, 11, 1, 6, tzinfo=UTC),
                datetime(2026, 11, 1, 5, tzinfo=UTC),
                datetime(2026, 4, 4, 15, tzinfo=UTC),
                datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
            ]
        ),
        st.integers(-1600, 1600),
    ),
)
hours = st.integers(0, 23)
quiets = st.builds(Quiet, hours, hours, st.sampled_from(ZONES))
windows = st.timedeltas(timedelta(seconds=10), timedelta(days=30))


def is_quiet(quiet: Quiet, moment: datetime) -> bool:
    """The definition, hour by hour: 22 to 8 are the hours 22, 23, 0 ... 7."""
    hour = moment.astimezone(ZoneInfo(quiet.zone)).hour
    length = (quiet.end - quiet.start) % 24
    return (hour - quiet.start) % 24 < length


@given(quiets, moments)
@example(Quiet(2, 3, "Europe/Berlin"), datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
def test_quiet_hours_hold_the_moments_that_they_say(quiet: Quiet, moment: datetime) -> None:
    since, until = quiet.since(moment), quiet.until(moment)
    assert (since is not None) == (until is not None) == is_quiet(quiet, moment)
    if since is not None and until is not None:
        assert since <= moment < until
        assert not is_quiet(quiet, until)


@given(quiets, moments)
@example(Quiet(2, 3, "Europe/Berlin"), datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
@example(Quiet(3, 2, "Europe/Berlin"), datetime(2026, 3, 29, 10, tzinfo=UTC))
def test_what_is_moved_comes_earlier_and_is_never_quiet(quiet: Quiet, moment: datetime) -> None:
    moved = quiet.before(moment)
    assert moved <= moment
    assert not is_quiet(quiet, moved)
    assert (moved == moment) == (not is_quiet(quiet, moment))


@given(moments, windows, quiets, st.timedeltas(-HOUR, timedelta(days=31)), st.integers(0, 2))
def test_a_reminder_is_never_quiet_never_past_and_never_after_the_deadline(
    opened: datetime, window: timedelta, quiet: Quiet, passed: timedelta, sent: int
) -> None:
    closes, now = opened + window, opened + passed
    at = next_reminder(opened, closes, quiet, now, sent)
    if at is not None:
        assert now < at < closes
        assert not is_quiet(quiet, at)


@given(moments, windows, quiets)
def test_nobody_is_reminded_more_than_twice(
    opened: datetime, window: timedelta, quiet: Quiet
) -> None:
    """Let time jump from each reminder to the next, as the tick does."""
    closes, now, sent, which = opened + window, opened, 0, []
    while (at := next_reminder(opened, closes, quiet, now, sent)) is not None:
        now, sent = at, max(1, behind(opened, closes, quiet, at))
        which.append(sent)
        assert len(which) <= 2
    assert which in ([], [1], [2], [1, 2])
    if quiet.start == quiet.end:
        assert which == [1, 2]


@given(moments, windows)
def test_the_two_times_lie_in_the_window_in_order(opened: datetime, window: timedelta) -> None:
    first, second = times(opened, opened + window)
    assert opened < first < second < opened + window
    if window >= timedelta(hours=4):
        assert (opened + window - first, opened + window - second) == (2 * HOUR, HOUR / 4)
    else:
        assert abs((first - opened) * 2 - window) <= timedelta(microseconds=2)
        assert abs((second - opened) * 10 - window * 9) <= timedelta(microseconds=10)
