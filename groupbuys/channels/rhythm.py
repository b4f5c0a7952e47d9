"""When something that is repeated comes next, by a clock on a wall: pure arithmetic of days and zones."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


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

    def after(self, moment: datetime) -> datetime:
        """The first time (UTC) that is later than this moment."""
        return next(at for at in self._around(moment) if at > moment)

    def latest(self, moment: datetime) -> datetime:
        """The last time (UTC) that was not later than this moment."""
        return next(at for at in reversed(self._around(moment)) if at <= moment)

    def _around(self, moment: datetime) -> list[datetime]:
        """Times before and after a moment, in their order."""
        today = moment.astimezone(ZoneInfo(self.zone)).date()
        step = 7 if self.repeat is Repeat.WEEKLY else 1
        since = (today.weekday() - self.weekday) % step
        return [self._on(today, days - since) for days in range(-2 * step, 3 * step, step)]

    def _on(self, today: date, away: int) -> datetime:
        day = today + timedelta(days=away)
        hour, minute = divmod(self.minute, 60)
        there = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(self.zone))
        return there.astimezone(UTC)


def beginning(moment: datetime, zone: str, repeat: Repeat) -> Rhythm:
    """The rhythm in which that moment comes again."""
    local = moment.astimezone(ZoneInfo(zone))
    return Rhythm(repeat, local.weekday(), local.hour * 60 + local.minute, zone)
