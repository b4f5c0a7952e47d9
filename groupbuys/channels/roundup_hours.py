"""When a round-up is due: pure arithmetic of minutes of the day, zones and days."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = 24 * 60
"""Minutes of a day by the clock."""

LATE = timedelta(hours=3)
"""A round-up that could not be posted for longer is skipped."""

_ONE = timedelta(days=1)


def next_moment(now: datetime, minute: int, zone: str, posted_at: datetime | None) -> datetime:
    """The next time, in UTC and after `now`, that clocks in that zone show this minute of the day.

    Never on the day on which one was posted already. Where a clock change skips that minute, as long after midnight
    as on any other day; where it comes twice, the first time.
    """
    home = ZoneInfo(zone)
    day = now.astimezone(home).date()
    if posted_at is not None:
        day = max(day, posted_at.astimezone(home).date() + _ONE)
    at = _moment(day, minute, home)
    return at if at > now else _moment(day + _ONE, minute, home)


def is_in_time(now: datetime, minute: int, zone: str) -> bool:
    """Whether today's may still be posted: its minute has come, and not long ago. No day makes up for another."""
    home = ZoneInfo(zone)
    at = _moment(now.astimezone(home).date(), minute, home)
    return at <= now <= at + LATE


def _moment(day: date, minute: int, home: ZoneInfo) -> datetime:
    local = datetime.combine(day, time(*divmod(minute, 60)), home)
    return local.astimezone(UTC)
