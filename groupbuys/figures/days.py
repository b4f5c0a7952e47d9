"""The days and weeks that figures are counted over, in a shop's own zone: pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SPANS = (7, 30, 91)
"""How many days back one can look at a chart, today among them."""
_BY_WEEK = 31
"""More days than these are counted by the week."""
QUARTER = timedelta(minutes=15)
"""Moments are counted by this much at a time: no zone of today is less than that apart from UTC."""


@dataclass(frozen=True, slots=True)
class Period:
    """The last `days` days up to `until`, today being the last of them, in columns of `step` days."""

    first: date
    days: int
    step: int
    zone: str
    until: datetime

    @property
    def since(self) -> datetime:
        """The midnight that it begins with, in UTC."""
        return datetime.combine(self.first, time(), ZoneInfo(self.zone)).astimezone(UTC)

    @property
    def last(self) -> date:
        """Today."""
        return self.first + timedelta(days=self.days - 1)

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return -(-self.days // self.step)

    def day(self, column: int) -> date:
        """The first day of a column."""
        return self.first + timedelta(days=column * self.step)

    def column(self, quarter: int) -> int:
        """The column that a quarter of an hour belongs to (counted since 1970), held to those that there are."""
        moment = datetime.fromtimestamp(quarter * QUARTER.total_seconds(), UTC)
        gone = (moment.astimezone(ZoneInfo(self.zone)).date() - self.first).days
        return min(max(gone // self.step, 0), self.columns - 1)


def period(now: datetime, zone: str, days: int) -> Period:
    """So many days back (at least one)."""
    today = now.astimezone(ZoneInfo(zone)).date()
    first = today - timedelta(days=days - 1)
    return Period(first, days, 7 if days > _BY_WEEK else 1, zone, now)
