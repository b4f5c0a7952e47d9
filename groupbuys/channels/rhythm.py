"""When something that is repeated comes next, by a clock on a wall: pure arithmetic of days and zones."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

DAY = 24 * 60
"""Minutes of a day by the clock."""

LATE = timedelta(hours=3)
"""What could not be done for longer than this after its hour is left out: the next time is its own."""


class Repeat(StrEnum):
    """How often something comes."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every day, or every week on that `weekday` (Monday is 0), at that `minute` of the day in that IANA zone.

    An hour that a clock change leaves out comes that much later, one that comes twice counts the first time.
    """

    repeat: Repeat
    weekday: int
    minute: int
    zone: str

    def after(self, moment: datetime, done: datetime | None = None) -> datetime:
        """The first time (UTC) that is later than this moment, and on a later day there than what was `done`."""
        return next(
            at
            for at in self._around(moment)
            if at > moment and (done is None or self._day(at) > self._day(done))
        )

    def latest(self, moment: datetime) -> datetime:
        """The last time (UTC) that was not later than this moment."""
        return next(at for at in reversed(self._around(moment)) if at <= moment)

    def came_today(self, moment: datetime) -> bool:
        """Whether it came on the day that it is there at that moment, not longer than LATE ago."""
        at = self.latest(moment)
        return moment - at <= LATE and self._day(at) == self._day(moment)

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def _around(self, moment: datetime) -> list[datetime]:
        """Times before and after a moment, in their order."""
        today = self._day(moment)
        step = 7 if self.repeat is Repeat.WEEKLY else 1
        since = (today.weekday() - self.weekday) % step
        return [self._on(today, days - since) for days in range(-2 * step, 3 * step, step)]

    def _on(self, today: date, away: int) -> datetime:
        day = today + timedelta(days=away)
        hour, minute = divmod(self.minute, 60)
        there = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(self.zone))
        return there.astimezone(UTC)


def daily(minute: int, zone: str) -> Rhythm:
    """Every day at that minute."""
    return Rhythm(Repeat.DAILY, 0, minute, zone)


def beginning(moment: datetime, zone: str, repeat: Repeat) -> Rhythm:
    """The rhythm in which that moment comes again."""
    local = moment.astimezone(ZoneInfo(zone))
    return Rhythm(repeat, local.weekday(), local.hour * 60 + local.minute, zone)
