"""When to remind somebody: pure arithmetic of deadlines, windows and quiet hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_TWO_HOURS = timedelta(hours=2)
_QUARTER = timedelta(minutes=15)
_SHORT = timedelta(hours=4)
"""Windows under four hours are short: two hours before the end would be in their first half."""

_IN_TIME = timedelta(minutes=5)
"""So long before quiet hours a reminder is owed: enough for the last of ten thousand to be told."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """A person's quiet hours: from `start` to `end` o'clock in their `zone`; the same twice: none."""

    start: int
    end: int
    zone: str

    def since(self, moment: datetime) -> datetime | None:
        """When the quiet hours began that this moment falls into, or None if it is not quiet."""
        local = moment.astimezone(ZoneInfo(self.zone))
        if not self.holds(local.hour):
            return None
        began = local.replace(hour=self.start, minute=0, second=0, microsecond=0)
        if began > local:
            began = (local - timedelta(days=1)).replace(
                hour=self.start, minute=0, second=0, microsecond=0
            )
        return began.astimezone(moment.tzinfo)

    def before(self, moment: datetime) -> datetime:
        """The moment itself, or if it is quiet then, a little before the quiet hours began."""
        began = self.since(moment)
        # Where clocks are set back, even that may be quiet: then it is before those hours, and so on.
        return moment if began is None else self.before(began - _IN_TIME)

    def until(self, moment: datetime) -> datetime | None:
        """When the quiet hours end that this moment falls into, or None if it is not quiet."""
        local = moment.astimezone(ZoneInfo(self.zone))
        if not self.holds(local.hour):
            return None
        ends = local.replace(hour=self.end, minute=0, second=0, microsecond=0)
        if ends <= local:
            ends = (local + timedelta(days=1)).replace(
                hour=self.end, minute=0, second=0, microsecond=0
            )
        return ends.astimezone(moment.tzinfo)

    def holds(self, hour: int) -> bool:
        """Whether it is quiet in that hour of the day."""
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end


def times(opened_at: datetime, closes_at: datetime) -> tuple[datetime, datetime]:
    """When the two reminders are due (promise 25).

    Two hours and fifteen minutes before the end; in a window under four hours at half time and at nine tenths.
    """
    window = closes_at - opened_at
    if window < _SHORT:
        return opened_at + window / 2, opened_at + window * 9 / 10
    return closes_at - _TWO_HOURS, closes_at - _QUARTER


def next_reminder(
    opened_at: datetime, closes_at: datetime, quiet: Quiet, now: datetime, sent: int
) -> datetime | None:
    """When to remind this person next, if at all; `sent` counts the reminders that are behind them.

    One that would fall into quiet hours comes just before they begin (promise 26). One whose time is over is not
    made up for (promise 24).
    """
    return next((at for at in _kept_quiet(opened_at, closes_at, quiet)[sent:] if at > now), None)


def behind(opened_at: datetime, closes_at: datetime, quiet: Quiet, now: datetime) -> int:
    """How many of the two reminders' times have come, as quiet hours moved them."""
    return sum(at <= now for at in _kept_quiet(opened_at, closes_at, quiet))


@lru_cache(maxsize=4096)
def _kept_quiet(opened_at: datetime, closes_at: datetime, quiet: Quiet) -> tuple[datetime, ...]:
    """The two times as quiet hours move them: the same for most members of a group."""
    return tuple(map(quiet.before, times(opened_at, closes_at)))
