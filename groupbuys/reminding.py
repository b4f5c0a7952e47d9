"""When to remind somebody: pure arithmetic of deadlines, windows and quiet hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_TWO_HOURS = timedelta(hours=2)
_QUARTER = timedelta(minutes=15)
_SHORT = timedelta(hours=4)
"""Windows under four hours are short: two hours before the end would be in their first half."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """A person's quiet hours: from `start` to `end` o'clock in their `zone`; the same twice: none."""

    start: int
    end: int
    zone: str

    def since(self, moment: datetime) -> datetime | None:
        """When the quiet hours began that this moment falls into, or None if it is not quiet."""
        local = moment.astimezone(ZoneInfo(self.zone))
        if not self._holds(local.hour):
            return None
        began = local.replace(hour=self.start, minute=0, second=0, microsecond=0)
        if began > local:
            began = (local - timedelta(days=1)).replace(
                hour=self.start, minute=0, second=0, microsecond=0
            )
        return began.astimezone(moment.tzinfo)

    def until(self, moment: datetime) -> datetime | None:
        """When the quiet hours end that this moment falls into, or None if it is not quiet."""
        local = moment.astimezone(ZoneInfo(self.zone))
        if not self._holds(local.hour):
            return None
        ends = local.replace(hour=self.end, minute=0, second=0, microsecond=0)
        if ends <= local:
            ends = (local + timedelta(days=1)).replace(
                hour=self.end, minute=0, second=0, microsecond=0
            )
        return ends.astimezone(moment.tzinfo)

    def _holds(self, hour: int) -> bool:
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end


def times(opened_at: datetime, closes_at: datetime) -> tuple[datetime, datetime]:
    """The two reminders: two hours and fifteen minutes before the end; in a window under four hours at half time
    and at nine tenths (promise 25).
    """
    window = closes_at - opened_at
    if window < _SHORT:
        return opened_at + window / 2, opened_at + window * 9 / 10
    return closes_at - _TWO_HOURS, closes_at - _QUARTER


def next_reminder(
    opened_at: datetime, closes_at: datetime, quiet: Quiet, now: datetime, sent: int
) -> datetime | None:
    """When to remind this person next, if at all; `sent` counts the reminders they had.

    One that would fall into quiet hours comes just before they begin (promise 26). One whose time is over is not
    made up for (promise 24).
    """
    for number, wanted in enumerate(times(opened_at, closes_at)):
        began = quiet.since(wanted)
        at = wanted if began is None else began - timedelta(minutes=1)
        if number >= sent and at > now:
            return at
    return None
